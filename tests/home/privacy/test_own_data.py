"""Getting and erasing one's data."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import JoinRequest, Person
from mikrovirk.home.privacy import own_data
from mikrovirk.home.privacy.readable_words import LABELS, PARTS
from mikrovirk.mailing.models import Unsubscription
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import SignUp
from tests import factories
from tests.factories import NOW
from tests.home.privacy.test_readable import names_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.network("mikrovirk")


def test_the_export_holds_what_every_app_knows(network: Network) -> None:
    person = factories.member(network, "Lise Holm")
    factories.sign_up(factories.meeting(network, title="Salg"), person)
    client = Client()
    client.force_login(person.user)
    told = json.loads(client.get("/me/data/download/").content)
    account, evening = {"signed_in", "seen_by", "ways_in", "asked_to_join"}, {"evenings", "photos", "unwanted_mails"}
    voice = {"voice", "fund", "health", "landscape", "cooperation", "conferences", "mails_written", "overview"}
    assert (
        set(told)
        == {"account", "roles", "roles_before", "directory", "programme", "tokens", "mails"} | account | evening | voice
    )
    assert told["account"]["name"] == "Lise Holm"
    assert told["roles"] == [{"role": "member", "network": "Mikrovirk"}]
    assert "Salg" in json.dumps(told["programme"])


def test_the_export_holds_ways_in_stopped_mails_and_what_was_written_to_join(network: Network) -> None:
    user = factories.member(network, "Lise Holm").user
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Min telefon", "key": "k"})
    SocialAccount.objects.create(user=user, provider="kommune", uid="lh17")
    Unsubscription.objects.create(user=user, network=network, kind="programme.publication", at=NOW)
    JoinRequest.objects.create(network=network, user=user, name="Lise", seeks="Kunder", made_at=NOW)
    told = own_data.export_of(user)
    assert [(each["kind"], each["name"]) for each in told["ways_in"]] == [
        ("Adgangsnøgle", "Min telefon"),
        ("En anden organisations login", "kommune"),
    ]
    assert "key" not in json.dumps(told["ways_in"])
    assert [each["network"] for each in told["unwanted_mails"]] == ["Mikrovirk"]
    assert [each["seeks"] for each in told["asked_to_join"]] == ["Kunder"]
    found = set(names_in(told))
    assert found - set(PARTS) - set(LABELS) == set()


def test_erasing_asks_for_a_tick_first(network: Network) -> None:
    person = factories.member(network)
    client = Client()
    client.force_login(person.user)
    answer = client.post("/me/data/erase/")
    assert "Sæt kryds her først" in answer.content.decode()
    assert User.objects.filter(pk=person.user.pk).exists()


def test_erasing_takes_the_person_away_and_keeps_the_number_of_those_who_came(network: Network) -> None:
    person = factories.member(network, "Lise Holm")
    held = factories.meeting(network, starts_at=timezone.now() - timedelta(days=30))
    coming = factories.meeting(network, starts_at=timezone.now() + timedelta(days=30))
    factories.sign_up(held, person, checked_in_at=held.starts_at)
    factories.sign_up(coming, person)
    client = Client()
    client.force_login(person.user)
    client.post("/me/data/erase/", {"sure": "on"})
    assert not User.objects.filter(full_name="Lise Holm").exists()
    assert not Person.objects.exists()
    assert SignUp.objects.filter(meeting=held, checked_in_at__isnull=False).count() == 1
    assert SignUp.objects.filter(name__contains="Lise").count() == 0
    assert "_auth_user_id" not in client.session


def test_the_last_coordinator_cannot_leave_the_network_alone(network: Network) -> None:
    coordinator = factories.role(Role.Name.COORDINATOR, network)
    client = Client()
    client.force_login(coordinator)
    page = client.post("/me/data/erase/", {"sure": "on"}, follow=True)
    assert "ville stå uden koordinator" in page.content.decode()
    assert User.objects.filter(pk=coordinator.pk).exists()


def test_the_member_sees_their_own_sign_ups_only(network: Network) -> None:
    mine, other = factories.member(network), factories.member(network)
    at = timezone.now() + timedelta(days=5)
    factories.sign_up(factories.meeting(network, starts_at=at, title="Mit møde"), mine)
    factories.sign_up(factories.meeting(network, starts_at=at, title="Deres møde"), other)
    client = Client()
    client.force_login(mine.user)
    page = client.get("/me/").context["page"]
    assert [s.meeting.title for s in page.sign_ups] == ["Mit møde"]
    assert [m.title for m in page.open_meetings] == ["Deres møde"]
