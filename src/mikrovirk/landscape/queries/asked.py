"""Which part of the joint calendar is asked for: the choices of the filter, as they stand in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from mikrovirk.landscape.models import Audience, Language

EVERYWHERE = "all"  # stands in an address for every municipality of the installation
OWN = "networks"  # stands for the networks of this installation among the calendars
WORDS_AT_MOST = 100  # characters


@dataclass(frozen=True)
class Asked:
    """`code`: a municipality, or EVERYWHERE. Everything else narrows; "" and None: everything."""

    code: str = EVERYWHERE
    q: str = ""
    town: str = ""
    audience: str = ""
    language: str = ""
    free: bool = False
    source: str = ""  # OWN, or the number of a feed
    first_date: date | None = None
    last_date: date | None = None

    @property
    def is_narrowed(self) -> bool:
        return replace(self, code="") != Asked(code="")

    @property
    def as_query(self) -> str:
        """ "?town=Stege&free=1", or "" where nothing is chosen."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "code"}
        chosen = {NAMES.get(name, name): "1" if value is True else value for name, value in said.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


NAMES = {"first_date": "from", "last_date": "to"}


def asked_in(code: str, said: Mapping[str, Any]) -> Asked:
    """What an address asks for; a choice that is none is left out, as somebody may have typed it."""
    return Asked(
        code,
        q=words_of(said.get("q"))[:WORDS_AT_MOST],
        town=words_of(said.get("town"))[:80],
        audience=one_of(said.get("audience"), Audience.values),
        language=one_of(said.get("language"), Language.values),
        free=str(said.get("free", "")) in ("1", "on", "true"),
        source=source_of(str(said.get("source", ""))),
        first_date=day_of(said.get("from")),
        last_date=day_of(said.get("to")),
    )


def words_of(value: Any) -> str:
    """What was typed, with single spaces; no database takes a NUL."""
    return " ".join(str(value or "").replace("\x00", "").split())


def one_of(value: Any, known: list[str]) -> str:
    return value if value in known else ""


def source_of(value: str) -> str:
    return value if value == OWN or (value.isdecimal() and value.isascii() and len(value) < 12) else ""


def day_of(value: Any) -> date | None:
    try:
        found = date.fromisoformat(str(value))
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None
