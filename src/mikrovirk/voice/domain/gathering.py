"""Texts are gathered into groups by average linkage, many of them by way of a sample.

Average linkage (UPGMA; Sokal and Michener 1958): the two groups whose texts are on average most alike become one, until no
two groups are alike enough. Its cost grows with the square of the count, so of many texts a part, spread evenly, is gathered
first; the others join the group they are on average most like, and what joins none is gathered next: the "buckshot" of
Cutting, Karger, Pedersen and Tukey, "Scatter/Gather" (1992), with an even sample instead of a drawn one, so that the same
texts in the same order give the same groups.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from mikrovirk.voice.domain.alike import Vector

SAMPLE = 600  # texts gathered at once
NOTHING = 0.03  # two texts less alike than that count as not alike at all, which spares most of the work

Group = list[int]  # positions


def gathered(vectors: Sequence[Vector], *, alike: float) -> list[Group]:
    """Groups of positions, each in ascending order; every position is in exactly one group.

    Texts with the same words are one to begin with; a text without words is alone.
    """
    same: dict[tuple[tuple[str, float], ...], Group] = {}
    for position, vector in enumerate(vectors):
        same.setdefault(tuple(vector.items()), []).append(position)
    wordless = same.pop((), [])
    made = by_samples(vectors, list(same.values()), alike)
    return sorted([*(sorted(group) for group in made), *([position] for position in wordless)])


def by_samples(vectors: Sequence[Vector], rest: list[Group], alike: float) -> list[Group]:
    """Gather a sample, let the others join, go on with those that joined nothing; then gather what came of it."""
    made: list[Group] = []
    while rest:
        step = -(-len(rest) // SAMPLE)
        sample, others = rest[::step], [group for i, group in enumerate(rest) if i % step]
        groups = linked_groups(vectors, sample, alike)
        several = [group for group in groups if len(group) > 1]
        made += [group for group in groups if len(group) == 1]
        rest = joined(vectors, several, others, alike)
        made += several
    return linked_groups(vectors, made, alike) if len(made) <= 2 * SAMPLE else made


def joined(vectors: Sequence[Vector], groups: list[Group], others: list[Group], alike: float) -> list[Group]:
    """Put each of the others into the group it is most like, and give back those that are like none."""
    holders: dict[str, list[tuple[int, float]]] = {}
    for number, group in enumerate(groups):
        for stem, value in mean(vectors, group).items():
            holders.setdefault(stem, []).append((number, value))
    left = []
    for other in others:
        scores: dict[int, float] = {}
        for stem, value in vectors[other[0]].items():
            for number, its in holders.get(stem, ()):
                scores[number] = scores.get(number, 0.0) + value * its
        best = max(scores, key=lambda number: (round(scores[number], 9), -number), default=None)
        if best is not None and scores[best] >= alike:
            groups[best] += other
        else:
            left.append(other)
    return left


def linked_groups(vectors: Sequence[Vector], groups: list[Group], alike: float) -> list[Group]:
    """Average linkage of groups: the likeness of two is that of their means."""
    near = likenesses([mean(vectors, group) for group in groups])
    several = linked([len(group) for group in groups], near, alike)
    return [[position for each in one for position in groups[each]] for one in several]


def mean(vectors: Sequence[Vector], group: Group) -> Vector:
    """The average of the vectors of a group; not of length one."""
    if len(group) == 1:
        return vectors[group[0]]
    total: dict[str, float] = {}
    for position in group:
        for stem, value in vectors[position].items():
            total[stem] = total.get(stem, 0.0) + value
    return {stem: value / len(group) for stem, value in total.items()}


def likenesses(vectors: Sequence[Vector]) -> list[dict[int, float]]:
    """For each position the others that share enough words with it, and how much alike they are."""
    holders: dict[str, list[tuple[int, float]]] = {}
    for position, vector in enumerate(vectors):
        for stem, value in vector.items():
            holders.setdefault(stem, []).append((position, value))
    found: list[dict[int, float]] = []
    for position, vector in enumerate(vectors):
        row: dict[int, float] = {}
        for stem, value in vector.items():
            for other, its in holders[stem]:
                row[other] = row.get(other, 0.0) + value * its
        row.pop(position, None)
        found.append({other: value for other, value in row.items() if value >= NOTHING})
    return found


def linked(sizes: list[int], near: list[dict[int, float]], alike: float) -> list[list[int]]:
    """Average linkage: join the two groups most alike while they are at least `alike`; ties by position.

    `near[a][b]` is the average likeness of the inputs of a and b; what is not there is nothing. A joined group takes the
    place of the larger of the two, so that every likeness is moved seldom.
    """
    members: list[list[int] | None] = [[position] for position in range(len(sizes))]
    heap = [(-value, a, b) for a, row in enumerate(near) for b, value in row.items() if a < b and value >= alike]
    heapify(heap)
    while heap:
        negative, a, b = heappop(heap)
        if members[a] is None or members[b] is None or near[a].get(b) != -negative:
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        join(a, b, sizes, near, heap, alike)
        members[a] = [*(members[a] or ()), *(members[b] or ())]
        members[b] = None
    return [each for each in members if each is not None]


def join(
    a: int, b: int, sizes: list[int], near: list[dict[int, float]], heap: list[tuple[float, int, int]], alike: float
) -> None:
    """b becomes part of a: what is near to them is as near as on average."""
    mine, its, total = sizes[a], sizes[b], sizes[a] + sizes[b]
    row = near[a]
    row.pop(b)
    for other in row.keys() | near[b].keys():
        if other == a:
            continue
        value = (mine * row.get(other, 0.0) + its * near[b].get(other, 0.0)) / total
        row[other] = near[other][a] = value
        near[other].pop(b, None)
        if value >= alike:
            heappush(heap, (-value, min(a, other), max(a, other)))
    near[b] = {}
    sizes[a] = total
