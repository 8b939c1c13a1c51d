"""`make run`, as a newcomer meets it: the example region, links that sign in, and a second start that takes no time."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

SECOND_START = 10.0  # seconds, to the first answer
DEMO = [sys.executable, "-m", "mikrovirk.config.command", "demo"]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(folder: Path) -> dict[str, str]:
    """A folder of its own, and no settings from the machine or from the tests."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("MIKROVIRK_", "DJANGO_"))}
    return {**own, "MIKROVIRK_DATA": str(folder)}


@contextmanager
def serving(folder: Path, port: int) -> Generator[Path, None, None]:
    """The example region on a port; gives the file it prints to."""
    said = folder / "said.txt"
    with said.open("w") as out:
        process = subprocess.Popen([*DEMO, "--port", str(port)], env=environment(folder), stdout=out)
    try:
        yield said
    finally:
        process.terminate()
        process.wait(timeout=20)


def answer(url: str) -> str:
    """The page a browser ends on, with the cookies it is given on the way."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(url, timeout=10) as page:
        return str(page.read().decode())


def first_answer(url: str) -> str:
    deadline = time.monotonic() + 60
    while True:
        try:
            return answer(url)
        except urllib.error.URLError:
            assert time.monotonic() < deadline, "nothing answers"
            time.sleep(0.1)


def test_the_second_start_serves_the_living_region_in_ten_seconds_and_its_links_sign_in(tmp_path: Path) -> None:
    prepared = subprocess.run(
        [*DEMO, "--prepare-only"], env=environment(tmp_path), check=True, capture_output=True, text=True
    )
    assert "Links that sign you in" in prepared.stdout
    port = free_port()
    started = time.monotonic()
    with serving(tmp_path, port) as said:
        page = first_answer(f"http://127.0.0.1:{port}/")
        seconds = time.monotonic() - started
        print(f"\nSecond start: {seconds:.1f} s to the first answer")
        assert "MikroVirk" in page
        assert "Netværk Nordfalster" in page
        assert seconds < SECOND_START
        links = dict(re.findall(r"^  (\S.*?)  +(http\S+)$", said.read_text(), re.MULTILINE))
        assert {"Koordinator", "Medlem", "Medlem af styregruppen", "Administrator"} <= set(links)
        coordinators = links["Koordinator"].replace("localhost", "127.0.0.1")
        assert "Ugens ti minutter" in answer(coordinators)
