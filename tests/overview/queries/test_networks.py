"""What networks do, beside the register: counted, told in quarters, and quiet about few."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.models import Snapshot
from mikrovirk.networks.models import Network
from mikrovirk.overview.panels import networks as panels
from mikrovirk.overview.panels.parts import TOO_FEW
from mikrovirk.overview.queries.networks import Quality, activity, beginning
from tests import factories
from tests.overview.pages import officer

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 20)


def held(place: Network, day: date, people: list, **fields) -> None:
    noon = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 12))  # type: ignore[attr-defined]
    made = factories.meeting(place, starts_at=noon, title=f"Møde {day}", **fields)
    for person in people:
        factories.sign_up(made, person, checked_in_at=noon)


def measured(place: Network, day: date, *, median: float, back: int, of: int) -> None:
    measures = {
        "evenings": [], "meetings": 9, "members": 30,
        "attendance": {"last": 9, "median": median, "meetings": 9},
        "first_timers_back": {"count": back, "of": of, "share": back / of, "low": 0.0, "high": 1.0},
    }  # fmt: skip
    Snapshot.objects.create(network=place, on_date=day, made_at=timezone.now(), version=VERSION, measures=measures)


@pytest.fixture
def moen() -> Network:
    place = factories.network("moen", municipality_code="0390", name="Netværk Møn")
    people = [factories.member(place) for _ in range(5)]
    held(place, date(2026, 9, 3), people)
    held(place, date(2026, 10, 1), people[:2])
    held(place, date(2026, 11, 30), people)  # ahead
    held(place, date(2026, 9, 10), people, state="cancelled", cancelled_why="Sne")
    held(place, date(2024, 2, 1), people[:4])
    return place


def test_meetings_people_and_members_are_counted(moen: Network) -> None:
    factories.network("nabo", municipality_code="0376")
    found = activity("0390", user=officer(), on=ON)
    assert (found.meetings, found.people) == (2, 5)
    assert [(each.name, each.members, each.meetings) for each in found.networks] == [("Netværk Møn", 5, 2)]


def test_people_are_told_by_quarter_and_one_or_two_are_not(moen: Network) -> None:
    found = {each.begins: (each.meetings, each.people) for each in activity("0390", user=officer(), on=ON).quarters}
    assert len(found) == 12
    assert found[date(2026, 7, 1)] == (1, 5)
    assert found[date(2026, 10, 1)] == (1, None)
    assert found[date(2024, 1, 1)] == (1, 4)
    assert found[date(2025, 1, 1)] == (0, 0)
    rows = {row[0]: row[1:] for row in panels.quarters(activity("0390", user=officer("0376"), on=ON)).table.rows}
    assert rows["2026-10-01"] == (1, TOO_FEW)


def test_any_day_of_the_past_can_be_asked_for(moen: Network) -> None:
    found = activity("0390", user=officer(), on=date(2024, 3, 1))
    assert (found.meetings, found.people) == (1, 4)
    assert found.quarters[-1].begins == date(2024, 1, 1)


def test_quality_is_put_together_from_those_whose_figures_may_be_seen(moen: Network) -> None:
    other = factories.network("stege", municipality_code="0390", name="Stege")
    measured(moen, date(2026, 8, 1), median=10, back=1, of=4)
    measured(moen, date(2026, 9, 28), median=14, back=3, of=6)
    measured(other, date(2026, 9, 20), median=20, back=1, of=2)
    measured(other, date(2026, 10, 5), median=21, back=1, of=2)
    quality = {each.begins: each for each in activity("0390", user=officer(), on=ON).quality}
    assert quality[date(2026, 7, 1)] == Quality(date(2026, 7, 1), 34, 0.5)
    assert quality[date(2026, 10, 1)] == Quality(date(2026, 10, 1), 21, None)  # a share of two people
    assert quality[date(2026, 4, 1)] == Quality(date(2026, 4, 1), None, None)
    coordinator = factories.coordinator(other)
    own = {each.begins: each for each in activity("0390", user=coordinator, on=ON).quality}
    assert own[date(2026, 7, 1)].usually_come == 20
    by_name = {each.name: dict(each.now) for each in activity("0390", user=coordinator, on=ON).networks}
    assert by_name == {
        "Netværk Møn": {},
        "Stege": {"attendance": 21.0, "trend": None, "first_timers_back": None},
    }


def test_a_part_that_is_off_is_not_told(moen: Network) -> None:
    measured(moen, date(2026, 9, 28), median=14, back=3, of=6)
    Network.objects.update(parts=["voice"])
    found = activity("0390", user=officer(), on=ON)
    assert [each.has_health for each in found.networks] == [False]
    assert {each.usually_come for each in found.quality} == {None}
    assert panels.quality(found).table.rows == ()


@pytest.mark.parametrize(
    ("day", "back", "begins"), [(ON, 0, date(2026, 10, 1)), (ON, 3, date(2026, 1, 1)), (ON, 4, date(2025, 10, 1))]
)
def test_quarters_begin_with_their_first_month(day: date, back: int, begins: date) -> None:
    assert beginning(day, back) == begins


def test_queries_do_not_grow_with_networks(moen: Network, django_assert_num_queries) -> None:
    user = officer()
    with django_assert_num_queries(8):
        activity("0390", user=user, on=ON)
    for name in ("stege", "praestoe"):
        place = factories.network(name, municipality_code="0390")
        held(place, ON - timedelta(days=9), [factories.member(place)])
    with django_assert_num_queries(8):
        activity("0390", user=user, on=ON)
