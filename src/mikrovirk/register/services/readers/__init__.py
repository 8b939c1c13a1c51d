"""What every reader of a register's files is given, and what it gives back.

A reader is a module of this package with two functions:

    country_of(mapping) -> str       the register's country ("DK"); only the reader `table` looks at the mapping
    read(reading: Reading) -> None   reads `reading.files` and writes the tables of `register.domain.layout`

It writes part after part (a part: a piece of a file that fits in memory). For each part it calls `reading.write(table, part,
query)` for the tables it has, and then `reading.finish(part, …)`: from then on the part survives an interruption, and
`reading.finished(part)` says so to the next run, which skips it. A reader writes a unit once within one part (the later
`updated_at` wins); that a unit occurs in two parts is seen to by `importing`, as is everything else: progress on the screen, the
manifest, swapping in, disk full, tables nobody wrote (they become empty ones).
"""

import importlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mikrovirk.register.domain.layout import BY_NAME, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SOURCES = {"cvr": "cvr", "datafordeler": "datafordeler", "brreg": "brreg", "table": "table"}  # source -> module here
MOST_TOLD = 10_000  # entries set aside or warned of that are kept one by one; further ones are only counted


class Reader(Protocol):
    """A module of this package."""

    def country_of(self, mapping: Mapping[str, Any] | None) -> str: ...

    def read(self, reading: "Reading") -> None: ...


class WrongSource(Exception):
    """The files are not of this source. The message says what was found in which file."""


@dataclass(frozen=True)
class SetAside:
    """A document (or row, or whole file) that was left out; or, among the warnings, a value that was.

    `position` counts from 1: the line of a file of lines, the document of an array, the row of a table with its heading as row 1;
    0 is the file as a whole. `reason` is a code of `register.reasons`, `detail` what stands there.
    """

    file: str
    position: int
    reason: str
    detail: str = ""


@dataclass
class Told:
    """What a part came to."""

    read: int = 0
    kept: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[SetAside] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)  # set aside and warnings by reason, also those not listed


@dataclass
class Reading:
    """One import while it goes on. `into` is a folder of its own that is thrown away or becomes the copy."""

    connection: "DuckDBPyConnection"
    files: Sequence[Path]
    into: Path
    as_of: date | None = None
    mapping: Mapping[str, Any] | None = None
    # Called with the bytes of all files that are dealt with, and the documents read so far.
    progress: Callable[[int, int], None] = lambda done, documents: None
    stopping: Callable[[], bool] = lambda: False
    told: Told = field(default_factory=Told)  # of the finished parts
    part: Told = field(default_factory=Told)  # of the part at work
    newest: str = ""  # the latest day the documents name as their own, ISO; the copy's date where none was given
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self, table: str, part: str, query: str) -> None:
        """Write the rows of `query` as this part of a table; columns the query does not have are NULL.

        The query names its columns as the layout does, in any order; they are cast to the layout's types.
        """
        file = self.file_of(table, part)
        file.parent.mkdir(parents=True, exist_ok=True)
        empty = empty_of(BY_NAME[table])
        self.connection.execute(
            f"COPY ({empty} UNION ALL BY NAME {query}) TO '{quoted(file)}' (FORMAT parquet, COMPRESSION zstd)"
        )

    def file_of(self, table: str, part: str) -> Path:
        return self.into / table / f"{part}.parquet"

    def set_aside(self, file: Path | str, position: int, reason: str, detail: str = "") -> None:
        """Leave a document out, and say so."""
        tell(self.part, self.part.set_aside, SetAside(Path(file).name, position, reason, detail[:300]))

    def warn(self, file: Path | str, position: int, reason: str, detail: str = "") -> None:
        """Say what in a document could not be understood; the document is kept."""
        tell(self.part, self.part.warnings, SetAside(Path(file).name, position, reason, detail[:300]))

    def finished(self, part: str) -> bool:
        """Whether an earlier, interrupted run has written this part."""
        return part in self.parts

    def finish(self, part: str, *, read: int, kept: int, bytes_done: int, **state: Any) -> None:
        """The part is written: remember it with what it came to, and whatever the reader wants to find again in `parts`."""
        told = self.part
        told.read, told.kept = read, kept
        entry = {**asdict(told), "bytes_done": bytes_done, "newest": self.newest, **state}
        self.parts[part] = entry
        with (self.into / "parts.jsonl").open("a", encoding="utf-8") as journal:
            journal.write(json.dumps({"part": part, **entry}, ensure_ascii=False) + "\n")
        add(self.told, told)
        self.part = Told()
        self.progress(bytes_done, self.told.read)


def empty_of(table: Table) -> str:
    """A query that gives no row of this table, with its columns and types."""
    columns = ", ".join(f"NULL::{column.type} AS {column.name}" for column in table.columns)
    return f"(SELECT {columns} WHERE false)"


def tell(told: Told, entries: list[SetAside], entry: SetAside) -> None:
    told.counts[entry.reason] += 1
    if len(entries) < MOST_TOLD:
        entries.append(entry)


def add(total: Told, part: Told) -> None:
    """Add what a part came to."""
    total.read += part.read
    total.kept += part.kept
    total.counts.update(part.counts)
    total.set_aside.extend(part.set_aside[: MOST_TOLD - len(total.set_aside)])
    total.warnings.extend(part.warnings[: MOST_TOLD - len(total.warnings)])


def quoted(path: Path | str) -> str:
    """A path or text for a place between single quotes in SQL."""
    return str(path).replace("'", "''")


def reader_of(source: str) -> Reader:
    """The reader of a source of SOURCES."""
    module: Any = importlib.import_module(f"{__name__}.{SOURCES[source]}")
    reader: Reader = module
    return reader
