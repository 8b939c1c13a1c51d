"""Pictures people send in: checked, turned upright, made small, and written anew so that nothing else comes along."""

from io import BytesIO
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000  # a larger one is no photo from a phone but an attempt to fill the memory
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class NotAPicture(ValueError):
    """The file is no picture that can be read."""


class PictureTooLarge(ValueError):
    """The file has too many bytes or pixels."""


def rewritten(file: IO[bytes], *, size: int, longest: int = 1200) -> "ContentFile[bytes]":
    """Read the picture and write it anew as a JPEG with no side longer than `longest` pixels, under a name of its own.

    The place and time a phone puts into a picture are not kept. `size` is in bytes. Raise NotAPicture or PictureTooLarge.
    """
    if size > MOST_BYTES:
        raise PictureTooLarge
    try:
        with Image.open(file, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureTooLarge
            opened.draft("RGB", (longest, longest))
            upright = on_white(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, PictureTooLarge):
            raise
        raise NotAPicture from error
    upright.thumbnail((longest, longest))
    upright.info = {}  # a comment in the file would be written along
    written = BytesIO()
    upright.save(written, "JPEG", quality=85, optimize=True)
    return ContentFile(written.getvalue(), name=f"{uuid4().hex}.jpg")


def on_white(picture: Image.Image) -> Image.Image:
    """A JPEG has no transparency: what was clear becomes white, not black."""
    if picture.mode in {"RGBA", "LA", "P"}:
        layer = picture.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return picture.convert("RGB")
