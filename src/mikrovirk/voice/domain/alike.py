"""How much alike texts are: TF-IDF over stems and the parts of compounds, compared by cosine.

Weights after Salton and Buckley, "Term-weighting approaches in automatic text retrieval" (1988): 1 + log of how often a
word stands in the text, times the log of how few texts it stands in, the row brought to length one. Danish writes as one
word what others write as several ("parkeringsplads"), so a word that also stands by itself somewhere counts as a part of
every longer word that begins or ends with it, at less weight.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt

from mikrovirk.voice.domain.said_words import telling

PART = 0.6  # of a word's weight, for a part of a compound
BEGINS_FROM, ENDS_FROM = 4, 5  # letters
ALONE = 0.2  # of its weight, for a word in one text only: it meets nothing, but says that the text is about more

Vector = Mapping[str, float]


class Texts:
    """Texts as vectors, in the order given; what is weighed is weighed by these texts alone."""

    def __init__(self, texts: Iterable[str]) -> None:
        rows = [list(telling(text)) for text in texts]
        self.written: dict[str, Counter[str]] = {}
        for row in rows:
            for stem, word in row:
                self.written.setdefault(stem, Counter())[word] += 1
        self.wholes: dict[str, list[str]] = {}  # for a part of compounds, the compounds
        parts = parts_of(self.written)
        for whole, its in sorted(parts.items()):
            for part in its:
                self.wholes.setdefault(part, []).append(whole)
        self.rows = rows
        counts = [counted((stem for stem, _word in row), parts) for row in rows]
        self.found_in = Counter(stem for row in counts for stem in row)
        self.weights = {stem: weight_of(many, len(rows)) for stem, many in self.found_in.items()}
        self.vectors: list[Vector] = [self.weighed(row) for row in counts]

    def weighed(self, row: Mapping[str, float]) -> Vector:
        return unit(
            {stem: (1 + log(count) if count > 1 else count) * self.weights[stem] for stem, count in row.items()}
        )


def counted(stems: Iterable[str], parts: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """How often each stem stands there; a part of a compound counts less."""
    row: dict[str, float] = {}
    for stem in stems:
        row[stem] = row.get(stem, 0.0) + 1
        for part in parts.get(stem, ()):
            row[part] = max(row.get(part, 0.0), PART)
    return row


def weight_of(found_in: int, total: int) -> float:
    rare = log(1 + total / found_in)
    return rare * ALONE if found_in == 1 else rare


def parts_of(stems: Iterable[str]) -> dict[str, list[str]]:
    """For each stem the other stems that it begins or ends with: the parts of a compound."""
    known = set(stems)
    found: dict[str, list[str]] = {}
    for stem in known:
        begins = (stem[:size] for size in range(BEGINS_FROM, len(stem)))
        ends = (stem[-size:] for size in range(ENDS_FROM, len(stem) - 1))
        if parts := sorted({part for part in (*begins, *ends) if part in known}):
            found[stem] = parts
    return found


def unit(row: Mapping[str, float]) -> Vector:
    length = sqrt(sum(value * value for value in row.values()))
    return {stem: value / length for stem, value in sorted(row.items())} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """How much alike two vectors of length one are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(value * other[stem] for stem, value in one.items() if stem in other)


def middle(vectors: Iterable[Vector]) -> Vector:
    """The direction in which the vectors point together."""
    total: dict[str, float] = {}
    for vector in vectors:
        for stem, value in vector.items():
            total[stem] = total.get(stem, 0.0) + value
    return unit(total)


def nearest(to: Vector, among: Sequence[Vector], *, at_least: float, most: int) -> list[tuple[int, float]]:
    """The positions of the vectors most like `to`, best first, with how much they are."""
    scored = [(position, cosine(to, vector)) for position, vector in enumerate(among)]
    scored = [row for row in scored if row[1] >= at_least]
    return sorted(scored, key=lambda row: (-round(row[1], 9), row[0]))[:most]
