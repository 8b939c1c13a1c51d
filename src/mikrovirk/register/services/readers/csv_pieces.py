"""Large CSV files, cut into pieces of whole rows: comma, semicolon, tab or bar, plain or packed, line ends inside quotes.

Each piece is a file of its own with the heading on top. Which rows are good is for the engine to find out.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mikrovirk.register.services.readers.arrays import LONGEST
from mikrovirk.register.services.readers.blocks import Damaged, blocks
from mikrovirk.register.services.readers.documents import PIECE
from mikrovirk.register.services.readers.shapes import MARKS, Unreadable, head_of

DELIMITERS = (",", ";", "\t", "|")
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Heading:
    """The first row: its bytes, the place behind it, what stands between two columns, and their names."""

    line: bytes
    end: int
    delimiter: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class CsvPiece:
    """A written piece: the place in the unpacked content behind it, and how far the file itself was read."""

    end: int
    file_end: int


def heading_of(file: Path, *, delimiter: str | None = None) -> Heading:
    """Look at the first row; raises Unreadable where there is none, or no text.

    Names are trimmed (Companies House has blanks before them), and told apart where two are alike: "kode", "kode_2".
    """
    head = head_of(file)
    code = next((code for mark, code in MARKS.items() if head.startswith(mark)), None)
    if code or not head.strip():
        raise Unreadable(code or "empty")
    end = end_of_rows(head[: head.find(b"\n") + 1] or head) or end_of_rows(head, last=False) or len(head)
    try:
        text = head[:end].removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8") from error
    delimiter = delimiter or max(DELIMITERS, key=text.count)
    names: list[str] = []
    for name in next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter), []):
        plain = name.strip()
        names.append(plain if plain not in names else f"{plain}_{1 + len(names)}")
    line_end = b"\r\n" if text.endswith("\r\n") else b"\n"  # the engine wants all rows to end alike
    return Heading(text.rstrip("\r\n").encode() + line_end, end, delimiter, tuple(names))


def csv_pieces(file: Path, path: Path, heading: Heading, *, start: int, size: int = PIECE) -> Iterator[CsvPiece]:
    """Cut the file from `start` on; each piece is written to `path` in turn.

    Raises Damaged behind the last piece that could be read.
    """
    written, end, file_end = 0, start, 0
    damage: Damaged | None = None
    opened = path.open("wb")
    try:
        opened.write(heading.line)
        for rows, file_end, damage in whole_rows(file, start):  # noqa: B007  the last one counts
            opened.write(rows)
            written, end = written + len(rows), end + len(rows)
            if written >= size:
                opened.close()
                yield CsvPiece(end, file_end)
                opened, written = path.open("wb"), 0
                opened.write(heading.line)
    finally:
        opened.close()
    if written:
        yield CsvPiece(end, file_end)
    if damage:
        raise damage


def whole_rows(file: Path, start: int) -> Iterator[tuple[bytes, int, Damaged | None]]:
    """The content in whole rows, a block or so at a time; the damage stands with the last of them."""
    kept, file_end = b"", 0
    try:
        for block, file_end in blocks(file, start=start):
            content = kept + block
            end = end_of_rows(content)
            if not end and len(content) > LONGEST:  # a quotation mark that nobody closed
                end = content.rfind(b"\n") + 1
            kept = content[end:]
            if end:
                yield content[:end], file_end, None
    except Damaged as damage:
        yield b"", file_end, damage
        return
    if kept.strip():
        yield kept + b"\n" * (not kept.endswith(b"\n")), file_end, None


def end_of_rows(content: bytes, *, last: bool = True) -> int:
    """The place behind the last (or first) line end that stands in no quotes; 0 where there is none."""
    place = content.rfind(b"\n") if last else content.find(b"\n")
    quotes = content.count(b'"', 0, max(0, place))
    while place >= 0 and quotes % 2:
        if last:
            mark = content.rfind(b'"', 0, place)
            before = content.rfind(b"\n", 0, max(0, mark))
            quotes -= content.count(b'"', max(0, before), place)
            place = before
        else:
            after = content.find(b"\n", place + 1)
            quotes += content.count(b'"', place, after) if after > 0 else 0
            place = after
    return place + 1
