"""The bytes of a file, plain, gzip or the only one of a zip archive, block by block, with where the file itself is; never more than a block in memory."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

BLOCK = 4 * 1024 * 1024
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"


class Damaged(Exception):
    """The rest of the file cannot be read; what came before was. The argument is a code of `register.reasons`."""


def blocks(file: Path, *, start: int = 0) -> Iterator[tuple[bytes, int]]:
    """Each block of the content from `start` (a place in the content, unpacked), and how far the file itself was read then.

    Raises Damaged after the last readable block where packed data is cut short or broken.
    """
    mark = mark_of(file)
    with file.open("rb") as opened:
        if mark == ZIP:
            yield from unzipped(opened, start)
            return
        if mark[:2] == GZIP:
            yield from unpacked(opened, start)
            return
        opened.seek(start)
        while block := opened.read(BLOCK):
            yield block, opened.tell()


def is_packed(file: Path) -> bool:
    mark = mark_of(file)
    return mark == ZIP or mark[:2] == GZIP


def mark_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(4)


def unzipped(opened: BinaryIO, start: int) -> Iterator[tuple[bytes, int]]:
    """The same of a zip archive with one file in it; of several nobody can say which is meant."""
    try:
        with zipfile.ZipFile(opened) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if len(members) != 1:
                raise Damaged("zip")
            with archive.open(members[0]) as member:
                left = start
                while left and (passed := len(member.read(min(left, BLOCK)))):
                    left -= passed
                while block := member.read(BLOCK):
                    yield block, opened.tell()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged("zip_broken") from error


def unpacked(opened: BinaryIO, start: int) -> Iterator[tuple[bytes, int]]:
    """The same of gzip data, of one member or of several behind one another."""
    skip, pending, begun = start, b"", False
    inflate = zlib.decompressobj(wbits=31)
    while pending := pending or opened.read(BLOCK // 4):
        if not begun:
            pending = pending.lstrip(b"\0")  # some programs fill the end with zeros
            if not pending:
                continue
            inflate, begun = zlib.decompressobj(wbits=31), True
        try:
            block = inflate.decompress(pending, BLOCK)
        except zlib.error as error:
            raise Damaged("gzip_broken") from error
        pending = inflate.unconsumed_tail
        if inflate.eof:
            pending, begun = inflate.unused_data, False
        if len(block) > skip:
            yield block[skip:], opened.tell()
        skip = max(0, skip - len(block))
    while begun and (block := inflate.decompress(b"", BLOCK)):  # what was still inside
        yield block, opened.tell()
    if begun and not inflate.eof:
        raise Damaged("gzip_cut_short")
