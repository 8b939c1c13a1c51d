"""The machine and its settings: each thing that can be wrong, and how it is said."""

from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.home.checkup import machine
from mikrovirk.home.checkup.findings import State

NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _in_use(settings: Any, tmp_path: Path) -> None:
    settings.DEBUG, settings.DEMO, settings.SECURE = False, False, True
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
    settings.DATA.mkdir()


def keys(look: Any) -> list[tuple[str, State]]:
    return [(finding.key, finding.state) for finding in look(NOW)]


def test_a_site_in_use_is_fine() -> None:
    assert keys(machine.settings_are_safe) == [("settings", State.FINE)]


def test_what_is_for_developers_and_for_the_example_is_said(settings: Any) -> None:
    settings.DEBUG, settings.SECURE = True, False
    assert keys(machine.settings_are_safe) == [("debug", State.WRONG), ("https", State.WRONG)]
    settings.DEBUG, settings.DEMO = False, True
    assert keys(machine.settings_are_safe) == [("demo", State.LOOK)]


def test_a_key_that_others_can_read_and_keys_that_get_copied_are_said(settings: Any) -> None:
    key = settings.DATA / "secret-key"
    key.write_text("x")
    key.chmod(0o644)
    settings.KEYS = settings.DATA / "keys"
    assert keys(machine.settings_are_safe) == [("secret_key", State.WRONG), ("keys", State.LOOK)]
    assert next(machine.unsafe()).mend == f"chmod 600 {key}"


@pytest.mark.parametrize(
    ("megabytes", "state"), [(499, State.WRONG), (500, State.LOOK), (1_999, State.LOOK), (2_000, State.FINE)]
)
def test_a_disk_that_fills_up(monkeypatch: pytest.MonkeyPatch, megabytes: int, state: State) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda path: Usage(0, 0, megabytes * 1_000_000))
    assert keys(machine.disk) == [("disk", state)]


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "state"), [("yes", State.FINE), ("", State.FINE), ("no", State.LOOK)])
def test_a_clock_that_nobody_sets(monkeypatch: pytest.MonkeyPatch, said: str, state: State) -> None:
    monkeypatch.setattr(machine, "synchronised", lambda: said)
    assert keys(machine.clock) == [("clock", state)]


@pytest.mark.django_db
def test_a_clock_that_differs_from_the_databases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine.connection, "vendor", "postgresql")
    monkeypatch.setattr(machine, "database_clock", lambda: datetime.now(UTC) - timedelta(seconds=90))
    (found,) = machine.clock(NOW)
    assert (found.state, found.says) == (State.WRONG, "Maskinens ur og databasens ur er 90 sekunder fra hinanden.")


def test_a_machine_without_time_zones(settings: Any) -> None:
    assert keys(machine.time_zone) == [("time_zone", State.FINE)]
    settings.TIME_ZONE = "Europe/Stege"
    assert keys(machine.time_zone) == [("time_zone", State.WRONG)]
    settings.TIME_ZONE = "Europe/Copenhagen"


def test_versions_are_named() -> None:
    (found,) = machine.versions(NOW)
    assert "Django 5.2" in found.says
