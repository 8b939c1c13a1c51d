"""A table plan for an evening: who sits at which table in which round, so that nobody meets the same person twice.

The rule, exactly, in this order: those who should never share a table do not; as few repeats as possible (a repeat is
each time two share a table after the first, and the first too if they met before the evening); the highest sum of the
pairs' scores. Tables have at most `tables_of` people and differ by one person at most; nobody sits alone. Same people,
same wishes, same seed: same plan, in whatever order they are given.

Up to twelve people in one round have the proven best plan. Else a known pattern or a search (`table_patterns`,
`table_search`) finds one, and `TablePlan.bound` says how few repeats there must be (`table_bounds`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from . import table_exact
from .table_bounds import fewest_repeats, met_counts, pairs_of
from .table_seats import Frame, first_draft, frame_of, sizes_in, table_sizes

if TYPE_CHECKING:
    from .table_search import Draft, Wishes

Table = tuple[str, ...]
Round = tuple[Table, ...]
Pair = tuple[str, str]

SEARCHABLE = 400  # above that a pattern is taken as it is: a search would cost more than a repeat
MOST_STEPS = 10_000
_WORK = 40_000_000  # pairs looked at in a search: about a second


@dataclass(frozen=True, slots=True)
class TablePlan:
    """The tables of every round, in order; the people of a table by id.

    `repeats`: how often somebody meets a person they met before. `bound`: no plan has fewer. `too_close`: those who
    share a table though they never should, because no better plan was found. `score`: the sum over the shared tables.
    `is_best`: proven that no plan is better.
    """

    rounds: tuple[Round, ...]
    repeats: int
    bound: int
    too_close: tuple[Pair, ...] = ()
    score: float = 0
    is_best: bool = False


def largest_tables_without_repeats(people: int, *, rounds: int, at_most: int = 6) -> int:
    """The table size to suggest: the largest for which nothing forbids a plan without repeats (2 where all do)."""
    for size in range(at_most, 2, -1):
        sizes = table_sizes(people, size)
        if sizes and not fewest_repeats([sizes] * rounds):
            return max(sizes)
    return 2


def seat(
    ids: Iterable[str],
    *,
    tables_of: int,
    rounds: int,
    met: Iterable[Pair] = (),
    together_never: Iterable[Pair] = (),
    scores: Mapping[Pair, float] | None = None,
    kept: Sequence[Round] = (),
    seed: int = 0,
    steps: int | None = None,
    out_of_time: Callable[[], bool] = lambda: False,
) -> TablePlan:
    """Seat everybody once in each round; pairs are given in either order, and those not present are overlooked.

    `kept`: the first rounds as they were handed out: whoever is in them keeps the table, who left is left out, and
    late-comers are put where there is room, with an extra chair before a new table. `steps`: how many swaps to try
    (None: about a second's). `out_of_time` is asked before each; only it can make two runs differ.
    Raises ValueError for doubled ids, no rounds, more rounds kept than wanted, or tables of one.
    """
    people = sorted(ids)
    if len(set(people)) < len(people) or rounds < 1 or len(kept) > rounds:
        raise ValueError("everybody once, at least one round, and no more kept than there are rounds")
    if not people:
        return TablePlan(((),) * rounds, 0, 0, is_best=True)
    evening = _Evening.of(people, met=met, together_never=together_never, scores=scores or {})
    frame = frame_of(people, kept, rounds=rounds, tables_of=tables_of)
    sizes = sizes_in(frame, len(people))
    bound = fewest_repeats(sizes, met_before=met_counts(len(people), evening.met))
    if len(people) <= table_exact.MOST_PEOPLE and rounds == 1 and not kept:
        tables = table_exact.best_grouping(evening.costs(), sizes[0])
        return evening.plan([tables], bound=bound, proven=True)
    dice = Random(seed)  # noqa: S311 - no secret
    if len(people) > SEARCHABLE:
        return evening.plan(first_draft(frame, dice, use_pattern=True), bound=bound)
    left = min(MOST_STEPS, _WORK // max(1, len(people)) ** 2) if steps is None else steps
    return evening.plan(_searched(evening, frame, dice, bound, _Budget(left, out_of_time)), bound=bound)


@dataclass(frozen=True, slots=True)
class _Evening:
    """The people by number, and what is known about each two."""

    people: list[str]
    met: frozenset[tuple[int, int]]
    never: frozenset[tuple[int, int]]
    scores: dict[tuple[int, int], float]

    @classmethod
    def of(
        cls, people: list[str], *, met: Iterable[Pair], together_never: Iterable[Pair], scores: Mapping[Pair, float]
    ) -> _Evening:
        number = {person: place for place, person in enumerate(people)}

        def numbered(pairs: Iterable[Pair]) -> list[tuple[tuple[int, int], Pair]]:
            present = [(one, other) for one, other in pairs if one != other and one in number and other in number]
            return [((min(number[a], number[b]), max(number[a], number[b])), (a, b)) for a, b in present]

        worth: dict[tuple[int, int], float] = {}
        for pair, names in numbered(scores):
            worth[pair] = worth.get(pair, 0) + scores[names]
        return cls(
            people,
            frozenset(pair for pair, _ in numbered(met)),
            frozenset(pair for pair, _ in numbered(together_never)),
            {pair: value for pair, value in worth.items() if value},
        )

    def weights(self, rounds: int) -> tuple[float, float]:
        """The cost of one repeat and of one pair too close: each more than all that counts less together."""
        repeat = 1 + 2 * rounds * sum(abs(value) for value in self.scores.values())
        return repeat, repeat * (1 + rounds * len(self.people) ** 2)

    def costs(self) -> list[list[float]]:
        """What it costs, in one round, that two share a table."""
        repeat, never = self.weights(1)
        cost = [[0.0] * len(self.people) for _ in self.people]
        for a, b in combinations(range(len(self.people)), 2):
            pair = (a, b)
            value = repeat * (pair in self.met) + never * (pair in self.never) - self.scores.get(pair, 0)
            cost[a][b] = cost[b][a] = value
        return cost

    def plan(self, rounds: Sequence[Sequence[Sequence[int]]], *, bound: int, proven: bool = False) -> TablePlan:
        """The plan in the people's own ids, with what is counted in it; numbers after theirs are empty chairs."""
        rounds = [[[each for each in table if each < len(self.people)] for table in tables] for tables in rounds]
        seen, repeats, score, close = set(self.met), 0, 0.0, set()
        for tables in rounds:
            for pair in pairs_of(tables):
                repeats += pair in seen
                score += self.scores.get(pair, 0)
                if pair in self.never:
                    close.add(pair)
                seen.add(pair)
        return TablePlan(
            tuple(tuple(tuple(sorted(self.people[each] for each in table)) for table in tables) for tables in rounds),
            repeats,
            bound,
            tuple((self.people[a], self.people[b]) for a, b in sorted(close)),
            score,
            proven or (repeats == bound and not close and not self.scores),
        )


class _Budget:
    """How many steps are left, and whether the clock of whoever asks has run out."""

    def __init__(self, steps: int, out_of_time: Callable[[], bool]) -> None:
        self.steps, self.out_of_time = steps, out_of_time

    def go_on(self) -> bool:
        self.steps -= 1
        return self.steps >= 0 and not self.out_of_time()


def _searched(evening: _Evening, frame: Frame, dice: Random, bound: int, budget: _Budget) -> list[list[list[int]]]:
    from .table_search import search

    chairs = max(sum(map(len, tables)) for tables in frame)
    table, _ = search(
        lambda number: _draft(frame, first_draft(frame, dice, use_pattern=number == 0), chairs),
        _wishes(evening, len(frame), chairs),
        dice=dice,
        good_enough=-float("inf") if evening.scores else bound * evening.weights(len(frame))[0],
        go_on=budget.go_on,
    )
    return [
        [[person for person, at in enumerate(turn) if at == place] for place in range(len(frame[number]))]
        for number, turn in enumerate(table.tolist())
    ]


def _wishes(evening: _Evening, rounds: int, chairs: int) -> Wishes:
    """What is known about each two, and that two empty chairs never stand at the same table."""
    import numpy as np

    from .table_search import Wishes

    people = len(evening.people)
    repeat, never = evening.weights(rounds)
    met, price = np.zeros((chairs, chairs)), np.zeros((chairs, chairs))
    for a, b in evening.met:
        met[a, b] = met[b, a] = 1
    for (a, b), value in evening.scores.items():
        price[a, b] = price[b, a] = -value
    for a, b in [*evening.never, *combinations(range(people, chairs), 2)]:
        price[a, b] = price[b, a] = price[a, b] + never
    counted = np.zeros((chairs, chairs))
    counted[:people, :people] = repeat
    np.fill_diagonal(counted, 0)
    return Wishes(met, counted, price, never / 2)


def _draft(frame: Frame, seated: Collection[list[list[int]]], chairs: int) -> Draft:
    """The plan in numbers. A chair a round has not stands by itself, after its tables, and stays there."""
    import numpy as np

    from .table_search import Draft

    table = np.stack([np.arange(chairs) + len(tables) for tables in frame])
    movable = np.zeros((len(frame), chairs), dtype=np.bool_)
    for number, (tables, fixed) in enumerate(zip(seated, frame, strict=True)):
        for place, sitting in enumerate(tables):
            table[number, sitting] = place
            movable[number, [each for each in sitting if each not in fixed[place]]] = True
    return Draft(table, movable)
