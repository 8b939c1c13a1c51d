"""The pages about a meeting that two networks hold together."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, MeetingPartner, SignUp
from mikrovirk.programme.services import joint, sign_ups
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> Network:
    return factories.network("moen", name="Møn")


@pytest.fixture
def partner() -> Network:
    return factories.network("falster", name="Falster")


@pytest.fixture
def mona(host: Network) -> User:
    return factories.coordinator(host)


@pytest.fixture
def bjarne(partner: Network) -> User:
    return factories.coordinator(partner)


@pytest.fixture
def meeting(host: Network) -> Meeting:
    starts_at = timezone.now() + timedelta(days=14)
    return factories.meeting(host, starts_at=starts_at, title="Find kunder", state="published")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, name: str, *keys: object) -> str:
    answer = client.get(reverse(name, args=keys))
    assert answer.status_code == 200
    return answer.content.decode()


def held(meeting: Meeting, partner: Network, mona: User, bjarne: User) -> MeetingPartner:
    asked = joint.ask_partner(meeting, partner, by=mona, at=timezone.now())
    return joint.accept(asked, by=bjarne, at=timezone.now())


def test_asked_on_one_page_and_answered_on_the_other(
    meeting: Meeting, partner: Network, mona: User, bjarne: User
) -> None:
    together = reverse("programme:together", args=["moen", meeting.pk])
    page = signed_in(mona).post(together, {"network": partner.pk, "words": "Skal vi?"}, follow=True).content.decode()
    assert "Falster er spurgt." in page
    assert "De spørger jer" in text(signed_in(bjarne), "programme:plan", "falster")
    assert "Møn spørger: skal vi holde “Find kunder” sammen?" in text(signed_in(bjarne), "home:week", "falster")
    asked = MeetingPartner.objects.get()
    address = reverse("programme:joint", args=["falster", asked.pk])
    assert "Skal vi?" in signed_in(bjarne).get(address).content.decode()
    nothing = signed_in(bjarne).post(address, {"words": "Gerne"}).content.decode()
    assert "Gerne" in nothing  # what was typed stays where the answer is missing
    page = signed_in(bjarne).post(address, {"answer": "yes", "words": "Gerne"}, follow=True).content.decode()
    assert "Jeres egen invitation ligger som kladde" in page
    assert "Gerne" in text(signed_in(mona), "programme:together", "moen", meeting.pk)


def test_it_stands_on_everybodys_pages(meeting: Meeting, partner: Network, mona: User, bjarne: User) -> None:
    held(meeting, partner, mona, bjarne)
    member = factories.member(partner)
    for client, name, keys in (
        (Client(), "programme:meetings", ["falster"]),
        (Client(), "home:network", ["falster"]),
        (signed_in(member.user), "home:me", []),
        (signed_in(bjarne), "programme:plan", ["falster"]),
    ):
        assert "Find kunder" in text(client, name, *keys), name
    page = text(Client(), "programme:meeting", "moen", meeting.pk)
    assert "Mødet holdes sammen af" in page
    assert reverse("home:network", args=["falster"]) in page
    assert "Find kunder" in Client().get(reverse("programme:feed", args=["falster"])).content.decode()


def test_the_partner_sees_the_list_at_the_door_and_nothing_else_of_the_host(
    meeting: Meeting, partner: Network, mona: User, bjarne: User, host: Network
) -> None:
    held(meeting, partner, mona, bjarne)
    meeting.refresh_from_db()
    hanne = factories.member(host, "Hanne Holm", email="hanne@firma.example", firm=factories.business("Hannes Hatte"))
    pia = factories.member(partner, "Pia Pil")
    for person in (hanne, pia):
        sign_ups.sign_up(meeting, person, at=timezone.now(), via="page")
    page = text(signed_in(bjarne), "programme:check_in", "moen", meeting.pk)
    assert [word for word in ("Hanne Holm", "Hannes Hatte", "Pia Pil", "Falster") if word not in page] == []
    assert "hanne@firma.example" not in page
    row = SignUp.objects.get(person=hanne)
    mark = reverse("programme:check_in_mark", args=["moen", meeting.pk, row.pk])
    signed_in(bjarne).post(mark, {"came": "1"})
    for name in ("programme:manage", "programme:report", "programme:together"):
        assert signed_in(bjarne).get(reverse(name, args=["moen", meeting.pk])).status_code == 404
    members = reverse("directory:member", args=["moen", pia.pk])
    assert signed_in(mona).get(members).status_code == 404


def test_ended_by_the_host_or_left_by_the_partner(meeting: Meeting, partner: Network, mona: User, bjarne: User) -> None:
    row = held(meeting, partner, mona, bjarne)
    leave = reverse("programme:joint_leave", args=["falster", row.pk])
    assert "beholder deres pladser" in signed_in(bjarne).post(leave, follow=True).content.decode()
    assert "Find kunder" not in text(Client(), "programme:meetings", "falster")
    held(Meeting.objects.get(), partner, mona, bjarne)
    end = reverse("programme:together_end", args=["moen", meeting.pk, row.pk])
    assert "beholder deres plads" in signed_in(mona).post(end, follow=True).content.decode()
    assert MeetingPartner.objects.get().state == "withdrawn"


def test_the_plan_costs_the_same_for_one_and_for_three(
    host: Network, partner: Network, mona: User, bjarne: User, django_assert_max_num_queries: object
) -> None:
    counts = []
    for days in (10, 20, 30):
        one = factories.meeting(host, starts_at=timezone.now() + timedelta(days=days), state="published")
        held(one, partner, mona, bjarne)
        for client, address in (
            (signed_in(bjarne), reverse("programme:plan", args=["falster"])),
            (Client(), reverse("programme:meetings", args=["falster"])),
        ):
            with django_assert_max_num_queries(60) as asked:  # type: ignore[operator]
                client.get(address)
            counts.append(len(asked))
    assert counts[:2] == counts[-2:]
