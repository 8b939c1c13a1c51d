"""The parts of an evening's pages that are sent anew when they change.

Each is made for one audience in one language, the same for everybody in it: what is one person's own is fetched by their
phone when the region "mine" changes. Modules of this app register theirs when Django is ready.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils import translation

from mikrovirk.live.models import Evening, Region


class Audience(StrEnum):
    """Who looks."""

    PHONE = "phone"
    SCREEN = "screen"
    HOST = "host"


Payload = dict[str, Any]
Make = Callable[[Evening, Audience], Payload]


@dataclass(frozen=True)
class RegionKind:
    """A region: "html" in its payload replaces what stands in [data-region=name]; the rest is for scripts."""

    name: str
    make: Make
    audiences: frozenset[Audience] = frozenset(Audience)
    pace: float = 0.0  # seconds between two sendings at least


_kinds: dict[str, RegionKind] = {}


PACE = 1.0  # seconds: what three hundred phones type reaches them in bundles, not one by one


def region(name: str, *audiences: Audience, pace: float = PACE) -> Callable[[Make], Make]:
    """Register the function that makes a region for these audiences (none: for all).

    A change is sent at once, and the next one `pace` seconds later at the earliest; 0 for what the host presses.
    """

    def register(make: Make) -> Make:
        _kinds[name] = RegionKind(name, make, frozenset(audiences or Audience), pace)
        return make

    return register


def names_for(audience: Audience) -> list[str]:
    return [kind.name for kind in _kinds.values() if audience in kind.audiences]


def made(name: str, evening: Evening, audience: Audience, language: str) -> Payload:
    """A region as it is now."""
    with translation.override(language):
        return _kinds[name].make(evening, audience)


def pace_of(name: str) -> float:
    """Seconds between two sendings of a region at least."""
    return _kinds[name].pace


def changed_since(evening_pk: int, since: int) -> list[tuple[str, int]]:
    """(name, number) of the regions that changed after a number, oldest change first. One query."""
    rows = Region.objects.filter(evening=evening_pk, number__gt=since).order_by("number", "name")
    return [(name, number) for name, number in rows.values_list("name", "number") if name in _kinds]


def missed_since(evening_pk: int, since: int, audience: Audience) -> list[tuple[str, int]]:
    """What somebody has not seen who saw `since` last; all there is for one who has seen nothing (0). One query."""
    own = names_for(audience)
    changed = dict(changed_since(evening_pk, since))
    everything = {} if since else dict.fromkeys(own, 0)
    found = {name: number for name, number in (everything | changed).items() if name in own}
    return sorted(found.items(), key=lambda each: each[1])


def page(evening: Evening, audience: Audience, names: Iterable[str] = ()) -> dict[str, Payload]:
    """The regions as a page begins with them, in the active language."""
    return {name: _kinds[name].make(evening, audience) for name in names or names_for(audience)}
