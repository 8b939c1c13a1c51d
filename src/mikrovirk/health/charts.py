"""The chart of attendance as plain numbers, so that the template only draws: evenings, their trend, and what is expected."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log1p
from statistics import median
from typing import Any

from mikrovirk.health.domain.measures import TREND_MEETINGS

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 30, 10, 12, 28  # room for the numbers and days round it
LEAST_SCALE = 5


@dataclass(frozen=True)
class Point:
    """One evening on the chart."""

    x: float
    y: float
    day: date
    count: int


@dataclass(frozen=True)
class Ahead:
    """What is expected of a coming meeting: a line from low to high, and its middle."""

    x: float
    top: float
    bottom: float
    middle: float
    low: int
    high: int
    expected: float


@dataclass(frozen=True)
class Chart:
    """Coordinates in a box of `width` to `height`; `line` and `band` are points as SVG takes them, empty without a trend."""

    points: tuple[Point, ...]
    ahead: tuple[Ahead, ...]
    line: str
    band: str
    grid: tuple[tuple[float, int], ...]  # height and number of each line across
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def path(self) -> str:
        return " ".join(f"{each.x},{each.y}" for each in self.points)


def attendance_chart(measures: Mapping[str, Any]) -> Chart | None:
    """The last twelve evenings with their trend and the next meetings; None of fewer than two evenings."""
    evenings = [(date.fromisoformat(day), int(count)) for day, count in measures["evenings"][-TREND_MEETINGS:]]
    if len(evenings) < 2:
        return None
    ahead = list(measures["next"])
    counts = [count for _day, count in evenings]
    most = max([*counts, *(int(each["high"]) for each in ahead), LEAST_SCALE])
    step = (WIDTH - LEFT - RIGHT) / max(len(evenings) + len(ahead) - 1, 1)

    def across(place: float) -> float:
        return round(LEFT + step * place, 1)

    def up(count: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * min(max(count, 0), most) / most, 1)

    points = tuple(Point(across(at), up(count), day, count) for at, (day, count) in enumerate(evenings))
    coming = tuple(
        Ahead(
            across(len(evenings) + at),
            up(each["high"]),
            up(each["low"]),
            up(each["expected"]),
            each["low"],
            each["high"],
            each["expected"],
        )
        for at, each in enumerate(ahead)
    )
    band = trend_band(counts, measures.get("trend"))
    lower, middle, upper = ([(across(at), up(row[which])) for at, row in enumerate(band)] for which in range(3))
    grid = tuple((up(value), value) for value in grid_of(most))
    return Chart(points, coming, as_points(middle), as_points([*lower, *reversed(upper)]), grid)


def trend_band(counts: Sequence[int], trend: Mapping[str, Any] | None) -> list[tuple[float, float, float]]:
    """For each evening the trend's line and how far it may turn about its middle: (low, middle, high), in people."""
    if trend is None:
        return []
    number = len(counts)
    logs = [log1p(count) for count in counts]
    slopes = [log1p(max(trend[key], -0.999)) / (number - 1) for key in ("low", "change", "high")]
    centre = (number - 1) / 2
    middle = median(value - slopes[1] * (at - centre) for at, value in enumerate(logs))
    rows = []
    for at in range(number):
        low, line, high = (exp(middle + slope * (at - centre)) - 1 for slope in slopes)
        rows.append((min(low, line, high), line, max(low, line, high)))
    return rows


def grid_of(most: int) -> list[int]:
    """Two or three round numbers up to the greatest."""
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000):
        if most / step <= 4:
            return list(range(0, most + 1, step))
    return [0, most]


def as_points(pairs: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in pairs)
