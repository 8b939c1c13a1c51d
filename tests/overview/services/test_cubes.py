"""Cubes come whole or not at all, and go with their copy."""

import shutil
from datetime import date
from typing import Any

import pytest

from mikrovirk.overview.queries import cubes as cube_queries
from mikrovirk.overview.services import cubes
from tests.factories.register import company, place, write_copy


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> Any:
    settings.DATA = tmp_path
    return tmp_path


def test_a_copy_gets_its_cubes_once() -> None:
    copy = write_copy(company("10000001"), place("1000000001", parent="10000001"))
    assert cube_queries.of_copy(copy) is None
    made = cubes.build_missing()
    assert [each.as_of for each in made] == [copy.as_of]
    assert cube_queries.of_copy(copy) == made[0]
    assert cubes.build_missing() == []
    ready = sorted(file.name for file in (made[0].folder / "ready").iterdir())
    assert ready == ["company-0390.json", "place-0390.json"]


def test_cubes_that_break_off_leave_the_old_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = write_copy(company("10000001"))
    before = cubes.build(copy)

    def fail(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cubes, "write_ready", fail)
    with pytest.raises(OSError, match="No space"):
        cubes.build(copy)
    assert cube_queries.of_copy(copy) == before
    assert [each.name for each in cube_queries.home().iterdir()] == [copy.name]


def test_cubes_of_another_version_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = write_copy(company("10000001"))
    cubes.build(copy)
    monkeypatch.setattr(cube_queries, "VERSION", cube_queries.VERSION + 1)
    assert cube_queries.of_copy(copy) is None
    assert len(cubes.build_missing()) == 1


def test_cubes_of_a_copy_that_is_gone_go_too() -> None:
    first = write_copy(company("10000001"), as_of=date(2026, 10, 1))
    cubes.build(first)
    second = write_copy(company("10000001"), as_of=date(2026, 11, 1))
    shutil.rmtree(first.folder)
    cubes.build_missing()
    assert [each.name for each in cube_queries.home().iterdir()] == [second.name]


def test_numbers_with_letters_are_counted_too() -> None:
    """British company numbers begin with letters; the keys of such a copy are texts."""
    copy = write_copy(company("SC123456", country="GB", form=None), country="GB", source="table")
    assert cubes.build(copy).has_deaths is False
