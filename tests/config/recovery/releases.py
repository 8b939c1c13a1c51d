"""Installations of earlier versions, with data in them, that today's version must bring up to date without losing anything.

python -m tests.config.recovery.releases        keeps the example region of this version in tests/data/releases/, at each release

Until there is one, `lay_first` makes the tables as the first migrations made them and fills them from an installation of today.
"""

import lzma
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from mikrovirk import __version__
from mikrovirk.config.recovery import archive, databases
from tests.config.recovery.installations import Installation

FOLDER = Path(__file__).parents[2] / "data" / "releases"
ENDING = ".mikrovirk-backup.xz"
# Made anew by Django whenever it brings tables up to date.
NOT_OURS = {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
Rows = dict[str, tuple[list[str], list[tuple[object, ...]]]]  # by table: columns, and the rows in them in a fixed order


def kept() -> list[Path]:
    """The backups of earlier versions, the oldest first."""
    return sorted(FOLDER.glob(f"*{ENDING}"))


def unpack(file: Path, into: Path) -> Path:
    made = into / file.stem
    made.write_bytes(lzma.decompress(file.read_bytes()))
    return made


def first_release(source: Installation, folder: Path) -> Path:
    """A backup of an installation with the tables of the first migrations and the rows of another one (SQLite)."""
    first = Installation(folder / "first", "sqlite")
    first.program("-c", TABLES)
    fill(file_of(first), file_of(source))
    shutil.copytree(source.data / "files", first.data / "files", dirs_exist_ok=True)
    made = folder / "first.mikrovirk-backup"
    status, told = first.says("backup", str(made))
    assert status == 0, told
    return made


def file_of(installation: Installation) -> Path:
    return installation.data / "mikrovirk.sqlite3"


TABLES = """
import django; django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
ours = [key for key, node in executor.loader.graph.node_map.items() if type(node).__module__.startswith("mikrovirk.")]
first = [key for key in ours if key[1].startswith("0001")]
assert {app for app, _name in ours} == {app for app, _name in first}
executor.migrate([*first, *(key for key in executor.loader.graph.leaf_nodes() if key not in ours)])
"""


def fill(target: Path, source: Path) -> None:
    """Copy what both have a column for."""
    with closing(sqlite3.connect(target)) as into:
        into.execute("ATTACH ? AS today", [str(source)])
        for table, columns in tables_in(into).items():
            today = {row[1] for row in into.execute(f'PRAGMA today.table_info("{table}")')}
            shared = ", ".join(f'"{name}"' for name in columns if name in today)
            if shared:
                into.execute(f'DELETE FROM "{table}"')
                into.execute(f'INSERT INTO "{table}" ({shared}) SELECT {shared} FROM today."{table}"')
        into.commit()


def tables_in(opened: sqlite3.Connection) -> dict[str, list[str]]:
    names = [name for (name,) in opened.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    ours = sorted(set(names) - NOT_OURS)
    return {name: [row[1] for row in opened.execute(f'PRAGMA main.table_info("{name}")')] for name in ours}


def rows_in(file: Path, columns: dict[str, list[str]] | None = None) -> Rows:
    """What a database holds: in those columns of those tables, or in all."""
    with closing(sqlite3.connect(file)) as opened:
        found: Rows = {}
        for table, names in (columns or tables_in(opened)).items():
            chosen = ", ".join(f'"{name}"' for name in names)
            found[table] = (names, opened.execute(f'SELECT {chosen} FROM "{table}" ORDER BY {chosen}').fetchall())
        return found


def rows_in_backup(backup: Path) -> Rows:
    with tempfile.TemporaryDirectory() as name:
        archive.read(backup, into=Path(name))
        return rows_in(Path(name) / databases.FILE)


def keep() -> Path:
    """Keep the example region as this version makes it. Raise FileExistsError for a version that is kept already."""
    target = FOLDER / f"{__version__}{ENDING}"
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, target.open("xb") as file:
        region = Installation(Path(name), "sqlite")
        region.program("-m", "mikrovirk.config.command", "demo", "--prepare-only")
        made = Path(name) / "region.mikrovirk-backup"
        status, told = region.says("backup", str(made), "--without-register")
        assert status == 0, told
        file.write(lzma.compress(made.read_bytes(), preset=9))
    return target


if __name__ == "__main__":
    sys.exit(print(keep()))
