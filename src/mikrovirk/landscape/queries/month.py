"""Reads: a month of the joint calendar, day by day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.queries.calendar import Line, lines_of, outside_events, own_meetings, together

SHOWN_OF_A_DAY = 4
ROWS_AT_MOST = 3_000
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A day of the month's sheet; `more` are those that are not listed."""

    date: date
    in_month: bool
    lines: tuple[Line, ...]
    more: int

    @property
    def is_empty(self) -> bool:
        return not self.lines


@dataclass(frozen=True)
class Month:
    """A sheet of whole weeks, Monday first."""

    first: date
    days: tuple[Day, ...]

    @property
    def previous(self) -> date:
        return (self.first - A_DAY).replace(day=1)

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)

    @property
    def is_empty(self) -> bool:
        return all(day.is_empty for day in self.days if day.in_month)


def month_of(asked: Asked, first: date, *, now: datetime) -> Month:
    """The month that begins on `first`; at most five queries however many activities there are."""
    begins = first - timedelta(days=first.weekday())
    ends = (first + timedelta(days=32)).replace(day=1) - A_DAY
    ends += timedelta(days=6 - ends.weekday())
    of_days = replace(asked, first_date=begins, last_date=ends)
    keys = together((outside_events(of_days), own_meetings(of_days)))[:ROWS_AT_MOST]
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in lines_of(list(keys), now=now):
        for day in days_of(line, begins, ends):
            by_day[day].append(line)
    days = []
    while begins <= ends:
        lines = by_day[begins]
        days.append(
            Day(begins, begins.month == first.month, tuple(lines[:SHOWN_OF_A_DAY]), max(0, len(lines) - SHOWN_OF_A_DAY))
        )
        begins += A_DAY
    return Month(first, tuple(days))


def days_of(line: Line, first: date, last: date) -> Iterator[date]:
    """The days of an activity within the sheet."""
    day = max(line.first_day, first)
    while day <= min(line.last_day, last):
        yield day
        day += A_DAY
