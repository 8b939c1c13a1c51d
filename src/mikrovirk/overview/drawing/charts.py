"""Bars and the matrix, each from plain numbers and words that are already in the reader's language. Labels stand at the thing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from mikrovirk.overview.drawing.shapes import (
    BODY,
    FAINT,
    SMALL,
    WIDTH,
    Drawing,
    Line,
    Mark,
    Rect,
    Text,
    length_of,
    shortened,
    wrapped,
)


@dataclass(frozen=True)
class Bar:
    """One bar: `value` None where it is too small to be shown; `text` says it either way."""

    label: str
    value: float | None
    text: str
    marked: bool = False


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
    longest = max((length_of(word, SMALL) for name in ends for word in name.split()), default=0.0)
    size = max((WIDTH - left) / max(len(ends), 1), longest + 8)
    width = left + size * len(ends)
    top, tall = 46.0, 34.0
    marks: list[Mark] = [
        Text(0, 11, down_title, tone="muted", size=SMALL),
        Text(width, 11, across_title, tone="muted", size=SMALL, anchor="end"),
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
    return Drawing(width, top + tall * len(names) + 2, tuple(marks), label)


def shade(share: float) -> float:
    """How dark a cell is: ink stands out up to a half, paper above it."""
    return round(0.05 + 0.74 * share if share < 0.5 else 0.8 + 0.4 * (share - 0.5), 2)
