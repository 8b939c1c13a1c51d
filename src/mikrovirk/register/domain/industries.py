"""Industry codes: which scheme, which section, what it is called, and how the schemes are put side by side.

A code is digits only with its leading zero ("011100"). Danish codes have six digits, of which the first four are NACE's. The
registers give no version: a Danish code belongs to DB03 before 2008, to DB07 before 2025 and to DB25 from then on. Each scheme
has letters of its own (K is finance in DB07, and telecommunication in DB25), so a section is said with its scheme. To follow an
industry across 2008 and 2025, `section_in_2007` puts every code into the sections of DB07.
"""

import datetime
from collections.abc import Mapping
from typing import Final

from mikrovirk.register.domain.industry_tables import DIVISIONS_OF, SECTIONS_OF, Division, Label
from mikrovirk.register.domain.layout import DB03, DB07, DB25, NACE2, NACE21

# Statistics Denmark's letter for an industry that nobody stated.
UNKNOWN: Final = "X"
_UNKNOWN_LABEL: Final = Label("Uoplyst branche", "Industry not stated")
_NOT_STATED: Final = "9999"  # 999999 is Danish for not stated and 99999 British for dormant, no part of division 99
STARTS: Final = {DB07: datetime.date(2008, 1, 1), DB25: datetime.date(2025, 1, 1)}

# The Danish scheme whose letters and divisions each scheme has.
_TABLE_OF: Final = {DB03: DB03, DB07: DB07, NACE2: DB07, DB25: DB25, NACE21: DB25}
SECTIONS: Final[Mapping[str, Mapping[str, Label]]] = {
    scheme: {**SECTIONS_OF[table], UNKNOWN: _UNKNOWN_LABEL} for scheme, table in _TABLE_OF.items()
}
DIVISIONS: Final[Mapping[str, Mapping[str, Division]]] = {
    scheme: DIVISIONS_OF[table] for scheme, table in _TABLE_OF.items()
}
# The section of each division (the first two digits), by scheme.
SECTION_OF_DIVISION: Final[Mapping[str, Mapping[str, str]]] = {
    scheme: {code: division.section for code, division in divisions.items()} for scheme, divisions in DIVISIONS.items()
}
_OF_2007: Final = SECTION_OF_DIVISION[DB07]
_OF_2025: Final = SECTION_OF_DIVISION[DB25]

# Sections of DB07 for codes of the other schemes: the longest beginning of the code counts. Drawn up group by group from what the
# groups are called, not from an official table; a few classes of a group may belong elsewhere.
_SINCE_2025: Final = {
    **{f"{division}": "J" for division in (58, 59, 60, 61, 62, 63)},
    **{f"{division}": "K" for division in (64, 65, 66)},
    "68": "L",
    **{f"{division}": "M" for division in range(69, 76)},
    **{f"{division}": "N" for division in range(77, 83)},
    "84": "O",
    "85": "P",
    **{f"{division}": "Q" for division in (86, 87, 88)},
    **{f"{division}": "R" for division in (90, 91, 92, 93)},
    **{f"{division}": "S" for division in (94, 95, 96)},
    "953": "G",  # repair of motor vehicles, with the trade in them before 2025
    "97": "T",
    "98": "T",
    "99": "U",
}
_BEFORE_2008: Final = {
    "01": "A",
    "02": "A",
    "05": "A",
    **{f"{division}": "B" for division in range(10, 15)},
    **{f"{division}": "C" for division in range(15, 37)},
    "221": "J",  # publishing
    "37": "E",
    "40": "D",
    "41": "E",
    "45": "F",
    **{f"{division}": "G" for division in (50, 51, 52)},
    "527": "S",  # repair of household goods
    "55": "I",
    **{f"{division}": "H" for division in range(60, 65)},
    "633": "N",  # travel agencies
    "642": "J",
    **{f"{division}": "K" for division in (65, 66, 67)},
    "70": "L",
    "71": "N",
    "72": "J",
    "725": "S",
    "73": "M",
    "74": "M",
    "7415": "K",  # holding companies
    **{f"{group}": "N" for group in (745, 746, 747)},
    "7485": "N",
    "7487": "N",
    "75": "O",
    "80": "P",
    "85": "Q",
    "852": "M",  # vets
    "90": "E",
    "91": "S",
    "92": "R",
    "921": "J",
    "922": "J",
    "924": "J",
    "93": "S",
    "95": "T",
    "96": "T",
    "97": "T",
    "99": "U",
}
# Beginnings of a code and the section of DB07 they belong to, by scheme. For queries over whole tables.
BEGINNINGS_IN_2007: Final[Mapping[str, Mapping[str, str]]] = {
    DB03: {**_BEFORE_2008, _NOT_STATED: UNKNOWN},
    DB07: {**_OF_2007, _NOT_STATED: UNKNOWN},
    NACE2: {**_OF_2007, _NOT_STATED: UNKNOWN},
    DB25: {**_OF_2025, **_SINCE_2025, _NOT_STATED: UNKNOWN},
    NACE21: {**_OF_2025, **_SINCE_2025, _NOT_STATED: UNKNOWN},
}
LONGEST_BEGINNING: Final = 4

# Holding companies: they own and have no activity of their own. Eurostat leaves them out of the business economy.
HOLDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    DB03: ("7415",),
    DB07: ("6420",),
    NACE2: ("6420",),
    DB25: ("6421",),
    NACE21: ("6421",),
}
# Letting of business premises is often one owner's own house in a company of its own.
OWN_PREMISES: Final = ("682040",)


def scheme_on(day: datetime.date | None) -> str:
    """The scheme of a Danish code whose period begins on that day; None: since before anybody wrote it down."""
    if day is None or day < STARTS[DB07]:
        return DB03
    return DB07 if day < STARTS[DB25] else DB25


def section_of(scheme: str, code: str | None) -> str:
    """The letter of the section within the code's own scheme; "X" where there is none."""
    if not code or code.startswith(_NOT_STATED):
        return UNKNOWN
    return SECTION_OF_DIVISION.get(scheme, {}).get(code[:2], UNKNOWN)


def section_in_2007(scheme: str, code: str | None) -> str:
    """The section of DB07 that a code of any scheme belongs to, so that a curve runs on across 2008 and 2025."""
    beginnings = BEGINNINGS_IN_2007.get(scheme, {})
    for length in range(LONGEST_BEGINNING, 1, -1):
        found = beginnings.get((code or "")[:length])
        if found:
            return found
    return UNKNOWN


def label(scheme: str, code: str, language: str = "da") -> str:
    """What a section's letter or the first two digits of a code mean; the code itself where the scheme has no such thing."""
    found = SECTIONS.get(scheme, {}).get(code)
    if found is None:
        division = DIVISIONS.get(scheme, {}).get(code[:2])
        if division is None:
            return code
        found = division.label
    return found.da if language == "da" else found.en


def is_holding(scheme: str, code: str | None) -> bool:
    """Whether the code is that of a holding company."""
    return (code or "").startswith(HOLDINGS.get(scheme, ("?",)))
