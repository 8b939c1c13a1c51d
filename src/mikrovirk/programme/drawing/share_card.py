"""The picture shown where somebody shares a meeting: paper, ink and the sun line, in the house letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from mikrovirk import ui

WIDTH, HEIGHT = 1200, 630  # what the places that show it ask for
MARGIN = 80
SAND, INK, MUTED, FJORD, SUN, ROSE = (
    "#fbf6ee",
    "#23201c",
    "#5c544a",
    "#0f5c55",
    "#f2b84b",
    "#a8321f",
)  # as in tokens.css
REGULAR, BOLD = 420, 750
LETTERS = Path(ui.__file__ or "").parent / "static/ui/vendor/nunito-sans-latin-wght-normal.woff2"
TITLE_SIZES = (84, 72, 60, 50)
TITLE_LINES = 3


@dataclass(frozen=True)
class CardText:
    """What stands on the card, in words."""

    network: str
    title: str
    when: str
    where: str
    welcome: str
    crossed_out: str = ""  # "Cancelled": said in front of the date


@lru_cache(maxsize=32)
def letters(size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(LETTERS), size)
    font.set_variation_by_axes([weight])
    return font


def draw(text: CardText) -> bytes:
    """The card as a PNG."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SAND)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 96), fill=FJORD)
    pen.rectangle((0, 96, WIDTH, 106), fill=SUN)
    pen.text(
        (MARGIN, 48), shortened(text.network, letters(40, BOLD)), font=letters(40, BOLD), fill="#ffffff", anchor="lm"
    )
    font, lines = fitted(text.title)
    top = 160
    for line in lines:
        pen.text((MARGIN, top), line, font=font, fill=INK)
        top += round(font.size * 1.2)
    when = f"{text.crossed_out}: {text.when}" if text.crossed_out else text.when
    pen.text((MARGIN, 440), shortened(when, letters(46, BOLD)), font=letters(46, BOLD), fill=ROSE)
    pen.text((MARGIN, 502), shortened(text.where, letters(38, REGULAR)), font=letters(38, REGULAR), fill=INK)
    pen.text((MARGIN, 562), shortened(text.welcome, letters(30, REGULAR)), font=letters(30, REGULAR), fill=MUTED)
    file = BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def fitted(title: str) -> tuple[ImageFont.FreeTypeFont, Sequence[str]]:
    """The largest letters in which the title fits into three lines; a longer one ends with an ellipsis."""
    for size in TITLE_SIZES:
        font = letters(size, BOLD)
        lines = wrapped(title, font)
        if len(lines) * size * 1.2 <= 260 and len(lines) <= TITLE_LINES:
            return font, lines
    lines = lines[:TITLE_LINES]
    lines[-1] = shortened(f"{lines[-1]} …", font)
    return font, lines


def wrapped(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines that fit the width; a word longer than a line is cut."""
    lines: list[str] = []
    for word in text.split():
        candidate = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(candidate) <= WIDTH - 2 * MARGIN:
            lines[-1] = candidate
        else:
            lines.append(shortened(word, font))
    return lines


def shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text cut, with an ellipsis, to what fits the width."""
    if font.getlength(text) <= WIDTH - 2 * MARGIN:
        return text
    while text and font.getlength(f"{text}…") > WIDTH - 2 * MARGIN:
        text = text[:-1].rstrip()
    return f"{text}…"
