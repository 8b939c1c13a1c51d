"""A hall full of phones, as one process of its own: each holds a line open and sends what its owner types.

`python -m benchmarks.hall PORT CODE` reads the phones' cookies from standard input, one a line, and answers each word that
follows with one line of JSON: "open" (all lines are open), "send" (300 inputs within ten seconds), "heard" (what came in).
"""

import asyncio
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

WITHIN = 10.0  # seconds in which all phones send
TWICE = 10  # every so many-th thing is sent once more, as after an answer that was lost
TOKEN = "a" * 32  # of the form's protection: cookie and header agree
OPENING_AT_ONCE = 20


@dataclass
class Phone:
    """One phone: what it heard of the evening, and how long its inputs took."""

    number: int
    port: int
    code: str
    cookie: str
    heard: list[tuple[int | None, float]] = field(default_factory=list)  # (since when the turn counts, when it came)
    bytes: int = 0
    is_lost: bool = False
    is_open: asyncio.Event = field(default_factory=asyncio.Event)

    def head(self, method: str, path: str, *more: str) -> bytes:
        lines = [
            f"{method} /l/{self.code}/{path} HTTP/1.1",
            "Host: localhost",
            f"Cookie: room={self.cookie}; csrftoken={TOKEN}",
        ]
        return "\r\n".join([*lines, *more, "", ""]).encode()

    async def listen(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        writer.write(self.head("GET", "events/?as=phone&since=0", "Accept: text/event-stream"))
        name = ""
        try:
            while raw := await reader.readline():
                self.bytes += len(raw)
                if raw.startswith(b"event: "):
                    name = raw[7:].decode().strip()
                    self.is_open.set()
                elif raw.startswith(b"data: ") and name == "run":
                    self.heard.append((json.loads(raw[6:])["since"], time.monotonic()))
        except asyncio.CancelledError:
            writer.close()
            raise
        self.is_lost = True

    async def send(self, text: str) -> float:
        """Send one question, now and then twice; the seconds until it was said to be stored."""
        thing = {"id": str(uuid4()), "what": "question", "text": text, "at": round(time.time() * 1000)}
        started = time.monotonic()
        await self.post(thing)
        took = time.monotonic() - started
        if self.number % TWICE == 0:
            await self.post(thing)
        return took

    async def post(self, thing: dict[str, Any]) -> None:
        body = json.dumps([thing]).encode()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        more = (
            "Content-Type: application/json",
            f"X-CSRFToken: {TOKEN}",
            f"Content-Length: {len(body)}",
            "Connection: close",
        )
        writer.write(self.head("POST", "say/", *more) + body)
        answer = await reader.read()
        writer.close()
        said = json.loads(answer.partition(b"\r\n\r\n")[2])
        assert said == {"stored": [thing["id"]], "refused": []}, answer[:400]


class Hall:
    """All phones of the room."""

    def __init__(self, phones: list[Phone]) -> None:
        self.phones = phones
        self.lines: list[asyncio.Task[None]] = []

    async def open(self) -> dict[str, Any]:
        for begin in range(0, len(self.phones), OPENING_AT_ONCE):
            some = self.phones[begin : begin + OPENING_AT_ONCE]
            self.lines += [asyncio.create_task(phone.listen()) for phone in some]
            await asyncio.wait_for(asyncio.gather(*(phone.is_open.wait() for phone in some)), 60)
        return {"open": len(self.phones)}

    async def send(self) -> dict[str, Any]:
        dice = random.Random(300)

        async def one(phone: Phone) -> float:
            await asyncio.sleep(dice.random() * WITHIN)
            return await phone.send(f"Spørgsmål nummer {phone.number}: hvordan finder jeg flere kunder om vinteren?")

        return {"took": await asyncio.gather(*(one(phone) for phone in self.phones))}

    async def heard(self) -> dict[str, Any]:
        return {
            "heard": [phone.heard for phone in self.phones],
            "lost": sum(phone.is_lost for phone in self.phones),
            "bytes": sum(phone.bytes for phone in self.phones),
        }


async def main(port: int, code: str) -> None:
    loop = asyncio.get_running_loop()
    cookies = json.loads(sys.stdin.readline())
    hall = Hall([Phone(number, port, code, cookie) for number, cookie in enumerate(cookies)])
    while word := (await loop.run_in_executor(None, sys.stdin.readline)).strip():
        print(json.dumps(await getattr(hall, word)()), flush=True)
    for line in hall.lines:
        line.cancel()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), sys.argv[2]))
