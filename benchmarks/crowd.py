"""Many people sign up for one meeting from outside: each reads the form, sends it, and reads what came of it."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
IN_LINE = re.compile(r"nummer ([\d.]+) på ventelisten")
OWN = "@storm.example"  # the addresses of those who come
PATIENCE = 60  # seconds that anybody waits for an answer


@dataclass
class Visitor:
    """One of them: when they came and were done (monotonic seconds), how long each answer took, and what they were told."""

    number: int
    path: str
    port: int
    began: float = 0.0
    done: float = 0.0
    took: list[float] = field(default_factory=list)
    place: int | None = None  # 0: a place; else the number on the waiting list
    error: str = ""

    @property
    def email(self) -> str:
        return f"person{self.number}{OWN}"

    @property
    def seconds(self) -> float:
        """From the first request to the last answer."""
        return self.done - self.began

    async def sign_up(self) -> None:
        self.began = time.monotonic()
        try:
            await asyncio.wait_for(self._three_requests(), PATIENCE)
        except Exception as error:
            self.error = f"{type(error).__name__}: {error}"
        self.done = time.monotonic()

    async def _three_requests(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)
        try:
            status, headers, page = await self.ask("GET", self.path)
            found = TOKEN.search(page)
            if status != 200 or found is None:
                raise RuntimeError(f"the form answered {status}")
            cookie = headers["set-cookie"].partition(";")[0]
            typed = {"csrfmiddlewaretoken": found[1].decode(), "name": "Per Gæst", "email": self.email, "extra": ""}
            status, headers, _page = await self.ask("POST", self.path, cookie, urlencode(typed).encode())
            if status != 302:
                raise RuntimeError(f"the sign-up answered {status}")
            status, _headers, page = await self.ask("GET", headers["location"], cookie)
            if status != 200:
                raise RuntimeError(f"the confirmation answered {status}")
            self.place = told(page.decode())
        finally:
            self.writer.close()
            with suppress(OSError):
                await self.writer.wait_closed()

    async def ask(
        self, method: str, path: str, cookie: str = "", body: bytes = b""
    ) -> tuple[int, dict[str, str], bytes]:
        """One request on the line that is kept open, and its answer."""
        lines = [
            f"{method} {path} HTTP/1.1",
            "Host: localhost",
            "Origin: http://localhost",
            f"X-Forwarded-For: 10.9.{self.number >> 8 & 255}.{self.number & 255}",
            f"Cookie: {cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        started = time.monotonic()
        self.writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _colon, value in (line.partition(": ") for line in head[1:] if line)}
        content = await self.reader.readexactly(int(headers["content-length"]))
        self.took.append(time.monotonic() - started)
        return int(head[0].split()[1]), headers, content


def told(page: str) -> int:
    """What a confirmation says: 0 for a place, else the number on the waiting list. Raise ValueError for anything else."""
    found = HEADING.search(page)
    heading = found[1] if found else ""
    if "Du er tilmeldt" in heading:
        return 0
    if in_line := IN_LINE.search(heading):
        return int(in_line[1].replace(".", ""))
    raise ValueError(f"the confirmation says {heading!r}")


async def _come(visitor: Visitor, after: float) -> None:
    await asyncio.sleep(after)
    await visitor.sign_up()


async def _all(visitors: list[Visitor], within: float) -> None:
    pause = within / len(visitors)
    await asyncio.gather(*(_come(visitor, place * pause) for place, visitor in enumerate(visitors)))


def arrive(port: int, path: str, *, people: int, within: float, first: int = 0) -> list[Visitor]:
    """Let them come evenly over so many seconds, 0 for all at once; each as they were when done."""
    visitors = [Visitor(number, path, port) for number in range(first, first + people)]
    with ThreadPoolExecutor(1) as thread:  # whoever asks may hold an event loop of their own
        thread.submit(asyncio.run, _all(visitors, within)).result()
    return visitors
