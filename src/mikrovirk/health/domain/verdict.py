"""How a network is, in one word, from its open warnings; whoever reads only one line reads this."""

from collections.abc import Collection
from enum import StrEnum

from mikrovirk.health.domain.definitions import LEAST_MEETINGS
from mikrovirk.health.domain.warnings import Kind


class Verdict(StrEnum):
    """From the best to the worst."""

    EARLY = "early"  # too few meetings to say anything
    WELL = "well"
    WATCH = "watch"  # well, with something to look at
    TURNING = "turning"  # about to go wrong: attendance itself says so


# The order in which they press: those that were followed by the end of a network come first.
PRESSING = (
    Kind.PAUSE,
    Kind.FALLING,
    Kind.REGULARS,
    Kind.BELOW,
    Kind.RARER,
    Kind.NEWCOMERS,
    Kind.NOBODY_ELSE,
    Kind.UNWELCOMED,
    Kind.HANDS,
)
ABOUT_ATTENDANCE = frozenset({Kind.PAUSE, Kind.FALLING, Kind.REGULARS, Kind.BELOW, Kind.RARER})


def verdict(open_kinds: Collection[str], *, meetings: int) -> Verdict:
    """How the network is. A network that has only begun is not judged."""
    if meetings < LEAST_MEETINGS:
        return Verdict.EARLY
    if ABOUT_ATTENDANCE & set(open_kinds):
        return Verdict.TURNING
    return Verdict.WATCH if open_kinds else Verdict.WELL


def pressing(kind: str) -> int:
    """Sorts warnings, the most pressing first."""
    return PRESSING.index(Kind(kind))
