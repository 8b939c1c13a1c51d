"""What is refused before anything is changed."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.recovery import databases
from mikrovirk.config.recovery.databases import CannotRestore, Snapshot

pytestmark = pytest.mark.django_db


def test_a_backup_of_a_newer_version_is_refused_and_one_with_an_app_that_is_gone_is_not(
    tmp_path: Path, settings: Any
) -> None:
    settings.MIGRATION_MODULES = {}  # the tests run without
    newer = Snapshot("sqlite", {}, {}, {"fund": ["0001_core", "9999_from_next_year"]})
    with pytest.raises(CannotRestore, match="newer version"):
        databases.put_back(newer, tmp_path, tmp_path)
    databases.refuse_newer(Snapshot("sqlite", {}, {}, {"an_app_of_before": ["0001_initial"]}))


def test_from_postgresql_there_is_no_way_back_to_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "engine", lambda: "sqlite")
    with pytest.raises(CannotRestore, match="set MIKROVIRK_DATABASE_URL"):
        databases.put_back(Snapshot("postgresql", {}, {}, {}), tmp_path, tmp_path)


def test_a_database_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "copy.sqlite3"
    with sqlite3.connect(file) as made:
        made.execute("CREATE TABLE a (b TEXT)")
        made.executemany("INSERT INTO a VALUES (?)", [("x" * 500,)] * 200)
    made.close()
    octets = bytearray(file.read_bytes())
    octets[8192:12288] = bytes(4096)
    file.write_bytes(octets)
    with pytest.raises(CannotRestore, match="is not whole"):
        databases.put_back_sqlite(file, tmp_path)
