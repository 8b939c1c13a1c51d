"""The worker is killed (SIGKILL) at random moments while it delivers to a real SMTP server."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from tests.mailing import smtp_server
from tests.mailing.smtp_server import Running

ROOT = Path(__file__).parents[2]
MAILS = 1000
KILLS = 20
NURSERY = [sys.executable, "-W", "ignore", "-m", "tests.mailing.nursery"]

pytestmark = pytest.mark.django_db  # runs on PostgreSQL too, in a database of its own


@contextmanager
def database(folder: Path) -> Generator[str, None, None]:
    """A database of its own on the kind of server the tests run on; gives its address."""
    server = os.environ.get("MIKROVIRK_DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite://{folder}/killed.sqlite3"
        return
    name = f"killed_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield server.rpartition("/")[0] + f"/{name}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def environment(folder: Path, database_url: str, smtp_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
        "MIKROVIRK_DATA": str(folder),
        "MIKROVIRK_DATABASE_URL": database_url,
        "MIKROVIRK_DATABASE_POOL": "0",
        "MIKROVIRK_SMTP_URL": smtp_url,
        "MIKROVIRK_SECRET_KEY": "only-for-tests",
    }


class Nursery:
    """Starts workers and kills them."""

    def __init__(self, process: "subprocess.Popen[str]", server: Running) -> None:
        self.process, self.server = process, server

    def ask(self, word: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def kill_at(self, mails: int, wait: float) -> None:
        """Start a worker; kill it when the server has taken `mails` in all and `wait` seconds have gone."""
        worker = int(self.ask("start"))
        self.wait_for(lambda: len(self.server.taken()), mails)
        time.sleep(wait)
        os.kill(worker, signal.SIGKILL)
        self.ask("reap")

    def finish(self) -> None:
        """Let a last worker deliver the rest, and end it kindly."""
        worker = int(self.ask("start"))
        self.wait_for(lambda: len({message for message, _ in self.server.taken()}), MAILS)
        os.kill(worker, signal.SIGTERM)
        self.ask("reap")

    def wait_for(self, count: Callable[[], int], target: int) -> None:
        deadline = time.monotonic() + 60
        while count() < target:
            assert time.monotonic() < deadline, "no more mails were delivered"
            time.sleep(0.001)


def run_with_kills(folder: Path, *, kills: int, dice: random.Random) -> None:
    """One run of 1,000 mails, the worker killed `kills` times; nobody is left out, nobody gets more than is owed."""
    with smtp_server.running(folder) as server, database(folder) as url:
        words = environment(folder, url, server.url)
        subprocess.run([*NURSERY, "prepare", str(MAILS)], cwd=ROOT, env=words, check=True)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        with subprocess.Popen(NURSERY, cwd=ROOT, env=words, text=True, **pipes) as process:  # type: ignore[call-overload]
            nursery = Nursery(process, server)
            for mails in sorted(dice.sample(range(1, MAILS - 10), kills)):
                nursery.kill_at(mails, dice.random() * 0.004)
            nursery.finish()
            process.stdin.close()
        check(server.taken(), kills)
        states = subprocess.run([*NURSERY, "states"], cwd=ROOT, env=words, check=True, capture_output=True, text=True)
        assert json.loads(states.stdout) == {"sent": MAILS}


def check(taken: list[tuple[str, str]], kills: int) -> None:
    times = Counter(recipient for _, recipient in taken)
    ids = {
        recipient: {message for message, to in taken if to == recipient} for recipient in times if times[recipient] > 1
    }
    duplicates = len(taken) - len(times)
    print(f"\n{MAILS} mails, worker killed {kills} times: {len(times)} people reached, {duplicates} duplicates")
    assert len(times) == MAILS
    assert duplicates <= kills
    assert [recipient for recipient, own in ids.items() if len(own) != 1] == []


def test_nobody_is_left_out_and_only_the_mail_in_flight_may_go_again(tmp_path: Path) -> None:
    run_with_kills(tmp_path, kills=KILLS, dice=random.Random(20171128))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
def test_the_same_twenty_times(tmp_path: Path, seed: int) -> None:
    run_with_kills(tmp_path, kills=KILLS, dice=random.Random(seed))
