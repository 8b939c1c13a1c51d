"""A small copy of a register, written by hand: `write_copy(company("10000001", …), place(…))`."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import duckdb

from mikrovirk.register.domain.layout import BY_NAME, COMPANY, PLACE, TABLES
from mikrovirk.register.queries import copies

Rows = list[tuple[str, dict[str, Any]]]  # (table, row); columns left out are NULL


def unit(
    unit_id: str,
    *,
    kind: str = COMPANY,
    country: str = "DK",
    start: date | None = date(2015, 1, 1),
    end: date | None = None,
    name: str = "",
    municipality: str = "0390",
    postcode: str = "4760",
    street: str = "Algade",
    house: str = "1",
    industry: str = "620100",
    scheme: str = "DB07",
    form: str | None = "10",
    form_label: str | None = "ENK",
    employed: tuple[int, int | None] | None = (1, 1),
    protected: bool = False,
    parent: str | None = None,
    **more: Any,
) -> Rows:
    """A unit that lived at one place in one trade from `start` up to the day before `end`. `more`: columns of `unit`."""
    key = {"country": country, "kind": kind, "unit_id": unit_id}
    period = {"valid_from": start, "valid_to": end}
    flags = {"is_restarted": False, "is_pseudo": False, "is_secret": False}
    rows: Rows = [
        ("unit", {**key, "updated_at": datetime(2026, 1, 1), **flags, **more}),  # noqa: DTZ001  as in the layout: UTC
        ("unit_life", {**key, **period}),
        ("unit_name", {**key, "name": name or f"Firma {unit_id}", "is_main": True, **period}),
        (
            "unit_address",
            {**key, "municipality": municipality, "postcode": postcode, "street": street, "house": house, **period},
        ),
        ("unit_industry", {**key, "rank": 0, "scheme": scheme, "code": industry, **period}),
        ("unit_protection", {**key, "is_protected": protected, **period}),
    ]
    if kind == COMPANY and form:
        rows.append(("unit_form", {**key, "form": form, "label": form_label, **period}))
    if parent:
        rows.append(("unit_parent", {**key, "parent_id": parent, **period}))
    if employed is not None:
        low, high = employed
        exact = low if low == high else None
        rows.append(("unit_size", {**key, "series": "month", "low": low, "high": high, "employed": exact, **period}))
    return rows


def company(unit_id: str, **more: Any) -> Rows:
    return unit(unit_id, kind=COMPANY, **more)


def place(unit_id: str, *, parent: str, **more: Any) -> Rows:
    return unit(unit_id, kind=PLACE, parent=parent, **more)


def row(table: str, unit_id: str, *, kind: str = COMPANY, country: str = "DK", **columns: Any) -> Rows:
    """One more row of a table, for a second period, a second trade, …"""
    return [(table, {"country": country, "kind": kind, "unit_id": unit_id, **columns})]


def write_copy(
    *rows: Rows,
    country: str = "DK",
    source: str = "cvr",
    as_of: date = date(2026, 11, 1),
    is_current: bool = True,
) -> copies.Copy:
    """Write a whole copy into the test's data folder, and let it count."""
    by_table: dict[str, list[Mapping[str, Any]]] = {table.name: [] for table in TABLES}
    for table, columns in (each for some in rows for each in some):
        by_table[table].append(columns)
    folder = copies.home() / "copies" / f"{country}-{source}-{as_of}-hand{next(NUMBER)}"
    for table, some in by_table.items():
        write_table(folder / table, table, some)
    manifest = {
        "country": country,
        "source": source,
        "as_of": as_of.isoformat(),
        "read_at": datetime(2026, 11, 2, tzinfo=UTC).isoformat(),
        "counts": {table: len(some) for table, some in by_table.items()},
        "set_aside_count": 0,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    if is_current:
        (copies.home() / "current.json").write_text(json.dumps({**copies.which_count(), country: folder.name}), "utf-8")
    copy = copies.copy_in(folder)
    assert copy is not None
    return copy


NUMBER = count()  # a copy never changes, so what is known of it is kept by its name: no two tests may share one


@cache
def workshop() -> duckdb.DuckDBPyConnection:
    """Where tables are put together; opening another for each would cost more than what is done in it."""
    return duckdb.connect()


def write_table(folder: Path, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    folder.mkdir(parents=True)
    columns, rows = BY_NAME[table].columns, list(rows)
    unknown = {name for each in rows for name in each} - {column.name for column in columns}
    assert not unknown, f"{table} has no {unknown}"
    connection = workshop()
    named = ", ".join(f"{column.name} {column.type}" for column in columns)
    connection.execute(f"CREATE OR REPLACE TABLE t ({named})")
    marks = f"({', '.join('?' * len(columns))})"
    for start in range(0, len(rows), 100):  # together: row by row takes many times as long
        some = rows[start : start + 100]
        values = [each.get(column.name) for each in some for column in columns]
        connection.execute(f"INSERT INTO t VALUES {', '.join([marks] * len(some))}", values)
    connection.execute(f"COPY t TO '{folder / 'part.parquet'}' (FORMAT parquet)")
