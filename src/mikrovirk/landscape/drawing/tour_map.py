"""The map of a tour: its stops by number, the way between them, the coast where it was brought in, and towns to know it by.

Drawn here, so that no map service learns where somebody goes. It carries its own colours, on pages as on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, radians

from django.utils.translation import gettext as _

from mikrovirk.landscape.domain.tours.driving import Place
from mikrovirk.register.domain.towns import towns
from mikrovirk.register.queries.outlines import rings_of

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 640, 260, 560
MARGIN = 46
KM_PER_DEGREE = 111.2
LEAST_KM = 4.0  # across: a tour through one street is not drawn larger than that
TOWNS_NAMED = 7
SEA, LAND, WAY, DOT, INK, FAINT = "#d9e8ec", "#f3efe4", "#0f5c55", "#a8321f", "#23201c", "#5c544a"

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """A stop: what stands in its dot, and what it is called."""

    number: str
    name: str
    place: Place


def drawn(base: Mark, stops: Sequence[Mark], *, label: str) -> str:
    """The map as SVG, heard as `label`; the same stands beside it as a list."""
    frame = Frame.round([base.place, *(stop.place for stop in stops)])
    way = [frame.point(mark.place) for mark in (base, *stops, base)]
    spread = apart([frame.point(mark.place) for mark in (base, *stops)])
    dots = "".join(dot(mark, at) for mark, at in zip((base, *stops), spread, strict=True))
    line = " ".join(f"{x},{y}" for x, y in way)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="tour-map" viewBox="0 0 {WIDTH} {frame.height}" width="{WIDTH}" '
        f'height="{frame.height}" role="img" aria-label="{escape(label)}" font-family="Nunito Sans, Segoe UI, sans-serif">'
        f'<rect width="{WIDTH}" height="{frame.height}" rx="8" fill="{LAND}"/>{coast(frame)}{named(frame, spread)}'
        f'<polyline points="{line}" fill="none" stroke="{WAY}" stroke-width="3" stroke-linejoin="round" stroke-dasharray="1 6" '
        f'stroke-linecap="round"/>{dots}{scale(frame)}</svg>'
    )


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on the paper."""

    west: float
    north: float
    across: float  # pixels for a degree of longitude
    down: float
    height: int

    @classmethod
    def round(cls, places: Sequence[Place]) -> "Frame":
        west, east = min(place.longitude for place in places), max(place.longitude for place in places)
        south, north = min(place.latitude for place in places), max(place.latitude for place in places)
        narrower = cos(radians((south + north) / 2))
        wide = max((east - west) * narrower, LEAST_KM / KM_PER_DEGREE)
        high = max(north - south, LEAST_KM / KM_PER_DEGREE / 3)
        down = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
        height = max(LEAST_HEIGHT, round(high * down + 2 * MARGIN))
        middle = (west + east) / 2, (south + north) / 2
        left = middle[0] - WIDTH / 2 / (down * narrower)
        top = middle[1] + height / 2 / down
        return cls(left, top, down * narrower, down, height)

    def point(self, place: Place) -> Point:
        return self.at(place.longitude, place.latitude)

    def at(self, longitude: float, latitude: float) -> Point:
        return round((longitude - self.west) * self.across, 1), round((self.north - latitude) * self.down, 1)


def apart(points: Sequence[Point], nearest: float = 24) -> list[Point]:
    """The points, those that would cover each other moved to the side: stops in one postcode share its middle."""
    placed: list[Point] = []
    for x, y in points:
        while any(hypot(x - other[0], y - other[1]) < nearest for other in placed):
            x += nearest
        placed.append((round(x, 1), round(y, 1)))
    return placed


def dot(mark: Mark, at: Point) -> str:
    x, y = at
    return (
        f'<circle cx="{x}" cy="{y}" r="12" fill="{DOT}" stroke="#ffffff" stroke-width="2"><title>{escape(mark.name)}</title></circle>'
        f'<text x="{x}" y="{y + 4.5}" text-anchor="middle" font-size="13" font-weight="750" fill="#ffffff">{escape(mark.number)}</text>'
    )


def coast(frame: Frame) -> str:
    """Sea, and the land of the municipalities that lie here; nothing where no outlines were brought in."""
    found = rings_of(is_near=True)
    if not found:
        return ""
    shapes = [[frame.at(x, y) for x, y in ring] for rings in found.values() for ring in rings]
    here = [ring for ring in shapes if is_near(ring, frame)]
    land = "".join(f"M{' '.join(f'{x},{y}' for x, y in ring)}z" for ring in here)
    return (
        f'<rect width="{WIDTH}" height="{frame.height}" rx="8" fill="{SEA}"/>'
        f'<path d="{land}" fill="{LAND}" stroke="#d8d0bd" stroke-width="1"/>'
    )


def is_near(ring: Iterable[Point], frame: Frame) -> bool:
    """Whether the ring's box and the frame meet."""
    points = list(ring)
    across, down = [x for x, _y in points], [y for _x, y in points]
    return min(across) <= WIDTH and max(across) >= 0 and min(down) <= frame.height and max(down) >= 0


def named(frame: Frame, taken: Sequence[Point]) -> str:
    """A few towns whose names cover no stop and not each other, nearest to the stops first."""
    spots = [(town.name, frame.at(town.longitude, town.latitude)) for town in towns()]
    inside = [(name, at) for name, at in spots if 40 < at[0] < WIDTH - 90 and 16 < at[1] < frame.height - 36]
    inside.sort(key=lambda spot: min(hypot(spot[1][0] - x, spot[1][1] - y) for x, y in taken))
    busy, shown = list(taken), []
    for name, (x, y) in inside:
        if all(abs(x - other[0]) > 80 or abs(y - other[1] - 14) > 24 for other in busy):
            busy.append((x, y))
            shown.append(
                f'<circle cx="{x}" cy="{y}" r="3" fill="{FAINT}"/>'
                f'<text x="{x + 7}" y="{y + 4}" font-size="12" fill="{FAINT}">{escape(name)}</text>'
            )
        if len(shown) == TOWNS_NAMED:
            break
    return "".join(shown)


def scale(frame: Frame) -> str:
    per_km = frame.down / KM_PER_DEGREE
    km = next((length for length in (50, 20, 10, 5, 2, 1) if length * per_km <= 130), 1)
    said = _("%(km)s km") % {"km": km}
    end, y = round(14 + km * per_km, 1), frame.height - 20
    return (
        f'<path d="M14 {y}v5h{round(end - 14, 1)}v-5" stroke="{INK}" stroke-width="1.5" fill="none"/>'
        f'<text x="{end + 6}" y="{y + 7}" font-size="12" fill="{INK}">{said}</text>'
    )
