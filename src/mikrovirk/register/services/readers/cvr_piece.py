"""One piece of CVR documents as a table `docs` in the engine: one row for each document, whatever stands around it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mikrovirk.register.domain.layout import COMPANY, PLACE
from mikrovirk.register.services.readers import Reading, quoted
from mikrovirk.register.services.readers.arrays import LONGEST
from mikrovirk.register.services.readers.cvr_schema import (
    COMPANY_KEYS,
    COMPANY_NAMES,
    PERSON,
    PLACE_KEYS,
    PLACE_NAMES,
    struct,
)
from mikrovirk.register.services.readers.documents import Piece
from mikrovirk.register.services.readers.sifting import REFUSALS, first_words, lines_of, sift

NAMES = {**dict.fromkeys(COMPANY_NAMES, COMPANY), **dict.fromkeys(PLACE_NAMES, PLACE)}
KEYS = {COMPANY: COMPANY_KEYS, PLACE: PLACE_KEYS}
NUMBERS = {COMPANY: ("cvrNummer", 8), PLACE: ("pNummer", 10)}  # the key of a unit's number, and how many digits it has
ALL_KEYS = {**COMPANY_KEYS, **PLACE_KEYS}
LOOK = 1024 * 1024  # bytes at the beginning, in the middle and at the end of a piece tell which kinds to expect


@dataclass
class Work:
    """A piece while it is turned into tables."""

    reading: Reading
    file: Path
    piece: Piece
    part: str
    read: int = 0
    taken: list[int] | None = None  # the line of each row of `docs`; None: row n is line n

    def position_of(self, row: int) -> int:
        """The position in the file of a row of `docs`."""
        return self.piece.first + (row if self.taken is None else self.taken[row])

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.reading.connection.execute(sql).fetchall()
        return found

    def count(self) -> int:
        return int(self.rows("SELECT count(*) FROM docs")[0][0])

    def leave_out(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Set documents aside: (row, code, detail)."""
        for row, code, detail in rows:
            self.reading.set_aside(self.file, self.position_of(row), code, detail)
        self.delete([row for row, _, _ in rows])

    def delete(self, rows: Sequence[int]) -> None:
        if rows:
            self.reading.connection.execute("DELETE FROM docs WHERE rowid IN (SELECT unnest(?))", [list(rows)])

    def newest(self) -> str:
        """The latest day on which the register loaded one of the documents, ISO; empty where none says."""
        day = self.rows("SELECT max(left(coalesce(sidstIndlaest, sidstOpdateret), 10)) FROM docs")[0][0]
        return day or ""

    def write_positions(self) -> None:
        """Where each unit stands, for when it turns up a second time in another part."""
        connection = self.reading.connection
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE lines AS SELECT unnest(?::BIGINT[]) AS line", [self.taken or []]
        )
        line = "rowid" if self.taken is None else "(SELECT line FROM lines WHERE lines.rowid = docs.rowid)"
        self.reading.write_positions(
            self.part, f"SELECT kind, id AS unit_id, {self.piece.first} + {line} AS position FROM docs"
        )


def take_in(work: Work) -> None:
    """Make the table `docs` of the piece; what is no document of this register is set aside."""
    for position, code in work.piece.left_out:
        work.reading.set_aside(work.file, position, code)
    names, envelope = seen_in(work.piece.path)
    connection = work.reading.connection
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE docs (id VARCHAR, kind VARCHAR, "
        + ", ".join(f'"{key}" {type}' for key, type in ALL_KEYS.items())
        + ")"
    )
    insert = inserting(work.reading, names, envelope)
    try:
        insert(work.piece.path)
    except REFUSALS:
        found = sift(work.piece.path, insert, work.reading.into / "sifted.ndjson")
        work.taken = found.taken
        for line, code, detail in found.refused:
            work.reading.set_aside(work.file, work.piece.first + line, code, detail)
        work.read += len(found.refused)
    if work.taken is None and work.count() != work.piece.count:  # blank lines, which the engine passes over
        with lines_of(work.piece.path) as lines:
            work.taken = lines.filled()
    work.read += work.count()
    look_at_strange(work)


