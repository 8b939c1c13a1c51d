"""What a person can make of a mail that came in. Apps above make theirs known here, since mailing may not know them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import IncomingMail


class CannotGiveBack(Exception):
    """What was made of the mail has gone too far to be undone."""


@dataclass(frozen=True)
class Taker:
    """Something to make of a mail: `take` makes it of the words the coordinator kept, `give_back` undoes it.

    Both run in a transaction; `give_back` may raise CannotGiveBack. `words` proposes what the person wrote themselves.
    """

    key: str  # "voice.stream"
    label: str | Promise  # on the button: "Put it in the stream"
    done: str | Promise  # afterwards: "Put in the stream"
    words: Callable[[IncomingMail], str]
    take: Callable[[IncomingMail, str, User, datetime], None]
    give_back: Callable[[IncomingMail], None]
    part: str = ""  # key of the part this belongs to


_takers: dict[str, Taker] = {}


def register(taker: Taker) -> Taker:
    """Make `taker` known; raise ValueError if another of that key is."""
    if _takers.setdefault(taker.key, taker) is not taker:
        raise ValueError(f"two takers of mail are called {taker.key}")
    return taker


def find(key: str) -> Taker | None:
    return _takers.get(key)


def all_takers() -> list[Taker]:
    return sorted(_takers.values(), key=lambda taker: taker.key)
