"""Live updates: server-sent events from one hub in each web process.

The hub looks for new numbers once for all who listen, makes what changed once for each audience and language, and hands
it to everybody's stream. A stream only keeps the newest of each region, so a slow phone never gets behind; one that was
away says which number it saw last and is sent what changed since.
"""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import close_old_connections

from mikrovirk.live import regions, sources
from mikrovirk.live.models import Evening
from mikrovirk.live.regions import Audience

logger = logging.getLogger(__name__)

ALIVE_EVERY = 15.0  # seconds: a word, so that nothing on the way closes a quiet line
RETRY_MS = 1000  # when a line is lost, the browser comes back after so long


class Room(NamedTuple):
    """Those who are sent the same."""

    evening: int
    audience: Audience
    language: str


@dataclass(eq=False)
class Listener:
    """One open stream: the newest of each region that it has not been sent."""

    seen: int
    waiting: dict[str, str] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def take(self) -> str:
        text = "".join(self.waiting.values())
        self.waiting.clear()
        self.ready.clear()
        return text


class Hub:
    """Everybody who listens in this process, and the one task that looks for them."""

    def __init__(self) -> None:
        self.rooms: dict[Room, set[Listener]] = {}
        self.numbers: dict[int, int] = {}  # of the last change handed on, by evening
        self.made: dict[tuple[Room, str, int], str] = {}
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")  # one database connection for all who listen
        self.wake = asyncio.Event()
        self.tasks: list[asyncio.Task[None]] = []

    async def stream(self, evening_pk: int, audience: Audience, language: str, since: int) -> AsyncIterator[bytes]:
        """What changed since `since`, then every change as it comes, until the reader goes away."""
        room, listener = Room(evening_pk, audience, language), Listener(since)
        self.rooms.setdefault(room, set()).add(listener)
        self.start()
        try:
            yield f"retry: {RETRY_MS}\n\n".encode()
            for text in await self.in_thread(self.missed, room, since):
                yield text.encode()
            while True:
                try:
                    await asyncio.wait_for(listener.ready.wait(), ALIVE_EVERY)
                    yield listener.take().encode()
                except TimeoutError:
                    yield b"event: alive\ndata: {}\n\n"
        finally:
            self.leave(room, listener)

    def leave(self, room: Room, listener: Listener) -> None:
        listeners = self.rooms.get(room, set())
        listeners.discard(listener)
        if not listeners:
            self.rooms.pop(room, None)
        if not any(room.evening == other.evening for other in self.rooms):
            self.numbers.pop(room.evening, None)
            self.made = {key: text for key, text in self.made.items() if key[0].evening != room.evening}

    async def in_thread(self, does: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, does, *arguments)

    def start(self) -> None:
        if not self.tasks or any(task.done() for task in self.tasks[:1]):
            loop = asyncio.get_running_loop()
            self.tasks = [loop.create_task(self.look()), loop.create_task(sources.listen(self.wake))]

    async def look(self) -> None:
        """Look for changes while anybody listens, then end."""
        while self.rooms:
            try:
                for room, text_of in await self.in_thread(self.news, set(self.rooms)):
                    for listener in self.rooms.get(room, ()):
                        listener.waiting.update(text_of)
                        listener.ready.set()
            except Exception:
                logger.exception("live updates: the database did not answer")
                await asyncio.sleep(1)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.wake.wait(), sources.pause())
            self.wake.clear()
        for task in self.tasks[1:]:
            task.cancel()
        self.tasks = []

    # --- in the thread -----------------------------------------------------------------------------------------------

    def news(self, rooms: set[Room]) -> list[tuple[Room, dict[str, str]]]:
        """What changed since the last look, for each room, by region."""
        close_old_connections()
        now = dict(Evening.objects.filter(pk__in={room.evening for room in rooms}).values_list("pk", "number"))
        found = []
        for evening_pk, number in now.items():
            before = self.numbers.get(evening_pk, number)  # unknown: nobody has been sent where it begins yet
            if number == before:
                continue
            self.numbers[evening_pk] = number
            self.made = {key: text for key, text in self.made.items() if key[0].evening != evening_pk}
            found += [(room, self.messages(room, before)) for room in rooms if room.evening == evening_pk]
        return [(room, texts) for room, texts in found if texts]

    def missed(self, room: Room, since: int) -> list[str]:
        close_old_connections()
        number = Evening.objects.values_list("number", flat=True).get(pk=room.evening)
        self.numbers.setdefault(room.evening, number)
        return list(self.messages(room, since).values())

    def messages(self, room: Room, since: int) -> dict[str, str]:
        """The events of one room after a number, by region."""
        changed = regions.changed_since(room.evening, since, room.audience)
        if not changed:
            return {}
        evening = Evening.objects.select_related("meeting__network", "meeting__venue").get(pk=room.evening)
        return {name: self.message(room, evening, name, number) for name, number in changed}

    def message(self, room: Room, evening: Evening, name: str, number: int) -> str:
        key = (room, name, number)
        if key not in self.made:
            self.made[key] = event(name, number, regions.made(name, evening, room.audience, room.language))
        return self.made[key]


def event(name: str, number: int, payload: regions.Payload) -> str:
    """One server-sent event."""
    return f"event: {name}\nid: {number}\ndata: {json.dumps(payload, ensure_ascii=False)}\n\n"


hub = Hub()
