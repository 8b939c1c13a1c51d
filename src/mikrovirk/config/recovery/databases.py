"""The database's part of a backup: one moment of it, and that moment put back.

SQLite is copied by its own online backup, PostgreSQL table by table in one repeatable-read transaction; writers go on meanwhile.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from mikrovirk.config.recovery import crossing

SQLITE, POSTGRESQL = "sqlite", "postgresql"
FOLDER = "database"
FILE = f"{FOLDER}/mikrovirk.sqlite3"
BLOCK = 1 << 20


class CannotRestore(Exception):
    """Nothing was changed; the message says what is in the way."""


@dataclass(frozen=True)
class Snapshot:
    """A moment of the database as files in a folder: rows by table, columns by table (PostgreSQL), migrations by app."""

    engine: str
    tables: dict[str, int]
    columns: dict[str, list[str]]
    migrations: dict[str, list[str]]


def engine() -> str:
    return str(connection.vendor)


def take(into: Path) -> Snapshot:
    """Lay a moment of the database in a folder."""
    (into / FOLDER).mkdir()
    return take_sqlite(into / FILE) if engine() == SQLITE else take_postgresql(into / FOLDER)


def take_sqlite(target: Path) -> Snapshot:
    with closing(sqlite3.connect(name_of_sqlite(), timeout=60)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        names = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        counts = {name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
        done = copy.execute("SELECT app, name FROM django_migrations ORDER BY id").fetchall()
    return Snapshot(SQLITE, counts, {}, by_app(done))


def take_postgresql(folder: Path) -> Snapshot:
    counts, columns = dict[str, int](), dict[str, list[str]]()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for name in sorted(connection.introspection.table_names(cursor)):
            columns[name] = columns_of(cursor, name)
            with (folder / f"{name}.copy").open("wb") as file, cursor.copy(copy_out(name, columns[name])) as rows:
                for row in rows:
                    file.write(row)
            counts[name] = cursor.rowcount
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        done = cursor.fetchall()
    return Snapshot(POSTGRESQL, counts, columns, by_app(done))


def by_app(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for app, name in rows:
        found.setdefault(app, []).append(name)
    return found


def columns_of(cursor: Any, table: str) -> list[str]:
    return [column.name for column in connection.introspection.get_table_description(cursor, table)]


def named(table: str, columns: list[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def copy_out(table: str, columns: list[str]) -> str:
    return f"COPY {named(table, columns)} TO STDOUT"


def name_of_sqlite() -> str:
    return str(settings.DATABASES["default"]["NAME"])


def put_back(snapshot: Snapshot, folder: Path, aside: Path) -> None:
    """Make the database what it was at that moment, and bring it up to date. What it held lies in `aside` (SQLite), or in a
    schema of that name (PostgreSQL). Raise CannotRestore before anything was changed."""
    refuse_newer(snapshot)
    if engine() == POSTGRESQL:
        put_back_postgresql(snapshot, folder, aside.name.replace("-", "_"))
    elif snapshot.engine == SQLITE:
        put_back_sqlite(folder / FILE, aside)
    else:
        raise CannotRestore(
            "the backup was made on PostgreSQL and this installation uses SQLite: set MIKROVIRK_DATABASE_URL accordingly"
        )
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def refuse_newer(snapshot: Snapshot) -> None:
    known = MigrationLoader(None).disk_migrations
    apps = {app for app, _name in known}
    newer = [(app, name) for app, names in snapshot.migrations.items() for name in names if (app, name) not in known]
    newer = [(app, name) for app, name in newer if app in apps]
    if newer:
        raise CannotRestore(
            f"the backup was made by a newer version ({newer[0][0]} {newer[0][1]}): update MikroVirk, then restore"
        )


def refuse_broken(source: Path) -> None:
    """Raise CannotRestore where a SQLite file is not whole."""
    try:
        with closing(sqlite3.connect(source)) as copy:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise CannotRestore(f"the database in the backup is not whole: {said}")


def put_back_sqlite(source: Path, aside: Path) -> None:
    refuse_broken(source)
    connections.close_all()
    target = Path(name_of_sqlite())
    for ending in ("", "-wal", "-shm"):
        old = Path(f"{target}{ending}")
        if old.exists():
            shutil.move(old, aside / f"{target.name}{ending}")
    source.chmod(0o600)
    shutil.move(source, target)


def put_back_postgresql(snapshot: Snapshot, folder: Path, aside: str) -> None:
    """Fill PostgreSQL from a backup that was made there or on SQLite."""
    columns = snapshot.columns
    if snapshot.engine == SQLITE:
        refuse_broken(folder / FILE)
        columns = crossing.columns_in(folder / FILE)
    with schema_aside(aside):
        executor = MigrationExecutor(connection)
        executor.migrate(leaves(executor, snapshot))
        with transaction.atomic(), connection.cursor() as cursor:
            present = set(connection.introspection.table_names(cursor))
            tables = [name for name in columns if name in present]
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for name in tables:
                # What migrations put in; mostly nothing.
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608
            for name in tables:
                statement = copy_in(name, columns[name])
                if snapshot.engine == SQLITE:
                    crossing.copy(folder / FILE, name, columns[name], cursor, statement)
                else:
                    copy_file(folder / FOLDER / f"{name}.copy", cursor, statement)
            go_on_counting(cursor, tables)


def copy_file(source: Path, cursor: Any, statement: str) -> None:
    with source.open("rb") as file, cursor.copy(statement) as rows:
        while block := file.read(BLOCK):
            rows.write(block)


def copy_in(table: str, columns: list[str]) -> str:
    return f"COPY {named(table, columns)} FROM STDIN"


@contextmanager
def schema_aside(name: str) -> Iterator[None]:
    """Everything in an empty schema; what was there keeps its place under another name, and comes back if this fails."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA public RENAME TO "{name}"')
        cursor.execute("CREATE SCHEMA public")
    try:
        yield
    except BaseException:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f'ALTER SCHEMA "{name}" RENAME TO public')
        raise


def leaves(executor: MigrationExecutor, snapshot: Snapshot) -> list[tuple[str, str]]:
    """The last migrations of each app that the backup knows."""
    done = {(app, name) for app, names in snapshot.migrations.items() for name in names}
    nodes = executor.loader.graph.node_map
    return [
        key
        for key in sorted(done & set(nodes))
        if not any(child.key in done and child.key[0] == key[0] for child in nodes[key].children)
    ]


def go_on_counting(cursor: Any, tables: list[str]) -> None:
    """New rows get numbers after those that were put back."""
    for table in tables:
        for found in connection.introspection.get_sequences(cursor, table):
            name, column = found["name"], found["column"]
            cursor.execute(
                f"SELECT setval(%s::regclass, (SELECT coalesce(max({connection.ops.quote_name(column)}), 0) + 1"  # noqa: S608
                f" FROM {connection.ops.quote_name(table)}), false)",
                [connection.ops.quote_name(name)],
            )
