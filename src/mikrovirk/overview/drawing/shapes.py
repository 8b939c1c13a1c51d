"""The few shapes that every chart is made of. Lengths are in the drawing's own units, about a pixel on a phone.

A tone is the name of a token: fjord, sun, rose, ink, muted, line, shade, paper, lake, moss. Colour never says anything alone: whatever
a tone means also stands there as a word or a number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

SMALL, BODY = 11.5, 13.0  # sizes of letters
FAINT = 0.13  # how dark the track behind a bar is, and what lies below a line
WIDTH = 360.0
LETTER = 0.545  # the mean width of a letter, of its size


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    tone: str = "fjord"
    opacity: float = 1.0
    radius: float = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `dash`: how long its dashes are, none for a whole line."""

    points: tuple[tuple[float, float], ...]
    tone: str = "fjord"
    width: float = 2.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline of one or more rings; a ring inside another is a hole. `edge`: the tone of the line round it; `path`: the
    rings as SVG writes them, where somebody has that already."""

    rings: tuple[tuple[tuple[float, float], ...], ...]
    tone: str = "fjord"
    opacity: float = 1.0
    edge: str = ""
    edge_width: float = 1.0
    path: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float = 3.5
    tone: str = "fjord"
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """`anchor`: start, middle or end. y is the line the letters stand on."""

    x: float
    y: float
    text: str
    tone: str = "ink"
    size: float = BODY
    bold: bool = False
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Link:
    """Shapes that lead somewhere, with the words that are said of them. In a picture file only the shapes are left."""

    url: str
    words: str
    marks: tuple["Mark", ...]
    is_current: bool = False


Mark = Rect | Line | Area | Dot | Text | Link


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart. `label`: what somebody hears who does not see it; the numbers stand in the table beside it."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    label: str = ""


def moved(mark: Mark, across: float, down: float) -> Mark:
    """The same shape elsewhere."""
    if isinstance(mark, Line):
        return replace(mark, points=tuple((x + across, y + down) for x, y in mark.points))
    if isinstance(mark, Area):
        return replace(
            mark, path="", rings=tuple(tuple((x + across, y + down) for x, y in ring) for ring in mark.rings)
        )
    if isinstance(mark, Link):
        return replace(mark, marks=tuple(moved(each, across, down) for each in mark.marks))
    return replace(mark, x=mark.x + across, y=mark.y + down)


def beside(drawings: Sequence[Drawing], *, columns: int, gap: float = 18.0, label: str = "") -> Drawing:
    """Several drawings in one, row by row, all as wide and high as the greatest."""
    width = max((each.width for each in drawings), default=0.0)
    height = max((each.height for each in drawings), default=0.0)
    marks: list[Mark] = []
    for at, each in enumerate(drawings):
        row, column = divmod(at, columns)
        marks += [moved(mark, column * (width + gap), row * (height + gap)) for mark in each.marks]
    rows = -(-len(drawings) // columns)
    used = min(columns, len(drawings))
    return Drawing(used * (width + gap) - gap, rows * (height + gap) - gap, tuple(marks), label)


def headed(drawing: Drawing, *, title: str, source: str) -> Drawing:
    """The drawing as it leaves the site: with its finding above and where the numbers are from below."""
    lines = wrapped(title, drawing.width, 16)
    below = wrapped(source, drawing.width, SMALL)
    top = 22.0 * len(lines) + 10
    marks: list[Mark] = [Text(0, 17 + 22.0 * at, line, size=16, bold=True) for at, line in enumerate(lines)]
    marks += [moved(mark, 0, top) for mark in drawing.marks]
    foot = top + drawing.height + 22
    marks += [Text(0, foot + 15 * at, line, tone="muted", size=SMALL) for at, line in enumerate(below)]
    margin = 20.0
    placed = tuple(moved(mark, margin, margin) for mark in marks)
    height = foot + 15 * len(below) + 2 * margin - 8
    return Drawing(drawing.width + 2 * margin, height, placed, drawing.label or title)


def length_of(text: str, size: float) -> float:
    """About how long the text is in the house letters; exact enough to break lines and keep labels apart."""
    return sum(WIDE.get(letter, LETTER) for letter in text) * size


WIDE = (
    dict.fromkeys("ijlI.,:;'|! ", 0.27)
    | dict.fromkeys("ftr()-", 0.36)
    | dict.fromkeys("mwMWÆæ%", 0.84)
    | dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZØÅ", 0.66)
)


def wrapped(text: str, width: float, size: float, *, most: int = 0) -> list[str]:
    """The text in lines no longer than `width`; the last of at most `most` lines (0: any number) ends with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    if most and len(lines) > most:
        lines = [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, size)]
    return [shortened(line, width, size) for line in lines]


def shortened(text: str, width: float, size: float) -> str:
    """The text cut, with an ellipsis, to what fits."""
    if length_of(text, size) <= width:
        return text
    while text and length_of(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def apart(heights: Iterable[float], *, least: float, top: float, bottom: float) -> list[float]:
    """The heights moved as little as needed so that labels stand at least `least` apart, between top and bottom."""
    given = list(heights)
    order = sorted(range(len(given)), key=lambda at: (given[at], at))
    placed = dict(zip(order, (given[at] for at in order), strict=True))
    for before, at in pairwise(order):
        placed[at] = max(placed[at], placed[before] + least)
    if order and placed[order[-1]] > bottom:
        placed[order[-1]] = bottom
        for after, at in pairwise(reversed(order)):
            placed[at] = max(top, min(placed[at], placed[after] - least))
    return [placed[at] for at in range(len(given))]


def path_of(rings: tuple[tuple[tuple[float, float], ...], ...]) -> str:
    """The rings as SVG writes them."""
    return "".join([f"M{joined(ring, 'L')}Z" for ring in rings])


def joined(points: tuple[tuple[float, float], ...], between: str = " ") -> str:
    return between.join([f"{x:.1f},{y:.1f}" for x, y in points])
