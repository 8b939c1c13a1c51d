"""What the address of an overview page asks for. Every choice stands in the address, so that a link keeps them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import urlencode

from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.register.domain.municipalities import MUNICIPALITIES

COUNTRY = "dk"


@dataclass(frozen=True)
class Asked:
    """An area, a day and choices. `beside`: the area compared with; `on_typed`: what stood in the field for the day, where it was
    no day; `chose_day`: False where the newest day was meant."""

    area: Area
    on: date
    choices: Choices = field(default_factory=Choices)
    beside: Area | None = None
    chose_day: bool = False
    on_typed: str = ""

    @property
    def code(self) -> str:
        return self.area.municipality or ""

    def as_query(self, **changes: str | None) -> str:
        """The query string of a link that keeps every choice; `changes` puts others in (None takes one out)."""
        found: dict[str, str | None] = {
            "postcode": self.area.postcode,
            "on": self.on.isoformat() if self.chose_day else None,
            "with": token(self.beside) if self.beside else None,
            **self.choices.as_query(),
            **changes,
        }
        query = urlencode({name: value for name, value in found.items() if value})
        return f"?{query}" if query else ""

    def elsewhere(self, area: Area) -> "Asked":
        """The same of another area."""
        return replace(self, area=area, beside=None)


def asked(code: str, query: Mapping[str, str], *, newest: date) -> Asked:
    """What is asked for: an odd day or an unknown area is left out, never an error. `newest`: the day of the copy."""
    typed = query.get("on", "").strip()
    on, wrong = day_of(typed, newest)
    postcode = query.get("postcode", "")
    area = Area(code or None, postcode if is_postcode(postcode) else None)
    return Asked(area, on, Choices.from_query(query), area_of(query.get("with", "")), bool(typed) and not wrong, wrong)


def day_of(typed: str, newest: date) -> tuple[date, str]:
    """The day that was meant, and what was typed where it is no day. A day after the copy is the copy's."""
    if not typed:
        return newest, ""
    try:
        return min(date.fromisoformat(typed), newest), ""
    except ValueError:
        return newest, typed


def token(area: Area) -> str:
    """An area in an address: 0376, 0376-4800 or dk."""
    return "-".join(filter(None, (area.municipality, area.postcode))) or COUNTRY


def area_of(text: str) -> Area | None:
    """The area an address names; None where there is no such one."""
    if text == COUNTRY:
        return Area()
    code, _dash, postcode = text.partition("-")
    if code not in MUNICIPALITIES or (postcode and not is_postcode(postcode)):
        return None
    return Area(code, postcode or None)


def is_postcode(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()
