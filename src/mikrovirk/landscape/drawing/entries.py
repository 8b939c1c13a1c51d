"""The map of networks and offers: a circle in each town, as large as what there is; towns with nothing stand there too."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import ngettext

from mikrovirk.landscape.drawing.ground import Ground, Label, Point, labels
from mikrovirk.landscape.queries.entries.asked import EntriesAsked
from mikrovirk.landscape.queries.entries.listing import Shown
from mikrovirk.register.domain.municipalities import danish_order
from mikrovirk.register.domain.towns import towns_of
from mikrovirk.register.queries.outlines import rings_of

EMPTY = 3.0  # radius of a town in which there is nothing


@dataclass(frozen=True)
class Spot:
    """One place on the map. `entries`: what there is; none: nothing reaches here."""

    name: str
    x: float
    y: float
    radius: float
    entries: tuple[Shown, ...]
    url: str
    words: str  # what it says to who cannot see it
    label: Label | None

    @property
    def count(self) -> int:
        return len(self.entries)


@dataclass(frozen=True)
class EntryMap:
    """The map, and what has no place on it."""

    width: float
    height: float
    outline: str  # "" where no outlines were brought in
    spots: tuple[Spot, ...]
    elsewhere: tuple[Shown, ...]

    @property
    def by_town(self) -> list[tuple[str, list[Shown]]]:
        """What there is in each town, also where it lies on several points; most first."""
        found: dict[str, list[Shown]] = defaultdict(list)
        for spot in self.spots:
            if spot.count:
                found[spot.name].extend(spot.entries)
        return sorted(found.items(), key=lambda pair: (-len(pair[1]), danish_order(pair[0])))

    @property
    def without(self) -> list[str]:
        return [spot.name for spot in self.spots if not spot.count]


def map_of(entries: Sequence[Shown], asked: EntriesAsked) -> EntryMap:
    """Everything that is asked for, on the municipality's ground."""
    here: dict[tuple[str, Point], list[Shown]] = defaultdict(list)
    elsewhere = []
    for entry in entries:
        if entry.point:
            here[entry.row.town or entry.name, entry.point].append(entry)
        else:
            elsewhere.append(entry)
    empty: dict[tuple[str, Point], list[Shown]] = {}
    named = {name for name, _point in here}
    for town in towns_of(asked.code):
        if town.name not in named:
            empty[town.name, (town.longitude, town.latitude)] = []
    rings = (rings_of(is_near=True) or {}).get(asked.code, ())
    points = [point for _name, point in [*here, *empty]] + [point for ring in rings for point in ring]
    if not points:
        return EntryMap(0, 0, "", (), tuple(elsewhere))
    ground = Ground.of(points)
    spots = spots_of({**dict(sorted(here.items(), key=lambda pair: -len(pair[1]))), **empty}, ground, asked)
    return EntryMap(ground.width, round(ground.height, 1), ground.path(rings), spots, tuple(elsewhere))


def spots_of(places: dict[tuple[str, Point], list[Shown]], ground: Ground, asked: EntriesAsked) -> tuple[Spot, ...]:
    """A spot for each place, the largest first, with room for its name where there is any."""
    laid = []
    for (name, point), entries in places.items():
        x, y = ground.place(point)
        laid.append((x, y, 5 + 4 * sqrt(len(entries)) if entries else EMPTY, name))
    found = []
    for ((name, _point), entries), (x, y, radius, _name), label in zip(
        places.items(), laid, labels(laid, ground), strict=True
    ):
        found.append(
            Spot(
                name, x, y, round(radius, 1), tuple(entries), way_to(name, entries, asked), words(name, entries), label
            )
        )
    return tuple(found)


def way_to(name: str, entries: Sequence[Shown], asked: EntriesAsked) -> str:
    """The one entry's page, or the list of the town's."""
    if len(entries) == 1:
        return entries[0].url
    return f"{reverse('landscape:entries', args=[asked.code])}?{urlencode({'town': name})}" if entries else ""


def words(name: str, entries: Sequence[Shown]) -> str:
    if len(entries) == 1:
        return f"{name}: {entries[0].name}"
    told = ngettext("%(town)s: %(count)s entry", "%(town)s: %(count)s entries", len(entries))
    return told % {"town": name, "count": len(entries)}
