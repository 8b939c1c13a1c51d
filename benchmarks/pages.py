"""Our pages beside the floor's: CPU milliseconds for each request, in turns, on the same rows and the same web server.

Wall time suffers from whatever else a machine does; CPU time of the serving processes hardly does. Each page is asked for
in batches that alternate between the two (A B A B), and the median over the rounds of CPU per request is compared.
"""

import http.client
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks.world import SEARCHED, SLUG, Subject

LIST = f"/networks/{SLUG}/meetings/"
OURS, FLOOR = "ours", "floor"
PROCESSES = 1
CPU_CLOCK = 2  # CPUCLOCK_SCHED: what the scheduler counted, in nanoseconds
ROOT = Path(__file__).parent.parent


@dataclass
class Server:
    """One web server under measurement."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    session: str
    seconds_to_first_answer: float = 0.0
    visitors: int = 0
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connect()

    def connect(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        return self.ask("GET", path, headers)

    def ask(
        self, method: str, path: str, headers: dict[str, str], body: str | None = None
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        self.connection.request(method, path, body, {"Host": "localhost", **headers})
        answer = self.connection.getresponse()
        return answer.status, answer.read(), answer.headers

    def cpu_seconds(self) -> float:
        """CPU that the server's processes have used so far, in all threads."""
        return sum(time.clock_gettime((~pid << 3) | CPU_CLOCK) for pid in family_of(self.process.pid))


