"""An installation past one machine: web hosts, workers, PostgreSQL, Redis and a mail server, all of them real."""

import http.client
import os
import pwd
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from checks.system_packages import postgres_programs
from checks.with_postgres import call
from tests.faults.kept import Kept
from tests.live.site import free_port
from tests.mailing import smtp_server
from tests.mailing.smtp_server import Running

COMMAND = [sys.executable, "-W", "ignore", "-m", "mikrovirk.config.command"]
PATIENCE = 90.0  # seconds for all of it to answer
KINDS = ("web", "worker", "postgresql", "redis")


@dataclass
class Machines:
    """What runs, and where."""

    database: str
    path: str  # where one signs up
    webs: dict[int, Kept]  # by port
    workers: list[Kept]
    postgresql: Kept
    redis: Kept
    mails: Running

    def units(self, kind: str) -> list[Kept]:
        return {
            "web": list(self.webs.values()),
            "worker": self.workers,
            "postgresql": [self.postgresql],
            "redis": [self.redis],
        }[kind]

    def until_up(self, kind: str) -> None:
        """Wait until a unit of that kind runs that can be killed."""
        until(lambda: any(unit.is_up for unit in self.units(kind)))

    def kill(self, kind: str, dice: random.Random) -> None:
        """Kill a unit of that kind: of a web host its main process, or one of those that answer."""
        unit = dice.choice([unit for unit in self.units(kind) if unit.is_up])
        unit.kill(child=dice.choice if kind == "web" else None)

    def ask(self, query: str) -> list[tuple[object, ...]]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(query).fetchall()  # type: ignore[arg-type]


@contextmanager
def running(folder: Path, *, hosts: int) -> Generator[Machines, None, None]:
    """All of it for the length of a block: so many web hosts and workers, and a meeting that everybody can sign up for."""
    folder.chmod(0o755)
    with ExitStack() as stack, smtp_server.running(folder) as mails:
        database, redis_port = free_port(), free_port()
        postgresql = Kept(
            "postgresql", postgresql_words(folder, database), folder / "postgresql.log", user=postgres_user()
        )
        redis_words = [shutil.which("redis-server") or "redis-server", "--bind", "127.0.0.1", "--save", ""]
        redis = Kept("redis", [*redis_words, "--port", str(redis_port), "--dir", str(folder)], folder / "redis.log")
        url = f"postgres://mikrovirk@127.0.0.1:{database}/postgres"
        words = environment(folder, url, redis_port, mails.url)
        webs = {port: web(folder, port, words) for port in (free_port() for _each in range(hosts))}
        workers = [
            Kept(f"worker {number}", [*COMMAND, "worker"], folder / f"worker-{number}.log", words)
            for number in range(hosts)
        ]
        for first in (postgresql, redis):
            stack.callback(first.stop)
            first.start()
        until(lambda: psycopg.connect(url).close() is None)
        made = Machines(url, begin(words), webs, workers, postgresql, redis, mails)
        for unit in (*webs.values(), *workers):
            stack.callback(unit.stop)
            unit.start()
        until(lambda: all(is_alive(port) for port in webs))
        until(lambda: made.ask("SELECT count(*) FROM mailing_workerbeat") == [(hosts,)])
        yield made


def begin(words: dict[str, str]) -> str:
    """Lay the tables; the path where one signs up."""
    program = [sys.executable, "-W", "ignore", "-m", "tests.faults.begin"]
    done = subprocess.run(program, env={**os.environ, **words}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def environment(folder: Path, database: str, redis_port: int, smtp_url: str) -> dict[str, str]:
    redis = f"redis://127.0.0.1:{redis_port}"
    return {
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
        "MIKROVIRK_DATA": str(folder / "data"),
        "MIKROVIRK_KEYS": str(folder / "keys"),
        "MIKROVIRK_SECRET_KEY": "only-for-tests",
        "MIKROVIRK_DATABASE_URL": database,
        "MIKROVIRK_DATABASE_POOL": "1",
        "MIKROVIRK_CACHE_URL": f"{redis}/1",
        "MIKROVIRK_QUEUE_URL": f"{redis}/0",
        "MIKROVIRK_REDIS_URL": f"{redis}/0",
        "MIKROVIRK_LIVE_SOURCE": "redis",
        "MIKROVIRK_SMTP_URL": smtp_url,
    }


def web(folder: Path, port: int, words: dict[str, str]) -> Kept:
    serve = [*COMMAND, "serve", "--port", str(port), "--processes", "2"]
    return Kept(f"web {port}", serve, folder / f"web-{port}.log", words)


def postgres_user() -> str | None:
    """PostgreSQL refuses to run as root: there it runs as its own user."""
    return "postgres" if os.geteuid() == 0 else None


def postgresql_words(folder: Path, port: int) -> list[str]:
    """What starts a cluster that was just made.

    What it acknowledged was written, as in use; that it also reached the disk matters only where a whole machine fails.
    """
    programs, user, place = postgres_programs(), postgres_user(), folder / "postgresql"
    assert programs, "No PostgreSQL found. On Debian: sudo apt-get install postgresql"
    place.mkdir()
    if user:
        account = pwd.getpwnam(user)
        os.chown(place, account.pw_uid, account.pw_gid)
    cluster = place / "cluster"
    make = [programs / "initdb", "-D", cluster, "-U", "mikrovirk", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
    call(make, user, place)
    settings = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": place, "fsync": "off"}
    return [str(programs / "postgres"), "-D", str(cluster), *(f"--{name}={value}" for name, value in settings.items())]


def is_alive(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/alive/")
        return asked.getresponse().status == 200
    finally:
        asked.close()


def until(holds: Callable[[], bool], *, within: float = PATIENCE) -> float:
    """Wait until it holds; trouble on the way counts as not yet. Seconds it took."""
    began = time.monotonic()
    while True:
        try:
            if holds():
                return time.monotonic() - began
        except (OSError, http.client.HTTPException, psycopg.Error):
            pass
        assert time.monotonic() - began < within, "it did not come so far"
        time.sleep(0.05)
