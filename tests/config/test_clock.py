"""Of several workers one has the clock, and the next gets it when that one ends, however it ends."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mikrovirk.config import worker
from mikrovirk.config.clock import Clock

HOLD = """
import django
django.setup()
from mikrovirk.config.clock import Clock
clock = Clock()
print(clock.mine(), flush=True)
input()
"""


@pytest.fixture
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def another(tmp_path: Path, db: None) -> Iterator["subprocess.Popen[str]"]:
    """A process that has the clock."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings", "MIKROVIRK_DATA": str(tmp_path)}
    if connection.vendor == "postgresql":  # the tests' own database
        server = os.environ["MIKROVIRK_DATABASE_URL"].rpartition("/")[0]
        environment["MIKROVIRK_DATABASE_URL"] = f"{server}/{connection.settings_dict['NAME']}"
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-W", "ignore", "-c", HOLD], env=environment, **pipes) as process:
        yield process
        process.kill()


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_the_clock_is_free_at_once_when_who_has_it_is_killed(another: "subprocess.Popen[str]") -> None:
    assert another.stdout
    assert another.stdout.readline() == "True\n"
    with Clock() as mine, Clock() as third:
        assert not mine.mine()
        os.kill(another.pid, signal.SIGKILL)
        another.wait()
        deadline = threading.Event()
        assert any(mine.mine() or deadline.wait(0.05) for _each in range(100))
        assert mine.mine()
        assert not third.mine()
        mine.close()
        assert third.mine()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="NOT RUN: asks PostgreSQL")
@pytest.mark.django_db
def test_postgresql_asks_after_who_has_the_clock_since_a_lost_machine_closes_nothing() -> None:
    with Clock() as mine:
        assert mine.mine()
        assert mine.session
        asks = [
            mine.session.execute(f"SHOW tcp_keepalives_{what}").fetchone() for what in ("idle", "interval", "count")
        ]
        assert asks == [("15",), ("5",), ("3",)]


@pytest.mark.django_db
@pytest.mark.usefixtures("_own_folder")
def test_a_worker_without_the_clock_delivers_and_leaves_the_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "run_jobs", lambda *, now, jobs: ran.extend(jobs))
    monkeypatch.setattr(worker.workers, "beat", lambda who, **_told: None)
    who = worker.workers.Identity("nord:1:a", 0)
    with Clock() as first, Clock() as second:
        assert first.mine()
        for clock, jobs in ((second, []), (first, ["a", "b"])):
            ran.clear()
            process = worker.Worker(threading.Event(), ("a", "b"))
            process.clock = clock
            while process.round(who):
                pass
            assert ran == jobs
