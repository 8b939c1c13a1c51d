"""Where an idea stands, as its author and everybody else may know it."""

from collections.abc import Collection
from enum import StrEnum


class Standing(StrEnum):
    """How far an idea has come."""

    WAITING = "waiting"  # its author has not yet opened the link in the mail
    HIDDEN = "hidden"
    MERGED = "merged"
    IN_THE_BOX = "in_the_box"
    BEING_WRITTEN = "being_written"  # somebody writes an application
    APPLIED = "applied"
    REFUSED = "refused"
    GRANTED = "granted"
    DONE = "done"


# By the states of an idea's applications, the best first: one that got money counts before one that was refused.
BY_APPLICATION = (
    ("closed", Standing.DONE),
    ("granted", Standing.GRANTED),
    ("sent", Standing.APPLIED),
    ("draft", Standing.BEING_WRITTEN),
    ("refused", Standing.REFUSED),
    ("not_eligible", Standing.REFUSED),
)


def standing(
    *, is_waiting: bool = False, is_hidden: bool = False, is_merged: bool = False, applications: Collection[str] = ()
) -> Standing:
    """How far an idea has come, from the states of its applications. One withdrawn or lapsed leaves it in the box."""
    if is_waiting:
        return Standing.WAITING
    if is_hidden:
        return Standing.HIDDEN
    if is_merged:
        return Standing.MERGED
    return next((found for state, found in BY_APPLICATION if state in applications), Standing.IN_THE_BOX)
