"""What happened to attendance after a network borrowed something: the evenings that used it beside those before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

COMPARED = 3  # so many evenings before are looked at: a season back says little of now


@dataclass(frozen=True)
class Evening:
    """One evening that was held: how many of the network's own people came, and whether what was borrowed was used."""

    on: date
    came: int
    used: bool


@dataclass(frozen=True)
class Fared:
    """How many came on average to the evenings before, and to those with what was borrowed; None where there was none."""

    before: Decimal | None
    before_count: int
    after: Decimal | None
    after_count: int

    @property
    def change(self) -> Decimal | None:
        """How many more came; below 0: fewer. None while there is nothing to compare."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


def fared(evenings: Sequence[Evening]) -> Fared:
    """Compare the evenings that used it with the last ones before the first of them. `evenings`: oldest first.

    Evenings nobody was checked in at say nothing and are left out.
    """
    known = [evening for evening in evenings if evening.came]
    used = [evening.came for evening in known if evening.used]
    first = next((n for n, evening in enumerate(known) if evening.used), len(known))
    before = [evening.came for evening in known[max(0, first - COMPARED) : first]]
    return Fared(mean(before), len(before), mean(used), len(used))


def mean(counts: Sequence[int]) -> Decimal | None:
    """To one decimal place."""
    if not counts:
        return None
    return (Decimal(sum(counts)) / len(counts)).quantize(Decimal("0.1"), ROUND_HALF_UP)
