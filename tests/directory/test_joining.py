"""Becoming a member from the public page, by oneself or by a member's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.links import sign
from mikrovirk.accounts.models import User
from mikrovirk.directory import jobs, queries, services
from mikrovirk.directory.models import Business, JoinRequest, Membership, Person
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from tests.factories import NOW, business, coordinator, member, network, role

pytestmark = pytest.mark.django_db
TYPED = {"name": "Lise Holm", "email": "lise@systuen.example", "business_name": "Systuen", "town": "Stege"}


@pytest.fixture
def place() -> Network:
    return network("havnby", name="Havnby")


def ask(client: Client, place: Network, **typed: str) -> str:
    return client.post(reverse("directory:join", args=[place.slug]), TYPED | typed, follow=True).text


def link_in_mail() -> str:
    url: str = Message.objects.get(kind="directory.confirm_membership").mailing.context["url"]
    return url.removeprefix("http://localhost:8000")


def kinds() -> list[str]:
    return sorted(Message.objects.values_list("kind", flat=True))


def test_one_becomes_a_member_by_the_link_in_the_mail_and_the_button_on_its_page(
    client: Client, place: Network
) -> None:
    office = coordinator(place)
    page = ask(client, place)
    assert "Vi har sendt en mail til lise@systuen.example." in page
    assert not Membership.objects.exists()
    page = client.get(link_in_mail()).text
    assert "Velkommen, Lise Holm. Et tryk, så er du med." in page
    assert not Membership.objects.exists()
    page = client.post(link_in_mail()).text
    assert "Du er medlem af Havnby" in page
    membership = Membership.objects.get()
    assert (membership.person.name, membership.came) == ("Lise Holm", "self")
    assert membership.business is not None
    assert (membership.business.name, membership.business.town) == ("Systuen", "Stege")
    assert membership.person.user.roles.get().network == place
    assert kinds() == ["directory.confirm_membership", "directory.new_member", "directory.welcome"]
    assert Message.objects.get(kind="directory.new_member").user == office
    assert Mailing.objects.get(kind="directory.welcome").state == "draft"
    client.post(link_in_mail())
    assert Membership.objects.count() == 1


def test_without_a_coordinator_whose_account_is_on_the_substitute_is_told(client: Client, place: Network) -> None:
    coordinator(place, is_active=False)
    substitute = role("substitute", place)
    ask(client, place)
    client.post(link_in_mail())
    told = Message.objects.select_related("mailing").get(kind="directory.new_member")
    assert told.user == substitute
    assert told.mailing.context["url"].endswith(f"/networks/{place.slug}/handover/")


def test_the_page_answers_alike_whether_or_not_one_is_a_member(client: Client, place: Network) -> None:
    member(place, email="lise@systuen.example")
    page = ask(client, place)
    assert "Vi har sendt en mail til lise@systuen.example." in page
    assert kinds() == ["directory.already_member"]


def test_a_member_is_not_renamed_by_whoever_types_the_address(client: Client, place: Network) -> None:
    lise = member(network(), "Lise Holm", email="lise@systuen.example")
    ask(client, place, name="Noget Vrøvl")
    client.post(link_in_mail())
    assert Person.objects.get(pk=lise.pk).name == "Lise Holm"


def test_an_address_is_not_flooded(client: Client, place: Network) -> None:
    for _ in range(5):
        ask(client, place)
    assert Message.objects.count() == 3


def test_a_cpr_number_is_refused_and_not_kept(client: Client, place: Network) -> None:
    response = client.post(reverse("directory:join", args=[place.slug]), TYPED | {"cvr": "010170-1234"})
    assert response.context["form"].errors["cvr"][0].startswith("Her står et CPR-nummer.")
    response = client.post(reverse("directory:join", args=[place.slug]), TYPED | {"email": "010170-1234@a.example"})
    assert response.context["form"].errors["email"][0].startswith("Her står et CPR-nummer.")
    assert not User.objects.exists()
    assert not JoinRequest.objects.exists()


def test_who_names_another_members_business_is_not_let_into_it(client: Client, place: Network) -> None:
    firm = business("Bådbyg", cvr="91000008")
    member(place, "Per Bo", firm=firm)
    ask(client, place, business_name="Bådbyg", cvr="91000008")
    client.post(link_in_mail())
    membership = Membership.objects.get(person__user__email="lise@systuen.example")
    assert (membership.business, membership.note) == (None, "Bådbyg (CVR 91000008)")
    assert Business.objects.count() == 1


def test_an_invite_link_says_who_invites_and_is_remembered(client: Client, place: Network) -> None:
    per = member(place, "Per Bo")
    address = reverse("directory:invited", args=[place.slug, queries.invite_token(per, place)])
    assert "Per Bo inviterer dig. Godt at se dig." in client.get(address).text
    client.post(address, TYPED)
    client.post(link_in_mail())
    membership = Membership.objects.get(person__user__email="lise@systuen.example")
    assert (membership.invited_by, membership.came) == (per, "invited")


def test_an_invite_link_of_another_network_or_a_former_member_is_only_the_page(client: Client, place: Network) -> None:
    per = member(network(), "Per Bo")
    wrong = reverse("directory:invited", args=[place.slug, sign("invite", per.pk, place.pk)])
    assert "inviterer dig" not in client.get(wrong).text
    broken = reverse("directory:invited", args=[place.slug, "noget-vroevl"])
    assert "Bliv medlem af Havnby" in client.get(broken).text


def test_a_guest_who_was_invited_keeps_the_inviter_when_becoming_a_member(place: Network) -> None:
    per = member(place, "Per Bo")
    guest = services.add_guest(name="Gitte Gæst", email="Gitte@Gaest.example ", invited_by=per)
    assert services.add_guest(name="En anden", email="gitte@gaest.example") == guest
    services.note_inviter(guest, member(place, "Senere"))
    membership = services.join_network(guest, place, on=NOW.date(), came="self")
    assert (membership.invited_by, membership.came, guest.name) == (per, "invited", "Gitte Gæst")
    assert services.join_network(guest, place, on=NOW.date(), came="office") == membership


@pytest.mark.parametrize("purpose", ["invite", "signup"])
def test_a_link_for_something_else_is_not_found(client: Client, place: Network, purpose: str) -> None:
    ask(client, place)
    token = sign(purpose, JoinRequest.objects.get().pk)
    assert client.post(reverse("directory:confirm_join", args=[place.slug, token])).status_code == 404
    assert not Membership.objects.exists()


def test_a_link_for_another_network_or_a_forgotten_request_leads_back(client: Client, place: Network) -> None:
    ask(client, place)
    token = sign("join", JoinRequest.objects.get().pk)
    other = network()
    response = client.post(reverse("directory:confirm_join", args=[other.slug, token]))
    assert (response.status_code, Membership.objects.count()) == (410, 0)
    assert "Linket er for gammelt" in response.text


def test_requests_nobody_confirms_are_forgotten_with_their_addresses(client: Client, place: Network) -> None:
    ask(client, place)
    known = member(place, email="per@bo.example")
    ask(client, network(), email="per@bo.example")
    jobs.run(now=timezone.now() + timedelta(days=15))
    assert not JoinRequest.objects.exists()
    assert list(User.objects.all()) == [known.user]


def test_a_closed_network_takes_nobody(client: Client) -> None:
    closed = network(is_open=False)
    assert client.get(reverse("directory:join", args=[closed.slug])).status_code == 404
