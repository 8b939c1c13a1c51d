"""Drawings as PNG, on white paper, in the house letters."""

from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from mikrovirk import ui
from mikrovirk.overview.drawing.shapes import Area, Dot, Drawing, Line, Link, Mark, Rect, Text
from mikrovirk.overview.drawing.svg import colours

LETTERS = Path(ui.__file__ or "").parent / "static/ui/vendor/nunito-sans-latin-wght-normal.woff2"
REGULAR, BOLD = 420, 750
BROAD = 1600  # pixels: wide enough for a slide or half a page
FINER = 2  # drawn that much larger, then made smaller, so that edges are smooth
MOST_PIXELS = 24_000_000

Pen = ImageDraw.ImageDraw
Colour = tuple[int, int, int]


@lru_cache(maxsize=64)
def letters(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(LETTERS), size)
    font.set_variation_by_axes([weight])
    return font


def as_png(drawing: Drawing, *, broad: int = BROAD) -> bytes:
    """The drawing as a picture `broad` pixels wide; a very tall one is made smaller, so that it fits in memory."""
    drawn = broad / max(drawing.width, 1) * FINER
    most = (MOST_PIXELS / max(drawing.width * drawing.height, 1)) ** 0.5
    drawn = min(drawn, most)
    size = (max(round(drawing.width * drawn), 1), max(round(drawing.height * drawn), 1))
    image = Image.new("RGB", size, colours()["paper"])
    pen = ImageDraw.Draw(image)
    for mark in drawing.marks:
        put(pen, mark, drawn)
    image = image.resize((max(size[0] // FINER, 1), max(size[1] // FINER, 1)), Image.Resampling.BOX)
    file = BytesIO()
    image.quantize(128).save(file, "PNG")
    return file.getvalue()


def tinted(tone: str, opacity: float) -> Colour:
    """The tone as it looks that faint on white paper."""
    red, green, blue = (
        round(255 - (255 - part) * opacity)
        for part in ImageColor.getcolor(colours()[tone], "RGB")  # type: ignore[union-attr]
    )
    return red, green, blue


def put(pen: Pen, mark: Mark, scale: float) -> None:
    if isinstance(mark, Link):
        for each in mark.marks:
            put(pen, each, scale)
    elif isinstance(mark, Rect):
        if mark.width > 0 and mark.height > 0:
            box = (mark.x * scale, mark.y * scale, (mark.x + mark.width) * scale, (mark.y + mark.height) * scale)
            pen.rounded_rectangle(box, mark.radius * scale, fill=tinted(mark.tone, mark.opacity))
    elif isinstance(mark, Text):
        font = letters(max(round(mark.size * scale), 1), BOLD if mark.bold else REGULAR)
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[mark.anchor]
        pen.text((mark.x * scale, mark.y * scale), mark.text, font=font, fill=tinted(mark.tone, 1), anchor=anchor)
    elif isinstance(mark, Line):
        line(pen, mark, scale)
    elif isinstance(mark, Area):
        area(pen, mark, scale)
    else:
        dot(pen, mark, scale)


def line(pen: Pen, mark: Line, scale: float) -> None:
    points = [(x * scale, y * scale) for x, y in mark.points]
    colour, width = tinted(mark.tone, 1), max(round(mark.width * scale), 1)
    if not mark.dash:
        pen.line(points, fill=colour, width=width, joint="curve")
        return
    for start, end in pairwise(points):
        for piece in dashes(start, end, mark.dash * scale):
            pen.line(piece, fill=colour, width=width)


def dashes(
    start: tuple[float, float], end: tuple[float, float], length: float
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The pieces of a dashed line."""
    across, down = end[0] - start[0], end[1] - start[1]
    whole = (across**2 + down**2) ** 0.5
    if whole == 0:
        return []
    pieces, at = [], 0.0
    while at < whole:
        to = min(at + length, whole)
        pieces.append(
            (
                (start[0] + across * at / whole, start[1] + down * at / whole),
                (start[0] + across * to / whole, start[1] + down * to / whole),
            )
        )
        at += 2 * length
    return pieces


def area(pen: Pen, mark: Area, scale: float) -> None:
    for at, ring in enumerate(mark.rings):
        points = [(x * scale, y * scale) for x, y in ring]
        if len(points) > 2:
            pen.polygon(points, fill=tinted(mark.tone, mark.opacity) if at == 0 or is_apart(mark, at) else "#ffffff")
            if mark.edge:
                width = max(round(mark.edge_width * scale), 1)
                pen.line([*points, points[0]], fill=tinted(mark.edge, 1), width=width)


def is_apart(mark: Area, at: int) -> bool:
    """Whether a ring is an island of its own and not a hole: its first corner lies in no ring before it."""
    x, y = mark.rings[at][0]
    return not any(holds(ring, x, y) for ring in mark.rings[:at])


def holds(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def dot(pen: Pen, mark: Dot, scale: float) -> None:
    x, y, radius = mark.x * scale, mark.y * scale, mark.radius * scale
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tinted(mark.tone, mark.opacity))
