"""Documents that do not stand on lines of their own, brought onto lines: arrays, search answers, documents behind one another."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mikrovirk.register.services.readers.blocks import Damaged, blocks
from mikrovirk.register.services.readers.shapes import FIRST_KEY, HITS, Shape

LONGEST = 16 * 1024 * 1024  # bytes of one document; a longer one is left out
BETWEEN = re.compile(r"[ \t\r\n,]*")
ONE_LINE = bytes.maketrans(
    b"\n\r\0", b"  \n"
)  # line ends inside a document become spaces, the mark between two a line end


@dataclass
class Batch:
    """Whole documents, one a line (or, `trouble`: one that was left out), and how far they reach."""

    lines: bytes
    count: int
    end: int  # place in the unpacked content behind them: where to begin again
    file_end: int  # how far the file itself was read
    trouble: str = ""


def batches(file: Path, shape: Shape, start: int) -> Iterator[Batch]:
    """The content in whole documents, a block or so at a time. Raises Damaged behind the last of them."""
    kept, end, file_end, wanted, damage = b"", start, 0, 0, None
    source = blocks(file, start=start)
    while True:
        try:
            block, file_end = next(source, (b"", file_end))
        except Damaged as error:
            block, damage = b"", error
        content = kept + block
        at_end = not block
        if not at_end and len(content) < wanted:
            kept = content
            continue
        lines, count, used = whole(content, shape, at_end=at_end)
        end += used
        kept = content[used:]
        wanted = 0 if used else min(2 * len(content), LONGEST)
        if count:
            yield Batch(lines, count, end, file_end)
        if len(kept) > LONGEST and not at_end:
            kept, dropped = skip_to_next(kept, source, shape)
            end += dropped
            yield Batch(b"", 1, end, file_end, trouble="too_long")
        if at_end:
            break
    if damage:
        raise damage


def whole(content: bytes, shape: Shape, *, at_end: bool) -> tuple[bytes, int, int]:
    """The whole documents in it as lines, how many they are, and how many bytes they took."""
    if shape.cut and not at_end and not HITS.search(content):  # else another answer begins in it
        used = content.rfind(shape.cut) + 1
        lines = by_cut(content[:used], shape.cut)
        return lines, lines.count(b"\n"), used
    documents, used = one_by_one(content, at_end=at_end)
    return b"".join(documents), len(documents), used


def by_cut(content: bytes, cut: bytes) -> bytes:
    """An array's documents, each on a line of its own, wherever `cut` stands between two of them."""
    if not content:
        return b""
    key = cut[cut.index(b"{") :]
    return content.lstrip(b", \t\r\n").replace(cut, b"}\0" + key).translate(ONE_LINE) + b"\n"


def one_by_one(content: bytes, *, at_end: bool) -> tuple[list[bytes], int]:
    """The documents in it, each as a line, and how many bytes they took. A broken one comes out as a line too.

    Behind the end of an array everything is passed over up to the next `"hits": [`.
    """
    text = content.decode("utf-8", "surrogateescape")
    found: list[bytes] = []
    place = skipped(text, 0)
    while place < len(text):
        behind = end_of_array(text, place, at_end=at_end) if text[place] in "]}" else None
        if behind is None and text[place] not in "]}":
            behind = end_of_document(text, place, at_end=at_end)
            if behind is not None:
                found.append(as_bytes(text[place:behind]).rstrip(b", \t\r\n").translate(ONE_LINE) + b"\n")
        if behind is None:
            break
        place = skipped(text, behind)
    return found, len(as_bytes(text[:place]))


def skipped(text: str, place: int) -> int:
    """Behind the spaces and commas between documents."""
    between = BETWEEN.match(text, place)
    return between.end() if between else place


def end_of_array(text: str, place: int, *, at_end: bool) -> int | None:
    """Where the documents of the next answer begin; None: not in this text."""
    behind = as_bytes(text[place:])
    again = HITS.search(behind)
    if again:
        return place + len(behind[: again.end()].decode("utf-8", "surrogateescape"))
    return len(text) if at_end else None


def end_of_document(text: str, place: int, *, at_end: bool) -> int | None:
    """Where the document ends, or, if it is broken, where the next seems to begin; None: more text is needed."""
    try:
        return json.JSONDecoder().raw_decode(text, place)[1]
    except (ValueError, RecursionError) as error:
        if not at_end and is_cut_short(error, len(text)):
            return None
    behind = next_start(text, place)
    return len(text) if behind is None and at_end else behind


def is_cut_short(error: Exception, size: int) -> bool:
    """Whether more text might mend it."""
    if not isinstance(error, json.JSONDecodeError):
        return False
    return error.msg.startswith("Unterminated string") or error.pos >= size - 16


def next_start(text: str, place: int) -> int | None:
    """Where the next document seems to begin behind a broken one: with the same first key."""
    first = FIRST_KEY.match(as_bytes(text[place : place + 200]))
    if first is None:
        return None
    key = re.escape(first[1].decode("utf-8", "surrogateescape"))
    again = re.compile(r'\{\s*"' + key + '"').search(text, place + 2)
    return again.start() if again else None


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def skip_to_next(kept: bytes, source: Iterator[tuple[bytes, int]], shape: Shape) -> tuple[bytes, int]:
    """Pass over a document that is too long; what stands behind it, and how many bytes were passed over."""
    mark = shape.cut or b"\n"
    dropped = 0
    while (place := kept.find(mark)) < 0:
        dropped += max(0, len(kept) - len(mark))
        kept = kept[-len(mark) :]
        block = next(source, None)
        if block is None:
            return b"", dropped + len(kept)
        kept += block[0]
    return kept[place + 1 :], dropped + place + 1
