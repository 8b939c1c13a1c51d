"""The sections of DB25 (NACE Rev. 2.1) for codes of every scheme, so that the new codes of 2008 and 2025 do not look like change."""

from collections.abc import Mapping
from typing import Final

from mikrovirk.register.domain.industries import BEGINNINGS_IN_2007, SECTION_OF_DIVISION, UNKNOWN
from mikrovirk.register.domain.layout import DB03, DB07, DB25, NACE2, NACE21

LONGEST: Final = 4
_NOT_STATED: Final = "9999"
# Sections of DB07 moved on by one letter when J was parted into J and K.
_LETTER: Final = dict(zip("ABCDEFGHIKLMNOPQRSTU", "ABCDEFGHILMNOPQRSTUV", strict=True))
_PUBLISHING: Final = ("221", "921", "922", "924")  # of DB03's beginnings in DB07's J those that stay in J
_SINCE_2008: Final = {
    **{
        code: SECTION_OF_DIVISION[DB25].get(code) or _LETTER[found] for code, found in SECTION_OF_DIVISION[DB07].items()
    },
    "452": "T",  # repair of motor vehicles: parted from the trade in them in 2025
}
_BEFORE_2008: Final = {
    **{
        code: ("J" if code in _PUBLISHING else "K") if found == "J" else _LETTER.get(found, UNKNOWN)
        for code, found in BEGINNINGS_IN_2007[DB03].items()
    },
    "502": "T",
}
# Beginnings of a code and the section they belong to, by scheme; the longest beginning counts.
BEGINNINGS: Final[Mapping[str, Mapping[str, str]]] = {
    DB03: {**_BEFORE_2008, _NOT_STATED: UNKNOWN},
    DB07: {**_SINCE_2008, _NOT_STATED: UNKNOWN},
    NACE2: {**_SINCE_2008, _NOT_STATED: UNKNOWN},  # 99999 is a dormant company in Britain
    DB25: {**SECTION_OF_DIVISION[DB25], _NOT_STATED: UNKNOWN},
    NACE21: {**SECTION_OF_DIVISION[DB25], _NOT_STATED: UNKNOWN},
}


def section_today(scheme: str, code: str) -> str:
    """The section of DB25 that a code of any scheme belongs to; "X" where there is none."""
    beginnings = BEGINNINGS.get(scheme, {})
    for length in range(LONGEST, 1, -1):
        found = beginnings.get(code[:length]) if len(code) >= length else None
        if found:
            return found
    return UNKNOWN
