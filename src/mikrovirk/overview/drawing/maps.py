"""Maps without anybody else's servers: a tile for each municipality, or the real outlines where they were imported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

from mikrovirk.overview.drawing.shapes import (
    SMALL,
    WIDTH,
    Area,
    Dot,
    Drawing,
    Link,
    Mark,
    Rect,
    Text,
    length_of,
    path_of,
)

# Of the five classes, faint to full: ink stands out on the first three and paper on the last two, by day and in the dark.
SHADES = (0.07, 0.2, 0.42, 0.8, 1.0)
NO_VALUE = 0.04
TILE, GAP = 30.0, 2.0

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Place:
    """One municipality on the map. `shade`: 0 to 4, None without a value; `words` says all of it; `mark`: 1 the one looked at,
    2 the one beside it."""

    code: str
    short: str
    words: str
    shade: int | None
    url: str = ""
    mark: int = 0


@dataclass(frozen=True)
class Town:
    """A town as a point: `size` is what its circle's area stands for."""

    name: str
    longitude: float
    latitude: float
    size: float
    text: str


def classes(values: Sequence[float]) -> list[float]:
    """Four bounds that part the values into five classes of about equally many; fewer where values are the same."""
    ordered = sorted(values)
    if not ordered:
        return []
    found = [ordered[min(len(ordered) * part // 5, len(ordered) - 1)] for part in range(1, 5)]
    return sorted({bound for bound in found if bound > ordered[0]})


def class_of(value: float, bounds: Sequence[float]) -> int:
    """Which of the classes a value is in, 0 the lowest."""
    return sum(value >= bound for bound in bounds)


def tiles(places: Sequence[tuple[Place, tuple[int, int]]], *, label: str = "", key: Sequence[str] = ()) -> Drawing:
    """One tile for each municipality at (column, row). `key`: what the shades stand for, faint to full."""
    most_right = max((tile[0] for _place, tile in places), default=0) + 1
    most_down = max((tile[1] for _place, tile in places), default=0) + 1
    marks: list[Mark] = key_of(key, 7.6 * (TILE + GAP), 6)  # over the sea, between Jutland and Zealand
    ordered = sorted(places, key=lambda pair: (pair[0].mark > 0, pair[1][1], pair[1][0]))
    for place, (column, row) in ordered:
        x, y = column * (TILE + GAP) + 3, row * (TILE + GAP) + 3
        marks += [linked(place, tile(place, x, y)), letters(place, x, y)]
    return Drawing(most_right * (TILE + GAP) + 4, most_down * (TILE + GAP) + 4, tuple(marks), label)


def tile(place: Place, x: float, y: float) -> tuple[Mark, ...]:
    opacity = NO_VALUE if place.shade is None else SHADES[place.shade]
    marks: list[Mark] = []
    if place.mark:
        marks.append(Rect(x - 3, y - 3, TILE + 6, TILE + 6, "rose" if place.mark == 1 else "sun", 1, 6))
        marks.append(Rect(x, y, TILE, TILE, "paper", 1, 4))
    else:
        marks.append(Rect(x, y, TILE, TILE, "paper", 1, 4))
    marks.append(Rect(x, y, TILE, TILE, "fjord", opacity, 4))
    return tuple(marks)


def letters(place: Place, x: float, y: float) -> Text:
    """The short name on its tile; beside the link and not in it, since the link says the whole name."""
    tone = "paper" if place.shade is not None and SHADES[place.shade] > 0.5 else "ink"
    return Text(x + TILE / 2, y + TILE / 2 + 3.6, place.short, tone, 9.5, bool(place.mark), "middle")


def key_of(words: Sequence[str], x: float, y: float) -> list[Mark]:
    """The shades with what each stands for, one below the other."""
    marks: list[Mark] = []
    for at, text in enumerate(words):
        marks.append(Rect(x, y + 19 * at, 20, 14, "fjord", SHADES[at], 3))
        marks.append(Text(x + 26, y + 11 + 19 * at, text, tone="muted", size=SMALL))
    return marks


def linked(place: Place, marks: tuple[Mark, ...]) -> Mark:
    return Link(place.url, place.words, marks, place.mark == 1) if place.url else Link("#", place.words, marks)


@dataclass(frozen=True)
class OnPaper:
    """Outlines placed on paper once, for every page that draws them: rings by code, and the same as SVG writes them."""

    width: float
    height: float
    rings: Mapping[str, tuple[Ring, ...]]
    paths: Mapping[str, str]


def on_paper(shapes: Mapping[str, Sequence[Ring]], width: float = 560.0) -> OnPaper:
    """Outlines in degrees, placed so that a kilometre is as long across as down in the middle of the map."""
    frame = Frame.round([ring for rings in shapes.values() for ring in rings], width)
    placed = {code: tuple(frame.ring(ring) for ring in rings) for code, rings in shapes.items()}
    return OnPaper(frame.width, frame.height, placed, {code: path_of(rings) for code, rings in placed.items()})


def outlines(places: Sequence[Place], shapes: OnPaper, *, label: str = "", key: Sequence[str] = ()) -> Drawing:
    """The real outlines; a place without one is left to the table."""
    marks: list[Mark] = key_of(key, shapes.width * 0.72, 6)
    for place in sorted(places, key=lambda each: each.mark):
        if rings := shapes.rings.get(place.code):
            opacity = NO_VALUE if place.shade is None else SHADES[place.shade]
            edge = {0: "paper", 1: "rose", 2: "sun"}[place.mark]
            area = Area(rings, "fjord", opacity, edge, 3.0 if place.mark else 0.6, shapes.paths[place.code])
            marks.append(linked(place, (area,)))
    return Drawing(shapes.width, shapes.height, tuple(marks), label)


def towns(
    found: Sequence[Town], outline: Sequence[Ring] = (), *, label: str = "", neighbours: Sequence[Ring] = ()
) -> Drawing:
    """Towns as circles whose area is what they stand for, on the outline where there is one."""
    round_all = list(outline) or [tuple((each.longitude, each.latitude) for each in found)]
    frame = Frame.round(round_all, WIDTH - 60, margin=34.0)
    most = max((each.size for each in found), default=0.0) or 1.0
    marks: list[Mark] = [Area((frame.ring(ring),), "shade", 1, "line", 1) for ring in neighbours]
    if outline:
        marks.append(Area(tuple(frame.ring(ring) for ring in outline), "sky", 1, "edge", 1))
    ordered = sorted(found, key=lambda each: -each.size)
    spots = [(each, *frame.point((each.longitude, each.latitude)), 3 + 15 * sqrt(each.size / most)) for each in ordered]
    marks += [Dot(x, y, radius, "fjord", 0.65) for _each, x, y, radius in spots]
    marks += labels(spots, frame)
    return Drawing(frame.width, frame.height, tuple(marks), label)


Box = tuple[float, float, float, float]  # left, top, right, bottom


def labels(spots: Sequence[tuple[Town, float, float, float]], frame: "Frame") -> list[Mark]:
    """The names beside their circles, the largest first; one without room is left to the table."""
    taken: list[Box] = [(x - radius, y - radius, x + radius, y + radius) for _town, x, y, radius in spots]
    marks: list[Mark] = []
    for at, (town, x, y, radius) in enumerate(spots):
        text = f"{town.name} {town.text}"
        others = taken[:at] + taken[at + 1 :]
        for mark, box in around(text, x, y, radius):
            if (
                box[0] >= 0
                and box[2] <= frame.width
                and box[1] >= 0
                and box[3] <= frame.height
                and not hits(box, others)
            ):
                marks.append(mark)
                taken.append(box)
                break
    return marks


def around(text: str, x: float, y: float, radius: float) -> Iterator[tuple[Text, Box]]:
    """Where a name may stand: to the right of its circle, to the left, above, below."""
    length, half = length_of(text, SMALL), SMALL * 0.62
    right, left = x + radius + 4, x - radius - 4
    yield Text(right, y + 4, text, size=SMALL), (right, y - half, right + length, y + half)
    yield Text(left, y + 4, text, size=SMALL, anchor="end"), (left - length, y - half, left, y + half)
    for middle in (y - radius - 8, y + radius + 8):
        box = (x - length / 2, middle - half, x + length / 2, middle + half)
        yield Text(x, middle + 4, text, size=SMALL, anchor="middle"), box


def hits(box: Box, others: Sequence[Box]) -> bool:
    return any(
        box[0] < right and left < box[2] and box[1] < bottom and top < box[3] for left, top, right, bottom in others
    )


@dataclass(frozen=True)
class Frame:
    """Where degrees fall on the paper."""

    west: float
    north: float
    per_degree_across: float
    per_degree_down: float
    width: float
    height: float
    margin: float

    @classmethod
    def round(cls, rings: Sequence[Ring], width: float, *, margin: float = 4.0) -> "Frame":
        longitudes = [x for ring in rings for x, _y in ring]
        latitudes = [y for ring in rings for _x, y in ring]
        west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
        narrower = cos(radians((south + north) / 2))
        across = max((east - west) * narrower, 0.01)
        scale = width / across
        high = max((north - south) * scale, 40.0)
        return cls(west, north, scale * narrower, scale, width + 2 * margin, high + 2 * margin, margin)

    def point(self, place: tuple[float, float]) -> tuple[float, float]:
        x, y = place
        return (
            round((x - self.west) * self.per_degree_across + self.margin, 1),
            round((self.north - y) * self.per_degree_down + self.margin, 1),
        )

    def ring(self, ring: Ring) -> Ring:
        return tuple(self.point(place) for place in ring)
