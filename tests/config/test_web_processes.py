"""Several web processes: loaded once, sharing their memory, replaced when one ends, gone when told to stop."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.config.test_serve import free_port

SERVE = """
import django, sys, uvicorn
django.setup()
from mikrovirk.config import web_processes
application = "tests.config.test_web_processes:tells_of_itself"
web_processes.serve(uvicorn.Config(application, port=int(sys.argv[1]), lifespan="off", log_level="critical"), 2)
"""
LOADED = """
import json, sys, uvicorn
from mikrovirk.config import web_processes
web_processes.load(uvicorn.Config("mikrovirk.config.asgi:application"))
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""
# What takes tens of MB, and is needed by few: the engines, the solvers, what makes and reads documents, the API, Redis, object storage.
LARGE = {"aiosmtpd", "docx", "duckdb", "ibis", "icalendar", "lxml", "numpy", "openpyxl", "ortools", "pandas", "pyarrow"}
LARGE |= {"ninja", "pydantic", "pydantic_core", "pydyf", "pyspark", "redis", "scipy", "weasyprint"}
LARGE |= {"boto3", "botocore", "kombu", "storages"}


async def tells_of_itself(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    """A page with the number of the process, and how much memory it holds (kB): in all, and for itself alone."""
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]
    memory = {name: int(rest.split()[0]) for name, _colon, rest in (line.partition(":") for line in lines)}
    told = {"process": os.getpid(), "all": memory["Rss"], "alone": memory["Private_Dirty"]}
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(told).encode()})


@pytest.fixture
def port() -> Iterator[int]:
    number = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings"}
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(number)], env=environment)
    yield number
    server.terminate()
    assert server.wait(timeout=20) == 0


def answers(port: int, until: Callable[[dict[int, Any]], bool]) -> dict[int, Any]:
    """What the processes tell, by their number; asked until it is enough."""
    told: dict[int, Any] = {}
    deadline = time.monotonic() + 30
    while not until(told):
        assert time.monotonic() < deadline, told
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                answer = json.load(page)
        except OSError:
            time.sleep(0.05)
        else:
            told[answer["process"]] = answer
    return told


def test_two_processes_share_their_memory_and_one_that_ends_is_replaced(port: int) -> None:
    first = answers(port, lambda told: len(told) == 2)
    for each in first.values():
        assert each["alone"] < each["all"] / 2, each
    ended = min(first)
    os.kill(ended, signal.SIGKILL)
    second = answers(port, lambda told: len(set(told) - set(first)) == 1 and len(told) >= 2)
    assert len(set(second) - {ended}) == 2


def test_nothing_large_is_loaded_before_it_is_needed() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert LARGE & set(json.loads(done.stdout)) == set()


def test_the_processes_end_when_what_watches_over_them_is_killed() -> None:
    number = free_port()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings"}
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(number)], env=environment)
    told = answers(number, lambda told: len(told) == 2)
    server.kill()
    server.wait(timeout=20)
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{process}").exists() for process in told):
        assert time.monotonic() < deadline, "they serve on, and nobody else gets the address"
        time.sleep(0.05)
