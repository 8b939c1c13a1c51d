"""Files of rows (CSV, Parquet) and of flat or mapped documents (JSON), part by part as a table `rows` in the engine.

What the readers of those sources have in common: going on where an interrupted run ended, telling where a bad row stands, and
setting it aside. Columns are text as the file has it; turning them into dates and numbers is for the readers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mikrovirk.register.domain.layout import BY_NAME
from mikrovirk.register.services.readers import Reading
from mikrovirk.register.services.readers.blocks import Damaged
from mikrovirk.register.services.readers.shapes import Unreadable


@dataclass
class Loaded:
    """What lies in the table `rows` just now. `first`: the position in the file of the first row that was read."""

    reading: Reading
    file: Path
    first: int
    read: int
    end: int  # where the next part begins, in the source's own measure
    file_end: int  # how far the file was read, in bytes
    taken: Sequence[int] | None = None  # which of those read each row of the table was, from 0; None: row n is n

    def line_of(self, row: int) -> int:
        """Which one of those read a row of the table was, counted from 0, by its rowid."""
        return row if self.taken is None else self.taken[row]

    def position_of(self, row: int) -> int:
        return self.first + self.line_of(row)

    def leave_out(self, found: Sequence[tuple[int, str, str]]) -> None:
        """Set rows aside: (rowid, code, detail); of several for one row the first counts."""
        seen: dict[int, tuple[str, str]] = {}
        for row, code, detail in found:
            seen.setdefault(row, (code, detail))
        for row, (code, detail) in sorted(seen.items()):
            self.reading.set_aside(self.file, self.position_of(row), code, str(detail))
        if seen:
            self.reading.connection.execute(
                "DELETE FROM rows WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [list(seen)]
            )

    def leave_out_wrong(self, code: str, value: str, right: str) -> None:
        """Set aside the rows whose value is not right: `value` is a column, `right` a condition with {} for it."""
        found = self.ask(f"SELECT rowid, {value} FROM rows WHERE NOT coalesce({right.replace('{}', value)}, false)")
        self.leave_out([(row, code, detail or "") for row, detail in found])

    def leave_out_twice(self, number: str, newest: str = "rowid") -> None:
        """Of several rows with one number keep the one where `newest` is greatest."""
        found = self.ask(
            f"SELECT rowid, {number} FROM (SELECT rowid, *, row_number() OVER (PARTITION BY {number} ORDER BY {newest} DESC) AS nth "
            "FROM rows) WHERE nth > 1"
        )
        self.leave_out([(row, "twice", detail) for row, detail in found])

    def complete(self, columns: Mapping[str, str]) -> None:
        """Give the table the columns of these types that the file did not have."""
        there = {name for name, *_ in self.ask("DESCRIBE rows")}
        for name, type in columns.items():
            if name not in there:
                self.reading.connection.execute(f"ALTER TABLE rows ADD COLUMN {identifier(name)} {type}")

    def write_positions(self, part: str, kind: str, number: str) -> None:
        """Where each unit of the part stands, for when it turns up a second time in another part."""
        connection = self.reading.connection
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE lines AS SELECT unnest(?::BIGINT[]) AS line", [list(self.taken or ())]
        )
        line = "rowid" if self.taken is None else "(SELECT line FROM lines WHERE lines.rowid = rows.rowid)"
        query = f"SELECT {kind} AS kind, {number} AS unit_id, {self.first} + {line} AS position FROM rows"
        self.reading.write_positions(part, query)

    def warn(self, row: int, code: str, detail: str) -> None:
        self.reading.warn(self.file, self.position_of(row), code, str(detail))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.reading.connection.execute(query).fetchall()
        return found

    @property
    def kept(self) -> int:
        return int(self.ask("SELECT count(*) FROM rows")[0][0])


def write_tables(loaded: Loaded, part: str, queries: Sequence[tuple[str, str]]) -> None:
    """Write this part of the tables, from queries that read `rows` and give its rowid as `row` beside the layout's columns.

    A row with a period that ends before it begins is set aside whole, from every table; an empty period is left out.
    """
    dated = [(table, query) for table, query in queries if BY_NAME[table].columns[-1].name == "valid_to"]
    backwards: list[tuple[int, str, str]] = []
    for table, query in dated:
        found = loaded.ask(
            f"SELECT row, valid_from, valid_to - 1 FROM ({query}) WHERE valid_to < valid_from ORDER BY row"
        )
        backwards += [(row, "reversed", f"{table} {since} – {until}") for row, since, until in found]
    loaded.leave_out(backwards)
    by_table: dict[str, list[str]] = {}
    for table, query in queries:
        keep = " WHERE valid_from IS NULL OR valid_to IS DISTINCT FROM valid_from" if (table, query) in dated else ""
        by_table.setdefault(table, []).append(f"SELECT * EXCLUDE row FROM ({query}){keep}")
    for table, some in by_table.items():
        loaded.reading.write(table, part, " UNION ALL BY NAME ".join(some))


# Gives the parts of a file from a place on (None: the beginning), each in the table `rows` while it is looked at.
Load = Callable[[int | None, int], Iterator[Loaded]]


def part_of(file: int, index: int) -> str:
    return f"{file:04}-{index:05}"


def read_in_parts(
    reading: Reading, file: Path, number: int, before: int, load: Load, take: Callable[[Loaded, str], None]
) -> None:
    """Read a file part by part, from where an interrupted run ended. `take` sets rows aside and writes the tables."""
    index, start, seen = 0, None, 0
    while reading.finished(part_of(number, index)):
        state = reading.parts[part_of(number, index)]
        if state["is_last"]:
            return
        start, seen, index = state["end"], state["next"], index + 1
    try:
        for loaded in load(start, seen):
            reading.stop_if_asked()
            part, seen = part_of(number, index), seen + loaded.read
            take(loaded, part)
            bytes_done = before + loaded.file_end
            state = {"is_last": False, "end": loaded.end, "next": seen}
            reading.finish(part, read=loaded.read, kept=loaded.kept, bytes_done=bytes_done, file=file, **state)
            index += 1
    except Unreadable as error:
        reading.set_aside(file, 0, str(error))
    except Damaged as error:
        reading.set_aside(file, seen + 1, str(error))
    bytes_done = before + file.stat().st_size
    reading.finish(
        part_of(number, index), read=0, kept=0, bytes_done=bytes_done, file=file, is_last=True, end=0, next=seen
    )


def identifier(name: str) -> str:
    """A column's name in SQL, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def size_of(*, at_once: bool) -> dict[str, int]:
    """How large the parts are: as ever, or the whole file as one."""
    return {"size": 1 << 62} if at_once else {}
