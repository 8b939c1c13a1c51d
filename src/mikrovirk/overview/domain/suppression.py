"""Takes out of figures what is about so few that somebody could be recognised: counts of one and two, also by difference.

A count that can be reckoned from what is told (a whole less its other parts, a share times its whole) counts as told. So where
parts make up a whole, at least two of them are left out and those together are at least three; the smallest go first. Jobs are
left out where the businesses they are in are. Nothing (0) may be told: it is about nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mikrovirk.overview.domain.counting import MICRO
from mikrovirk.overview.domain.figures import Figure, Figures, Part
from mikrovirk.register.domain.size_classes import SIZE_CLASSES

LEAST = 3
Key = tuple[str, ...]


def told(figures: Figures, least: int = LEAST) -> Figures:
    """The figures as they may be told to anybody."""
    telling = Telling({row.key: row for row in figures}, least)
    return replace(figures, rows=tuple(telling.told(row) for row in figures))


def is_few(count: float | None, least: int = LEAST) -> bool:
    return count is not None and 0 < count < least


def left_out(counts: Mapping[Key, int], least: int = LEAST) -> set[Key]:
    """Which parts of a told whole are left out: those that are few, and the smallest others that would give them away."""
    out = {key for key, count in counts.items() if is_few(count, least)}
    if not out:
        return out
    others = sorted((count, key) for key, count in counts.items() if count and key not in out)
    for _count, key in others:
        if len(out) > 1 and sum(counts[each] for each in out) >= least:
            break
        out.add(key)
    return out


class Telling:
    """Knows all figures of an area, and from that which of them would give another away."""

    def __init__(self, rows: Mapping[str, Figure], least: int) -> None:
        self.rows = rows
        self.least = least
        self.micro_is_out = self.part_is_few("micro_businesses")
        self.total_is_out = is_few(self.value("businesses"), least)

    def value(self, key: str) -> float | None:
        return self.rows[key].value if key in self.rows else None

    def part_is_few(self, key: str) -> bool:
        """Whether a part of all businesses, or the rest of them, is few."""
        part, whole = self.value(key), self.value("businesses")
        if part is None or whole is None:
            return False
        return any(is_few(count, self.least) for count in (part, whole, whole - part))

    def told(self, figure: Figure) -> Figure:
        if self.whole_is_out(figure):
            return hidden(figure)
        if figure.key in ("by_size", "jobs_by_size"):
            return leaving(figure, self.sizes_out())
        if figure.key in ("by_industry", "jobs_by_industry"):
            return self.of_all(figure, self.rows.get("by_industry", figure))
        if figure.key in ("by_group", "by_place"):
            return self.of_all(figure, figure)
        if figure.key in ("births", "deaths", "moves_in", "moves_out"):
            return leaving(figure, left_out(counts_of(figure.parts), self.least))
        if figure.key in ("survival", "survival_newest"):
            return self.curve(figure)
        if figure.key == "transitions":
            return leaving(figure, self.transitions_out(figure))
        if figure.key == "jobs_of_former_micro":
            return leaving(figure, {key for key in self.sizes_out() if key in counts_of(figure.parts)})
        if figure.key == "uncertain":
            return leaving(figure, {part.key for part in figure.parts if is_few(part.value, self.least)})
        return figure

    def whole_is_out(self, figure: Figure) -> bool:
        """Whether the figure's own value is about too few."""
        few = {key: is_few(self.value(key), self.least) for key in ("births", "deaths", "moves_in", "moves_out")}
        if figure.key in few:
            return few[figure.key]
        if figure.key in ("birth_rate", "death_rate", "churn"):
            # Of births and deaths together the one would give the other away.
            of = {"birth_rate": ("births",), "death_rate": ("deaths",)}.get(figure.key, ("births", "deaths"))
            return any(few[key] for key in of) or is_few(figure.of, self.least)
        if figure.key in ("businesses", "jobs", "by_size", "jobs_by_size", "jobs_of_former_micro"):
            return self.total_is_out
        if figure.key in ("micro_businesses", "micro_share_of_businesses", "micro_jobs", "micro_share_of_jobs"):
            return self.micro_is_out
        if figure.key in ("by_industry", "jobs_by_industry", "by_group", "by_place"):
            return self.micro_is_out
        if figure.key == "sole_proprietors":
            return self.part_is_few("sole_proprietors")
        if figure.key == "micro_share_of_net_new_jobs":
            return self.total_is_out or is_few(self.value("transitions"), self.least)
        if figure.key == "transitions":
            return is_few(figure.value, self.least)
        return False

    def sizes_out(self) -> set[Key]:
        """Size classes that are left out. Micro and larger businesses are each told as a whole, unless they are not."""
        if "by_size" not in self.rows:
            return set()
        counts = counts_of(self.rows["by_size"].parts)
        if self.micro_is_out:
            return left_out(counts, self.least)
        micro = {key: count for key, count in counts.items() if key[0] in MICRO}
        larger = {key: count for key, count in counts.items() if key[0] not in MICRO}
        return left_out(micro, self.least) | left_out(larger, self.least)

    def of_all(self, figure: Figure, businesses: Figure) -> Figure:
        """A table of micro-businesses (or jobs in them) of all. Where the others would be few, the whole is not told."""
        micro = counts_of(businesses.parts)
        larger = {part.key: (part.of or 0) - int(part.value or 0) for part in businesses.parts}
        out = left_out(micro, self.least)
        whole_out = out | left_out(larger, self.least)
        parts = [
            replace(
                part,
                value=None if part.key in out else part.value,
                suppressed=part.key in out,
                of=None if part.key in whole_out else part.of,
            )
            for part in figure.parts
        ]
        return replace(figure, parts=tuple(parts))

    def curve(self, figure: Figure) -> Figure:
        """A survival curve without the points at which few are there, or few are gone."""
        out = {part.key for part in figure.parts if self.point_is_out(part)}
        is_out = self.point_is_out(Part((), figure.value, figure.of))
        kept = leaving(figure, out)
        return replace(kept, value=None, suppressed=True) if is_out else kept

    def point_is_out(self, part: Part) -> bool:
        if part.value is None or part.of is None:
            return is_few(part.of, self.least)
        lived = round(part.value * part.of)
        return any(is_few(count, self.least) for count in (part.of, lived, part.of - lived))

    def transitions_out(self, figure: Figure) -> set[Key]:
        """Cells of the matrix that are left out: row by row, as each row's sum is told by the sizes of that day."""
        counts = counts_of(figure.parts)
        out: set[Key] = set()
        for size in SIZE_CLASSES:
            row = {key: count for key, count in counts.items() if key[0] == size}
            out |= set(row) if is_few(sum(row.values()), self.least) else left_out(row, self.least)
        return out


def counts_of(parts: Iterable[Part]) -> dict[Key, int]:
    return {part.key: int(part.value or 0) for part in parts}


def leaving(figure: Figure, out: set[Key]) -> Figure:
    """The figure without the values of those parts."""
    parts = (replace(part, value=None, suppressed=True) if part.key in out else part for part in figure.parts)
    return replace(figure, parts=tuple(parts))


def hidden(figure: Figure) -> Figure:
    """The figure with nothing told: no value, no parts' values."""
    parts = tuple(replace(part, value=None, of=None, suppressed=True) for part in figure.parts)
    return replace(figure, value=None, of=None, parts=parts, suppressed=True)
