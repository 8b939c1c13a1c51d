"""The worker reads what was asked for in a process of its own; it is stopped, survived, and goes on."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.register import jobs
from mikrovirk.register.models import ImportRun
from mikrovirk.register.services import asking

pytestmark = pytest.mark.django_db
State = ImportRun.State
SLEEPS = (sys.executable, "-c", "import time; time.sleep(60)")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> object:
    settings.DATA = tmp_path
    yield
    jobs.end()


def asked() -> ImportRun:
    return asking.ask(files=["cvr.ndjson"], source="cvr", by=None, at=timezone.now())


def now_of(run: ImportRun) -> ImportRun:
    run.refresh_from_db()
    return run


def ended(status: int) -> tuple[str, ...]:
    return (sys.executable, "-c", f"import sys; sys.exit({status})")


def look_again() -> None:
    """Look once the process has ended."""
    for work in jobs._at_work:
        work.process.wait(30)
    jobs.look(now=timezone.now())


def test_a_look_begins_one_and_only_one(monkeypatch) -> None:
    monkeypatch.setattr(jobs, "READER", SLEEPS)
    run = asked()
    jobs.look(now=timezone.now())
    jobs.look(now=timezone.now())
    assert (now_of(run).state, run.tries, len(jobs._at_work)) == (State.READING, 1, 1)


def test_the_process_is_told_which(monkeypatch) -> None:
    given = []
    monkeypatch.setattr(subprocess, "Popen", lambda words, **more: given.append(words) or pytest.fail("enough"))
    run = asked()
    with pytest.raises(pytest.fail.Exception):
        jobs.look(now=timezone.now())
    assert given == [(*jobs.READER, str(run.pk))]


def test_one_whose_process_fails_has_failed(monkeypatch, caplog) -> None:
    monkeypatch.setattr(jobs, "READER", ended(3))
    run = asked()
    jobs.look(now=timezone.now())
    look_again()
    assert (now_of(run).state, run.reason, jobs._at_work) == (State.FAILED, "failed", [])
    assert "ended with status 3" in caplog.text


def test_a_worker_that_ends_leaves_it_to_the_next(monkeypatch) -> None:
    monkeypatch.setattr(jobs, "READER", SLEEPS)
    run = asked()
    jobs.look(now=timezone.now())
    process = jobs._at_work[0].process
    jobs.end()
    assert (now_of(run).state, run.tries, run.seen_at) == (State.WAITING, 0, None)
    assert process.returncode in (-signal.SIGTERM, 143)
    jobs.look(now=timezone.now())
    assert now_of(run).state == State.READING


def test_one_whose_worker_was_killed_is_taken_up_again(monkeypatch) -> None:
    monkeypatch.setattr(jobs, "READER", SLEEPS)
    run, now = asked(), timezone.now()
    asking.claim_next(now=now)
    jobs.look(now=now + timedelta(seconds=30))
    assert jobs._at_work == []
    jobs.look(now=now + timedelta(seconds=90))
    assert (now_of(run).tries, len(jobs._at_work)) == (2, 1)


def test_files_that_end_three_processes_are_not_tried_again() -> None:
    run, now = asked(), timezone.now()
    for minute in range(4):
        asking.claim_next(now=now + timedelta(minutes=2 * minute))
    assert (now_of(run).state, run.reason, run.tries) == (State.FAILED, "failed", 3)


def test_what_is_old_is_forgotten() -> None:
    run, now = asked(), timezone.now()
    asking.stop(run, at=now)
    jobs.run(now=now + timedelta(days=729))
    assert ImportRun.objects.count() == 1
    jobs.run(now=now + timedelta(days=731))
    assert ImportRun.objects.count() == 0
