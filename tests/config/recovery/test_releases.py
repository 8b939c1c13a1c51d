"""An installation of an earlier version is brought up to date with everything that is in it."""

from pathlib import Path

import pytest

from checks.with_postgres import temporary_cluster
from tests.config.recovery import releases
from tests.config.recovery.installations import EVERY_ROW, Installation


def is_brought_up_to_date(backup: Path, folder: Path) -> None:
    """Restore it with today's program: nothing is lost, nothing is wrong, and the tables are today's."""
    before = releases.rows_in_backup(backup)
    now = Installation(folder / "now", "sqlite")
    status, told = now.says("restore", str(backup))
    assert (status, told["faults"]) == (0, []), told
    after = releases.rows_in(releases.file_of(now), {table: columns for table, (columns, _rows) in before.items()})
    assert [table for table in before if before[table] != after[table]] == []


@pytest.mark.soak
def test_the_first_release_with_the_example_region_in_it(example_region: Installation, tmp_path: Path) -> None:
    backup = releases.first_release(example_region, tmp_path)
    is_brought_up_to_date(backup, tmp_path)
    with temporary_cluster() as url:
        there = Installation(tmp_path / "there", url)
        status, told = there.says("restore", str(backup))
        assert (status, told["faults"]) == (0, []), told
        counted = {name: count for name, (count, _digest) in there.prints("-c", EVERY_ROW).items()}
    today = {name: count for name, (count, _digest) in example_region.prints("-c", EVERY_ROW).items()}
    assert [name for name in counted if 0 < counted[name] != today[name]] == []


@pytest.mark.soak
def test_every_release_that_is_kept(tmp_path: Path) -> None:
    for file in releases.kept():
        folder = tmp_path / file.name
        folder.mkdir()
        is_brought_up_to_date(releases.unpack(file, folder), folder)
