"""Putting a backup back, and trying that without touching anything."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, connections

from mikrovirk.config.recovery import archive, databases, invariants, uploads
from mikrovirk.config.recovery.databases import CannotRestore
from mikrovirk.config.recovery.making import FILES, KEY, REGISTER
from mikrovirk.home.checkup.stored import BEFORE_RESTORE

Said = Callable[[str], None]
SHARED = (
    "MIKROVIRK_FILES_URL",
    "MIKROVIRK_CACHE_URL",
    "MIKROVIRK_QUEUE_URL",
)  # with other machines: a drill leaves them alone
COMMAND = "from mikrovirk.config.command import main; raise SystemExit(main())"


@dataclass(frozen=True)
class Restored:
    """What came back, and what is wrong with it (nothing, it is to be hoped)."""

    made_at: str
    rows: int
    files: int
    faults: list[str]
    aside: str  # where the installation that was here before lies; "" where there was none


def restore(source: Path, *, at: datetime, passphrase: str = "", replace: bool = False, said: Said = print) -> Restored:
    """Make this installation what the backup holds, and look whether everything that must be true is.

    Raise CannotRestore or archive.Damaged before anything was changed.
    """
    data = Path(settings.DATA)
    if holds_something() and not replace:
        raise CannotRestore("this installation is not empty: add --replace, and what is here now is put aside")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=data) as folder:
        said("reading the backup")
        manifest = archive.read(source, passphrase, into=Path(folder))
        snapshot = databases.Snapshot(**{each.name: manifest.facts[each.name] for each in fields(databases.Snapshot)})
        refuse_company()
        aside = data / f"{BEFORE_RESTORE}{at:%Y%m%d-%H%M%S}"
        with put_aside(aside, said):
            said("the database")
            databases.put_back(snapshot, Path(folder), aside)
            said("the files")
            count = put_back_files(Path(folder), data, aside, with_register=bool(manifest.facts["register"]))
    kept = aside.exists() or databases.engine() == databases.POSTGRESQL
    said("looking whether everything holds")
    return Restored(
        manifest.facts["made_at"], sum(snapshot.tables.values()), count, invariants.faults(), str(aside) if kept else ""
    )


@contextmanager
def put_aside(aside: Path, said: Said) -> Iterator[None]:
    """A folder for what was here. It is gone again where nothing was; where the restore breaks off it is said where it lies."""
    aside.mkdir(mode=0o700)
    try:
        yield
    except BaseException:
        if any(aside.iterdir()):
            said(f"it broke off half-way: what was here before lies in {aside}")
        raise
    finally:
        if not any(aside.iterdir()):
            aside.rmdir()


def holds_something() -> bool:
    """Whether anybody is known here; also where a database lies here that cannot be read."""
    try:
        with connection.cursor() as cursor:
            known = set(connection.introspection.table_names(cursor))
        models = (apps.get_model("accounts", "User"), apps.get_model("networks", "Network"))
        return any(model._meta.db_table in known and model.objects.exists() for model in models)
    except DatabaseError:
        return True


def refuse_company() -> None:
    """Raise CannotRestore while a web process or the worker has the database open."""
    if others_are_there():
        raise CannotRestore("something still uses the database: stop `mikrovirk serve` and `mikrovirk worker` first")


def others_are_there() -> bool:
    if connection.vendor == databases.SQLITE:
        connections.close_all()
        return not is_alone(Path(databases.name_of_sqlite()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return bool(cursor.fetchone()[0])


def is_alone(file: Path) -> bool:
    """Only whoever has a SQLite database for themselves may take it out of write-ahead mode."""
    if not file.exists():
        return True
    with closing(sqlite3.connect(file, timeout=1)) as alone:
        try:
            (mode,) = alone.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            return False
        except sqlite3.DatabaseError:  # no database any more
            return True
    return bool(mode == "delete")


def put_back_files(folder: Path, data: Path, aside: Path, *, with_register: bool) -> int:
    """Lay uploads, registers and the key where they belong; those that were there go aside. A register that is not in the
    backup stays as it is."""
    count = uploads.put_back(folder / FILES, aside)
    if with_register:
        came, place = folder / REGISTER, data / REGISTER
        if place.exists():
            shutil.move(place, aside / place.name)
        if came.exists():
            count += sum(path.is_file() for path in came.rglob("*"))
            shutil.move(came, place)
    if (folder / KEY).exists():
        if (data / KEY).exists():
            shutil.move(data / KEY, aside / KEY)
        shutil.move(folder / KEY, data / KEY)
        (data / KEY).chmod(0o600)
    return count


def drill(source: Path, *, passphrase_file: Path | None = None) -> dict[str, Any]:
    """Restore a backup in a place of its own, look whether everything holds, and throw that away again.

    It runs in a process of its own, so that this installation is not touched. Raise CannotRestore with what it said.
    """
    with tempfile.TemporaryDirectory(prefix="mikrovirk-drill-") as folder, database_for_a_drill() as url:
        environment = {
            **os.environ,
            "MIKROVIRK_DATA": f"{folder}/data",
            "MIKROVIRK_KEYS": f"{folder}/keys",
            "MIKROVIRK_DATABASE_URL": url,
            **dict.fromkeys(SHARED, ""),
        }
        words = [sys.executable, "-c", COMMAND, "restore", str(source.absolute()), "--json"]
        words += ["--passphrase-file", str(passphrase_file.absolute())] if passphrase_file else []
        ran = subprocess.run(words, env=environment, capture_output=True, text=True)
    if not ran.stdout.strip():
        raise CannotRestore(ran.stderr.strip().splitlines()[-1].removeprefix("mikrovirk: "))
    return {**json.loads(ran.stdout), "aside": ""}


@contextmanager
def database_for_a_drill() -> Iterator[str]:
    """The address of an empty database like this installation's: a file that is made by itself, or one on the same server."""
    if connection.vendor == databases.SQLITE:
        yield ""
        return
    name = f"mikrovirk_drill_{uuid4().hex[:12]}"
    parts = urlsplit(os.environ["MIKROVIRK_DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
