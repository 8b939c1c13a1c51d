"""How an entry of the register stands, and when its owner is asked: twice a year, all of them at once.

One mail in February and one in August fall between the seasons, and a coordinator approves each of them once.
"""

from datetime import date, timedelta
from enum import StrEnum

STALE_AFTER = timedelta(days=213)  # seven months: a round of asking, and a month to answer
FRESH_FOR = timedelta(days=30)  # who confirmed so lately is not asked
ROUNDS = ((2, 1), (8, 1))  # month and day on which a round begins


class Standing(StrEnum):
    """How sure one can be of what an entry says."""

    OWN = "own"  # of one of our own networks: kept by its own doings
    CONFIRMED = "confirmed"
    NEW = "new"  # written in by somebody else, and its owner has not said anything yet
    STALE = "stale"


def standing(*, added: date, confirmed: date | None, is_own: bool, today: date) -> Standing:
    """How an entry stands today."""
    if is_own:
        return Standing.OWN
    if today - (confirmed or added) > STALE_AFTER:
        return Standing.STALE
    return Standing.CONFIRMED if confirmed else Standing.NEW


def round_on(today: date) -> date:
    """The first day of the round of asking that is on: the latest 1 February or 1 August."""
    begins = [date(year, month, day) for year in (today.year - 1, today.year) for month, day in ROUNDS]
    return max(day for day in begins if day <= today)