def family_of(pid: int) -> list[int]:
    """A process and its descendants."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(each for child in children for each in family_of(int(child)))]


# --- the pages -------------------------------------------------------------------------------------------------------


def read_list(server: Server, subject: Subject) -> None:
    expect(server.get(LIST), b"</html>")


def read_meeting(server: Server, subject: Subject) -> None:
    expect(server.get(f"{LIST}{subject.meeting}/"), b"</html>")


def read_calendar(server: Server, subject: Subject) -> None:
    expect(server.get(f"/networks/{SLUG}/meetings.ics"), b"END:VCALENDAR")


def search_members(server: Server, subject: Subject) -> None:
    server.visitors += 1
    words = SEARCHED[server.visitors % len(SEARCHED)]
    path = f"/networks/{SLUG}/members/?q={quote(words)}"
    expect(server.get(path, Cookie=f"sessionid={server.session}"), b"</html>")


def sign_up(server: Server, subject: Subject) -> None:
    """The page, the form, the confirmation: three requests, somebody new each time."""
    server.visitors += 1
    path = f"{LIST}{subject.meeting}/sign-up/"
    address = f"10.{server.visitors >> 16 & 255}.{server.visitors >> 8 & 255}.{server.visitors & 255}"
    headers = {"X-Forwarded-For": address}
    _, page, answer = expect(server.ask("GET", path, headers), b"</html>")
    cookie = (answer["Set-Cookie"] or "").partition(";")[0]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page)
    typed = {"name": "Per Gæst", "email": f"gaest{server.visitors}@ny.example", "extra": ""}
    typed |= {"csrfmiddlewaretoken": token[1].decode()} if token else {}
    headers |= {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost"}
    status, _, answer = server.ask("POST", path, headers, urlencode(typed))
    assert status == 302, f"{server.name}: the sign-up answered {status}"
    expect(server.get(answer["Location"], Cookie=cookie), f"gaest{server.visitors}@ny.example".encode())


def expect(answer: tuple[int, bytes, http.client.HTTPMessage], words: bytes) -> tuple[int, bytes, http.client.HTTPMessage]:
    assert answer[0] == 200, f"answered {answer[0]}"
    assert words in answer[1], "the page is not whole"
    return answer


@dataclass(frozen=True)
class Page:
    """What is measured, how many times in a batch, and how many times the floor it may cost."""

    name: str
    visit: Callable[[Server, Subject], None]
    batch: int
    goal: float


PAGES = (
    Page("list of coming meetings, 20 a page", read_list, 60, 1.45),
    Page("one meeting", read_meeting, 60, 1.75),
    Page("iCalendar of 200 meetings", read_calendar, 40, 1.3),
    Page("member search in 2,000", search_members, 40, 1.4),
    Page("whole sign-up, 3 requests", sign_up, 20, 1.5),
)


# --- measuring -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """CPU ms a visit of both, and their ratio: medians over the rounds, and the spread of the ratio."""

    page: Page
    ours: float
    floor: float
    ratio: float
    spread: float


def measure(page: Page, servers: dict[str, Server], subject: Subject, *, rounds: int) -> Figures:
    """Visit the page in batches, the two in turns."""
    spent: dict[str, list[float]] = {OURS: [], FLOOR: []}
    for server in servers.values():  # until caches, compiled templates and statement plans are warm
        for _ in range(10):
            page.visit(server, subject)
    for number in range(rounds):
        order = (OURS, FLOOR) if number % 2 else (FLOOR, OURS)
        for name in order:
            spent[name].append(batch(page, servers[name], subject))
    ratios = [ours / floor for ours, floor in zip(spent[OURS], spent[FLOOR], strict=True)]
    ratio = statistics.median(ratios)
    spread = statistics.median(abs(each - ratio) for each in ratios) / len(ratios) ** 0.5
    return Figures(page, statistics.median(spent[OURS]), statistics.median(spent[FLOOR]), ratio, spread)


def batch(page: Page, server: Server, subject: Subject) -> float:
    """CPU milliseconds for one visit, over a batch of them."""
    before = server.cpu_seconds()
    for _ in range(page.batch):
        page.visit(server, subject)
    return (server.cpu_seconds() - before) * 1000 / page.batch


# --- serving ---------------------------------------------------------------------------------------------------------


@contextmanager
def serving(folder: Path) -> Iterator[tuple[dict[str, Server], Subject]]:
    """Both installations with the same rows, each in its own server."""
    environment = {**os.environ, "MIKROVIRK_SECRET_KEY": "benchmark", "PYTHONPATH": str(ROOT)}
    (folder / OURS).mkdir()
    made = run([sys.executable, "-m", "benchmarks.world"], environment | {"MIKROVIRK_DATA": str(folder / OURS)})
    subject = Subject(**json.loads(made.splitlines()[-1]))
    shutil.copytree(folder / OURS, folder / FLOOR)
    words = {
        OURS: [sys.executable, "-m", "mikrovirk.config.command", "serve"],
        FLOOR: [sys.executable, "-m", "benchmarks.floor_settings"],
    }
    sessions = {OURS: subject.session, FLOOR: subject.floor_session}
    with ExitStack() as stack:
        servers = {}
        for number, name in enumerate((OURS, FLOOR)):
            port = 18_471 + number
            here = environment | {"MIKROVIRK_DATA": str(folder / name)}
            process = stack.enter_context(running([*words[name], "--port", str(port)], here))
            servers[name] = Server(name, port, process, sessions[name])
            wait_for(servers[name])
        yield servers, subject


def run(words: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(words, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def running(words: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(words, env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def wait_for(server: Server) -> None:
    """Note how long the first answer took from the start of the process."""
    started = time.monotonic()
    while time.monotonic() - started < 60:
        try:
            expect(server.get(LIST), b"</html>")
        except ConnectionError:
            server.connect()
            time.sleep(0.01)
        else:
            server.seconds_to_first_answer = time.monotonic() - started
            return
    raise RuntimeError(f"{server.name} did not answer")


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 10
    only = sys.argv[2] if sys.argv[2:] else ""
    with tempfile.TemporaryDirectory() as name, serving(Path(name)) as (servers, subject):
        for page in PAGES:
            if only in page.name:
                f = measure(page, servers, subject, rounds=rounds)
                print(f"{page.name:36} {f.ours:7.2f} {f.floor:7.2f} {f.ratio:6.2f} ±{f.spread:.3f} goal {page.goal}", flush=True)


if __name__ == "__main__":
    main()
