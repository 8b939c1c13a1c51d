"""Whether a business is newly started or established: what it needs first of a network depends on it."""

from datetime import date
from enum import StrEnum

NEW_FOR_YEARS = 3


class Standing(StrEnum):
    """How long a business has run."""

    NEW = "new"  # less than three years, or about to begin
    ESTABLISHED = "established"


def standing_of(*, said: str, said_on: date, founded: date | None, today: date) -> Standing | None:
    """What somebody said of themselves, until that is three years old; else by the day the register has; None: unknown."""
    if said == Standing.ESTABLISHED:
        return Standing.ESTABLISHED
    if said == Standing.NEW:
        return Standing.NEW if is_new_since(said_on, today) else Standing.ESTABLISHED
    if founded is None:
        return None
    return Standing.NEW if is_new_since(founded, today) else Standing.ESTABLISHED


def is_new_since(day: date, today: date) -> bool:
    """Whether less than three years have gone by since `day`."""
    return (today.year - day.year, today.month, today.day) < (NEW_FOR_YEARS, day.month, day.day)
