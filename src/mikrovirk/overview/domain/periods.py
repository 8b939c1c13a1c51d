"""Days, months and years as the indicators count them."""

from datetime import date

FIRST_MONTH = 2007 * 12  # January 2007, when today's municipalities began


def month_index(day: date) -> int:
    """Months since year 0; the same as `indicators.cells.month_of`."""
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    """The first day of the month with that index."""
    return date(month // 12, month % 12 + 1, 1)


def years_before(day: date, years: int) -> date:
    """The same date so many years earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def whole_months_before(day: date) -> int:
    """The month after the last one that has ended by the evening of the day: on 31 December it is January."""
    following = date.fromordinal(day.toordinal() + 1)
    return month_index(following)
