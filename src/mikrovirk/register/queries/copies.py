"""The dated copies of registers that lie in the data folder, and which of them counts.

`<data>/register/copies/<country>-<source>-<as_of>-<short hash>/<table>/*.parquet`, with `manifest.json`. A folder without a manifest
is no copy. `<data>/register/current.json` says which copy counts, per country; both files are written whole or not at all.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from mikrovirk.register.domain.layout import TABLES

if TYPE_CHECKING:
    import ibis
    from duckdb import DuckDBPyConnection

MANIFEST = "manifest.json"
MEMORY = "1GB"  # of one connection; what is larger goes to the disk


@dataclass(frozen=True)
class Copy:
    """A register as it was on a day."""

    country: str
    source: str
    as_of: date
    folder: Path
    read_at: datetime
    counts: dict[str, int]  # rows by table
    set_aside_count: int

    @property
    def name(self) -> str:
        return self.folder.name


def home() -> Path:
    """Where everything of the register lies."""
    folder: Path = settings.DATA / "register"
    return folder


def copies(country: str | None = None) -> list[Copy]:
    """Every whole copy, newest first (by its day, then by when it was read)."""
    folders = (home() / "copies").glob(f"*/{MANIFEST}")
    found = [copy for each in folders if (copy := copy_in(each.parent)) and country in (None, copy.country)]
    return sorted(found, key=lambda copy: (copy.as_of, copy.read_at, copy.name), reverse=True)


def current(country: str = "DK") -> Copy | None:
    """The copy that counts; None where none was ever brought in."""
    name = which_count().get(country)
    return copy_in(home() / "copies" / name) if name else None


def which_count() -> dict[str, str]:
    """The names of the copies that count, by country."""
    try:
        found: dict[str, str] = json.loads((home() / "current.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return found


def copy_in(folder: Path) -> Copy | None:
    """The copy in this folder; None where there is none, or not a whole one."""
    try:
        manifest = manifest_of(folder)
    except FileNotFoundError:
        return None
    return Copy(
        country=manifest["country"],
        source=manifest["source"],
        as_of=date.fromisoformat(manifest["as_of"]),
        folder=folder,
        read_at=datetime.fromisoformat(manifest["read_at"]),
        counts=manifest["counts"],
        set_aside_count=manifest["set_aside_count"],
    )


def manifest_of(folder: Path) -> dict[str, Any]:
    """All that was written down of a copy; FileNotFoundError where there is none."""
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    return manifest


def connect(copy: Copy) -> "DuckDBPyConnection":
    """A connection of one's own with a view for each table of the layout. Close it when done."""
    import duckdb

    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY})
    for table in TABLES:
        files = str(copy.folder / table.name / "*.parquet").replace("'", "''")
        connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet('{files}')")
    return connection


def tables(copy: Copy) -> "dict[str, ibis.Table]":
    """The layout's tables for Ibis expressions, on one new DuckDB connection."""
    import ibis

    backend = ibis.duckdb.from_connection(connect(copy))
    return {table.name: backend.table(table.name) for table in TABLES}
