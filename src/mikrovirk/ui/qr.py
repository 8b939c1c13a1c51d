"""An address as a picture to scan with a phone: black on white wherever it stands, so that it can be scanned in the dark, too."""

from io import BytesIO
from typing import Any

import segno
from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe

COLOURS = {"dark": "#000", "light": "#fff"}


def code_of(address: str) -> Any:
    """The code; a seventh of it may be dirty or torn."""
    return segno.make(address, error="m", micro=False)


def as_svg(address: str) -> SafeString:
    """To stand in the page itself."""
    drawn: str = code_of(address).svg_inline(scale=6, border=3, **COLOURS)
    return mark_safe(drawn)  # noqa: S308  made here, the address is in its modules alone


def as_source(address: str) -> str:
    """What an image on paper is made from; the sheet says how large it is."""
    drawn: str = code_of(address).svg_data_uri(scale=8, border=2, **COLOURS)
    return drawn


def as_picture(address: str) -> HttpResponse:
    """A picture of its own; the page says how large it is."""
    drawn = BytesIO()
    code_of(address).save(drawn, kind="svg", scale=8, border=2, omitsize=True, **COLOURS)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
