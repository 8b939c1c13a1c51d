"""Large files of JSON documents, cut into pieces of one document a line, whatever shape they come in.

A document on each line; an array of documents; the answer of a search (`{"hits": {"hits": [...]}}`), or several of them; documents
behind one another. Plain or gzip. A piece is a file of its own (or the file itself, where it is small and of lines) that an engine
reads at once; of the rest no more than a few blocks is in memory. Whether a line is good JSON is for the engine to find out: this
only says where a document ends and the next begins.
"""

import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from mikrovirk.register.services.readers.arrays import LONGEST, Batch, batches
from mikrovirk.register.services.readers.blocks import Damaged, blocks, is_packed
from mikrovirk.register.services.readers.shapes import Shape

PIECE = 512 * 1024 * 1024  # bytes: the engine is quicker on large files; their tables still stay far below a gigabyte
# A plain file of lines up to this size is read where it lies: copying costs a tenth more, and memory stays below a gigabyte.
WHOLE = PIECE * 6
__all__ = ["LONGEST", "PIECE", "Piece", "pieces"]
HELD = 32 * 1024 * 1024  # bytes of a file that are kept in memory while its lines are counted


@dataclass
class Piece:
    """A file of one document a line. `first` is the position of its first line in the file it was cut from."""

    path: Path
    first: int
    count: int = 0
    end: int = 0  # place in the unpacked content behind it: where to begin again
    file_end: int = 0  # how far the file itself was read
    left_out: list[tuple[int, str]] = field(default_factory=list)  # (position, code)


def pieces(
    file: Path, path: Path, shape: Shape, *, start: int | None = None, first: int = 1, size: int = PIECE
) -> Iterator[Piece]:
    """Cut the file, from its beginning or from where an earlier piece ended; each is written to `path` in turn.

    Raises Damaged behind the last piece that could be read.
    """
    start = shape.start if start is None else start
    if shape.by_line and not is_packed(file):
        return of_lines(file, path, start, first, size)
    found = lines_of_blocks(file, start) if shape.by_line else batches(file, shape, start)
    return of_batches(found, Piece(path, first, end=start), size)


def of_lines(file: Path, path: Path, start: int, first: int, size: int) -> Iterator[Piece]:
    """Pieces of a plain file of lines: copied by the system, without passing through here."""
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        while start < len(content):
            end = len(content)
            if len(content) - start > size * WHOLE // PIECE:
                end = content.find(b"\n", start + size) + 1 or len(content)
            count = lines_between(content, start, end)
            if (start, end) == (0, len(content)):
                yield Piece(file, first, count, end, end)
            else:
                with path.open("wb") as out:
                    copy(opened.fileno(), out.fileno(), start, end)
                yield Piece(path, first, count, end, end)
            start, first = end, first + count


def lines_between(content: mmap.mmap, start: int, end: int) -> int:
    """How many lines; the last need not be ended."""
    count, place, held = 0, start, start
    while place < end:
        place = content.find(b"\n", place, end) + 1 or end
        count += 1
        if place - held > HELD:
            let_go(content, held, place)
            held = place
    let_go(content, held, end)
    return count


def let_go(content: mmap.mmap, start: int, end: int) -> None:
    """Give back the memory of what was looked at: otherwise the process holds the whole file in the end."""
    if hasattr(mmap, "MADV_DONTNEED"):
        begins = start - start % mmap.PAGESIZE
        content.madvise(mmap.MADV_DONTNEED, begins, end - begins)


def copy(source: int, target: int, start: int, end: int) -> None:
    while start < end:
        start += os.sendfile(target, source, start, end - start)


def lines_of_blocks(file: Path, start: int) -> Iterator[Batch]:
    """A packed file of lines, block by block: whole lines, and then the beginning of the next one with a count of 0."""
    damage, is_open = None, False
    source = blocks(file, start=start)
    while True:
        try:
            block, file_end = next(source, (b"", 0))
        except Damaged as error:
            block, damage = b"", error
        if not block:
            break
        used = block.rfind(b"\n") + 1
        if used:
            yield Batch(block[:used], block.count(b"\n"), start + used, file_end)
        if used < len(block):
            yield Batch(block[used:], 0, start + len(block), file_end)
        start, is_open, last_end = start + len(block), used < len(block), file_end
    if is_open:
        yield Batch(b"\n", 1, start, last_end)
    if damage:
        raise damage


def of_batches(found: Iterator[Batch], piece: Piece, size: int) -> Iterator[Piece]:
    """Pieces of what comes batch by batch."""
    out, damage = None, None
    while True:
        try:
            batch = next(found, None)
        except Damaged as error:
            batch, damage = None, error
        if batch:
            out = out or piece.path.open("wb")
            take(piece, batch, out)
        if out and (batch is None or (batch.count and out.tell() >= size)):
            out.close()
            out = None
            yield piece
            piece = Piece(piece.path, piece.first + piece.count, end=piece.end, file_end=piece.file_end)
        if batch is None:
            break
    if damage:
        raise damage


def take(piece: Piece, batch: Batch, out: BinaryIO) -> None:
    if batch.trouble:
        piece.left_out.append((piece.first + piece.count, batch.trouble))
        batch.lines = b"{}\n"  # keeps the count of the lines
    out.write(batch.lines)
    piece.count += batch.count
    piece.end, piece.file_end = batch.end, batch.file_end
