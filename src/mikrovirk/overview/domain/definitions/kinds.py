"""What a definition is, what figures are counted in, and whose definitions they are."""

from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Marks a text for translation; the domain itself knows one language."""
    return text


class Unit(StrEnum):
    """What a figure is counted in."""

    NUMBER = "number"
    SHARE = "share"  # 0..1; may be below 0 or above 1 where it is a share of a change


EUROSTAT = gettext_noop("Eurostat–OECD Manual on Business Demography Statistics (2007)")
STATISTICS_DENMARK = gettext_noop("Statistics Denmark, Business Demography")
RECOMMENDATION = gettext_noop("Commission Recommendation 2003/361/EC, by number of employed only")
REGISTER = gettext_noop("The business register's own fields")


@dataclass(frozen=True)
class Definition:
    """One indicator. `formula` is in the words of docs/using/indicators.md; `source` names where the definition comes from."""

    key: str
    unit: Unit
    name: str
    says: str
    formula: str
    source: str
