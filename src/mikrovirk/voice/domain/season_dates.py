"""Which days each meeting of a season may be on: one window for each, out of how often the network meets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from mikrovirk.programme.domain.rhythms import WEEK, Nth, month_after

LONGEST = timedelta(days=3 * 366)  # an end to the search where everything is to be avoided
_PLACES = {Nth.FIRST: 0, Nth.SECOND: 1, Nth.THIRD: 2, Nth.FOURTH: 3}
Reasons = Callable[[date], object]  # whether, and why, a day is to be kept free


@dataclass(frozen=True, slots=True)
class Pace:
    """One meeting in so many months, or in so many weeks."""

    months: int = 0
    weeks: int = 0

    def as_plain(self) -> str:
        return f"months:{self.months}" if self.months else f"weeks:{self.weeks}"

    @classmethod
    def from_plain(cls, plain: str) -> "Pace":
        """Read what `as_plain` wrote; raise ValueError for anything else."""
        kind, _, number = plain.partition(":")
        if kind not in ("months", "weeks") or not 1 <= int(number) <= 26:
            raise ValueError(f"not a pace: {plain}")
        return cls(months=int(number)) if kind == "months" else cls(weeks=int(number))

    def spans(self, first_date: date) -> Iterator[tuple[date, date]]:
        """From the first day to the last of each turn, without end. Months begin on their first day."""
        after = 0
        while True:
            if self.months:
                start = date(*month_after(first_date.year, first_date.month, after * self.months), 1)
                end = date(*month_after(start.year, start.month, 1), 1) - timedelta(days=1)
            else:
                start = first_date + after * self.weeks * WEEK
                end = start + self.weeks * WEEK - timedelta(days=1)
            yield start, end
            after += 1

    def usual_distance(self) -> tuple[int, int]:
        """How many days may lie between two meetings, the least and the most, where nobody says."""
        if self.months:
            return max(21, 30 * self.months - 9), 31 * self.months + 14
        return max(4, 7 * (self.weeks - 1)), 7 * (self.weeks + 1)


@dataclass(frozen=True, slots=True)
class DatesWish:
    """How often, on which weekdays (0 is Monday), from when, and how long: so many meetings, or until a day, whichever is first."""

    first_date: date
    pace: Pace
    weekdays: tuple[int, ...]
    nth: Nth | None = None  # only the first, second … last of these weekdays in the month
    count: int | None = None
    last_date: date | None = None


def windows(wish: DatesWish, reasons_on: Reasons) -> tuple[tuple[date, ...], ...]:
    """Return the days that each meeting may be on.

    Where the nth weekday of a month is to be kept free, the other days of those weekdays are open too. A turn in which every day
    is to be kept free, as July, has no meeting.
    """
    last = min(wish.last_date or date.max, wish.first_date + LONGEST)
    found: list[tuple[date, ...]] = []
    for start, end in wish.pace.spans(wish.first_date):
        if start > last or len(found) == wish.count:
            break
        turn = [day for day in days_from(max(start, wish.first_date), min(end, last)) if day.weekday() in wish.weekdays]
        wished = tuple(day for day in turn if wish.nth is None or is_nth(day, wish.nth))
        days = tuple(turn) if wished and all(map(reasons_on, wished)) else wished
        if not all(map(reasons_on, days)):
            found.append(days)
    return tuple(found)


def days_from(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))


def is_nth(day: date, nth: Nth) -> bool:
    """Whether it is the first, second … last of its weekday in its month."""
    return (day + WEEK).month != day.month if nth is Nth.LAST else (day.day - 1) // 7 == _PLACES[nth]


def distance(wish: DatesWish, found: tuple[tuple[date, ...], ...], reasons_on: Reasons) -> tuple[int, int]:
    """The usual least and most days between two meetings; where turns were left out, the most reaches over the gap."""
    least, most = wish.pace.usual_distance()
    free = [[day for day in days if not reasons_on(day)] for days in found]
    gaps = [(after[0] - before[-1]).days for before, after in pairwise(free)]
    return least, max([most, *(gap + 14 for gap in gaps if gap > most)])
