"""What competes with a meeting, and when nothing does."""

from datetime import date, datetime, time, timedelta

import pytest

from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.domain.clashes import Evening, Other, competing, weeks_from

AT = datetime(2027, 1, 13, 17, 30, tzinfo=COPENHAGEN)
EVENING = Evening(AT, AT + timedelta(hours=2, minutes=30), "Stege")


def other(title: str = "Kursus", *, hours: float = 0, length: float = 2, **more: object) -> Other:
    start = AT + timedelta(hours=hours)
    return Other(title, "Biblioteket", start, start + timedelta(hours=length), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "competes"),
    [
        (other(), True),
        (other(hours=-2.5), True),  # ends half an hour before
        (other(hours=-3), False),  # ends an hour before: there is time to get there
        (other(hours=3), True),
        (other(hours=3.5), False),
        (other(hours=1, length=0), True),  # nobody says when it ends
        (other(all_day=True), False),
        (other(audience="trade"), False),
        (other(audience="starting"), True),
        (other(hours=-48, length=96), True),
    ],
)
def test_whether_it_competes(one: Other, competes: bool) -> None:
    assert bool(competing(EVENING, [one])) == competes


def test_the_hardest_competition_first() -> None:
    others = [other("A", hours=1), other("B"), other("C", hours=2, town="stege"), other("D", town="Vordingborg")]
    assert [each.title for each in competing(EVENING, others)] == ["C", "B", "D", "A"]


def test_weeks_to_choose_from() -> None:
    others = [other("A"), other("B", hours=-8), other("C", hours=24, length=30)]
    weeks = weeks_from(date(2027, 1, 12), 3, starts=time(17, 30), length=timedelta(hours=2), town="", others=others)
    found = [
        (
            week.number,
            week.is_quiet,
            [(day.date.day, [each.title for each in day.others]) for day in week.days if day.others],
        )
        for week in weeks
    ]
    assert found == [(2, False, [(13, ["A"]), (14, ["C"]), (15, ["C"])]), (3, True, []), (4, True, [])]
    assert [day.date.day for day in weeks[0].days] == [11, 12, 13, 14, 15]


def test_nothing_goes_on() -> None:
    (week,) = weeks_from(date(2027, 1, 12), 1, starts=time(17, 30), length=timedelta(hours=2), town="", others=[])
    assert week.is_quiet
