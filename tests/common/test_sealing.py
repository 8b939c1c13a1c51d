"""What only a key opens: locked, opened, bound to its place, and gone with its key."""

import stat
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.common import sealing


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def test_what_is_sealed_opens_with_its_key_only() -> None:
    name, other = sealing.make_key(), sealing.make_key()
    sealed = sealing.key_of(name).seal("Blåbær", "Lise", bound_to="seat 1")
    assert b"Bl" not in sealed
    assert sealing.key_of(name).unseal(memoryview(sealed), bound_to="seat 1") == ("Blåbær", "Lise")
    for key, bound in ((other, "seat 1"), (name, "seat 2")):
        with pytest.raises(sealing.KeyGone):
            sealing.key_of(key).unseal(sealed, bound_to=bound)
    with pytest.raises(sealing.KeyGone):
        sealing.key_of(name).unseal(sealed[:-1], bound_to="seat 1")


def test_the_same_words_look_different_each_time() -> None:
    key = sealing.key_of(sealing.make_key())
    assert key.seal("Ja", bound_to="x") != key.seal("Ja", bound_to="x")


def test_a_destroyed_key_is_gone_and_so_is_what_it_locked(folder: Path) -> None:
    name = sealing.make_key()
    sealing.destroy_key(name)
    sealing.destroy_key(name)
    assert (list(folder.glob("*.key")), sealing.names_of_keys()) == ([], set())
    with pytest.raises(sealing.KeyGone):
        sealing.key_of(name)


def test_the_keys_of_one_app_are_not_those_of_another() -> None:
    evening, box = sealing.make_key(), sealing.make_key("box")
    assert (sealing.names_of_keys(), sealing.names_of_keys("box")) == ({evening}, {box})
    assert box.startswith("box-")
    sealed = sealing.key_of(box).seal("Ja", bound_to="x")
    assert sealing.key_of(box).unseal(sealed, bound_to="x") == ("Ja",)


def test_a_key_that_was_half_destroyed_when_the_machine_stopped_opens_nothing(folder: Path) -> None:
    name = sealing.make_key()
    (folder / f"{name}.key").write_bytes(b"")
    with pytest.raises(sealing.KeyGone):
        sealing.key_of(name)


def test_the_folder_is_closed_to_others_and_says_that_it_is_not_to_be_copied(folder: Path) -> None:
    name = sealing.make_key()
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / f"{name}.key")] == [0o700, 0o600]
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert "NEVER BACK THIS FOLDER UP" in (folder / "README").read_text()


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ABC", "0" * 31])
def test_a_name_leads_nowhere_else(name: str) -> None:
    with pytest.raises(sealing.KeyGone):
        sealing.key_of(name)
    with pytest.raises(sealing.KeyGone):
        sealing.destroy_key(name)


def test_without_a_place_for_keys_nothing_is_sealed(settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.KEYS = tmp_path / "file" / "keys"
    with pytest.raises(sealing.NoPlaceForKeys):
        sealing.make_key()
