"""Drawings as SVG: in a page they take the page's colours, and dark mode with them; in a file they carry their own."""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

from mikrovirk import ui
from mikrovirk.overview.drawing.shapes import Area, Dot, Drawing, Line, Link, Mark, Rect, Text, joined, path_of

TOKENS = Path(ui.__file__ or "").parent / "static/ui/css/tokens.css"
FAMILY = "Nunito Sans, Segoe UI, system-ui, sans-serif"


@lru_cache(maxsize=1)
def colours() -> dict[str, str]:
    """The tokens' colours on paper and by daylight: {"fjord": "#0f5c55", …}."""
    found: dict[str, str] = {}
    for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()):
        found.setdefault(name, colour)
    return found


def in_page(drawing: Drawing, *, skip_links: bool = False) -> SafeString:
    """The drawing for a page: `.drawing` says its letters, `.tone-…` its colours. Heard as one picture with its label; the numbers
    stand in the table beside it. One that holds links is heard link by link; `skip_links`: the keyboard passes them by, where the same is found otherwise."""
    has_links = any(isinstance(mark, Link) for mark in drawing.marks)
    heard = f'role="{"group" if has_links else "img"}" aria-label="{escape(drawing.label)}"'
    body = "".join([written(mark, None) for mark in drawing.marks])
    if has_links:  # what a tile says is said by its link
        body = body.replace("<text ", '<text aria-hidden="true" data-content="" ')
    if skip_links:
        body = body.replace("<a href=", '<a tabindex="-1" href=')
    return mark_safe(  # noqa: S308  every text in it went through escape
        f'<svg class="drawing" viewBox="0 0 {drawing.width:g} {drawing.height:g}" {heard} focusable="false">{body}</svg>'
    )


def as_file(drawing: Drawing) -> str:
    """The drawing as a document of its own, on white paper."""
    names = colours()
    body = "".join([written(mark, names) for mark in drawing.marks])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" '
        f'width="{2 * drawing.width:g}" height="{2 * drawing.height:g}" role="img" font-family="{FAMILY}">'
        f"<title>{escape(drawing.label)}</title>"
        f'<rect width="100%" height="100%" fill="{names["paper"]}"/>{body}</svg>\n'
    )


def written(mark: Mark, names: dict[str, str] | None) -> str:
    """One shape. `names`: the colours to write; None: the page's own, by class."""
    if isinstance(mark, Link):
        inside = "".join([written(each, names) for each in mark.marks])
        if names is not None:
            return inside
        current = ' aria-current="true"' if mark.is_current else ""
        words = escape(mark.words)
        return f'<a href="{escape(mark.url)}" aria-label="{words}"{current}><title>{words}</title>{inside}</a>'
    if isinstance(mark, Area):
        return area(mark, names)
    tone = f'class="tone-{mark.tone}"' if names is None else ""
    colour = "currentColor" if names is None else names[mark.tone]
    if isinstance(mark, Rect):
        seen = f' opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
        return (
            f'<rect {tone} x="{mark.x:.1f}" y="{mark.y:.1f}" width="{max(mark.width, 0):.1f}" '
            f'height="{max(mark.height, 0):.1f}" rx="{mark.radius:g}" fill="{colour}"{seen}/>'
        )
    if isinstance(mark, Text):
        weight = ' font-weight="750"' if mark.bold else ""
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        return (
            f'<text {tone} x="{mark.x:.1f}" y="{mark.y:.1f}" font-size="{mark.size:g}" fill="{colour}"'
            f"{weight}{anchor}>{escape(mark.text)}</text>"
        )
    if isinstance(mark, Line):
        dash = f' stroke-dasharray="{mark.dash:g} {mark.dash:g}"' if mark.dash else ""
        return (
            f'<polyline {tone} points="{joined(mark.points)}" fill="none" stroke="{colour}" '
            f'stroke-width="{mark.width:g}" stroke-linejoin="round" stroke-linecap="round"{dash}/>'
        )
    return dot(mark, tone, colour)


def dot(mark: Dot, tone: str, colour: str) -> str:
    seen = f' opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
    return f'<circle {tone} cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{mark.radius:g}" fill="{colour}"{seen}/>'


def area(mark: Area, names: dict[str, str] | None) -> str:
    path = mark.path or path_of(mark.rings)
    seen = f' opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
    if names is None:
        filled = f'<path class="tone-{mark.tone}" d="{path}" fill="currentColor" fill-rule="evenodd"{seen}/>'
        edge = f'<path class="tone-{mark.edge}" d="{path}" fill="none" stroke="currentColor" stroke-width="{mark.edge_width:g}"/>'
    else:
        filled = f'<path d="{path}" fill="{names[mark.tone]}" fill-rule="evenodd"{seen}/>'
        edge = f'<path d="{path}" fill="none" stroke="{names.get(mark.edge, "")}" stroke-width="{mark.edge_width:g}"/>'
    return filled + edge if mark.edge else filled
