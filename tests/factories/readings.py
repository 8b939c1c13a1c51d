"""One reader at work by itself: `read_with("brreg", file, into=tmp_path)`, and what it wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from mikrovirk.register.services.readers import Reading, reader_of


@dataclass
class Written:
    """What came of it."""

    reading: Reading

    def rows(self, table: str, columns: str, *, order: str = "ALL") -> list[tuple[Any, ...]]:
        folder = self.reading.into / table
        if not folder.is_dir():
            return []
        with duckdb.connect() as connection:
            found: list[tuple[Any, ...]] = connection.execute(
                f"SELECT {columns} FROM read_parquet('{folder}/*.parquet') ORDER BY {order}"
            ).fetchall()
        return found

    @property
    def told(self) -> tuple[int, int]:
        return self.reading.told.read, self.reading.told.kept

    @property
    def set_aside(self) -> list[tuple[str, int, str]]:
        return [(each.file, each.position, each.reason) for each in self.reading.told.set_aside]


def read_with(
    source: str,
    *files: Path,
    into: Path,
    as_of: date | None = None,
    mapping: Mapping[str, Any] | None = None,
    parts: dict[str, dict[str, Any]] | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Written:
    into.mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        reading = Reading(connection, files, into, as_of=as_of, mapping=mapping, parts=parts or {}, stopping=stopping)
        reader_of(source).read(reading)
    return Written(reading)
