"""The meetings of a table beside those that are here: their hours, and which of them is which."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.history.meetings import Held, Place
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.history.held import MeetingsHere, moments_of, planned
from tests import factories

DAY = date(2026, 3, 4)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def row(**said: object) -> Held:
    facts = {"title": "Salg", "day": DAY, "starts": time(17, 30), "ends": None, "end_day": None, "about": ""}
    return Held(**{"number": 2, "place": Place(), **facts, **said})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "begins", "lasts"),
    [
        ({"starts": None}, (16, 30), timedelta(hours=2, minutes=30)),  # the usual hour: 17.30 in Denmark
        ({"ends": time(20)}, (16, 30), timedelta(hours=2, minutes=30)),
        ({"starts": time(22), "ends": time(1)}, (21, 0), timedelta(hours=3)),  # past midnight
        ({"ends": time(12), "end_day": DAY + timedelta(days=1)}, (16, 30), timedelta(hours=18, minutes=30)),
        ({"ends": time(12), "end_day": DAY + timedelta(days=9)}, (16, 30), timedelta(hours=2, minutes=30)),
        ({"ends": time(12), "end_day": DAY - timedelta(days=9)}, (16, 30), timedelta(hours=2, minutes=30)),
    ],
)
def test_from_when_to_when(said: dict[str, object], begins: tuple[int, int], lasts: timedelta) -> None:
    starts_at, ends_at = moments_of(row(**said))
    assert starts_at.astimezone(UTC) == datetime(2026, 3, 4, *begins, tzinfo=UTC)
    assert ends_at - starts_at == lasts


@pytest.fixture
def place() -> Network:
    return factories.network()


def at(place: Network, title: str, hour: int, **fields: object) -> Meeting:
    return factories.meeting(place, title=title, starts_at=datetime(2026, 3, 4, hour, 30, tzinfo=UTC), **fields)


@pytest.mark.django_db
def test_a_meeting_is_known_by_its_name_else_by_its_hour(place: Network) -> None:
    sales, tax = at(place, "Salg", 16), at(place, "Moms", 8)
    here = MeetingsHere(place)
    assert here.like("salg", tax.starts_at, has_hour=True) == sales
    assert here.like("Noget andet", tax.starts_at, has_hour=True) == tax
    assert here.like("Noget andet", tax.starts_at, has_hour=False) is None


@pytest.mark.django_db
def test_whom_a_list_of_participants_may_mean(place: Network) -> None:
    sales, tax = at(place, "Salg", 16), at(place, "Moms", 8, state=Meeting.State.CANCELLED)
    here = MeetingsHere(place)
    assert here.on(DAY, "") == [sales]  # what was called off is not meant where another was held
    assert here.on(DAY, "moms") == [tax]
    assert here.on(None, "Salg") == [sales]
    assert here.on(None, "") == []


@pytest.mark.django_db
def test_nothing_that_stands_here_is_written_over(place: Network) -> None:
    at(place, "Salg", 16, summary="Som det var.")
    empty = at(place, "Moms", 8)
    rows = [row(about="Noget nyt."), row(number=3, title="Moms", about="Noget nyt."), row(number=4)]
    found = planned(place, rows, now=NOW)
    assert [(line.number, line.outcome) for line in found.lines] == [(2, "same"), (3, "fills"), (4, "aside")]
    assert [each.known for each in found.writes] == [empty.pk]
