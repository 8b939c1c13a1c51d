"""What a page of the evening may send: each kind is taken by one function, registered by the module it belongs to.

Pages send a list, since a phone without net gathers what was typed. Each thing has an id of its own: sent twice, it is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening, Phone

LARGEST_KEY = 2**63
JOINERS = "\u200c\u200d"  # hold the parts of one picture sign together; not printable by themselves


class Refused(Exception):
    """It cannot be taken; the message says why, to whoever typed it."""


@dataclass(frozen=True)
class Said:
    """One thing that was sent: from a phone in the room, or by the host (then `by` or a phone that is a host's)."""

    evening: Evening
    client_id: UUID
    what: str
    detail: Mapping[str, Any]
    at: datetime  # when it was typed or pressed
    phone: Phone | None = None
    by: User | None = None

    def text(self, key: str, *, at_most: int) -> str:
        """A text of the detail, tidied; raise Refused where it is missing."""
        value = self.detail.get(key)
        found = tidied(value)[:at_most] if isinstance(value, str) else ""
        if not found:
            raise Refused(_("Write something first."))
        return found

    def number(self, key: str) -> int:
        """A whole number of the detail, as a row's key; raise Refused where it is none."""
        try:
            found = int(self.detail[key])
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise Refused(_("That is not there any more.")) from error
        if not 0 <= found < LARGEST_KEY:
            raise Refused(_("That is not there any more."))
        return found


def tidied(text: str) -> str:
    """The text with single spaces, and without what no database keeps (zero bytes, halves of letters)."""
    kept = (letter for letter in text if letter.isspace() or letter.isprintable() or letter in JOINERS)
    return " ".join("".join(kept).split())


Take = Callable[[Said], None]


@dataclass
class _Registered:
    room: dict[str, Take] = field(default_factory=dict)
    host: dict[str, Take] = field(default_factory=dict)


_registered = _Registered()


def from_room(what: str) -> Callable[[Take], Take]:
    """Register who takes what phones in the room send."""
    return _register(_registered.room, what)


def from_host(what: str) -> Callable[[Take], Take]:
    """Register who takes what the host sends."""
    return _register(_registered.host, what)


def _register(table: dict[str, Take], what: str) -> Callable[[Take], Take]:
    def register(take: Take) -> Take:
        table[what] = take
        return take

    return register


def take(said: Said, *, is_host: bool) -> None:
    """Take one thing; raise Refused. Whoever runs the evening may also say what the room may."""
    found = (_registered.host.get(said.what) if is_host else None) or _registered.room.get(said.what)
    if found is None or (said.phone is None and said.what in _registered.room and not is_host):
        raise Refused(_("That cannot be done from this phone."))
    found(said)
