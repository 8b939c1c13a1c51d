"""The background worker: what it does in a round, and that nothing stops the rest."""

import os
import sys
import threading
import types
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
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
