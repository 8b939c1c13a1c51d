"""The background worker: what it does in a round, and that nothing stops the rest."""

import os
import sys
import threading
import types
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django.fixtures import Settings

from mikrovirk.config import worker
from mikrovirk.mailing import workers
from mikrovirk.mailing.models import Message, WorkerBeat
from mikrovirk.mailing.queries import working
from tests import factories
from tests.mailing import kinds
from tests.mailing.test_delivery import approved

pytestmark = pytest.mark.django_db
kinds.register_once()


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker would close the connection that holds the test's transaction."""
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)


def job(monkeypatch: pytest.MonkeyPatch, name: str, run: Callable[..., None]) -> str:
    """A module with a job."""
    module = types.ModuleType(name)
    module.__spec__ = types.SimpleNamespace(name=name)  # type: ignore[assignment]
    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    return name


def started(*jobs: str) -> tuple[worker.Worker, workers.Identity]:
    return worker.Worker(threading.Event(), jobs), workers.enlist(now=timezone.now())


def test_a_job_that_fails_stops_neither_the_others_nor_the_mails(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMTP = {}
    ran: list[datetime] = []

    def breaks(*, now: datetime) -> None:
        raise RuntimeError("something is wrong")

    names = [
        job(monkeypatch, "broken_jobs", breaks),
        "no.such.app.jobs",
        "mikrovirk.ui.jobs",
        job(monkeypatch, "working_jobs", lambda *, now: ran.append(now)),
    ]
    now = timezone.now() - timedelta(minutes=5)
    approved(factories.network(), factories.user(), at=now, due_at=now)
    process, who = started(*names)
    try:
        while process.round(who):
            pass
    finally:
        workers.dismiss(who)
    assert len(ran) == 1
    assert Message.objects.get().state == "sent"
    assert "broken_jobs" in caplog.text
    assert worker.run_jobs(now=now, jobs=names[:1]) == ["broken_jobs"]


def test_an_app_without_jobs_has_nothing_to_do() -> None:
    assert worker.run_jobs(now=timezone.now(), jobs=["mikrovirk.ui.jobs"]) == []


def test_says_that_it_lives_and_what_stands_in_its_way(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "timeout": 1}
    now = timezone.now() - timedelta(minutes=5)
    approved(factories.network(), factories.user(), at=now, due_at=now)
    process, who = started()
    process.round(who)
    process.round(who)
    [beat] = working.alive(now=timezone.now())
    assert (beat.name, "refused" in beat.trouble) == (who.name, True)
    status = working.outbox_status(now=timezone.now())
    assert (status.waiting_count, status.oldest_due_at, status.worker_count) == (1, now + timedelta(seconds=20), 1)
    assert "refused" in status.trouble
    assert working.alive(now=timezone.now() + timedelta(minutes=4)) == []
    workers.dismiss(who)
    assert WorkerBeat.objects.count() == 0
    assert "cannot be reached" in caplog.text


def test_what_a_dead_worker_had_claimed_is_free_for_the_next_at_once(settings: Settings) -> None:
    now = timezone.now()
    approved(factories.network(), factories.user(), factories.user(), at=now, due_at=now)
    living = workers.enlist(now=now)
    dead = workers.enlist(now=now)
    first, second = Message.objects.order_by("pk")
    later = now + timedelta(minutes=5)
    Message.objects.filter(pk=first.pk).update(claimed_by=dead.name, claimed_until=later, state="sending")
    Message.objects.filter(pk=second.pk).update(claimed_by=living.name, claimed_until=later)
    os.close(dead.file)  # as the system does when a process is killed
    third = workers.enlist(now=now)
    assert list(Message.objects.order_by("pk").values_list("claimed_by", flat=True)) == ["", living.name]
    assert {beat.name for beat in WorkerBeat.objects.all()} == {living.name, third.name}
    for who in (living, third):
        workers.dismiss(who)


def test_a_worker_of_another_machine_is_left_alone_while_it_is_heard_of(settings: Settings, tmp_path: Path) -> None:
    """Where the folder is shared but not its locks, the other's file looks as if nobody held it."""
    settings.DATA = tmp_path
    now = timezone.now()
    approved(factories.network(), factories.user(), at=now, due_at=now)
    (tmp_path / "workers").mkdir()
    for name, minutes in (("syd:7:aaaa", 1), ("vest:8:bbbb", 6)):
        (tmp_path / "workers" / name).touch()
        WorkerBeat.objects.create(name=name, started_at=now, beat_at=now - timedelta(minutes=minutes))
    Message.objects.update(claimed_by="syd:7:aaaa", claimed_until=now + timedelta(minutes=4), state="sending")
    who = workers.enlist(now=now)
    assert Message.objects.get().claimed_by == "syd:7:aaaa"
    assert {file.name for file in (tmp_path / "workers").iterdir()} == {"syd:7:aaaa", who.name}
    workers.dismiss(who)


def test_what_the_database_broke_off_is_taken_up_in_the_next_round(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SMTP = {}
    now = timezone.now() - timedelta(minutes=5)
    approved(factories.network(), factories.user(), at=now, due_at=now)
    process, who = started()

    def breaks(**_told: object) -> int:
        Message.objects.update(claimed_by=who.name, claimed_until=timezone.now() + timedelta(minutes=5))
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(worker, "deliver_due", breaks)
        assert not process.round(who)
    assert process.round(who)
    assert Message.objects.get().state == "sent"
    assert "the database did not answer" in caplog.text
    workers.dismiss(who)
