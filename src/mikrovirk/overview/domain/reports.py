"""What changed between two sets of figures, for memos and reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A figure then and now; `before` None: it was not counted then, or too small to be shown."""

    key: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def share(self) -> float | None:
        """The change as a share of what it was; None where that says nothing."""
        difference = self.difference
        return None if difference is None or not self.before else difference / self.before


def changes(
    was: Mapping[str, float | None], now: Mapping[str, float | None], keys: Sequence[str] | None = None
) -> list[Change]:
    """A row for each figure of `now` (or of `keys`), in its order."""
    return [Change(key, was.get(key), now.get(key)) for key in (now if keys is None else keys)]


def most_changed(rows: Sequence[Change], *, at_most: int = 3, least: float = 0.02) -> list[Change]:
    """The figures that changed by most of what they were, by at least `least`; ties in the order given."""
    telling = [row for row in rows if row.share is not None and abs(row.share) >= least]
    return sorted(telling, key=lambda row: -abs(row.share or 0))[:at_most]
