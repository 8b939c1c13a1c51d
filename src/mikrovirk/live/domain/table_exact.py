"""The best grouping of up to twelve people for one round, proven: every set of people is looked at once.

Source: dynamic programming over subsets for the maximally diverse grouping problem; the same optimum as the integer
programs of Gallego et al. (2013) on every instance of MDGPLIB with at most twelve elements.
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations

MOST_PEOPLE = 12

Cost = Sequence[Sequence[float]]


def best_grouping(cost: Cost, sizes: Sequence[int]) -> list[list[int]]:
    """Share people out to tables of `sizes` (alike but for one person) so that the pairs' costs sum to the least.

    `cost[a][b]`: what it costs that a and b share a table (negative: a gain). The larger tables come first. Raises
    ValueError for more than twelve people.
    """
    people, largest = len(cost), max(sizes, default=0)
    if people > MOST_PEOPLE:
        raise ValueError(f"{people} people are too many for an exact answer")

    @cache
    def at_table(table: tuple[int, ...]) -> float:
        return sum(cost[a][b] for a, b in combinations(table, 2))

    @cache
    def best(left: tuple[int, ...], large: int) -> tuple[float, tuple[tuple[int, ...], ...]]:
        """The least cost of seating those who are `left`, when `large` of their tables are of the largest size."""
        if not left:
            return 0.0, ()
        found: list[tuple[float, tuple[tuple[int, ...], ...]]] = []
        for size, large_left in _next_tables(len(left), large, largest):
            for others in combinations(left[1:], size - 1):
                table = (left[0], *others)
                rest, tables = best(tuple(each for each in left if each not in table), large_left)
                found.append((rest + at_table(table), (table, *tables)))
        return min(found)

    _, tables = best(tuple(range(people)), sum(1 for size in sizes if size == largest))
    return sorted((list(table) for table in tables), key=lambda table: (-len(table), table))


def _next_tables(people: int, large: int, largest: int) -> list[tuple[int, int]]:
    """Which sizes the next table can have, each with how many of the largest are left after it."""
    choices = [(largest, large - 1)] if large else []
    if people > large * largest:
        choices.append((largest - 1, large))
    return choices
