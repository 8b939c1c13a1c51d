"""What units are sorted into before they are counted: legal forms, holding companies, size classes, sections. Codes only."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mikrovirk.register.domain.forms import ASSOCIATION, FORMS, NOT_BUSINESS, SOLE_PROPRIETORS
from mikrovirk.register.domain.layout import DB03, DB07, DB25

# A number of employed older than this many years is not known any more.
STALE_AFTER: Final = 2
# Less than so many years away is a pause and not an end (Eurostat–OECD manual).
PAUSE: Final = 2
# Days around a start or end in which a place that changes hands, or a merger or split, says that it is none.
HANDED_WITHIN: Final = 90
CHANGED_WITHIN: Final = 31
# Of numbers whose periods begin together the greatest goes first.
SERIES_ORDER: Final[Mapping[str, int]] = {"month": 4, "quarter": 3, "year": 2, "stock": 1}

BUSINESS, HOLDING, LETTING, ASSOCIATIONS, OTHERS = "business", "holding", "letting", "association", "other"
# Forms of other countries beside the Danish codes of `register.domain.forms`: Norway by letters, France by four digits.
SOLE_FORMS: Final = (*SOLE_PROPRIETORS, "ENK", "1000")
ASSOCIATION_FORMS: Final = (
    *(code for code, form in FORMS.items() if form.kind == ASSOCIATION),
    *("FLI", "9210", "9220", "9221", "9222", "9223", "9224", "9230", "9240", "9260"),
)
OTHER_FORMS: Final = (
    *(code for code in NOT_BUSINESS if code not in ASSOCIATION_FORMS),
    *("STAT", "KOMM", "FYLK", "ORGL", "KIRK"),
)
# "Udlejning af erhvervsejendomme": mostly an owner's own house in a company of its own.
LETTING_CODES: Final[Mapping[str, str]] = {DB03: "702040", DB07: "682040", DB25: "682040"}
# A birth is followed so many years.
FOLLOWED: Final = (1, 2, 3, 4, 5)

# The tables of the register's layout, by name.
Tables = Mapping[str, Any]
# What is used more than once can be kept by the engine: given a name and an expression, gives a table of the same rows.
Keep = Callable[[str, Any], Any]


def keep_nothing(name: str, expression: Any) -> Any:
    """Leave the engine to itself: everything is one expression."""
    return expression
