"""Rows of Parquet, part by part as a table `rows` in the engine."""

from collections.abc import Iterator
from pathlib import Path

from mikrovirk.register.services.readers import Reading, quoted
from mikrovirk.register.services.readers.rows import Load, Loaded
from mikrovirk.register.services.readers.shapes import Unreadable

ROWS_AT_ONCE = 500_000  # of Parquet


def parquet_load(reading: Reading, file: Path, *, at_once: bool = False) -> Load:
    """Rows of a Parquet file, with the types it has."""

    def load(start: int | None, seen: int) -> Iterator[Loaded]:
        name, total = quoted(file), rows_of_parquet(reading, file)
        step = total if at_once else ROWS_AT_ONCE
        for begin in range(start or 0, total, max(1, step)):
            end = min(total, begin + step)
            reading.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE rows AS SELECT * EXCLUDE file_row_number FROM read_parquet('{name}', "
                f"file_row_number = true) WHERE file_row_number >= {begin} AND file_row_number < {end}"
            )
            yield Loaded(reading, file, begin + 1, end - begin, end, file.stat().st_size * end // total)

    return load


def parquet_columns(reading: Reading, file: Path) -> list[str]:
    """The columns of a Parquet file; raises Unreadable where it is none."""
    rows_of_parquet(reading, file)
    found = reading.connection.execute(f"DESCRIBE SELECT * FROM read_parquet('{quoted(file)}')").fetchall()
    return [name for name, *_ in found]


def rows_of_parquet(reading: Reading, file: Path) -> int:
    """How many rows a Parquet file has; raises Unreadable where it is none, or cut short."""
    import duckdb

    try:
        found = reading.connection.execute(f"SELECT num_rows FROM parquet_file_metadata('{quoted(file)}')").fetchone()
    except duckdb.Error as error:
        raise Unreadable("not_parquet") from error
    return int(found[0]) if found else 0
