"""Pictures that members send from their phones."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000  # a phone's best camera; more is an attempt to fill the memory
EDGE = 640  # of the square that is kept
FORMATS = ("JPEG", "PNG", "WEBP")


class NotAPicture(Exception):
    """Not a picture of a kind that is taken, damaged, or too large."""


def reencoded(content: bytes) -> bytes:
    """Return the picture as a square JPEG of EDGE pixels, upright, without place, time and camera; raise NotAPicture."""
    if len(content) > MOST_BYTES:
        raise NotAPicture
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture
            picture.draft("RGB", (EDGE * 2, EDGE * 2))  # a JPEG is read no larger than needed
            upright = ImageOps.exif_transpose(picture)
            paper = Image.new("RGB", upright.size, "white")
            paper.paste(upright, mask=upright.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture from error
    square = ImageOps.fit(paper, (EDGE, EDGE), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    square.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
