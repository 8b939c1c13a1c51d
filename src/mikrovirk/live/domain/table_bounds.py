"""How few times somebody must meet the same person again, by counting alone.

Sources: the counting bound of the social golfer problem (Harvey, CSPLib 010); the pigeonhole principle; and G. Tarry
(1900): there are no two orthogonal Latin squares of order six, so 36 people at six tables of six have three rounds.
"""

from collections.abc import Collection, Sequence
from itertools import combinations

_TARRY_TABLES = 6
_TARRY_PEOPLE = (35, 36)  # 35 too: one more person at each round's smaller table would give the squares for 36
_TARRY_ROUNDS = 4


def pairs_at(size: int) -> int:
    """How many pairs sit at a table of `size`."""
    return size * (size - 1) // 2


def fewest_repeats(sizes: Sequence[Sequence[int]], *, met_before: Collection[int] = ()) -> int:
    """A number no plan can go below; 0 where counting does not forbid a plan without repeats.

    `sizes`: for each round how many sit at each table. `met_before`: for each person how many of the others they have
    met already (empty: nobody has met).
    """
    if not sizes:
        return 0
    people = sum(sizes[0])
    met = list(met_before) or [0] * people
    return max(
        _by_pairs(sizes, people, met),
        _by_person(sizes, people, met),
        sum(
            max(_by_tables(later, earlier) for earlier in sizes[:number])
            for number, later in enumerate(sizes)
            if number
        ),
        _by_tarry(sizes, people),
    )


def _by_pairs(sizes: Sequence[Sequence[int]], people: int, met: Sequence[int]) -> int:
    """There are only so many pairs who have not met."""
    return sum(pairs_at(size) for each in sizes for size in each) - (pairs_at(people) - sum(met) // 2)


def _by_person(sizes: Sequence[Sequence[int]], people: int, met: Sequence[int]) -> int:
    """Each person has only so many others left to meet; a repeat is counted by the two it joins."""
    needed = sum(min(each) - 1 for each in sizes)
    return (sum(max(0, needed - (people - 1 - known)) for known in met) + 1) // 2


def _by_tables(later: Sequence[int], earlier: Sequence[int]) -> int:
    """More people at a table than there were tables before: two of them come from the same one."""
    return max(_crowded(later, len(earlier)), _crowded(earlier, len(later)))


def _crowded(sizes: Sequence[int], tables: int) -> int:
    found = 0
    for size in sizes:
        each, extra = divmod(size, tables)
        found += extra * pairs_at(each + 1) + (tables - extra) * pairs_at(each)
    return found


def _by_tarry(sizes: Sequence[Sequence[int]], people: int) -> int:
    alike = sum(1 for each in sizes if len(each) == _TARRY_TABLES and max(each) - min(each) <= 1)
    return int(people in _TARRY_PEOPLE and alike >= _TARRY_ROUNDS)


def met_counts(people: int, pairs: Collection[tuple[int, int]]) -> list[int]:
    """For each person, by number, how many of the others are in a pair with them."""
    counts = [0] * people
    for pair in pairs:
        for person in pair:
            counts[person] += 1
    return counts


def pairs_of(tables: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Every two who sit at the same table, the lower number first."""
    return [pair for table in tables for pair in combinations(sorted(table), 2)]
