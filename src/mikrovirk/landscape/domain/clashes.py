"""What competes with a meeting for the same people, and on which evenings nothing does."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ON_THE_WAY = timedelta(hours=1)  # between two things one can go to on one evening
A_DAY = timedelta(days=1)
ONE_TRADE = "trade"  # the audience of what is for one trade only
WORKING_DAYS = 5


@dataclass(frozen=True)
class Other:
    """Something that goes on, of whoever holds it; times in Danish time."""

    title: str
    source: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    town: str = ""
    audience: str = ""


@dataclass(frozen=True)
class Evening:
    """When a meeting would be, and where: "" where that is not known."""

    starts_at: datetime
    ends_at: datetime
    town: str = ""


def competing(evening: Evening, others: Iterable[Other]) -> list[Other]:
    """What one cannot go to as well, the hardest competition first: in the same town, then nearest in time.

    What lasts all day does not stop anybody from coming in the evening, and what is for one trade only is for few.
    """
    found = [
        other
        for other in others
        if not other.all_day
        and other.audience != ONE_TRADE
        and other.starts_at < evening.ends_at + ON_THE_WAY
        and max(other.ends_at, other.starts_at + timedelta(minutes=1)) > evening.starts_at - ON_THE_WAY
    ]
    same_town = evening.town.casefold()
    return sorted(
        found,
        key=lambda other: (
            not (same_town and other.town.casefold() == same_town),
            abs(other.starts_at - evening.starts_at),
            other.title,
        ),
    )


@dataclass(frozen=True)
class Day:
    """One day to choose from, and what competes with a meeting then."""

    date: date
    others: tuple[Other, ...]


@dataclass(frozen=True)
class Week:
    """The working days of a week from Monday; `is_quiet`: nothing at all goes on in it for small businesses."""

    days: tuple[Day, ...]
    is_quiet: bool

    @property
    def number(self) -> int:
        return self.days[0].date.isocalendar().week


def weeks_from(
    first: date, count: int, *, starts: time, length: timedelta, town: str, others: Sequence[Other]
) -> list[Week]:
    """`count` weeks from the one with `first`, each evening beside what else is on. Days before `first` are left empty."""
    monday = first - timedelta(days=first.weekday())
    by_day: dict[date, list[Other]] = defaultdict(list)
    for other in others:
        day = other.starts_at.date()
        while day <= max(other.ends_at.date(), other.starts_at.date()) and day - other.starts_at.date() < timedelta(
            days=60
        ):
            by_day[day].append(other)
            day += A_DAY
    zone = others[0].starts_at.tzinfo if others else None
    weeks = []
    for _number in range(count):
        days = []
        for place in range(WORKING_DAYS):
            day = monday + place * A_DAY
            begins = datetime.combine(day, starts, zone)
            rivals = competing(Evening(begins, begins + length, town), by_day[day])
            days.append(Day(day, tuple(rivals)))
        is_quiet = not any(by_day[monday + place * A_DAY] for place in range(7))
        weeks.append(Week(tuple(days), is_quiet))
        monday += 7 * A_DAY
    return weeks
