"""From SQLite to PostgreSQL: the rows of a database file as PostgreSQL takes them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection

Value = Any  # of a column, as one of the two databases keeps it
# What SQLite has no kind of its own for; everything else means the same written down.
CONVERTED: dict[str, Callable[[Value], Value]] = {
    "boolean": bool,
    "timestamp with time zone": lambda text: f"{text}+00",  # kept in UTC
    "interval": lambda count: f"{count} microseconds",
}


class DoesNotFit(Exception):
    """A value that PostgreSQL refuses, such as a text longer than its column; the message names the table."""


def columns_in(file: Path) -> dict[str, list[str]]:
    """The columns of each table in a database file."""
    with closing(sqlite3.connect(file)) as source:
        names = [
            name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {name: [row[1] for row in source.execute(f'PRAGMA table_info("{name}")')] for name in names}


def copy(file: Path, table: str, columns: list[str], cursor: Any, statement: str) -> None:
    """Write all rows of a table through COPY. Raise DoesNotFit."""
    kinds = kinds_of(cursor, table)
    converts = [CONVERTED.get(kinds[column]) for column in columns]
    driver: Any = getattr(connection, "Database")  # noqa: B009  not in the stubs
    try:
        with cursor.copy(statement) as rows:
            for row in read(file, table, columns):
                rows.write_row(
                    [
                        convert(value) if convert and value is not None else value
                        for convert, value in zip(converts, row, strict=True)
                    ]
                )
    except driver.DataError as error:  # what goes through COPY comes back as the driver has it
        raise DoesNotFit(f"{table}: {str(error).strip()}") from error


def read(file: Path, table: str, columns: list[str]) -> Iterator[tuple[Value, ...]]:
    quote = connection.ops.quote_name
    with closing(sqlite3.connect(file)) as source:
        yield from source.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(table)}")  # noqa: S608


def kinds_of(cursor: Any, table: str) -> dict[str, str]:
    """What kind each column of a PostgreSQL table is."""
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s",
        [table],
    )
    return dict(cursor.fetchall())
