"""How a value of the database stands in the file, and back.

The address of the site and the signed links in texts that wait (a drafted mail) are of this installation: they stand in the
file as what they mean, and are signed anew over there.
"""

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import BinaryField, Field, FileField, JSONField

from mikrovirk.accounts import links

TOKEN = re.compile(r"[\w-]{6,}:[\w-]{6}:[\w-]{43}")
KeyOf = Callable[[str, int], int]  # table and old key → new key
MapValues = Callable[[str, Sequence[Any]], Sequence[Any]]  # purpose and values of a link → its values over there
# What signed links in stored texts are about: for each purpose, what its values are keys of.
PURPOSES: dict[str, tuple[str, ...]] = {
    "ask": ("voice.Ask",),
    "cards": ("programme.SignUp",),
    "consultation": ("voice.Consultation", "directory.Person"),
    "entry": ("landscape.Entry",),  # stays with the municipality: the link is nobody's over there
    "expectation": ("programme.SlotOffer",),
    "feedback": ("programme.SignUp",),
    "follow": ("networks.Network", "accounts.User"),
    "hands": ("directory.Person",),
    "hotseat": ("networks.Network", "accounts.User"),
    "photo": ("live.Photo",),
    "seat": ("live.SeatTaken", "accounts.User"),
    "tour-host": ("landscape.Stop",),
    "signup": ("programme.Meeting", "accounts.User"),
    "slot": ("programme.SlotOffer",),
    "speaker": ("programme.Talk", "accounts.User"),
    "steering_guest": ("voice.SteeringGuest", "voice.SteeringMeeting"),
    "tasks": ("programme.Meeting", "accounts.User"),
}


def keys_in_link(purpose: str, values: Sequence[Any], key_of: KeyOf) -> list[Any]:
    """The values of a signed link with other keys; 0 and words stay."""
    tables = PURPOSES.get(purpose, ())
    return [
        key_of(tables[n], value) if n < len(tables) and isinstance(value, int) and value else value
        for n, value in enumerate(values)
    ]


def as_they_are(purpose: str, values: Sequence[Any]) -> Sequence[Any]:
    return values


class Dialect:
    """How values are written in one file. `mark` cannot be guessed, so nobody can have typed what we would sign."""

    def __init__(self, mark: str) -> None:
        self.site = f"{{{mark} site}}"
        self.link = f"{{{mark} link "
        self.links = re.compile(rf"\{{{re.escape(mark)} link ([\w-]+) (\[[^\]]*\])\}}")

    def written(self, value: Any, map_values: MapValues = as_they_are) -> Any:
        """A value as plain JSON; `map_values`: what the values of signed links are called in the file."""
        match value:
            case None | bool() | int() | float():
                return value
            case str():
                return self.neutral(value, map_values) if ":" in value else value
            case datetime():
                return value.astimezone(UTC).isoformat()
            case date() | time() | UUID() | Decimal():
                return str(value)
            case bytes() | memoryview():
                return b64encode(bytes(value)).decode()
            case dict():
                return {key: self.written(each, map_values) for key, each in value.items()}
            case list():
                return [self.written(each, map_values) for each in value]
            case _:
                raise TypeError(f"no way to write {type(value).__name__}")

    def neutral(self, text: str, map_values: MapValues) -> str:
        """Without this installation's address, and with what its signed links mean in place of their signatures."""

        def meaning(found: "re.Match[str]") -> str:
            for purpose in PURPOSES:
                with suppress(links.LinkInvalid):
                    values = map_values(purpose, links.meaning(purpose, found[0]))
                    return f"{self.link}{purpose} {json.dumps(list(values))}}}"
            return found[0]

        return TOKEN.sub(meaning, text).replace(settings.SITE_URL, self.site)

    def stored(self, field: "Field[Any, Any]", value: Any, map_values: MapValues) -> Any:
        """The same back, as the field keeps it."""
        if value is None or isinstance(field, FileField):
            return value
        if isinstance(field, BinaryField):
            return b64decode(value)
        value = self.own(value, map_values)
        return value if isinstance(field, JSONField) else field.to_python(value)

    def own(self, value: Any, map_values: MapValues) -> Any:
        """With the address and the signatures of the installation it has come to."""
        match value:
            case dict():
                return {key: self.own(each, map_values) for key, each in value.items()}
            case list():
                return [self.own(each, map_values) for each in value]
            case str() if "{" in value:
                return self.links.sub(
                    lambda found: links.sign(found[1], *map_values(found[1], json.loads(found[2]))), value
                ).replace(self.site, settings.SITE_URL)
            case _:
                return value
