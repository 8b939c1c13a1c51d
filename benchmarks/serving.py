"""Web servers under measurement: ours and the floor's, each with the same rows, served by the same program in the same way."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.world import SLUG, Subject

OURS, FLOOR = "ours", "floor"
COMMANDS = {
    OURS: [sys.executable, "-m", "mikrovirk.config.command", "serve"],
    FLOOR: [sys.executable, "-m", "benchmarks.floor_settings"],
}
LIST = f"/networks/{SLUG}/meetings/"
CPU_CLOCK = 2  # CPUCLOCK_SCHED: what the scheduler counted, in nanoseconds
Answer = tuple[int, bytes, http.client.HTTPMessage]


@dataclass
class Server:
    """One web server, and the database server whose work for it counts as well (none with SQLite)."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    session: str = ""
    database: int | None = None  # process
    seconds_to_first_answer: float = 0.0
    visitors: int = 0
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connect()

    def connect(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def close(self) -> None:
        self.connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers)

    def ask(self, method: str, path: str, headers: dict[str, str], body: str | None = None) -> Answer:
        self.connection.request(method, path, body, {"Host": "localhost", **headers})
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def processes(self) -> list[int]:
        return family_of(self.process.pid)

    def cpu_seconds(self) -> float:
        """CPU that its processes and the database's have used so far, in all threads."""
        counted = self.processes() + (family_of(self.database) if self.database else [])
        return sum(time.clock_gettime((~pid << 3) | CPU_CLOCK) for pid in counted)

    def memory(self) -> float:
        """Proportional set size of its processes, in MB: shared pages are counted once."""
        kilobytes = 0
        for pid in self.processes():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    kilobytes += int(line.split()[1])
        return kilobytes / 1024


def family_of(pid: int) -> list[int]:
    """A process and its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family_of(int(child)))]


@dataclass(frozen=True)
class Installations:
    """Ours and the floor's, with the same rows."""

    environments: dict[str, dict[str, str]]
    subject: Subject
    database: int | None = None

    @contextmanager
    def serving(self, name: str, *, processes: int = 1) -> Iterator[Server]:
        """Serve one of them until the block ends; it has answered once."""
        port = free_port()
        words = [*COMMANDS[name], "--port", str(port), "--processes", str(processes)]
        session = self.subject.session if name == OURS else self.subject.floor_session
        started = time.monotonic()
        process = subprocess.Popen(words, env=self.environments[name])
        try:
            with closing(Server(name, port, process, session, self.database)) as server:
                wait_for(server)
                server.seconds_to_first_answer = time.monotonic() - started
                yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)

    @contextmanager
    def serving_both(self) -> Iterator[dict[str, Server]]:
        with ExitStack() as stack:
            yield {name: stack.enter_context(self.serving(name)) for name in (OURS, FLOOR)}


def wait_for(server: Server, path: str = LIST) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            status, _body, _headers = server.get(path)
        except (OSError, http.client.HTTPException):
            if server.process.poll() is not None:
                break
            server.connect()
            time.sleep(0.005)
        else:
            assert status == 200, f"{server.name} answered {status}"
            return
    raise RuntimeError(f"{server.name} did not answer")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def installations(folder: Path, *, postgres: bool = False) -> Iterator[Installations]:
    """Fill one installation and copy it for the floor, on SQLite or on a PostgreSQL of their own."""
    if postgres:
        yield from _on_postgres(folder)
        return
    environments = {name: environment(folder / name) for name in (OURS, FLOOR)}
    subject = fill(environments[OURS])
    shutil.copytree(folder / OURS, folder / FLOOR)
    yield Installations(environments, subject)


def _on_postgres(folder: Path) -> Iterator[Installations]:
    import psycopg

    from checks.with_postgres import temporary_cluster

    with temporary_cluster() as url:
        base = url.rpartition("/")[0]
        environments = {name: environment(folder / name, f"{base}/{name}") for name in (OURS, FLOOR)}
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {OURS}")
            subject = fill(environments[OURS])
            connection.execute(f"CREATE DATABASE {FLOOR} TEMPLATE {OURS}")
            found = connection.execute("SHOW data_directory").fetchone()
        assert found
        postmaster = int((Path(found[0]) / "postmaster.pid").read_text().split()[0])
        yield Installations(environments, subject, postmaster)


def environment(folder: Path, database_url: str = "") -> dict[str, str]:
    """Where an installation keeps its files and its database."""
    root = Path(__file__).parent.parent
    # As in every ordinary installation: compiled modules are kept, and no setting of whoever measures has a say.
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE" and not name.startswith("MIKROVIRK_")
    }
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
        "MIKROVIRK_DATA": str(folder),
        "MIKROVIRK_DATABASE_URL": database_url,
        "MIKROVIRK_SECRET_KEY": "benchmark",
        "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}",
    }


def fill(words: dict[str, str]) -> Subject:
    Path(words["MIKROVIRK_DATA"]).mkdir(parents=True)
    command = [sys.executable, "-m", "benchmarks.world"]
    done = subprocess.run(command, env=words, check=True, stdout=subprocess.PIPE, text=True)
    return Subject(**json.loads(done.stdout.splitlines()[-1]))
