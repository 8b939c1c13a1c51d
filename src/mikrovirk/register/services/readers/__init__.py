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
POSITIONS = "positions"  # not of the layout: where each unit stands, to tell of those that occur twice
MOST_TOLD = 10_000  # entries set aside or warned of that are kept one by one; further ones are only counted


class Reader(Protocol):
    """A module of this package."""

    def country_of(self, mapping: Mapping[str, Any] | None) -> str: ...

    def read(self, reading: "Reading") -> None: ...


class Interrupted(Exception):
    """The import was stopped; what is finished is kept for the next run."""


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
    counts: Counter[str] = field(default_factory=Counter)  # set aside, by reason, also those not listed
    warned: Counter[str] = field(default_factory=Counter)  # warnings, by reason, also those not listed


@dataclass
class Reading:
    """One import while it goes on. `into` is a folder of its own that is thrown away or becomes the copy."""

    connection: "DuckDBPyConnection"
    files: Sequence[Path]
    into: Path
    as_of: date | None = None
    mapping: Mapping[str, Any] | None = None
    stopping: Callable[[], bool] = lambda: False
    told: Told = field(default_factory=Told)  # of the finished parts
    part: Told = field(default_factory=Told)  # of the part at work
    newest: str = ""  # the latest day the documents name as their own, ISO; the copy's date where none was given
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    bytes_done: int = 0  # of all files
    at_work: int = 0  # bytes the query that runs now will have dealt with
    to_read: int = 1  # bytes it reads for that
    read_before: int | None = None

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
        tell(self.part.set_aside, self.part.counts, SetAside(Path(file).name, position, reason, detail[:300]))

    def warn(self, file: Path | str, position: int, reason: str, detail: str = "") -> None:
        """Say what in a document could not be understood; the document is kept."""
        tell(self.part.warnings, self.part.warned, SetAside(Path(file).name, position, reason, detail[:300]))

    def write_positions(self, part: str, query: str) -> None:
        """Where each unit of this part stands in its file (columns kind, unit_id, position), if the reader knows."""
        file = self.file_of(POSITIONS, part)
        file.parent.mkdir(parents=True, exist_ok=True)
        self.connection.execute(f"COPY ({query}) TO '{quoted(file)}' (FORMAT parquet, COMPRESSION zstd)")

    def stop_if_asked(self) -> None:
        """Raises Interrupted where somebody stopped the import; what is finished is kept for the next run."""
        if self.stopping():
            raise Interrupted

    def finished(self, part: str) -> bool:
        """Whether an earlier, interrupted run has written this part."""
        return part in self.parts

    def begin(self, size: int, *, reads: Path) -> None:
        """A query begins that deals with so many bytes of the files by reading `reads`: lets the progress show how far it is."""
        self.at_work, self.to_read, self.read_before = size, max(1, reads.stat().st_size), bytes_read()

    def bytes_now(self) -> int:
        """How many bytes are dealt with, with a guess for the query that runs by what this process has read since."""
        if not self.at_work or self.read_before is None:
            return self.bytes_done
        share = ((bytes_read() or 0) - self.read_before) / self.to_read
        return self.bytes_done + int(self.at_work * min(1.0, share) * 0.95)  # the tables are still to be written

    def finish(self, part: str, *, read: int, kept: int, bytes_done: int, file: Path | str = "", **state: Any) -> None:
        """The part is written: remember it with what it came to, and whatever the reader wants to find again in `parts`.

        `bytes_done` counts over all files; `file` is the one the part is of.
        """
        told = self.part
        told.read, told.kept = read, kept
        name = Path(file).name
        entry = {
            "part": part,
            "file": name,
            "told": {**asdict(told), "counts": dict(told.counts), "warned": dict(told.warned)},
            "bytes_done": bytes_done,
            "newest": self.newest,
            **state,
        }
        with (self.into / "parts.jsonl").open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self.at_work = 0
        self.take_up(entry)
        self.part = Told()

    def take_up(self, entry: dict[str, Any]) -> None:
        """Count a part that is finished, in this run or in an earlier one."""
        self.parts[entry["part"]] = entry
        self.bytes_done = max(self.bytes_done, entry["bytes_done"])
        self.newest = max(self.newest, entry["newest"])
        add(self.told, told_of(entry["told"]))

    def set_aside_late(self, part: str, position: int, reason: str, detail: str) -> None:
        """Leave out a document of a part that is finished."""
        tell(self.told.set_aside, self.told.counts, SetAside(self.parts[part]["file"], position, reason, detail))
        self.told.kept -= 1


def told_of(written: Mapping[str, Any]) -> Told:
    """What a part came to, as it was written down."""
    return Told(
        read=written["read"],
        kept=written["kept"],
        set_aside=[SetAside(**each) for each in written["set_aside"]],
        warnings=[SetAside(**each) for each in written["warnings"]],
        counts=Counter(written["counts"]),
        warned=Counter(written["warned"]),
    )


def bytes_read() -> int | None:
    """What this process has read from files so far; None where the system does not say."""
    try:
        counted = Path("/proc/self/io").read_text("ascii")
    except OSError:
        return None
    return int(counted.split(None, 2)[1])


def empty_of(table: Table) -> str:
    """A query that gives no row of this table, with its columns and types."""
    columns = ", ".join(f"NULL::{column.type} AS {column.name}" for column in table.columns)
    return f"(SELECT {columns} WHERE false)"


def tell(entries: list[SetAside], counts: Counter[str], entry: SetAside) -> None:
    counts[entry.reason] += 1
    if len(entries) < MOST_TOLD:
        entries.append(entry)


def add(total: Told, part: Told) -> None:
    """Add what a part came to."""
    total.read += part.read
    total.kept += part.kept
    total.counts.update(part.counts)
    total.warned.update(part.warned)
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
