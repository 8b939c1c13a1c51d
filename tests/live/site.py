"""A real installation for the length of a test: served by real processes, its rows within reach of the test.

    def test_something(site):
        evening = evenings.open_now()          # by the ORM, in the rows that are served
        site.url, site.kill(), site.start()    # SIGKILL, and the same port again

On SQLite the rows are a file in a folder of its own; where the tests run on PostgreSQL they are the test's own database.
The fixture stands in tests/live/conftest.py; a test elsewhere imports it from there.
"""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client

from mikrovirk.accounts.models import User

SERVE = [sys.executable, "-m", "mikrovirk.config.command", "serve"]
STARTS_WITHIN = 60.0  # seconds
CACHE_TABLE = "shared_cache"
SHARED = ("MIKROVIRK_LIVE_SOURCE", "MIKROVIRK_REDIS_URL", "MIKROVIRK_QUEUE_URL")  # with the tests' own process


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """The web processes of one `mikrovirk serve`."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    processes: int = 1
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> Path:
        """What it wrote to standard output and error."""
        return self.folder / f"served-{self.port}.log"

    def start(self, *, processes: int | None = None, **environment: str) -> "Server":
        """Serve until killed or stopped, and wait for the first answer; on the same port as the time before."""
        assert self.process is None, "it is served already"
        self.processes = processes or self.processes
        self.environment |= environment
        words = [*SERVE, "--port", str(self.port), "--processes", str(self.processes)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(words, env=self.environment, stdout=out, stderr=out, start_new_session=True)
        self.wait()
        return self

    def wait(self) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            assert self.process
            assert self.process.poll() is None, f"it did not start: {self.log.read_text()}"
            try:
                ask = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                ask.request("GET", "/l/", headers={"Host": "localhost"})
                ask.getresponse().read()
                ask.close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError(f"it did not answer: {self.log.read_text()}")

    def kill(self) -> None:
        """Pull the plug: SIGKILL to every process at once."""
        self.end(signal.SIGKILL)

    def stop(self) -> None:
        self.end(signal.SIGTERM)

    def end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=20)
        self.process = None


class Site(Server):
    """The installation with its first server."""

    others: list[Server]

    def beside(self, **environment: str) -> Server:
        """Another web process of the same installation, on a port of its own."""
        other = Server(self.folder, {**self.environment, **environment}).start()
        self.others.append(other)
        return other

    def cookie(self, user: User) -> dict[str, Any]:
        """What signs somebody in: for `context.add_cookies([…])`; its value is a plain cookie "sessionid" too."""
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        return {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.url, "httpOnly": True}


@contextmanager
def installation(folder: Path) -> Iterator[Site]:
    """An installation that is not served yet; inside the block the test's ORM reads and writes its rows."""
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MIKROVIRK_")},
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
        "MIKROVIRK_DATA": str(folder),
        "MIKROVIRK_KEYS": str(folder.with_name(f"{folder.name}-keys")),
        "MIKROVIRK_SECRET_KEY": settings.SECRET_KEY,
        "MIKROVIRK_SITE_URL": f"http://localhost:{port}",
        **{name: os.environ[name] for name in SHARED if name in os.environ},
    }
    folder.mkdir(parents=True, exist_ok=True)
    with rows(folder) as url:
        made = Site(folder, {**environment, "MIKROVIRK_DATABASE_URL": url}, port)
        made.others = []
        try:
            yield made
        finally:
            for server in (made, *made.others):
                server.kill()


@contextmanager
def rows(folder: Path) -> Iterator[str]:
    """Point the test's ORM at a database that other processes can open too; give its address."""
    if connection.vendor == "postgresql":
        call_command("createcachetable", CACHE_TABLE, verbosity=0)
        own = connection.settings_dict
        server = os.environ["MIKROVIRK_DATABASE_URL"].rpartition("/")[0]
        yield f"{server}/{own['NAME']}"
        end_other_sessions()
        return
    file = folder / "mikrovirk.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as copy:
        connection.connection.backup(copy)  # the tables of the tests' own database, which lies in memory
    copy.close()
    before, name = connections["default"], connections.databases["default"]["NAME"]
    connections.databases["default"]["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        call_command("createcachetable", CACHE_TABLE, verbosity=0)
        yield f"sqlite://{file}"
    finally:
        connections["default"].close()
        connections["default"] = before
        connections.databases["default"]["NAME"] = name


def end_other_sessions() -> None:
    """A killed process's sessions with PostgreSQL end a moment later; the next test must not wait for them."""
    others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + 10
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) {others}")
        while time.monotonic() < deadline:
            cursor.execute(f"SELECT count(*) {others}")
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.02)
