"""Uploads in object storage get into a backup and back out of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mikrovirk.config import environment
from mikrovirk.config.recovery import making, uploads
from tests import object_storage


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with object_storage.running() as address:
        yield address


@pytest.fixture(autouse=True)
def _storage(url: str, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    settings.DATA = tmp_path
    monkeypatch.setenv("MIKROVIRK_FILES_URL", url)
    settings.STORAGES = {**settings.STORAGES, "default": environment.files()}
    yield
    for name in list(uploads.names()):
        default_storage.delete(name)


def content_of(name: str) -> bytes:
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def test_every_file_gets_into_the_backup_and_nothing_of_it_stays_on_the_disk(tmp_path: Path) -> None:
    for name in ("people/karla.jpg", "cases/2027/offer.pdf", "plan.pdf"):
        default_storage.save(name, ContentFile(name.encode()))
    found = [(name, path.read_bytes()) for name, path in making.members(tmp_path, register=False)]
    assert found == [
        (f"files/{name}", name.encode()) for name in ("plan.pdf", "cases/2027/offer.pdf", "people/karla.jpg")
    ]
    assert list(tmp_path.iterdir()) == []


def test_one_that_is_erased_meanwhile_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(uploads, "names", lambda: iter(["people/erased.jpg"]))
        assert [(name, path.exists()) for name, path in uploads.members()] == [("people/erased.jpg", False)]


def test_what_comes_back_takes_the_place_of_what_has_its_name(tmp_path: Path) -> None:
    for name in ("people/karla.jpg", "people/other.jpg"):
        default_storage.save(name, ContentFile(b"of today"))
    came, aside = tmp_path / "came", tmp_path / "aside"
    (came / "people").mkdir(parents=True)
    for name in ("karla.jpg", "lise.jpg"):
        (came / "people" / name).write_bytes(b"of the backup")
    assert uploads.put_back(came, aside) == 2
    assert {name: content_of(name) for name in uploads.names()} == {
        "people/karla.jpg": b"of the backup",
        "people/lise.jpg": b"of the backup",
        "people/other.jpg": b"of today",
    }
    assert (aside / "files" / "people" / "karla.jpg").read_bytes() == b"of today"
