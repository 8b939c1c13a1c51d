"""What belongs to a backup, what its name is, and that a full disk leaves nothing behind."""

from datetime import UTC, datetime
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
