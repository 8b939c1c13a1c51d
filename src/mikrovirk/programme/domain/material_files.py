"""Which files may stay with a talk: what can be opened on an ordinary computer, and is what its name says."""

from enum import StrEnum
from pathlib import PurePath

MOST_BYTES = 25 * 1024 * 1024
HEAD_BYTES = 16

_ZIP = (b"PK\x03\x04",)
_OLD_OFFICE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".pptx": _ZIP,
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".odp": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
    ".key": _ZIP,
    ".ppt": _OLD_OFFICE,
    ".doc": _OLD_OFFICE,
    ".xls": _OLD_OFFICE,
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
}
PICTURES = {".png", ".jpg", ".jpeg"}
KINDS_IN_WORDS = "PDF, PowerPoint, Word, Excel, Keynote, OpenDocument, JPG, PNG"


class FileProblem(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_KIND = "unknown_kind"
    NOT_WHAT_IT_SAYS = "not_what_it_says"  # the content is not of the kind that the name's ending tells


def is_picture(name: str) -> bool:
    return PurePath(name).suffix.lower() in PICTURES


def as_jpeg(name: str) -> str:
    """What a picture is called when it is written anew."""
    return f"{PurePath(name).stem}.jpg"


def problem_with(name: str, *, size: int, head: bytes) -> FileProblem | None:
    """Say what is wrong with a file, None where it may be kept. `size` in bytes; `head`: its first 16 bytes."""
    ending = PurePath(name).suffix.lower()
    if ending not in BEGINNINGS:
        return FileProblem.UNKNOWN_KIND
    if size == 0:
        return FileProblem.EMPTY
    if size > MOST_BYTES:
        return FileProblem.TOO_LARGE
    return None if head.startswith(BEGINNINGS[ending]) else FileProblem.NOT_WHAT_IT_SAYS
