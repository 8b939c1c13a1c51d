"""What a network is told of others: quartiles of enough of them, rounded, so that no other network can be recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from statistics import quantiles
from typing import Any

from mikrovirk.health.domain.definitions import DEFINITIONS, Unit, leading

AT_LEAST = 5  # other networks with a value
STEP = {Unit.SHARE: 0.05, Unit.CHANGE: 0.05, Unit.NUMBER: 1.0}  # finer steps could tell whose value it is


@dataclass(frozen=True)
class Compared:
    """One measure beside that of `others` networks: a quarter lies below `lower`, half below `middle`."""

    key: str
    own: float
    lower: float
    middle: float
    upper: float
    others: int


def compared(own: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> tuple[Compared, ...]:
    """The measures that the network itself and at least five others have."""
    found = []
    for definition in DEFINITIONS:
        value = leading(definition, own)
        values = [each for other in others if (each := leading(definition, other)) is not None]
        if value is not None and len(values) >= AT_LEAST:
            step = STEP[definition.unit]
            lower, middle, upper = (to_step(each, step) for each in quantiles(values, n=4, method="inclusive"))
            found.append(Compared(definition.key, value, lower, middle, upper, len(values)))
    return tuple(found)


def to_step(value: float, step: float) -> float:
    """The nearest whole step; halves go up."""
    return round(floor(value / step + 0.5) * step, 2)
