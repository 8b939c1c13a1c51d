"""What the bytes of an uploaded file are, whatever its name says."""

import re
from dataclasses import dataclass

from .encodings import decoded
from .results import ProblemCode, Table, UnreadableFile

MAX_BYTES = 10_000_000

_OLE_STORE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Excel before 2007, and any workbook with a password
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_TEXT = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"{\\rtf", b"MZ", b"\x7fELF", b"SQLite format 3",
    b"BEGIN:VC",
)  # fmt: skip
_WEB_PAGE = re.compile(r"\A\s*(?:<!doctype html|<html|<table|<head|<body|<\?xml)", re.IGNORECASE)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file, not yet cut into cells."""

    text: str
    encoding: str


def opened(content: bytes) -> TextFile | list[Table]:
    """Return the text of a text file, or the sheets of a workbook; raise UnreadableFile with what is wrong."""
    if len(content) > MAX_BYTES:
        raise UnreadableFile(ProblemCode.TOO_LARGE, str(MAX_BYTES // 1_000_000))
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise UnreadableFile(ProblemCode.EMPTY)
    if content.startswith(_ZIP):
        from . import workbooks  # slow to load, and only this kind of list needs it

        return list(workbooks.read_sheets(content))
    _refuse_other_kinds(content)
    text, encoding = decoded(content)
    _refuse_what_is_no_table(text)
    return TextFile(text, encoding)


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_OLE_STORE):
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise UnreadableFile(ProblemCode.PASSWORD if protected else ProblemCode.OLD_EXCEL)
    if content[:1024].lstrip().startswith(b"%PDF"):
        raise UnreadableFile(ProblemCode.PDF)
    if content.startswith(_NOT_TEXT):
        raise UnreadableFile(ProblemCode.NOT_A_SPREADSHEET)


def _refuse_what_is_no_table(text: str) -> None:
    if not text.strip():
        raise UnreadableFile(ProblemCode.EMPTY)
    if _WEB_PAGE.match(text):
        raise UnreadableFile(ProblemCode.WEB_PAGE)
    sample = text[:20_000]
    if len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise UnreadableFile(ProblemCode.NOT_A_SPREADSHEET)
