"""A little map of where a meeting is, drawn from towns we know: no map service is asked, so nobody learns who looks.

It shows the place, the nearest towns, a scale and north; the way there is a link beside it.
"""

from dataclasses import dataclass
from html import escape
from math import cos, hypot, radians

WIDTH, HEIGHT = 320, 220
KM_PER_DEGREE = 111.2
SHOWN_TOWNS = 5
EDGE = 34  # pixels kept free round the points, for their names
TOO_NEAR = 26  # pixels: two names would cover each other
SCALES_KM = (1, 2, 5, 10, 20, 50, 100)

# Towns of Denmark with their position in degrees (north, east).
TOWNS = {
    "Vordingborg": (55.008, 11.910), "Stege": (54.986, 12.284), "Præstø": (55.123, 12.041), "Klintholm": (54.953, 12.468),
    "Nykøbing F": (54.766, 11.874), "Stubbekøbing": (54.888, 12.045), "Nysted": (54.664, 11.741), "Gedser": (54.575, 11.926),
    "Nørre Alslev": (54.898, 11.885), "Sakskøbing": (54.799, 11.634), "Maribo": (54.776, 11.500), "Nakskov": (54.830, 11.136),
    "Rødby": (54.694, 11.387), "Næstved": (55.230, 11.761), "Faxe": (55.255, 12.120), "Haslev": (55.324, 11.964),
    "Rødvig": (55.254, 12.377), "Store Heddinge": (55.310, 12.389), "Bogø": (54.929, 12.046), "Lundby": (55.109, 11.872),
    "Køge": (55.458, 12.182), "Ringsted": (55.442, 11.790), "Sorø": (55.432, 11.555), "Slagelse": (55.403, 11.354),
    "Skælskør": (55.250, 11.293), "Korsør": (55.329, 11.139), "Kalundborg": (55.679, 11.089), "Holbæk": (55.718, 11.713),
    "Roskilde": (55.642, 12.080), "København": (55.676, 12.568), "Hillerød": (55.928, 12.300), "Helsingør": (56.036, 12.614),
    "Nykøbing S": (55.925, 11.671), "Nyborg": (55.312, 10.790), "Svendborg": (55.060, 10.607), "Odense": (55.404, 10.402),
    "Rudkøbing": (54.936, 10.710), "Faaborg": (55.095, 10.242), "Assens": (55.270, 9.900), "Kolding": (55.491, 9.472),
    "Vejle": (55.709, 9.535), "Esbjerg": (55.467, 8.452), "Haderslev": (55.249, 9.488), "Sønderborg": (54.909, 9.792),
    "Aabenraa": (55.044, 9.419), "Tønder": (54.933, 8.866), "Ribe": (55.328, 8.762), "Horsens": (55.861, 9.850),
    "Aarhus": (56.157, 10.211), "Randers": (56.461, 10.036), "Viborg": (56.453, 9.402), "Silkeborg": (56.170, 9.545),
    "Herning": (56.139, 8.974), "Holstebro": (56.360, 8.616), "Ringkøbing": (56.090, 8.244), "Lemvig": (56.549, 8.310),
    "Skive": (56.566, 9.027), "Thisted": (56.955, 8.694), "Aalborg": (57.048, 9.919), "Hjørring": (57.464, 9.982),
    "Frederikshavn": (57.441, 10.537), "Skagen": (57.721, 10.584), "Grenaa": (56.415, 10.878), "Rønne": (55.101, 14.707),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point, in kilometres east and south of the meeting."""

    name: str
    east: float
    south: float

    @property
    def distance(self) -> float:
        return hypot(self.east, self.south)


def draw(latitude: float, longitude: float, *, name: str) -> str:
    """The map as SVG; `name` is what the place is called."""
    spots = nearest(latitude, longitude)
    scale = pixels_per_km(spots)
    towns = "".join(_town(spot, scale) for spot in readable(spots, scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="Nunito Sans, Segoe UI, sans-serif" font-size="13">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="8" fill="#e3f0ee"/>{towns}'
        f'<circle cx="{WIDTH // 2}" cy="{HEIGHT // 2}" r="9" fill="#a8321f"/>'
        f'<circle cx="{WIDTH // 2}" cy="{HEIGHT // 2}" r="3.5" fill="#ffffff"/>'
        f'<text x="{WIDTH // 2}" y="{HEIGHT // 2 - 16}" text-anchor="middle" font-weight="700" fill="#23201c" '
        f'stroke="#e3f0ee" stroke-width="4" paint-order="stroke">{escape(shortened(name))}</text>{_scale(scale)}'
        f'<text x="{WIDTH - 18}" y="22" text-anchor="middle" font-weight="700" fill="#0f5c55">N</text>'
        f'<path d="M{WIDTH - 18} 28v14m-4-8l4-6 4 6" stroke="#0f5c55" stroke-width="2" fill="none"/></svg>'
    )


def nearest(latitude: float, longitude: float) -> list[Spot]:
    """The nearest towns, without the one the meeting is in."""
    east_km = KM_PER_DEGREE * cos(radians(latitude))
    spots = [
        Spot(town, (lon - longitude) * east_km, (latitude - lat) * KM_PER_DEGREE) for town, (lat, lon) in TOWNS.items()
    ]
    apart = [spot for spot in spots if spot.distance > 3]
    return sorted(apart, key=lambda spot: spot.distance)[:SHOWN_TOWNS]


def pixels_per_km(spots: list[Spot]) -> float:
    """As large as lets every spot lie on the map."""
    across = max((abs(spot.east) for spot in spots), default=1) or 1
    down = max((abs(spot.south) for spot in spots), default=1) or 1
    return min((WIDTH / 2 - EDGE - 20) / across, (HEIGHT / 2 - EDGE) / down)


def readable(spots: list[Spot], scale: float) -> list[Spot]:
    """The spots whose names do not cover each other or the place itself; the nearer one stays."""
    kept: list[Spot] = [Spot("", 0, 0)]
    for spot in spots:
        if all(hypot(spot.east - other.east, spot.south - other.south) * scale > TOO_NEAR for other in kept):
            kept.append(spot)
    return kept[1:]


def _town(spot: Spot, scale: float) -> str:
    x, y = round(WIDTH / 2 + spot.east * scale, 1), round(HEIGHT / 2 + spot.south * scale, 1)
    return (
        f'<circle cx="{x}" cy="{y}" r="4" fill="#0f5c55"/>'
        f'<text x="{x}" y="{y + 18}" text-anchor="middle" fill="#23201c">{escape(spot.name)}</text>'
    )


def _scale(scale: float) -> str:
    km = next((length for length in reversed(SCALES_KM) if length * scale <= 90), SCALES_KM[0])
    end = round(14 + km * scale, 1)
    return (
        f'<path d="M14 {HEIGHT - 20}v5h{end - 14}v-5" stroke="#5c544a" stroke-width="1.5" fill="none"/>'
        f'<text x="{end + 6}" y="{HEIGHT - 14}" fill="#5c544a" font-size="12">{km} km</text>'
    )


def shortened(name: str, length: int = 34) -> str:
    return name if len(name) <= length else f"{name[: length - 1].rstrip()}…"
