"""How the documents of a JSON file follow one another, seen from its beginning."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from mikrovirk.register.services.readers.blocks import Damaged, blocks

HEAD = 1024 * 1024
HITS = re.compile(rb'"hits"\s*:\s*\[')
ANSWER = re.compile(rb'\{\s*"(?:took|timed_out|_shards|_scroll_id|hits|num_reduce_phases)"\s*:')
FIRST_KEY = re.compile(rb'[\s,]*\{\s*"([^"\\]+)"')
# Keys that stand first only in the object around a document, never inside one: where one does, it is safe to cut by it.
OUTER = {
    b"_index",
    b"_type",
    b"_id",
    b"_score",
    b"_source",
    b"Vrvirksomhed",
    b"VrproduktionsEnhed",
    b"Vrproduktionsenhed",
}
MARKS = {b"\xff\xfe": "utf16", b"\xfe\xff": "utf16", b"PK\x03\x04": "zip", b"PAR1": "not_json", b"%PDF": "not_json"}


class Unreadable(Exception):
    """Nothing in the file can be read. The argument is a code of `register.reasons`."""


@dataclass(frozen=True)
class Shape:
    """`by_line`: a document on each line. Else they follow one another; `cut` is what stands from the end of one to the first
    key of the next, None: they are read one by one. `start` is where the first begins in the unpacked content."""

    by_line: bool
    start: int = 0
    cut: bytes | None = None


def shape_of(file: Path) -> Shape:
    """Look at the beginning; raises Unreadable where there is nothing or no JSON, and OSError."""
    head = head_of(file)
    code = next((code for mark, code in MARKS.items() if head.startswith(mark)), None)
    start = 3 if head.startswith(b"\xef\xbb\xbf") else 0
    start += len(head[start:]) - len(head[start:].lstrip())
    if code or start >= len(head):
        raise Unreadable(code or "empty")
    if head[start:].startswith(b"["):
        return with_cut(head, start + 1)
    if not head[start:].startswith(b"{"):
        raise Unreadable("not_json")
    if ANSWER.match(head, start):
        hits = HITS.search(head, start)
        return with_cut(head, hits.end()) if hits else Shape(by_line=False, start=start)
    return Shape(by_line=head[start:].split(b"\n", 1)[0].strip() != b"{", start=start)


def head_of(file: Path) -> bytes:
    """The first bytes; fewer where the file ends or is damaged before."""
    head = b""
    try:
        for block, _ in blocks(file):
            head += block[:HEAD]
            if len(head) >= HEAD:
                break
    except Damaged as damage:
        if not head:
            raise Unreadable(str(damage)) from damage
    return head[:HEAD]


def with_cut(head: bytes, start: int) -> Shape:
    """An array whose documents begin with the same outer key is cut by what stands between its first two."""
    first = FIRST_KEY.match(head, start)
    if first and first[1] in OUTER:
        text = head[first.start() :].decode("utf-8", "surrogateescape").lstrip(" \t\r\n,")
        try:
            _, end = json.JSONDecoder().raw_decode(text)
        except (ValueError, RecursionError):
            return Shape(by_line=False, start=start)
        behind = text[end:].encode("utf-8", "surrogateescape")
        second = FIRST_KEY.match(behind)
        if second and second[1] == first[1] and b"," in second[0]:
            return Shape(by_line=False, start=start, cut=b"}" + second[0])
    return Shape(by_line=False, start=start)
