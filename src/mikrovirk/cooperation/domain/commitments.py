"""Where a commitment stands on a day, and how many stand where."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=14)


class Standing(StrEnum):
    """In the order in which somebody has to do something about them."""

    OVERDUE = "overdue"
    WAITING = "waiting"  # its owner has not said yes
    SOON = "soon"  # due within two weeks
    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"
    DECLINED = "declined"


ORDER = {standing: place for place, standing in enumerate(Standing)}
UNSETTLED = frozenset({Standing.OVERDUE, Standing.WAITING, Standing.SOON, Standing.OPEN})


def standing_of(state: str, due: date, *, today: date) -> Standing:
    """`state` is one of asked, open, kept, dropped, declined. On its last day nothing is overdue yet."""
    if state == "asked":
        return Standing.WAITING
    if state != "open":
        return Standing(state)
    if due < today:
        return Standing.OVERDUE
    return Standing.SOON if due <= today + SOON else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Counts:
    """How many commitments there are. `open` holds those that are due soon and not those that are overdue."""

    all: int = 0
    open: int = 0
    overdue: int = 0
    waiting: int = 0
    kept: int = 0
    given_up: int = 0  # dropped or declined

    @property
    def unsettled(self) -> int:
        return self.open + self.overdue + self.waiting


def counts_of(standings: Iterable[Standing]) -> Counts:
    found = list(standings)
    return Counts(
        all=len(found),
        open=sum(each in (Standing.OPEN, Standing.SOON) for each in found),
        overdue=found.count(Standing.OVERDUE),
        waiting=found.count(Standing.WAITING),
        kept=found.count(Standing.KEPT),
        given_up=sum(each in (Standing.DROPPED, Standing.DECLINED) for each in found),
    )
