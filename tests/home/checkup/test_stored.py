"""Tables, the last backup, and requests that nobody confirmed."""

import json
import socket
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mikrovirk.directory.models import JoinRequest
from mikrovirk.home.checkup import stored
from mikrovirk.home.checkup.findings import Finding, State
from mikrovirk.programme.models import Follower
from tests import factories
from tests.factories import NOW

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def only(look: Any) -> Finding:
    (found,) = look(NOW)
    assert isinstance(found, Finding)
    return found


def test_no_backup_was_ever_made() -> None:
    assert (only(stored.backup).state, only(stored.backup).says) == (
        State.WRONG,
        "Der er aldrig lavet en sikkerhedskopi.",
    )


@pytest.mark.parametrize(
    ("age", "state"), [(25 * HOUR, State.FINE), (27 * HOUR, State.LOOK), (8 * 24 * HOUR + HOUR, State.WRONG)]
)
def test_a_backup_grows_old(tmp_path: Path, age: timedelta, state: State) -> None:
    told = {"made_at": (NOW - age).isoformat(), "file": str(tmp_path), "bytes": 1}
    (tmp_path / stored.LAST_BACKUP).write_text(json.dumps(told))
    assert only(stored.backup).state == state


def test_a_backup_that_is_not_where_it_was_written(tmp_path: Path) -> None:
    for machine, state in ((socket.gethostname(), State.LOOK), ("another", State.FINE)):
        told = {"made_at": NOW.isoformat(), "file": str(tmp_path / "gone"), "bytes": 1, "machine": machine}
        (tmp_path / stored.LAST_BACKUP).write_text(json.dumps(told))
        assert only(stored.backup).state == state


@pytest.mark.django_db
def test_what_a_restore_put_aside_is_called_to_mind(tmp_path: Path) -> None:
    assert list(stored.put_aside(NOW)) == []
    (tmp_path / f"{stored.BEFORE_RESTORE}20270104-030000").mkdir()
    found = only(stored.put_aside)
    assert (found.state, "before-restore-20270104-030000" in found.says) == (State.LOOK, True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="NOT RUN: asks PostgreSQL")
@pytest.mark.django_db
def test_so_is_a_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA before_restore_20270104_030000")
    assert "before_restore_20270104_030000" in only(stored.put_aside).says


@pytest.mark.django_db
def test_people_who_never_confirmed_are_counted() -> None:
    assert only(stored.consents).state == State.FINE
    network, old = factories.network(), NOW - timedelta(days=15)
    user = factories.user("Nysgerrig Nabo")
    JoinRequest.objects.create(network=network, user=user, name="Nysgerrig Nabo", made_at=old)
    JoinRequest.objects.create(network=network, user=user, name="Nysgerrig Nabo", made_at=NOW)
    Follower.objects.create(network=network, user=user, asked_at=old)
    assert only(stored.consents).says.startswith("2 personer bad for mere end to uger siden")


@pytest.mark.django_db
def test_tables_of_an_earlier_version(monkeypatch: pytest.MonkeyPatch) -> None:
    assert only(stored.tables).state == State.FINE
    monkeypatch.setattr(stored.MigrationExecutor, "migration_plan", lambda self, targets: [("fund", "0099")])
    assert only(stored.tables).state == State.WRONG
