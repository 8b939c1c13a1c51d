"""Ways to change tables that are known to bring nobody together twice.

Sources: diagonals of a square, the classical pairs of Latin squares (Bose 1938); for 34 people at six tables the two
squares of order six with a hole of two by two (J. D. Horton, "Sub-Latin squares and incomplete orthogonal arrays",
1974); for 31 to 33 a plan found by search. Every one is counted again in the tests.
"""

from collections.abc import Sequence

Pattern = list[list[int]]  # for each round the table of each person

_SIX_TABLES_34 = (
    "1151 1262 1335 1446 1513 1624 2126 2215 2361 2452 2534 2643 3164 3253 3316 3425 3541 3632"
    " 4145 4236 4354 4463 4522 4611 5112 5244 5323 5431 6133 6221 6342 6414 5555 6666"
)
# The last two can be left out one after the other: 33, 32 and 31 people.
_SIX_TABLES_33 = (
    "3005 4014 5215 0552 1053 5102 3224 0444 5041 2301 2134 0325 1504 4251 2513 2240 3531 3150 5520 1310 3412 5333 1145"
    " 2455 1421 1232 0030 4123 4342 4400 0203 0111 2022"
)
_SIX_TABLES_ROUNDS = 4


def known_pattern(sizes: Sequence[int], rounds: int) -> Pattern | None:
    """A plan without repeats for tables of these sizes (alike but for one person), or None where none is known here."""
    tables, people = len(sizes), sum(sizes)
    if not tables or max(sizes) - min(sizes) > 1:
        return None
    if tables == 6 and rounds <= _SIX_TABLES_ROUNDS and 31 <= people <= 34:  # the plans above
        return _written(_SIX_TABLES_34 if people == 34 else _SIX_TABLES_33, people, rounds)
    if _diagonals_differ(tables, max(sizes), rounds):
        return [[(seat + turn * (seat // tables)) % tables for seat in range(people)] for turn in range(rounds)]
    return None


def _diagonals_differ(tables: int, size: int, rounds: int) -> bool:
    """Whether two people of different rows meet on one diagonal at most: no product of steps comes round to zero."""
    return all(turn * row % tables for turn in range(1, rounds) for row in range(1, size))


def _written(text: str, people: int, rounds: int) -> Pattern:
    rows = text.split()[:people]
    first = min(int(row[0]) for row in rows)
    return [[int(row[turn]) - first for row in rows] for turn in range(rounds)]
