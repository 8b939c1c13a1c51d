"""Which files may stay with an application: PDF, and pictures, which are written anew."""

from enum import StrEnum
from pathlib import PurePath

MOST_BYTES = 15 * 1024 * 1024
HEAD_BYTES = 8
PDF_BEGINS = b"%PDF-"
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")


class FileKind(StrEnum):
    """What a file is taken as."""

    PDF = "pdf"
    PICTURE = "picture"


class FileProblem(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN_KIND = "unknown_kind"
    NO_PDF = "no_pdf"  # called a PDF, and none


def kind_of(name: str, *, size: int, head: bytes) -> FileKind | FileProblem:
    """What a file is, or why it is not taken. `size` in bytes, `head` its first 8. Whether a picture can be read comes later."""
    ending = PurePath(name).suffix.lower()
    if ending != ".pdf" and ending not in PICTURES:
        return FileProblem.UNKNOWN_KIND
    if size == 0:
        return FileProblem.EMPTY
    if size > MOST_BYTES:
        return FileProblem.TOO_LARGE
    if ending in PICTURES:
        return FileKind.PICTURE
    return FileKind.PDF if head.startswith(PDF_BEGINS) else FileProblem.NO_PDF
