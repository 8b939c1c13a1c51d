"""What belongs to a backup, what its name is, and that a full disk leaves nothing behind."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.recovery import making


def test_a_backup_is_named_by_its_moment_in_danish_time() -> None:
    assert making.name_at(datetime(2027, 7, 4, 1, 0, 5, tzinfo=UTC)) == "2027-07-04T030005.mikrovirk-backup"


def test_uploads_and_registers_belong_to_it_and_what_is_being_made_does_not(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    for name in (
        "elsewhere/people/karla.png",
        "register/current.json",
        "register/.making-1/part.parquet",
        "secret-key",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [name for name, _path in making.members(tmp_path, register=True)] == [
        "files/people/karla.png",
        "register/current.json",
    ]
    assert [name for name, _path in making.members(tmp_path, register=False)] == ["files/people/karla.png"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(part: Path, **_told: Any) -> None:
        part.write_bytes(b"the beginning")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "write", full)
    with pytest.raises(OSError, match="No space left"):
        making.back_up(tmp_path / "a.backup", at=datetime(2027, 1, 4, tzinfo=UTC))
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_goes_and_what_is_at_work_stays(tmp_path: Path) -> None:
    now = datetime(2027, 1, 4, tzinfo=UTC)
    for age, name in ((30, "old"), (1, "new")):
        (tmp_path / f".backup-{name}" / "database").mkdir(parents=True)
        (tmp_path / f".{name}.mikrovirk-backup.part").write_text("the beginning")
        (tmp_path / f".theirs-{name}").write_text("not ours")
        for path in (f".backup-{name}", f".{name}.mikrovirk-backup.part", f".theirs-{name}"):
            at = (now - timedelta(hours=age)).timestamp()
            os.utime(tmp_path / path, (at, at))
    making.forget_broken_off(tmp_path, tmp_path, at=now)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".backup-new",
        ".new.mikrovirk-backup.part",
        ".theirs-new",
        ".theirs-old",
    ]
