"""Whom the rows of a list of participants mean, and what is here of them already."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mikrovirk.directory.models import Membership
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history.participants import participation
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.history.came import Chosen, known_people, planned
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
EVENING = datetime(2026, 3, 4, 16, 30, tzinfo=UTC)


@pytest.fixture
def place() -> Network:
    return factories.network()


@pytest.fixture
def held(place: Network) -> Meeting:
    return factories.meeting(place, title="Salg", starts_at=EVENING)


def test_members_from_a_list_without_days_were_members_before(place: Network) -> None:
    lise = factories.member(place, "Lise Holm", email="lise@systuen.example", joined=date(2026, 6, 1))
    people, by_name = known_people(place, {"lise@systuen.example"})
    assert people["lise@systuen.example"].member_from == date(2026, 6, 1)
    Membership.objects.filter(person=lise).update(came=Membership.Came.IMPORT)
    people, by_name = known_people(place, {"lise@systuen.example"})
    assert people["lise@systuen.example"].member_from == by_name["lise holm"][0].member_from == date.min


def test_who_became_a_member_later_was_a_guest(place: Network, held: Meeting) -> None:
    factories.member(place, "Lise Holm", email="lise@systuen.example", joined=date(2026, 6, 1))
    row = participation(2, {"email": "lise@systuen.example", "came": "ja"})
    (found,) = planned(place, [row], Chosen(held.pk), now=NOW).writes.sign_ups
    assert (found.as_guest, found.came) == (True, True)


def test_a_name_that_two_members_have_is_nobody_s(place: Network, held: Meeting) -> None:
    for _each in range(2):
        factories.member(place, "Per Bo")
    found = planned(place, [participation(2, {"name": "Per Bo"})], Chosen(held.pk), now=NOW)
    assert [(line.outcome, line.told) for line in found.lines] == [("new", ("name_only", "came"))]


def test_who_is_here_already_is_checked_in_and_never_signed_off(place: Network, held: Meeting) -> None:
    rows = [("a@a.example", "nej", None), ("b@b.example", "ja", None), ("c@c.example", "ja", EVENING)]
    for email, _came, checked_in_at in rows:
        factories.sign_up(held, factories.member(place, email=email), checked_in_at=checked_in_at)
    said = [participation(n, {"email": email, "came": came}) for n, (email, came, _at) in enumerate(rows, 2)]
    found = planned(place, said, Chosen(held.pk), now=NOW)
    assert [line.outcome for line in found.lines] == ["same", "fills", "same"]


@pytest.mark.parametrize(
    ("ago", "told"), [(timedelta(days=1), ("not_held",)), (timedelta(days=30), ("name_only", "came"))]
)
def test_an_evening_that_is_only_just_over_is_left_to_its_own_list(
    place: Network, ago: timedelta, told: tuple[str, ...]
) -> None:
    lately = factories.meeting(place, starts_at=NOW - ago)
    found = planned(place, [participation(2, {"name": "Per Bo"})], Chosen(lately.pk), now=NOW)
    assert [line.told for line in found.lines] == [told]


def test_who_is_known_elsewhere_is_not_named(place: Network, held: Meeting) -> None:
    """Else a list of addresses would tell who has an account, and what they are called."""
    factories.member(factories.network(slug="andre"), "Lise Holm", email="lise@systuen.example")
    factories.sign_up(held, factories.person("Ole Olsen", email="ole@olsen.example"))
    rows = [
        participation(2, {"email": each}) for each in ("lise@systuen.example", "ole@olsen.example", "ny@ny.example")
    ]
    lines = planned(place, rows, Chosen(held.pk), now=NOW).lines
    assert [(line.title, line.told[0]) for line in lines[::2]] == [
        ("lise@systuen.example", "new_person"),
        ("ny@ny.example", "new_person"),
    ]
    assert (lines[1].title, lines[1].told) == ("Ole Olsen", ("came",))
