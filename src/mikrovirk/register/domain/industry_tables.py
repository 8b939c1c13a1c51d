"""The tables of `tables/sections.csv` and `tables/divisions.csv`: what the letters and first two digits of a code mean.

Danish labels of DB07: Danmarks Statistik. English labels: NACE Rev. 2 and NACE Rev. 2.1 (Eurostat), which DB07 and DB25 follow
down to four digits. Danish labels of what DB25 has anew, and all of DB03, are MikroVirk's own words until the official list is
read in. A division of DB03 has the words of its section.
"""

from typing import Final, NamedTuple

from mikrovirk.register.domain.tables import rows_of


class Label(NamedTuple):
    """What a code means, in both languages."""

    da: str
    en: str


class Division(NamedTuple):
    """Two digits of the code: the section they belong to, and what they mean."""

    section: str
    label: Label


def _sections() -> dict[str, dict[str, Label]]:
    found: dict[str, dict[str, Label]] = {}
    for row in rows_of("sections.csv"):
        found.setdefault(row["scheme"], {})[row["section"]] = Label(row["da"], row["en"])
    return found


def _divisions() -> dict[str, dict[str, Division]]:
    found: dict[str, dict[str, Division]] = {}
    for row in rows_of("divisions.csv"):
        division = Division(row["section"], Label(row["da"], row["en"]))
        found.setdefault(row["scheme"], {})[row["division"]] = division
    return found


# By scheme (DB03, DB07, DB25), and then by letter or by two digits.
SECTIONS_OF: Final = _sections()
DIVISIONS_OF: Final = _divisions()
