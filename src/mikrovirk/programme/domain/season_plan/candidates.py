"""Which dates may be proposed for the meetings of a season: round public holidays, school holidays and a network's own dates."""

from collections.abc import Collection
from datetime import date, timedelta

from mikrovirk.programme.domain.rhythms import month_after
from mikrovirk.programme.domain.school_holidays import Avoid

MONDAY_TO_THURSDAY = (0, 1, 2, 3)


def candidate_dates(
    first: date, last: date, *, avoid: Avoid, weekdays: Collection[int] = MONDAY_TO_THURSDAY
) -> tuple[date, ...]:
    """Return the days from the first to the last, both included, that are on these weekdays and have no reason to be kept free."""
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in weekdays and not avoid.reasons_on(day))


def candidates_by_month(
    year: int, month: int, *, months: int, avoid: Avoid, weekdays: Collection[int] = MONDAY_TO_THURSDAY
) -> tuple[tuple[date, ...], ...]:
    """Return the dates of each month from this one on; a month that has none, as July, is left out."""
    found = []
    for after in range(months):
        first = date(*month_after(year, month, after), 1)
        last = date(*month_after(year, month, after + 1), 1) - timedelta(days=1)
        found.append(candidate_dates(first, last, avoid=avoid, weekdays=weekdays))
    return tuple(dates for dates in found if dates)
