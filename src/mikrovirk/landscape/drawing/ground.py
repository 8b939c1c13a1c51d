"""Where places fall on a drawing: degrees become lengths, names find room beside their points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]  # longitude and latitude, in degrees
Ring = Sequence[Point]
Box = tuple[float, float, float, float]  # left, top, right, bottom

WIDTH, MARGIN = 420.0, 30.0
LETTER = 6.4  # the mean width of a letter as it is set
HIGH = 13.0  # of a line of letters
NAMED_AT_MOST = 80  # beyond that a drawing is no longer read by its names


@dataclass(frozen=True)
class Ground:
    """A piece of land on paper: as wide as WIDTH, a kilometre as long across as down."""

    west: float
    north: float
    across: float  # lengths for a degree of longitude
    down: float
    height: float
    width: float = WIDTH

    @classmethod
    def of(cls, points: Iterable[Point]) -> "Ground":
        """Room for all these points; there must be one."""
        longitudes, latitudes = zip(*points, strict=True)
        south, north = min(latitudes), max(latitudes)
        narrower = cos(radians((south + north) / 2))
        wide = max((max(longitudes) - min(longitudes)) * narrower, (north - south) / 2, 0.02)
        scale = (WIDTH - 2 * MARGIN) / wide
        return cls(min(longitudes), north, scale * narrower, scale, max((north - south) * scale, 40.0) + 2 * MARGIN)

    def place(self, point: Point) -> Point:
        """Where a point lies on the paper."""
        longitude, latitude = point
        return (
            round((longitude - self.west) * self.across + MARGIN, 1),
            round((self.north - latitude) * self.down + MARGIN, 1),
        )

    def path(self, rings: Iterable[Ring]) -> str:
        """Outlines as the `d` of an SVG path."""
        return "".join(
            "M" + "L".join(f"{x:g} {y:g}" for x, y in (self.place(point) for point in ring)) + "Z" for ring in rings
        )


@dataclass(frozen=True)
class Label:
    """Where a name stands; `anchor` as SVG says it."""

    x: float
    y: float
    anchor: str


def labels(spots: Sequence[tuple[float, float, float, str]], ground: Ground) -> list[Label | None]:
    """Room for the name of each spot (x, y, radius, name), in their order; None where there is none, and after NAMED_AT_MOST."""
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius, _name in spots]
    found: list[Label | None] = []
    for number, (x, y, radius, name) in enumerate(spots[:NAMED_AT_MOST]):
        others = taken[:number] + taken[number + 1 :]
        free = (pair for pair in around(x, y, radius, len(name) * LETTER) if fits(pair[1], others, ground))
        label, box = next(free, (None, None))
        found.append(label)
        if box:
            taken.append(box)
    return [*found, *[None] * (len(spots) - len(found))]


def around(x: float, y: float, radius: float, length: float) -> Iterable[tuple[Label, Box]]:
    """Right of the spot, left of it, above, below."""
    gap, half = radius + 4, HIGH / 2
    yield Label(x + gap, y + 4, "start"), (x + gap, y - half, x + gap + length, y + half)
    yield Label(x - gap, y + 4, "end"), (x - gap - length, y - half, x - gap, y + half)
    for middle in (y - gap - half, y + gap + half):
        yield Label(x, middle + 4, "middle"), (x - length / 2, middle - half, x + length / 2, middle + half)


def fits(box: Box, others: Sequence[Box], ground: Ground) -> bool:
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > ground.width or bottom > ground.height:
        return False
    return not any(left < r and l_ < right and top < b and t < bottom for l_, t, r, b in others)
