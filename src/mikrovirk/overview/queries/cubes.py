"""Where the cubes of a copy lie, and rows out of them.

`<data>/overview/cubes/<name of the copy>/`: Parquet files and `manifest.json`, which is written last. A cube is what
`domain.indicators.cells` counts, for every area at once; `segments` holds every stretch of every unit,
for the days and postcodes that no cube has.
"""

import functools
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from mikrovirk.register.queries import copies

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

VERSION = 2  # of what the files hold: cubes of another version are made anew
CUBES = (
    "segments",
    "stock",
    "stock_now",
    "details_now",
    "births_by_month",
    "deaths_by_month",
    "moves_by_month",
    "growth_now",
)
MANIFEST = "manifest.json"
READY = "ready"  # the folder of what pages of municipalities open with


@dataclass(frozen=True)
class Cubes:
    """The cubes of one copy: its day, the first and last month that the stock is kept for, whether it knows of any end."""

    folder: Path
    country: str
    as_of: date
    first_month: int
    last_month: int
    has_deaths: bool

    def file(self, name: str) -> str:
        return str(self.folder / f"{name}.parquet")


def home() -> Path:
    folder: Path = settings.DATA / "overview" / "cubes"
    return folder


def folder_of(copy: copies.Copy) -> Path:
    return home() / copy.name


def of_copy(copy: copies.Copy) -> Cubes | None:
    """The copy's cubes; None where they were not made yet."""
    return read_manifest(folder_of(copy), copy)


def read_manifest(folder: Path, copy: copies.Copy) -> Cubes | None:
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return None
    if told["version"] != VERSION:
        return None
    return Cubes(
        folder=folder,
        country=copy.country,
        as_of=copy.as_of,
        first_month=told["first_month"],
        last_month=told["last_month"],
        has_deaths=told["has_deaths"],
    )


_of_thread = threading.local()


@functools.cache
def _shared() -> "DuckDBPyConnection":
    import duckdb

    # Small files, small questions: a second thread would only cost.
    return duckdb.connect(":memory:", config={"threads": 1, "enable_object_cache": True})


def connection() -> "DuckDBPyConnection":
    """A cursor of this thread on the connection that reads cubes."""
    if not hasattr(_of_thread, "cursor"):
        _of_thread.cursor = _shared().cursor()
    cursor: DuckDBPyConnection = _of_thread.cursor
    return cursor


def rows(query: str, parameters: Sequence[Any] | Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What a query over cube files gives. Only parameters carry what somebody chose."""
    return connection().execute(query, parameters).fetchall()
