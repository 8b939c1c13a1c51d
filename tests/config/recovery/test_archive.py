"""One file with many in it: what went in comes out, and whatever is wrong with it is said."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from mikrovirk.config.recovery import archive, locked
from mikrovirk.config.recovery.archive import MANIFEST, Damaged

FILES = {"database/a.copy": b"1\tKarla\n" * 1000, "files/billede.png": os.urandom(70_000), "secret-key": b""}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "COST", {"n": 2, "r": 8, "p": 1})


def make(folder: Path, passphrase: str = "") -> Path:
    file = folder / "a.backup"
    with archive.writing(file, passphrase) as writing:
        for number, (name, content) in enumerate(FILES.items()):
            source = folder / f"source-{number}"
            source.write_bytes(content)
            writing.add(name, source)
        writing.close(made_at="2027-01-04", engine="sqlite")
    return file


@pytest.mark.parametrize("passphrase", ["", "tolv eller flere tegn"])
def test_everything_comes_out_as_it_went_in(tmp_path: Path, passphrase: str) -> None:
    manifest = archive.read(make(tmp_path, passphrase), passphrase, into=tmp_path / "out")
    assert manifest.facts == {"made_at": "2027-01-04", "engine": "sqlite"}
    assert {name: (tmp_path / "out" / name).read_bytes() for name in manifest.members} == FILES
    assert {name: told["bytes"] for name, told in manifest.members.items()} == {n: len(c) for n, c in FILES.items()}


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    assert make(tmp_path).stat().st_mode & 0o777 == 0o600


def test_a_file_that_grows_while_it_is_read_is_cut_where_it_was(tmp_path: Path) -> None:
    source = tmp_path / "log"
    source.write_bytes(b"before")
    with source.open("rb") as opened:
        counted = archive.Counted(opened, 6)
        source.write_bytes(b"before and after")
        assert (counted.read(100), counted.read(100)) == (b"before", b"")


def test_whatever_is_wrong_is_found(tmp_path: Path) -> None:
    whole = make(tmp_path).read_bytes()
    flipped = bytearray(whole)
    flipped[whole.index(b"Karla")] ^= 1
    for content, said in (
        (bytes(flipped), "is damaged: database/a.copy"),
        (whole[: len(whole) // 2], "no whole backup"),
        (b"", "no whole backup"),
        (b"navn;mail\n" * 1000, "no whole backup"),
    ):
        (tmp_path / "b.backup").write_bytes(content)
        with pytest.raises(Damaged, match=said):
            archive.read(tmp_path / "b.backup")


def test_a_backup_without_its_manifest_was_cut_off(tmp_path: Path) -> None:
    write_tar(tmp_path / "b.backup", {"database/a.copy": b"1"})
    with pytest.raises(Damaged, match="its manifest is missing"):
        archive.read(tmp_path / "b.backup")


def test_a_backup_of_another_kind_is_refused(tmp_path: Path) -> None:
    write_tar(tmp_path / "b.backup", {MANIFEST: b'{"format": 99, "members": {}}'})
    with pytest.raises(Damaged, match="another version"):
        archive.read(tmp_path / "b.backup")


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "files/../../outside"])
def test_nothing_is_laid_outside_the_folder(tmp_path: Path, name: str) -> None:
    write_tar(tmp_path / "b.backup", {name: b"x"})
    with pytest.raises(Damaged, match="is no file"):
        archive.read(tmp_path / "b.backup", into=tmp_path / "out")
    assert not (tmp_path / "outside").exists()


def test_a_locked_one_asks_for_its_passphrase(tmp_path: Path) -> None:
    file = make(tmp_path, "tolv eller flere tegn")
    with pytest.raises(Damaged, match="--passphrase-file"):
        archive.read(file)
    with pytest.raises(Damaged, match="not the passphrase"):
        archive.read(file, "noget helt andet")


def write_tar(file: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(file, "w") as tar:
        for name, content in members.items():
            tar.addfile(archive.entry(name, len(content)), io.BytesIO(content))
