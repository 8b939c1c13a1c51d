"""An installation moves from SQLite to PostgreSQL with everything in it, by a backup that is restored there."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from checks.with_postgres import temporary_cluster
from mikrovirk.config.recovery import crossing
from tests.config.recovery.installations import EVERY_ROW, Installation

KINDS = "n bigint, yes boolean, at timestamptz, long interval, words jsonb, amount numeric(9, 6), bytes bytea, key uuid, day date"
needs_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="NOT RUN: fills a PostgreSQL table")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """As Django keeps one of each kind in SQLite."""
    made = tmp_path / "there.sqlite3"
    with sqlite3.connect(made) as rows:
        rows.execute("CREATE TABLE kinds (n, yes, at, long, words, amount DECIMAL, bytes BLOB, key, day)")
        full = (
            1,
            1,
            "2027-03-28 00:30:00.250000",
            5_400_000_000,
            '{"a": "Møn\\tx"}',
            "54.986300",
            b"\x00\\\xff",
            "0f" * 16,
            "2027-03-28",
        )
        rows.executemany(f"INSERT INTO kinds VALUES ({', '.join('?' * 9)})", [full, (2, 0, *[None] * 7)])
    rows.close()
    return made


@needs_postgresql
@pytest.mark.django_db
def test_every_kind_of_value_means_the_same_there(file: Path) -> None:
    columns = crossing.columns_in(file)["kinds"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE kinds ({KINDS})")
        crossing.copy(file, "kinds", columns, cursor, f"COPY kinds ({', '.join(columns)}) FROM STDIN")
        cursor.execute(
            "SELECT n, yes, at = '2027-03-28 00:30:00.25Z', long = '90 minutes', words->>'a', amount::text, bytes, key::text, day::text"
            " FROM kinds ORDER BY n"
        )
        full, empty = cursor.fetchall()
    key = "0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f"
    assert full == (1, True, True, True, "Møn\tx", "54.986300", b"\x00\\\xff", key, "2027-03-28")
    assert empty == (2, False, *[None] * 7)


@needs_postgresql
@pytest.mark.django_db
def test_what_does_not_fit_is_said_with_its_table(file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE kinds (day varchar(5))")
        with pytest.raises(crossing.DoesNotFit, match=r"kinds: value too long for type character varying\(5\)"):
            crossing.copy(file, "kinds", ["day"], cursor, "COPY kinds (day) FROM STDIN")


@pytest.mark.soak
def test_the_example_region_moves_to_postgresql_row_by_row(example_region: Installation, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    assert example_region.says("backup", str(file))[0] == 0
    with temporary_cluster() as url:
        there = Installation(tmp_path / "there", url)
        status, told = there.says("restore", str(file))
        assert (status, told["faults"]) == (0, []), told
        assert told["aside"]  # the empty schema that was there
        before, after = example_region.prints("-c", EVERY_ROW), there.prints("-c", EVERY_ROW)
        assert [name for name in before if before[name] != after[name]] == []
        assert sum(count for count, _digest in after.values()) > 5_000
        # What is made there gets numbers after those that came along.
        there.program("-c", "import django; django.setup(); from tests import factories; factories.person('Karla Ny')")
