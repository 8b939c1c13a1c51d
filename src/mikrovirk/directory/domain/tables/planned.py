"""What would come of a table, row by row, before anything is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    FILLS = "fills"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the preview. `told`: codes of what is worth knowing about it; the first one says why it is set aside."""

    number: int
    title: str
    note: str
    outcome: Outcome
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """A whole table. `writes`: what the one who planned it needs to carry it out."""

    lines: Sequence[Line]
    writes: Any = None

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(line.outcome for line in self.lines)

    @property
    def changes_nothing(self) -> bool:
        return not self.counts[Outcome.NEW] and not self.counts[Outcome.FILLS]
