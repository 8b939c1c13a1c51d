"""A copy of the database as it happens (Litestream), as docs/hosting/backup.md describes it: killed, destroyed, fetched back."""

import queue
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.config.recovery.installations import Installation

LITESTREAM = Path(sys.executable).with_name("litestream")
ENOUGH = 20  # things that were told to be kept
CAUGHT_UP = 5.0  # seconds: it looks once a second
HOLDS = """
import json, django; django.setup()
from mikrovirk.config.recovery import invariants
from mikrovirk.fund.models import LedgerEntry
print(json.dumps([invariants.faults(), list(LedgerEntry.objects.values_list("key", flat=True))]))
"""

pytestmark = pytest.mark.soak


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "here", "sqlite")
    made.program("-m", "tests.tables")
    made.program("-m", "tests.config.recovery.busy", "begin")
    return made


class Users:
    """People who use an installation, and what they were told is kept: when, and what."""

    def __init__(self, installation: Installation) -> None:
        self.told: queue.SimpleQueue[tuple[float, str]] = queue.SimpleQueue()
        words = ("-m", "tests.config.recovery.busy", "use")
        self.running = [installation.start(*words, str(number)) for number in (1, 2)]
        self.listening = [threading.Thread(target=self.listen, args=(each,)) for each in self.running]
        for thread in self.listening:
            thread.start()

    def listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            self.told.put((time.monotonic(), line.strip()))

    def work(self, seconds: float = 0) -> None:
        """Let them do enough, and go on for so long."""
        deadline = time.monotonic() + 180
        while self.told.qsize() < ENOUGH:
            assert time.monotonic() < deadline, "nothing was done"
            time.sleep(0.05)
        time.sleep(seconds)

    def kill(self) -> None:
        for process in self.running:
            process.kill()
        for process, thread in zip(self.running, self.listening, strict=True):
            process.wait()
            thread.join()
            assert process.stdout
            process.stdout.close()

    def were_told(self) -> list[tuple[float, str]]:
        return [self.told.get() for _ in range(self.told.qsize())]


@contextmanager
def copying(installation: Installation, copy: str) -> Generator["subprocess.Popen[bytes]", None, None]:
    database = installation.data / "mikrovirk.sqlite3"
    process = subprocess.Popen([LITESTREAM, "replicate", "-log-level", "error", database, copy])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def fetch_back(installation: Installation, copy: str) -> tuple[list[str], set[str]]:
    """Destroy the database and fetch the copy: what is wrong with it, and what the ledger holds."""
    for path in installation.data.glob("mikrovirk.sqlite3*"):
        path.unlink()
    for path in installation.data.glob(".mikrovirk.sqlite3-litestream"):
        path.rename(installation.folder / "old-notes")
    subprocess.run([LITESTREAM, "restore", "-o", installation.data / "mikrovirk.sqlite3", copy], check=True)
    faults, keys = installation.prints("-c", HOLDS)
    return faults, set(keys)


def test_every_row_comes_back_though_the_server_was_killed(here: Installation, tmp_path: Path) -> None:
    copy = f"file://{tmp_path}/copy"
    with copying(here, copy) as copier:
        users = Users(here)
        users.work()
        users.kill()
        time.sleep(CAUGHT_UP)
        copier.kill()
    told = {key for _at, key in users.were_told()}
    faults, kept = fetch_back(here, copy)
    assert (faults, told - kept) == ([], set())


def test_the_whole_machine_is_killed_and_seconds_are_lost(here: Installation, tmp_path: Path) -> None:
    copy = f"file://{tmp_path}/copy"
    with copying(here, copy) as copier:
        users = Users(here)
        users.work(CAUGHT_UP)
        copier.kill()
        at = time.monotonic()
        users.kill()
    told = users.were_told()
    faults, kept = fetch_back(here, copy)
    lost = [at - when for when, key in told if key not in kept and when <= at]
    print(f"\n{len(told) - len(lost)} of {len(told)} kept; {max(lost, default=0):.1f} s lost")
    assert faults == []
    assert max(lost, default=0) < CAUGHT_UP
