"""Makes the cubes of a copy: once, when it is brought in, so that pages need not count."""

import json
import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from mikrovirk.overview.domain.figures import SPANS
from mikrovirk.overview.domain.periods import FIRST_MONTH, month_index, years_before
from mikrovirk.overview.queries import cubes
from mikrovirk.overview.services.ready_cells import write_ready
from mikrovirk.register.domain.layout import BY_NAME
from mikrovirk.register.queries import copies

if TYPE_CHECKING:
    import ibis
    from duckdb import DuckDBPyConnection
    from ibis.backends.duckdb import Backend
    from ibis.expr.types import Table

    from mikrovirk.overview.domain.indicators.kinds import Keep

MEMORY = "1500MB"  # of the engine; more goes to the disk. Two and a half million units need about as much
ROWS_TOGETHER = 8192  # of a row group: a page reads one or two of them


def build_missing() -> list[cubes.Cubes]:
    """Make the cubes of every copy that counts and has none, and throw away those of copies that are gone."""
    made = []
    for country in copies.which_count():
        copy = copies.current(country)
        if copy and cubes.of_copy(copy) is None:
            made.append(build(copy))
    forget_gone()
    return made


def build(copy: copies.Copy) -> cubes.Cubes:
    """Make the cubes of a copy anew. They appear whole or not at all; pages read the old ones meanwhile."""
    cubes.home().mkdir(parents=True, exist_ok=True)
    into = Path(tempfile.mkdtemp(prefix=".making-", dir=cubes.home()))
    try:
        write_all(copy, into)
        found = cubes.folder_of(copy)
        if found.exists():
            shutil.rmtree(found)
        os.replace(into, found)
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise
    made = cubes.of_copy(copy)
    assert made is not None
    return made


def forget_gone() -> None:
    """Throw away the cubes of copies that do not lie here any more."""
    kept = {copy.name for copy in copies.copies()}
    for folder in cubes.home().glob("*/"):
        if folder.name not in kept and not folder.name.startswith("."):
            shutil.rmtree(folder)


def write_all(copy: copies.Copy, into: Path) -> None:
    """Write units' stretches and events first, then every cube from those files."""
    import duckdb
    import ibis

    from mikrovirk.overview.domain.indicators import cells
    from mikrovirk.overview.domain.indicators.segments import segments

    connection = copies.connect(copy)
    try:
        connection.execute(f"SET memory_limit = '{MEMORY}'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET temp_directory = '{into}/spill'".replace("\\", "/"))
        backend = ibis.duckdb.from_connection(connection)
        tables = {name: backend.table(name) for name in BY_NAME}
        stretches = write(
            backend, segments(tables, kept_in(backend), by_number=is_by_number(connection)), into, "segments"
        )
        forget_kept(connection)
        last = month_index(copy.as_of)
        runs = cells.stock_runs(stretches, first=FIRST_MONTH, last=last)
        write(backend, runs, into, "stock", "kind, municipality, month")
        write(backend, cells.stock(stretches, copy.as_of), into, "stock_now", "kind, municipality")
        write(backend, cells.details(stretches, copy.as_of), into, "details_now", "kind, municipality")
        write(backend, cells.birth_cells(stretches), into, "births_by_month", "kind, municipality, month")
        write(backend, cells.death_cells(stretches), into, "deaths_by_month", "kind, municipality, month")
        write(backend, cells.move_cells(stretches), into, "moves_by_month", "kind, month")
        write(backend, growth_now(stretches, copy.as_of), into, "growth_now", "kind, span")
        has_deaths = bool(connection.execute("SELECT count(*) FROM made_deaths_by_month").fetchall()[0][0])
    finally:
        connection.close()
    shutil.rmtree(into / "spill", ignore_errors=True)
    told = {"version": cubes.VERSION, "first_month": FIRST_MONTH, "last_month": last, "has_deaths": has_deaths}
    (into / cubes.MANIFEST).write_text(json.dumps(told), "utf-8")
    made = cubes.read_manifest(into, copy)
    assert made is not None
    with duckdb.connect() as engine:
        write_ready(engine, made)


def is_by_number(connection: "DuckDBPyConnection") -> bool:
    """Whether every unit's id, and that of every parent, is a whole number."""
    for table, column in (("unit", "unit_id"), ("unit_life", "unit_id"), ("unit_parent", "parent_id")):
        query = f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND TRY_CAST({column} AS BIGINT) IS NULL"
        if connection.execute(query).fetchall()[0][0]:
            return False
    return True


def kept_in(backend: "Backend") -> "Keep":
    """Lets DuckDB keep what is used more than once as a table of its own."""

    def keep(name: str, expression: "Table") -> "Table":
        backend.con.execute(f"CREATE TABLE kept_{name} AS {backend.compile(expression)}").fetchall()
        return backend.table(f"kept_{name}")

    return keep


def forget_kept(connection: "DuckDBPyConnection") -> None:
    for (name,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'kept%'"
    ).fetchall():
        connection.execute(f"DROP TABLE {name}")


def growth_now(stretches: "Table", as_of: date) -> "Table":
    """Growth up to the copy's day over each number of years that can be chosen."""
    import ibis

    from mikrovirk.overview.domain.indicators import cells

    parts = [
        cells.growth(stretches, as_of, years_before(as_of, span)).mutate(span=ibis.literal(span)) for span in SPANS
    ]
    return ibis.union(*parts)


def write(backend: "Backend", expression: "ibis.Table", into: Path, name: str, order: str = "") -> "Table":
    """Write an expression to its file, and give that file as a table."""
    file = str(into / f"{name}.parquet").replace("'", "''")
    ordered = f" ORDER BY {order}" if order else ""
    query = backend.compile(expression)
    backend.con.execute(
        f"COPY (SELECT * FROM ({query}){ordered}) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE {ROWS_TOGETHER if order else 122880})"
    ).fetchall()
    return backend.read_parquet(file, table_name=f"made_{name}")
