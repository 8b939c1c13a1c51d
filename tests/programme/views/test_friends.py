"""The page behind a link, one's own links, and the count for the coordinator."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person, Referral
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.friends import invitation_token
from mikrovirk.programme.services import sign_ups
from tests import factories
from tests.programme.evenings import coming_meeting, states
from tests.programme.views.test_public import get, text_of

pytestmark = pytest.mark.django_db
KAREN = {"name": "Karen Bæk", "email": "karen@baek.example"}


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


@pytest.fixture
def evening(place: Network) -> Meeting:
    return coming_meeting(place, venue=factories.venue(place))


def link(place: Network, person: Person | None = None, meeting: Meeting | None = None) -> str:
    token = invitation_token(place.pk, person_pk=person.pk if person else 0, meeting_pk=meeting.pk if meeting else 0)
    return f"/b/{token}/"


def sign_up_by(client: Client, where: str) -> None:
    (page,) = [part for part in get(client, where).split('"') if "/sign-up/?by=" in part]
    assert client.post(page, KAREN).status_code == 302


def test_the_link_says_who_invites_and_leads_to_the_sign_up(
    client: Client, place: Network, lise: Person, evening: Meeting
) -> None:
    text = text_of(get(client, link(place, lise, evening)))
    assert "Lise Holm inviterer dig til MikroVirk" in text
    assert "kan Lise Holm se, når du har været her, og får en tak" in text
    assert Referral.objects.count() == 0
    sign_up_by(client, link(place, lise, evening))
    assert states(evening) == [("Karen Bæk", "coming")]
    assert [(row.inviter, row.person.name) for row in Referral.objects.all() if row.person] == [(lise, "Karen Bæk")]


def test_what_is_wrong_is_said_and_the_link_is_kept(
    client: Client, place: Network, lise: Person, evening: Meeting
) -> None:
    token = link(place, lise, evening)[3:-1]
    page = client.post(f"/networks/mikrovirk/meetings/{evening.pk}/sign-up/?by={token}", {**KAREN, "email": "karen@"})
    assert "Lise Holm har inviteret dig" in text_of(page.content.decode())
    assert 'value="karen@"' in page.content.decode()


def test_a_link_of_another_network_credits_nobody(client: Client, evening: Meeting) -> None:
    other = factories.network("andet")
    token = link(other, factories.member(other))[3:-1]
    client.post(f"/networks/mikrovirk/meetings/{evening.pk}/sign-up/?by={token}", KAREN)
    client.post(f"/networks/mikrovirk/meetings/{evening.pk}/sign-up/?by=vroevl", {**KAREN, "email": "b@b.example"})
    assert (SignUp.objects.count(), Referral.objects.count()) == (2, 0)


def test_somebody_signed_in_who_is_no_member_is_credited_too(
    client: Client, place: Network, lise: Person, evening: Meeting
) -> None:
    client.force_login(factories.person("Karen Bæk").user)
    page = get(client, link(place, lise, evening))
    (where,) = [part for part in page.split('"') if "/sign-up/?by=" in part]
    client.post(where)
    assert Referral.objects.get().inviter == lise


def test_a_meeting_that_is_over_or_cancelled_leads_to_the_next(
    client: Client, place: Network, evening: Meeting
) -> None:
    held = coming_meeting(place, days=-3, title="Det gamle")
    text = text_of(get(client, link(place, None, held)))
    assert "Det møde, du blev inviteret til, er holdt." in text
    assert "Salg uden at sælge" in text
    gone = coming_meeting(place, days=3, title="Det aflyste", state="cancelled")
    assert "Det møde, du blev inviteret til, er aflyst." in get(client, link(place, None, gone))
    Meeting.objects.all().delete()
    assert "Der er ikke planlagt noget møde lige nu" in get(client, link(place))


def test_a_broken_link_says_what_to_do(client: Client, place: Network) -> None:
    assert "Linket virker ikke" in get(client, link(place)[:-4] + "/", 404)


def test_my_links_and_whom_i_brought(client: Client, place: Network, lise: Person, evening: Meeting) -> None:
    sign_up_by(client, link(place, lise, evening))
    client.force_login(lise.user)
    page = get(client, "/me/invite/")
    assert f"http://localhost:8000/b/{invitation_token(place.pk, person_pk=lise.pk)}" in page
    assert "<svg" in page
    assert f"/networks/mikrovirk/meetings/{evening.pk}/share/" in page
    assert "Karen Bæk MikroVirk · fandt netværket" in text_of(page)
    assert "Har ikke været med endnu" in page
    SignUp.objects.update(checked_in_at=timezone.now())
    assert "Har været med" in text_of(get(client, "/me/invite/"))
    client.force_login(factories.member(place, "Per Bo").user)
    assert "Karen" not in get(client, "/me/invite/")


def test_who_is_no_member_has_no_link(client: Client) -> None:
    client.force_login(factories.user())
    assert "Du er ikke medlem af et netværk endnu" in get(client, "/me/invite/")


@pytest.mark.parametrize("count", [1, 3])
def test_my_page_asks_as_often_however_many_i_brought(
    client: Client, place: Network, lise: Person, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        coming_meeting(place)
        Referral.objects.create(network=place, person=factories.person(), inviter=lise, made_at=timezone.now())
    client.force_login(lise.user)
    get(client, "/me/invite/")
    with django_assert_num_queries(9):
        get(client, "/me/invite/")


def test_the_coordinator_counts_by_month_and_sees_no_names(client: Client, place: Network, lise: Person) -> None:
    """No league table: the page holds numbers of the network alone, however much each member brought."""
    per = factories.member(place, "Per Bo")
    for inviter in (lise, lise, lise, per):
        guest = factories.person("Karen Bæk")
        Referral.objects.create(network=place, person=guest, inviter=inviter, made_at=timezone.now())
    User.objects.filter(pk=(office := factories.coordinator(place)).pk).update(full_name="Mona Kjeldsen")
    client.force_login(office)
    page = get(client, "/networks/mikrovirk/friends/")
    assert '<td class="number" data-label="Tilmeldte">4</td>' in page
    assert [name for name in ("Lise Holm", "Per Bo", "Karen Bæk") if name in page] == []


def test_the_count_is_not_for_members_and_empty_at_first(client: Client, place: Network, lise: Person) -> None:
    client.force_login(lise.user)
    assert client.get("/networks/mikrovirk/friends/").status_code == 404
    client.force_login(factories.coordinator(place))
    assert "Ingen er kommet ad et link eller et opslag endnu" in get(client, "/networks/mikrovirk/friends/")


def test_the_third_visit_is_asked_for_as_without_a_link(client: Client, place: Network, lise: Person) -> None:
    evenings = [coming_meeting(place, days=-60), coming_meeting(place, days=-30)]
    karen = factories.person("Karen Bæk", email="karen@baek.example")
    for held in evenings:
        factories.sign_up(held, karen, as_guest=True, checked_in_at=held.starts_at)
    Referral.objects.create(network=place, person=karen, inviter=lise, made_at=timezone.now() - timedelta(days=61))
    evening = coming_meeting(place)
    sign_up_by(client, link(place, lise, evening))
    assert karen.user.messages.values_list("kind", flat=True).get() == "programme.receipt_third_visit"
    assert Referral.objects.count() == 1
    assert sign_ups.THIRD == 3
