"""Numbers and names as the overview's pages say them. Written for speed: a page holds a thousand numbers."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from mikrovirk.overview.domain.figures import Area
from mikrovirk.register.domain import industries
from mikrovirk.register.domain.layout import DB25
from mikrovirk.register.domain.municipalities import named
from mikrovirk.register.domain.towns import town_at
from mikrovirk.register.queries.industries import title

NARROW = "\u00a0"  # between a number and its per cent sign
MINUS = "\u2212"
SWAPPED = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Numbers:
    """How one language writes numbers. A page with a thousand of them asks for the language once."""

    is_danish: bool
    hidden: str  # what stands for a number that is too small to be told

    def whole(self, value: float) -> str:
        """1.234 in Danish, 1,234 in English; a half is rounded to the nearest even number."""
        text = f"{round(value):,}"
        if text[0] == "-":
            text = MINUS + text[1:]
        return text.replace(",", ".") if self.is_danish else text

    def decimal(self, value: float, places: int = 1) -> str:
        text = f"{value:,.{places}f}"
        if text[0] == "-":
            text = MINUS + text[1:]
        return text.translate(SWAPPED) if self.is_danish else text

    def share(self, value: float, places: int = 0) -> str:
        """A share 0..1 in per cent: "93 %" in Danish, "93%" in English."""
        return (
            f"{self.decimal(100 * value, places)}{NARROW}%"
            if self.is_danish
            else f"{self.decimal(100 * value, places)}%"
        )


@lru_cache(maxsize=8)
def _numbers(language: str) -> Numbers:
    return Numbers(language.startswith("da"), pgettext("instead of a number", "hidden"))


def numbers() -> Numbers:
    """Of the language of the moment."""
    return _numbers(get_language() or "da")


def whole(value: float) -> str:
    return numbers().whole(value)


def decimal(value: float, places: int = 1) -> str:
    return numbers().decimal(value, places)


def share(value: float, places: int = 0) -> str:
    return numbers().share(value, places)


def change(before: float | None, now: float | None) -> str:
    """How much more or less in per cent, with its sign; empty where there is nothing to compare."""
    if not before or now is None:
        return ""
    grown = now / before - 1
    return ("+" if round(100 * grown) > 0 else "") + share(grown)


def told(value: float | None, *, as_share: bool = False, suppressed: bool = False, places: int = 0) -> str:
    """A value of any kind in words; "hidden" or a dash where there is none."""
    if value is None:
        return numbers().hidden if suppressed else "–"
    return share(value, places) if as_share else whole(value)


def is_danish() -> bool:
    return numbers().is_danish


def area_name(area: Area) -> str:
    """ "Vordingborg", "4780 Stege", "Denmark"."""
    if area.postcode:
        return town_and_code(area.postcode)
    return named(area.municipality) if area.municipality else _("Denmark")


def size_name(key: str) -> str:
    """A size class in words."""
    names = {
        "0": _("None employed"),
        "1-4": _("1–4 employed"),
        "5-9": _("5–9 employed"),
        "10-19": _("10–19 employed"),
        "20-49": _("20–49 employed"),
        "50-99": _("50–99 employed"),
        "100+": _("100 or more employed"),
        "unknown": _("Number not known"),
        "ended": _("Ended"),
        "moved": _("Moved away"),
        "gone": _("Moved away"),
    }
    return names.get(key, key)


def size_short(key: str) -> str:
    """The same where there is little room."""
    names = {
        "0": "0",
        "unknown": pgettext("size class", "Unknown"),
        "ended": pgettext("size class", "Ended"),
        "moved": pgettext("size class", "Moved"),
        "gone": pgettext("size class", "Moved"),
    }
    return names.get(key, key.replace("-", "–"))


def section_name(key: str) -> str:
    """The whole name of a section of DB25."""
    return industries.label(DB25, key, "da" if is_danish() else "en")


def section_short(key: str) -> str:
    """A name of a section that people say, for charts; the whole one stands in the table."""
    return sections_in_short(get_language() or "da").get(key) or section_name(key)


@lru_cache(maxsize=8)
def sections_in_short(_language: str) -> dict[str, str]:
    return {
        "A": _("Farming, forestry, fishing"),
        "B": _("Quarrying"),
        "C": _("Manufacturing"),
        "D": _("Energy"),
        "E": _("Water and waste"),
        "F": _("Building trades"),
        "G": _("Shops and trade"),
        "H": _("Transport"),
        "I": _("Hotels and restaurants"),
        "J": _("Publishing, film, sound"),
        "K": _("IT and telecom"),
        "L": _("Finance and insurance"),
        "M": _("Property"),
        "N": _("Advisers and consultants"),
        "O": _("Cleaning, travel, hire"),
        "P": _("Public administration"),
        "Q": _("Teaching and courses"),
        "R": _("Health and care"),
        "S": _("Culture and sport"),
        "T": _("Hairdressers and services"),
        "U": _("Households"),
        "V": _("International bodies"),
        "X": _("Industry not stated"),
    }


def group_name(key: str) -> str:
    """ "41.2 Opførelse af bygninger": three digits with what they mean."""
    code = f"{key[:2]}.{key[2:]}" if len(key) > 2 else key
    meaning = group_meaning(key)
    return code if meaning == key else f"{code} {meaning}"


def group_meaning(key: str) -> str:
    """What a group of industries is called: by the official list where it was read in, else what its first two digits mean; the
    key itself where nobody knows."""
    return title(DB25, key, "da" if is_danish() else "en")


def town_and_code(postcode: str) -> str:
    """ "4780 Stege"."""
    return f"{postcode} {town_name(postcode)}".strip()


@lru_cache(maxsize=1024)
def town_name(postcode: str) -> str:
    found = town_at(postcode)
    return found.name if found else ""
