"""The charts, each from plain numbers and words that are already in the reader's language. Labels stand at the thing itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mikrovirk.overview.drawing.shapes import (
    BODY,
    SMALL,
    WIDTH,
    Area,
    Dot,
    Drawing,
    Line,
    Mark,
    Rect,
    Text,
    apart,
    length_of,
    shortened,
    wrapped,
)

TONES = ("fjord", "rose", "muted", "lake")  # of the first series, the one beside it, the country, and one more
DASHES = (0.0, 6.0, 2.5, 9.0)  # so that lines are told apart without colour
FAINT = 0.13  # the track behind a bar


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None where it is too small to be shown; `text` says it either way."""

    label: str
    value: float | None
    text: str
    marked: bool = False


@dataclass(frozen=True)
class Series:
    """A line over time or over years of life; a value is None where there is none to show."""

    label: str
    values: tuple[float | None, ...]
    last: str = ""  # the value at its end, in words


def bars(rows: Sequence[Bar], *, most: float = 0.0, label: str = "", width: float = WIDTH) -> Drawing:
    """Bars lying down, each with its words above it and its number at the right; `most`: the value of a whole track."""
    greatest = most or max((row.value or 0.0 for row in rows), default=0.0) or 1.0
    marks: list[Mark] = []
    step = 37.0
    for at, row in enumerate(rows):
        top = at * step
        tone = "rose" if row.marked else "fjord"
        room = width - length_of(row.text, BODY) - 14
        marks.append(Text(0, top + 13, shortened(row.label, room, BODY), bold=row.marked))
        marks.append(Text(width, top + 13, row.text, bold=True, anchor="end"))
        marks.append(Rect(0, top + 19, width, 9, tone, FAINT, 3))
        if row.value:
            marks.append(Rect(0, top + 19, max(width * min(row.value / greatest, 1.0), 1.5), 9, tone, 1, 3))
    return Drawing(width, max(step * len(rows) - 6, 1), tuple(marks), label)


def both_ways(
    rows: Sequence[tuple[str, float | None, str, float | None, str]],
    *,
    ends: tuple[str, str],
    label: str = "",
    most: float = 0.0,
) -> Drawing:
    """Bars to the left and to the right of one middle line: rows of label, left value and text, right value and text."""
    greatest = most or max((value or 0.0 for row in rows for value in (row[1], row[3])), default=0.0) or 1.0
    middle, reach = WIDTH / 2, WIDTH / 2 - 44
    marks: list[Mark] = [
        Text(middle - 8, 12, ends[0], tone="muted", size=SMALL, anchor="end"),
        Text(middle + 8, 12, ends[1], tone="muted", size=SMALL),
    ]
    step, start = 38.0, 20.0
    for at, (name, left, left_text, right, right_text) in enumerate(rows):
        top = start + at * step
        lengths = [reach * (value or 0.0) / greatest for value in (left, right)]
        marks.append(Text(middle, top + 13, shortened(name, WIDTH - 10, BODY), anchor="middle"))
        marks.append(Rect(middle - 2 - lengths[0], top + 18, lengths[0], 12, "fjord", 1, 2))
        marks.append(Rect(middle + 2, top + 18, lengths[1], 12, "rose", 1, 2))
        marks.append(Text(middle - 7 - lengths[0], top + 28, left_text, size=SMALL, bold=True, anchor="end"))
        marks.append(Text(middle + 7 + lengths[1], top + 28, right_text, size=SMALL, bold=True))
    foot = start + step * len(rows)
    marks.append(Line(((middle, start + 16), (middle, foot)), "line", 1))
    return Drawing(WIDTH, foot + 4, tuple(marks), label)


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


def columns(
    values: Sequence[tuple[str, float | None, str]], *, label: str = "", height: float = 150.0, tone: str = "fjord"
) -> Drawing:
    """Standing bars over time: words below, value, and its text above the bar (left out where it would not fit)."""
    greatest = max((value or 0.0 for _tick, value, _text in values), default=0.0) or 1.0
    room = WIDTH / max(len(values), 1)
    lower, upper = height - 20.0, 16.0
    marks: list[Mark] = [Line(((0, lower), (WIDTH, lower)), "line", 1)]
    for at, (tick, value, text) in enumerate(values):
        middle = room * (at + 0.5)
        tall = (lower - upper) * (value or 0.0) / greatest
        width = min(room * 0.72, 38.0)
        if tall:
            marks.append(Rect(middle - width / 2, lower - tall, width, tall, tone, 1, 2))
        if length_of(text, SMALL) <= room + 2:
            marks.append(Text(middle, lower - tall - 4, text, size=SMALL, bold=True, anchor="middle"))
        if tick and length_of(tick, SMALL) <= room * 2.2:
            anchor, x = ("start", 0.0) if at == 0 else ("end", WIDTH) if at == len(values) - 1 else ("middle", middle)
            marks.append(Text(x, height - 5, tick, tone="muted", size=SMALL, anchor=anchor))
    return Drawing(WIDTH, height, tuple(marks), label)


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


def matrix(
    names: Sequence[str],
    ends: Sequence[str],
    cells: Sequence[Sequence[tuple[float, str]]],
    *,
    across_title: str,
    down_title: str,
    label: str = "",
) -> Drawing:
    """Rows (where they began) by columns (where they are): each cell with the share of its row (0..1), which gives the shade, and
    its words."""
    left = 12 + max((length_of(name, SMALL) for name in names), default=0.0)
    size = (WIDTH - left) / max(len(ends), 1)
    top, tall = 46.0, 34.0
    marks: list[Mark] = [
        Text(0, 11, down_title, tone="muted", size=SMALL),
        Text(WIDTH, 11, across_title, tone="muted", size=SMALL, anchor="end"),
    ]
    for at, name in enumerate(ends):
        lines_of_name = wrapped(name, size, SMALL, most=2)
        for line, text in enumerate(lines_of_name):
            y = 38 - 12.0 * (len(lines_of_name) - 1 - line)
            marks.append(Text(left + size * (at + 0.5), y, text, size=SMALL, bold=True, anchor="middle"))
    for row, name in enumerate(names):
        y = top + tall * row
        marks.append(Text(0, y + 21, name, size=SMALL, bold=True))
        for column, (share, words) in enumerate(cells[row]):
            opacity = shade(share) if words else 0.03
            marks.append(Rect(left + size * column + 1, y + 1, size - 2, tall - 2, "fjord", opacity, 3))
            tone = "paper" if opacity > 0.5 else "ink"
            marks.append(
                Text(
                    left + size * (column + 0.5),
                    y + 21,
                    words,
                    tone=tone,
                    size=SMALL,
                    bold=share > 0.5,
                    anchor="middle",
                )
            )
    return Drawing(WIDTH, top + tall * len(names) + 2, tuple(marks), label)


def shade(share: float) -> float:
    """How dark a cell is: ink stands out up to a half, paper above it."""
    return round(0.05 + 0.74 * share if share < 0.5 else 0.8 + 0.4 * (share - 0.5), 2)


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
