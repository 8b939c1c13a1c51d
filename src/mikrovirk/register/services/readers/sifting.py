"""Finds the documents of a piece that the engine cannot read, and takes in all the others.

The engine reads a whole piece or nothing of it. Where it refuses, the piece is tried in ever smaller ranges of lines, so that a
bad document costs a few more tries and the others are read as they are.
"""

import json
import mmap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from mikrovirk.register.services.readers.arrays import LONGEST, one_by_one

REFUSALS = (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException)
PARTS = 8  # a refused range is tried again in so many
LOOKED_AT = 64  # lines: a refused range of so few is looked at line by line before the engine tries again
MANY = 12  # after so many refusals every range is: many bad ones are found quicker so


@dataclass
class Sifted:
    """What became of the lines of a piece. `taken` is the line of each row that was taken in, in order."""

    taken: list[int] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)  # (line, code, detail)


@dataclass
class _Sieve:
    lines: "Lines"
    insert: Callable[[Path], None]
    file: Path
    found: Sifted = field(default_factory=Sifted)
    why: str = ""
    refusals: int = 0

    def try_range(self, numbers: list[int], *, are_looked_at: bool = False) -> None:
        """Take in these lines, all at once if the engine agrees."""
        if not numbers or self.accepted(numbers, b"\n".join(self.lines[number] for number in numbers)):
            return
        self.refusals += 1
        if len(numbers) == 1:
            self.one(numbers[0])
        elif not are_looked_at and (len(numbers) <= LOOKED_AT or self.refusals > MANY):
            bad = {number for number in numbers if why_bad(self.lines[number])}
            for number in sorted(bad):
                self.one(number)
            self.try_range([number for number in numbers if number not in bad], are_looked_at=True)
        else:
            step = -(-len(numbers) // PARTS)
            for start in range(0, len(numbers), step):
                self.try_range(numbers[start : start + step], are_looked_at=are_looked_at)

    def accepted(self, numbers: list[int], content: bytes) -> bool:
        self.file.write_bytes(content + b"\n")
        try:
            self.insert(self.file)
        except REFUSALS as error:
            self.why = first_words(error)
            return False
        self.found.taken.extend(numbers)
        return True

    def one(self, number: int) -> None:
        """A refused line: two documents behind one another after all, or a bad one."""
        line = self.lines[number]
        reason = why_bad(line)
        if reason and reason[0] == "not_json":
            documents, _ = one_by_one(line, at_end=True)
            if len(documents) > 1 and not any(why_bad(each) for each in documents):
                for document in documents:
                    if not self.accepted([number], document):
                        self.found.refused.append((number, "wrong_shape", self.why))
                return
        self.found.refused.append((number, *(reason or ("wrong_shape", self.why))))


def sift(piece: Path, insert: Callable[[Path], None], spool: Path) -> Sifted:
    """Take in all that can be: `insert` reads a file of lines (`spool`), all of it or, raising, nothing."""
    with lines_of(piece) as lines:
        sieve = _Sieve(lines, insert, spool)
        try:
            filled = lines.filled()
            too_long = {number for number in filled if lines.length(number) > LONGEST}
            sieve.found.refused.extend((number, "too_long", "") for number in sorted(too_long))
            sieve.try_range([number for number in filled if number not in too_long])
        finally:
            sieve.file.unlink(missing_ok=True)
    return sieve.found


def why_bad(line: bytes) -> tuple[str, str] | None:
    """What is wrong with a document as such; None: it is good JSON."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return "not_utf8", f"{error.object[max(0, error.start - 20) : error.end + 20]!r}"
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return "not_json", f"{error.msg}: {text[max(0, error.pos - 40) : error.pos + 20]}"
    except (ValueError, RecursionError) as error:
        return "not_json", str(error)
    return None


def first_words(error: Exception) -> str:
    """The engine's reason, without where it thinks it was and what it would try."""
    words = str(error).split("\n", 1)[0]
    return words.rpartition(" line ")[2].partition(": ")[2] or words


class Lines:
    """The lines of a piece by their number from 0, without holding them."""

    def __init__(self, content: "mmap.mmap | bytes") -> None:
        self.content, self.ends = content, list(ends(content))

    def __getitem__(self, number: int) -> bytes:
        return self.content[self.ends[number - 1] + 1 if number else 0 : self.ends[number]]

    def length(self, number: int) -> int:
        return self.ends[number] - (self.ends[number - 1] + 1 if number else 0)

    def filled(self) -> list[int]:
        """The lines that are not blank: the engine passes over the others."""
        return [
            number
            for number in range(len(self.ends))
            if (start := self.ends[number - 1] + 1 if number else 0) < self.ends[number]
            and self.content[start : min(start + 1000, self.ends[number])].strip()
        ]

    def __enter__(self) -> "Lines":
        return self

    def __exit__(self, *error: object) -> None:
        if isinstance(self.content, mmap.mmap):
            self.content.close()


def ends(content: "mmap.mmap | bytes") -> Iterator[int]:
    place = -1
    while (place := content.find(b"\n", place + 1)) >= 0:
        yield place
    if len(content) and content[-1:] != b"\n":
        yield len(content)


def lines_of(piece: Path) -> Lines:
    if not piece.stat().st_size:
        return Lines(b"")
    with piece.open("rb") as opened:
        return Lines(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))