def seen_in(piece: Path) -> tuple[tuple[str, ...], str]:
    """The keys around documents that occur in the piece, and what stands around them in turn (`_source` or nothing)."""
    size = piece.stat().st_size
    with piece.open("rb") as opened:
        sample = opened.read(LOOK)
        for place in (size // 2, size - LOOK):
            opened.seek(max(0, place))
            sample += opened.read(LOOK)
    names = tuple(name for name in NAMES if f'"{name}"'.encode() in sample)
    if set(PLACE_NAMES) <= set(names):  # the engine takes them for the same; the other one is looked at by itself
        names = tuple(name for name in names if name != PLACE_NAMES[1])
    return names, "_source" if b'"_source"' in sample else ""


def inserting(reading: Reading, names: Sequence[str], envelope: str) -> Callable[[Path], None]:
    """What reads a file of lines into `docs`: all of it or, raising one of REFUSALS, nothing.

    Without `names` the documents stand by themselves, with nothing around them.
    """
    around = {name: struct(KEYS[NAMES[name]]) for name in names} or dict(ALL_KEYS)
    columns = {envelope: struct(around)} if envelope and names else around
    inner = f'"{envelope}".' if envelope and names else ""
    sources = [(NAMES[name], f'{inner}"{name}".') for name in names] or [(COMPANY, ""), (PLACE, "")]
    id_, kind = id_and_kind(sources)
    chosen = [id_, kind, *(chosen_key(key, sources) for key in ALL_KEYS)]
    types = ", ".join(f"'{name}': '{quoted(type)}'" for name, type in columns.items())

    def insert(file: Path) -> None:
        reading.connection.execute(
            f"INSERT INTO docs SELECT {', '.join(chosen)} FROM read_json('{quoted(file)}', format = 'newline_delimited', "
            f"maximum_object_size = {LONGEST}, columns = {{{types}}})"
        )

    return insert


def id_and_kind(sources: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The unit's number with its leading zeros, and which kind it is by where the number stands."""
    ids, kinds = [], []
    for kind, where in sources:
        key, digits = NUMBERS[kind]
        number = f'{where}"{key}"'
        ids.append(f"CASE WHEN length({number}) < {digits} THEN lpad({number}, {digits}, '0') ELSE {number} END")
        kinds.append(f"WHEN {number} IS NOT NULL THEN '{kind}'")
    return f"coalesce({', '.join(ids)})", f"CASE {' '.join(kinds)} END"


def chosen_key(key: str, sources: Sequence[tuple[str, str]]) -> str:
    found = [f'{where}"{key}"' for kind, where in sources if key in KEYS[kind]]
    found = list(dict.fromkeys(found))
    if not found:
        return f"NULL::{ALL_KEYS[key]}"
    return found[0] if len(found) == 1 else f"coalesce({', '.join(found)})"


def look_at_strange(work: Work) -> None:
    """Rows without a number: a participant, a document wrapped otherwise than its neighbours, or something else."""
    strange = [row for (row,) in work.rows("SELECT rowid FROM docs WHERE id IS NULL ORDER BY rowid")]
    if not strange:
        return
    others: list[tuple[int, bytes]] = []
    people, first_person = 0, 0
    with lines_of(work.piece.path) as lines:
        for row in strange:
            number = work.position_of(row) - work.piece.first
            line = lines[number]
            if PERSON.encode() in line[:400]:
                people, first_person = people + 1, first_person or work.piece.first + number
            elif (number + work.piece.first) not in dict(work.piece.left_out):
                others.append((row, line))
        take_others(work, others)
    if people:
        work.reading.warn(work.file, first_person, "person", str(people))
    work.delete(strange)


def take_others(work: Work, others: Sequence[tuple[int, bytes]]) -> None:
    """Take in those that are ours after all, set the rest aside."""
    insert = inserting(work.reading, (COMPANY_NAMES[0], PLACE_NAMES[0]), "")
    file = work.reading.into / "one.ndjson"
    if others and work.taken is None:
        work.taken = list(range(work.count()))
    for row, line in others:
        position = work.position_of(row)
        document = unwrapped(line)
        if document is None:
            work.reading.set_aside(work.file, position, "unknown_document", first_keys(line))
            continue
        file.write_text(json.dumps(document), "utf-8")
        try:
            insert(file)
        except REFUSALS as error:
            work.reading.set_aside(work.file, position, "wrong_shape", first_words(error))
            continue
        assert work.taken is not None
        work.taken.append(position - work.piece.first)
    file.unlink(missing_ok=True)


def unwrapped(line: bytes) -> dict[str, Any] | None:
    """The document with its own key around it and nothing else; None where it is none of ours."""
    document = json.loads(line)
    while isinstance(document, dict) and isinstance(document.get("_source"), dict):
        document = document["_source"]
    if not isinstance(document, dict):
        return None
    for name, kind in NAMES.items():
        if isinstance(document.get(name), dict):
            return {(COMPANY_NAMES if kind == COMPANY else PLACE_NAMES)[0]: document[name]}
    if "livsforloeb" in document and ("pNummer" in document or "cvrNummer" in document):
        return {PLACE_NAMES[0] if "pNummer" in document else COMPANY_NAMES[0]: document}
    return None


def first_keys(line: bytes) -> str:
    document = json.loads(line)
    return ", ".join(list(document)[:5]) if isinstance(document, dict) else type(document).__name__


def is_of_others(piece: Path) -> bool:
    """Whether the first documents of a file are of some other register altogether: none of its first ones is one of ours."""
    names, _ = seen_in(piece)
    if names:
        return False
    with lines_of(piece) as lines:
        for number in lines.filled()[:50]:
            line = lines[number]
            try:
                document = json.loads(line)
            except ValueError:
                return False
            if PERSON.encode() in line[:400] or unwrapped(line) or not isinstance(document, dict):
                return False
    return True
