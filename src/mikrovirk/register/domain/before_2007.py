"""Municipalities from before 2007: what they were called, and which one of today they lie in.

Codes: CPR-kontoret. Those that kept their code (Ringsted, Odense, Grenaa's 0707 that became Norddjurs, Aabybro's 0849 that became Jammerbugt) are not here. A few were
divided between two (Langå, Give, Christiansfeld): the one that most of it went to is named.
"""

from dataclasses import dataclass
from functools import cache

from mikrovirk.register.domain.municipalities import MUNICIPALITIES, four_digits, named
from mikrovirk.register.domain.tables import rows_of


@dataclass(frozen=True)
class OldMunicipality:
    """A municipality that is no more; `part_of` is the code of the one of today."""

    code: str
    name: str
    part_of: str


@cache
def old_municipalities() -> dict[str, OldMunicipality]:
    """All of them by their code."""
    return {row["code"]: OldMunicipality(**row) for row in rows_of("before_2007.csv")}


def of_today(code: str | int) -> str:
    """The code of the municipality of today where this one lies: 0365 (Møn) is in 0390. A code nobody knows stays as it is."""
    wanted = four_digits(code)
    old = old_municipalities().get(wanted)
    return old.part_of if old and wanted not in MUNICIPALITIES else wanted


def named_at_any_time(code: str | int) -> str:
    """The name of a municipality of today or of before 2007; the code itself where nobody knows it."""
    old = old_municipalities().get(four_digits(code))
    return old.name if old else named(code)
