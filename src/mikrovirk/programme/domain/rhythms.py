"""How often a network meets: the last Monday of the month, every fourth Wednesday …"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)


class Nth(StrEnum):
    """Which of a weekday's days in the month. A month with five of them has its "last" after its "fourth"."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LAST = "last"


PLACES = {nth: place for place, nth in enumerate((Nth.FIRST, Nth.SECOND, Nth.THIRD, Nth.FOURTH))}


@dataclass(frozen=True, slots=True)
class MonthlyRhythm:
    """The nth weekday (Monday is 0) of every month, or of every other, third … counted from the first meeting."""

    nth: Nth
    weekday: int
    every_months: int = 1

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6 or not 1 <= self.every_months <= 12:
            raise ValueError("weekday is 0 to 6, every_months 1 to 12")

    def occasions(self, first_date: date) -> Iterator[date]:
        """The days of the rhythm from the first date on, without end."""
        year, month = first_date.year, first_date.month
        if nth_weekday(year, month, self.nth, self.weekday) < first_date:
            year, month = month_after(year, month, 1)
        while True:
            yield nth_weekday(year, month, self.nth, self.weekday)
            year, month = month_after(year, month, self.every_months)

    def alternatives(self, day: date) -> tuple[date, ...]:
        """The other days of the same weekday in the same month, nearest first; of two as near, the later."""
        others = [other for other in weekdays_in(day.year, day.month, self.weekday) if other != day]
        return nearest_first(others, day)


@dataclass(frozen=True, slots=True)
class WeeklyRhythm:
    """Every so many weeks, on the weekday of the first date."""

    weeks: int

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= 26:
            raise ValueError("weeks is 1 to 26")

    def occasions(self, first_date: date) -> Iterator[date]:
        """The days of the rhythm from the first date on, without end."""
        day = first_date
        while True:
            yield day
            day += self.weeks * WEEK

    def alternatives(self, day: date) -> tuple[date, ...]:
        """The same weekday up to half the rhythm away, nearest first; of two as near, the later."""
        others = [day + step * WEEK for step in range(-(self.weeks // 2), self.weeks // 2 + 1) if step]
        return nearest_first(others, day)


Rhythm = MonthlyRhythm | WeeklyRhythm


def rhythms_of(first_date: date) -> tuple[Rhythm, ...]:
    """The rhythms a first date can begin, most likely first: what a coordinator chooses among.

    A date in the last week of its month is offered as "last" before "fourth".
    """
    found: list[Rhythm] = []
    if (first_date + WEEK).month != first_date.month:
        found.append(MonthlyRhythm(Nth.LAST, first_date.weekday()))
    place = (first_date.day - 1) // 7
    found += [MonthlyRhythm(nth, first_date.weekday()) for nth, its_place in PLACES.items() if its_place == place]
    return (*found, WeeklyRhythm(4), WeeklyRhythm(2))


def rhythm_as_plain(rhythm: Rhythm) -> str:
    """A short text for a choice in a form or a column, such as "monthly:last:0:1" or "weekly:4"."""
    if isinstance(rhythm, WeeklyRhythm):
        return f"weekly:{rhythm.weeks}"
    return f"monthly:{rhythm.nth}:{rhythm.weekday}:{rhythm.every_months}"


def rhythm_from_plain(plain: str) -> Rhythm:
    """Read what `rhythm_as_plain` wrote; raise ValueError for anything else."""
    match plain.split(":"):
        case ["weekly", weeks]:
            return WeeklyRhythm(int(weeks))
        case ["monthly", nth, weekday, months]:
            return MonthlyRhythm(Nth(nth), int(weekday), int(months))
    raise ValueError(f"not a rhythm: {plain}")


def nth_weekday(year: int, month: int, nth: Nth, weekday: int) -> date:
    days = weekdays_in(year, month, weekday)
    return days[-1] if nth is Nth.LAST else days[PLACES[nth]]


def weekdays_in(year: int, month: int, weekday: int) -> list[date]:
    first_weekday, length = monthrange(year, month)
    first = 1 + (weekday - first_weekday) % 7
    return [date(year, month, day) for day in range(first, length + 1, 7)]


def month_after(year: int, month: int, months: int) -> tuple[int, int]:
    years, month_index = divmod(month - 1 + months, 12)
    return year + years, month_index + 1


def nearest_first(days: list[date], day: date) -> tuple[date, ...]:
    """Of two as near, the later: people get more notice, never less."""
    return tuple(sorted(days, key=lambda other: (abs(other - day), other < day)))
