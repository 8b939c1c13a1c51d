"""Looks for words in files, however they may have been written down: in other encodings, escaped, or in part."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import escape
from pathlib import Path
from urllib.parse import quote

LEAST = 8  # letters: shorter pieces turn up by chance


def forms_of(words: str) -> set[bytes]:
    """The bytes that give these words away, whole and word by word."""
    found: set[bytes] = set()
    for each in {words, words.upper(), words.lower(), *(word for word in words.split() if len(word) >= LEAST)}:
        found |= set(written(each))
    return found


def written(words: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1"):
        raw = words.encode(encoding)
        yield raw
        yield raw.hex().encode()
        for shift in range(3):  # where it stands in what was encoded decides how it looks: cut off what depends on it
            encoded = base64.b64encode(b"\0" * shift + raw)
            yield encoded[4 : len(encoded) - len(encoded) % 4 - 4]
    for escaped in (json.dumps(words)[1:-1], escape(words), quote(words)):
        yield escaped.encode()


def traces_in(paths: Iterable[Path], words: str) -> dict[str, bytes]:
    """Which files below these paths give the words away, and how; also inside what is packed with zlib or gzip."""
    forms = forms_of(words)
    found: dict[str, bytes] = {}
    for path in paths:
        for file in [path, *path.rglob("*")]:
            if not file.is_file():
                continue
            content = file.read_bytes()
            for piece in [content, *unpacked(content)]:
                hit = next((form for form in forms if len(form) >= LEAST and form in piece), None)
                if hit:
                    found[str(file)] = hit
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    for start, bits in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15)):
        place = content.find(start)
        while place >= 0:
            with suppress(zlib.error):
                yield zlib.decompressobj(bits).decompress(content[place:], 10_000_000)
            place = content.find(start, place + 1)
