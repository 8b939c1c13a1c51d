"""Which part of the register of networks and offers is asked for: the choices of the filter, as they stand in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from mikrovirk.landscape.models import Audience, Entry, Language
from mikrovirk.landscape.queries.asked import EVERYWHERE, WORDS_AT_MOST, one_of, words_of
from mikrovirk.register.domain.industries import SECTIONS
from mikrovirk.register.domain.layout import DB07

TRADES = tuple("ACEFGHIJKLMNPQRS")  # sections of DB07 in which there are small businesses


@dataclass(frozen=True)
class EntriesAsked:
    """`code`: a municipality, or EVERYWHERE. Everything else narrows; "" and False: everything."""

    code: str = EVERYWHERE
    q: str = ""
    kind: str = ""
    audience: str = ""
    trade: str = ""  # a letter of DB07
    town: str = ""
    language: str = ""
    free: bool = False

    @property
    def is_narrowed(self) -> bool:
        return replace(self, code="") != EntriesAsked(code="")

    @property
    def as_query(self) -> str:
        """ "?kind=erfa&free=1", or "" where nothing is chosen."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "code"}
        chosen = {name: "1" if value is True else value for name, value in said.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""


def entries_asked_in(code: str, said: Mapping[str, Any]) -> EntriesAsked:
    """What an address asks for; a choice that is none is left out, as somebody may have typed it."""
    return EntriesAsked(
        code,
        q=words_of(said.get("q"))[:WORDS_AT_MOST],
        kind=one_of(said.get("kind"), Entry.Kind.values),
        audience=one_of(said.get("audience"), Audience.values),
        trade=one_of(said.get("trade"), list(TRADES)),
        town=words_of(said.get("town"))[:80],
        language=one_of(said.get("language"), Language.values),
        free=str(said.get("free", "")) in ("1", "on", "true"),
    )


def trade_named(letter: str, language: str) -> str:
    """ "Bygge- og anlægsvirksomhed"."""
    found = SECTIONS[DB07][letter]
    return found.da if language == "da" else found.en
