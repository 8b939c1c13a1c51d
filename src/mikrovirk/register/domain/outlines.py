"""Outlines of areas: read from GeoJSON or TopoJSON, and made simpler so that neighbours still meet.

Every point is moved to a grid. Two areas that share a border share its points, so they are moved alike and no gap opens between
them. The grid is in degrees, as wide as it is high on the ground in the middle of Denmark.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any, Final

Point = tuple[float, float]  # degrees of longitude and latitude
Ring = tuple[Point, ...]  # closed: the last point is the first

METRES_A_DEGREE: Final = 111_195  # of latitude
MIDDLE: Final = 56.0  # degrees of latitude
# How fine the grid is, in metres: for the whole country on one page, and for one municipality.
FAR: Final = 1200
NEAR: Final = 100
# What the code and the name of an area are called in DAGI's and DAWA's files, old and new.
CODE_WORDS: Final = ("kode", "komkode", "kommunekode", "kommunekod", "postnr_txt", "postnr", "nr", "code")
NAME_WORDS: Final = ("navn", "komnavn", "kommunenavn", "postbynavn", "name")


class WrongOutlines(Exception):
    """The file has no outlines that can be used; the argument is a code: not_geo, no_code, not_degrees, nothing."""


@dataclass(frozen=True)
class Shape:
    """One area: its code, name and rings. A ring inside another is a hole."""

    code: str
    name: str
    rings: tuple[Ring, ...]


def shapes_of(document: Any) -> dict[str, Shape]:
    """The areas of a GeoJSON or TopoJSON document by code. Features of one code are put together. Raises WrongOutlines."""
    found: dict[str, Shape] = {}
    for properties, rings in features_of(document):
        words = {str(key).lower(): value for key, value in properties.items()}
        code = next((str(words[word]) for word in CODE_WORDS if words.get(word) not in (None, "")), "")
        if not code:
            raise WrongOutlines("no_code")
        name = next((str(words[word]) for word in NAME_WORDS if words.get(word)), "")
        code = code.split("-")[0].zfill(4)
        before = found.get(code)
        found[code] = Shape(code, name or (before.name if before else ""), (before.rings if before else ()) + rings)
    if not found:
        raise WrongOutlines("nothing")
    if any(abs(x) > 180 or abs(y) > 90 for shape in found.values() for ring in shape.rings[:1] for x, y in ring[:1]):
        raise WrongOutlines("not_degrees")
    return found


def features_of(document: Any) -> Iterator[tuple[Mapping[str, Any], tuple[Ring, ...]]]:
    """The properties and rings of every polygon."""
    kind = document.get("type") if isinstance(document, Mapping) else None
    try:
        if kind == "Topology":
            arcs = decoded(document)
            for each in document["objects"].values():
                yield from of_topology(each, arcs)
        elif kind == "FeatureCollection":
            for feature in document["features"]:
                yield feature.get("properties") or {}, of_geometry(feature.get("geometry"))
        elif kind == "Feature":
            yield document.get("properties") or {}, of_geometry(document.get("geometry"))
        else:
            raise WrongOutlines("not_geo")
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise WrongOutlines("not_geo") from error


def of_geometry(geometry: Any) -> tuple[Ring, ...]:
    if not geometry:
        return ()
    if geometry["type"] == "GeometryCollection":
        return tuple(ring for each in geometry["geometries"] for ring in of_geometry(each))
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(geometry["type"], [])
    return tuple(
        tuple((float(point[0]), float(point[1])) for point in ring) for polygon in polygons for ring in polygon
    )


def decoded(document: Mapping[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in degrees. With a transform they are steps on a grid, without one they are as they stand."""
    transform = document.get("transform")
    arcs = []
    for arc in document["arcs"]:
        if not transform:
            arcs.append([(float(point[0]), float(point[1])) for point in arc])
            continue
        (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
        x = y = 0
        points = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            points.append((x * scale_x + left, y * scale_y + low))
        arcs.append(points)
    return arcs


def of_topology(
    each: Mapping[str, Any], arcs: Sequence[Sequence[Point]]
) -> Iterator[tuple[Mapping[str, Any], tuple[Ring, ...]]]:
    if each["type"] == "GeometryCollection":
        for inner in each["geometries"]:
            yield from of_topology(inner, arcs)
        return
    polygons = {"Polygon": [each.get("arcs", [])], "MultiPolygon": each.get("arcs", [])}.get(each["type"], [])
    rings = tuple(joined(ring, arcs) for polygon in polygons for ring in polygon)
    if rings:
        yield each.get("properties") or {}, rings


def joined(numbers: Sequence[int], arcs: Sequence[Sequence[Point]]) -> Ring:
    """One ring out of its arcs; a number below zero is an arc taken backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else list(reversed(arcs[~number]))
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def simpler(rings: Sequence[Ring], metres: float) -> tuple[Ring, ...]:
    """The rings on a grid of so many metres, without those that shrank to nothing; one is always left."""
    step_y = metres / METRES_A_DEGREE
    step_x = step_y / cos(radians(MIDDLE))
    found = [on_grid(ring, step_x, step_y) for ring in rings]
    kept = [ring for ring in found if len(ring) > 3]
    if kept or not rings:
        return tuple(kept)
    return (tuple((round(x, 5), round(y, 5)) for x, y in max(rings, key=lambda ring: abs(area(ring)))),)


def on_grid(ring: Ring, step_x: float, step_y: float) -> Ring:
    """The ring with its points on the grid, and none that is not needed: no repeats, no spikes, none on a straight line."""
    kept: list[tuple[int, int]] = []
    for x, y in ring[:-1] if ring and ring[0] == ring[-1] else ring:
        point = (round(x / step_x), round(y / step_y))
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and in_line(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    while len(kept) > 2 and (kept[0] == kept[-1] or in_line(kept[-2], kept[-1], kept[0])):
        kept.pop()
    if len(kept) < 3:
        return ()
    return tuple((round(x * step_x, 5), round(y * step_y, 5)) for x, y in [*kept, kept[0]])


def in_line(first: tuple[int, int], middle: tuple[int, int], last: tuple[int, int]) -> bool:
    (ax, ay), (bx, by), (cx, cy) = first, middle, last
    return (bx - ax) * (cy - ay) == (by - ay) * (cx - ax)


def area(ring: Sequence[Point]) -> float:
    """Twice the signed area, in square degrees."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in itertools.pairwise(ring))
