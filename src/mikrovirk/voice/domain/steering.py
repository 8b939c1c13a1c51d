"""The steering group's rules: how a decision stands, how long somebody has been there, and two texts written at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum


class Standing(StrEnum):
    """How a decision stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    LATER = "later"
    NO = "no"
    WITHDRAWN = "withdrawn"


def standing(*, answer: str, is_done: bool, is_withdrawn: bool, due: date | None, today: date) -> Standing:
    """How a decision stands. A day that is due is not over before it has ended."""
    if is_withdrawn:
        return Standing.WITHDRAWN
    if is_done:
        return Standing.DONE
    if answer == "no":
        return Standing.NO
    if answer == "later":
        return Standing.LATER
    return Standing.OVERDUE if due is not None and due < today else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Tenure:
    """Whole years, and the whole months beyond them."""

    years: int
    months: int


def tenure(since: date, today: date) -> Tenure:
    """How long it is since that day; nothing where the day is to come."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    return Tenure(*divmod(max(months, 0), 12))


def with_both(theirs: str, mine: str) -> str:
    """The two texts as one: what they share once, and every line that only one of them has; nothing is left out.

    Where both wrote at the same place, theirs stands first.
    """
    first, second = theirs.splitlines(), mine.splitlines()
    lines: list[str] = []
    for kind, from_first, to_first, from_second, to_second in SequenceMatcher(None, first, second, False).get_opcodes():
        lines += first[from_first:to_first]
        if kind != "equal":
            lines += second[from_second:to_second]
    return "\n".join(lines)


def moved(order: Sequence[int], key: int, *, up: bool) -> list[int]:
    """The keys with `key` one place earlier or later; at either end nothing changes."""
    keys = list(order)
    place = keys.index(key)
    other = place - 1 if up else place + 1
    if 0 <= other < len(keys):
        keys[place], keys[other] = keys[other], keys[place]
    return keys
