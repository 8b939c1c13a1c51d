"""What goes on through time or through life: lines with their names at their ends, and many small ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mikrovirk.overview.drawing.shapes import (
    BODY,
    FAINT,
    SMALL,
    WIDTH,
    Area,
    Dot,
    Drawing,
    Line,
    Mark,
    Text,
    apart,
    length_of,
    shortened,
    wrapped,
)

TONES = ("fjord", "rose", "muted", "lake")  # of the first series, the one beside it, the country, and one more
DASHES = (0.0, 6.0, 2.5, 9.0)  # so that lines are told apart without colour


@dataclass(frozen=True)
class Series:
    """A line over time or over years of life; a value is None where there is none to show."""

    label: str
    values: tuple[float | None, ...]
    last: str = ""  # the value at its end, in words


def lines(
    series: Sequence[Series],
    *,
    ticks: Sequence[str],
    words: Callable[[float], str],
    label: str = "",
    most: float = 0.0,
    height: float = 220.0,
    round_to_whole: bool = True,
    everywhere: bool = False,
) -> Drawing:
    """Lines from zero, each with its name at its end. `ticks`: the words below, one for each value, empty for none;
    `words`: a value on the scale as text; `everywhere`: a dot at each value."""
    greatest = most or max((value for each in series for value in each.values if value is not None), default=0.0) or 1.0
    grid = steps_to(greatest, whole=round_to_whole)
    top_value = max(grid[-1], greatest)
    left = 10 + max(length_of(words(value), SMALL) for value in grid)
    right = min(max((length_of(name_at_end(each), BODY) for each in series), default=0.0) + 16, WIDTH * 0.42)
    upper, lower = 12.0, height - 24.0
    across = placing(len(ticks), left, WIDTH - right)

    def up(value: float) -> float:
        return lower - (lower - upper) * value / top_value

    marks: list[Mark] = []
    for value in grid:
        marks.append(Line(((left, up(value)), (WIDTH - right, up(value))), "line", 1))
        marks.append(Text(left - 6, up(value) + 4, words(value), tone="muted", size=SMALL, anchor="end"))
    marks += below(ticks, across, height - 6)
    heights = [up(next((value for value in reversed(each.values) if value is not None), 0.0)) for each in series]
    placed = apart(heights, least=29.0 if len(series) > 1 else 0.0, top=upper, bottom=lower - 10)
    for at, each in enumerate(series):
        tone = TONES[at % len(TONES)]
        points = [(across[i], up(value)) for i, value in enumerate(each.values) if value is not None]
        marks += line_of(points, tone, DASHES[at % len(DASHES)], dots=everywhere)
        if points:
            marks += at_end(each, WIDTH - right + 10, placed[at], right - 12, tone)
    return Drawing(WIDTH, height, tuple(marks), label)


def name_at_end(series: Series) -> str:
    return max(series.label, series.last, key=len)


def at_end(series: Series, x: float, y: float, room: float, tone: str) -> list[Mark]:
    """The name of a line and its last value, where it ends."""
    marks: list[Mark] = []
    if series.last:
        marks.append(Text(x, y + 1, series.last, tone=tone, bold=True))
    if series.label:
        down = 14.0 if series.last else 4.0
        marks.append(Text(x, y + down, shortened(series.label, room, SMALL), tone=tone, size=SMALL))
    return marks


def line_of(points: Sequence[tuple[float, float]], tone: str, dash: float, *, dots: bool) -> list[Mark]:
    if not points:
        return []
    found: list[Mark] = [Line(tuple(points), tone, 2.4, dash)] if len(points) > 1 else []
    shown = points if dots else points[-1:]
    return found + [Dot(x, y, 3.2, tone) for x, y in shown]


def placing(number: int, left: float, right: float) -> list[float]:
    if number == 1:
        return [(left + right) / 2]
    return [left + (right - left) * at / (number - 1) for at in range(number)]


def below(ticks: Sequence[str], across: Sequence[float], y: float) -> list[Mark]:
    return [
        Text(across[at], y, words, tone="muted", size=SMALL, anchor="middle") for at, words in enumerate(ticks) if words
    ]


def small(
    series: Series, *, ends: tuple[str, str], change: str, label: str = "", beside: Series | None = None
) -> Drawing:
    """One of many small charts: its name, where it began, where it is now; on a scale of its own from zero."""
    width, height = 190.0, 112.0
    marks: list[Mark] = []
    for at, text in enumerate(wrapped(series.label, width, BODY, most=2)):
        marks.append(Text(0, 12 + 14.5 * at, text, bold=True))
    both = [each for each in (series, beside) if each]
    greatest = max((value for each in both for value in each.values if value is not None), default=0.0) or 1.0
    left, right, upper, lower = 2.0, width - 52, 42.0, 92.0
    for at, each in reversed(list(enumerate(both))):
        across = placing(len(each.values), left, right)
        points = [
            (across[i], lower - (lower - upper) * value / greatest)
            for i, value in enumerate(each.values)
            if value is not None
        ]
        if not at and len(points) > 1:
            ring = (*points, (points[-1][0], lower), (points[0][0], lower))
            marks.append(Area((ring,), "fjord", FAINT))
        marks += line_of(points, TONES[at], DASHES[at], dots=False)
        if points and not at:
            marks.append(Text(right + 8, min(points[-1][1] + 3, lower - 10), each.last, bold=True, size=15))
            marks.append(Text(right + 8, min(points[-1][1] + 17, lower + 4), change, tone="muted", size=SMALL))
    marks.append(Line(((left, lower), (right, lower)), "line", 1))
    marks.append(Text(left, height - 5, ends[0], tone="muted", size=SMALL))
    marks.append(Text(right, height - 5, ends[1], tone="muted", size=SMALL, anchor="end"))
    return Drawing(width, height, tuple(marks), label)


def steps_to(greatest: float, *, whole: bool = True) -> list[float]:
    """Three to five round numbers from zero to about the greatest."""
    unit = 1.0 if whole else 0.001
    while True:
        for factor in (1, 2, 2.5, 5):
            step = unit * factor
            if whole and step != int(step):
                continue
            if greatest / step <= 4:
                return [step * at for at in range(int(-(-greatest // step)) + 1)]
        unit *= 10
