"""Live updates: server-sent events from one hub in each web process.

The hub looks for new numbers once for all who listen, makes what changed once for each audience and language, and hands
it to everybody's stream. A stream only keeps the newest of each region, so a slow phone never gets behind; one that was
away says which number it saw last and is sent what changed since.

The id of an event is such a number: all that changed up to it has been sent in the same stream, with it at the latest. The
number of the region's own change stands in the payload as "n".
"""

import asyncio
import contextlib
import json
import logging
import math
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import DatabaseError, InterfaceError, connections

from mikrovirk.live import regions, sources
from mikrovirk.live.models import Evening
from mikrovirk.live.regions import Audience

logger = logging.getLogger(__name__)

ALIVE_EVERY = 15.0  # seconds: a word, so that nothing on the way closes a quiet line
ALIVE = b"event: alive\ndata: {}\n\n"
ANEW = b"event: anew\ndata: {}\n\n"  # the numbers began again, as after a restored backup: the page loads itself
RETRY_MS = 1000  # when a line is lost, the browser comes back after so long
AFTER_TROUBLE = 1.0  # seconds until the database is asked again


class Room(NamedTuple):
    """Those who are sent the same."""

    evening: int
    audience: Audience
    language: str


class Event(NamedTuple):
    """One region as it is sent."""

    number: int  # of its change
    name: str
    payload: str
    promised: int  # all that changed up to here has been handed on, in the same batch at the latest


def as_text(events: Iterable[Event]) -> str:
    """The events, the oldest change first: wherever a line breaks, no id promises more than was sent before it."""
    ordered = sorted(events)
    # One change may be of several regions: only the last of them says that all of it has come.
    owed = [event.number - 1 for event in ordered[1:]] + [event.number for event in ordered[-1:]]
    return "".join(
        f"event: {event.name}\nid: {max(min(at_most, event.promised), 0)}\ndata: {event.payload}\n\n"
        for event, at_most in zip(ordered, owed, strict=True)
    )


@dataclass(eq=False)
class Listener:
    """One open stream: the newest of each region that it has not been sent."""

    waiting: dict[str, Event] = field(default_factory=dict)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def put(self, events: Mapping[str, Event]) -> None:
        self.waiting.update(events)
        self.ready.set()

    def take(self) -> bytes:
        """All that waits."""
        text = as_text(self.waiting.values())
        self.waiting.clear()
        self.ready.clear()
        return text.encode()


@dataclass
class Followed:
    """An evening that somebody follows: what was handed on, and what is held back for a moment."""

    number: int  # of the last change that was looked at
    held: dict[str, int] = field(default_factory=dict)  # region -> number of its newest change
    handed_at: dict[str, float] = field(default_factory=dict)  # region -> by the monotonic clock
    made: dict[tuple[Room, str, int], str] = field(default_factory=dict)  # payloads


class Hub:
    """Everybody who listens in this process, and the one task that looks for them."""

    def __init__(self) -> None:
        self.rooms: dict[Room, set[Listener]] = {}
        self.followed: dict[int, Followed] = {}  # touched in the thread only
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="live")  # one database connection for all who listen
        self.wake = asyncio.Event()
        self.looking: asyncio.Task[None] | None = None

    async def stream(self, evening_pk: int, audience: Audience, language: str, since: int) -> AsyncIterator[bytes]:
        """What changed since `since`, then every change as it comes, until the reader goes away."""
        room, listener = Room(evening_pk, audience, language), Listener()
        self.rooms.setdefault(room, set()).add(listener)
        self.start()
        try:
            yield f"retry: {RETRY_MS}\n\n".encode() + ALIVE
            is_anew, events = await self.in_thread(self.missed, room, since)
            yield (ANEW if is_anew else b"") + as_text(events).encode()
            while True:
                try:
                    await asyncio.wait_for(listener.ready.wait(), ALIVE_EVERY)
                    yield listener.take()
                except TimeoutError:
                    yield ALIVE
        finally:
            self.leave(room, listener)

    def leave(self, room: Room, listener: Listener) -> None:
        listeners = self.rooms.get(room, set())
        listeners.discard(listener)
        if not listeners:
            self.rooms.pop(room, None)

    async def in_thread(self, does: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.thread, does, *arguments)

    def start(self) -> None:
        if self.looking is None or self.looking.done():
            self.looking = asyncio.get_running_loop().create_task(self.look())

    async def look(self) -> None:
        """Look for changes while anybody listens, then end."""
        told = asyncio.get_running_loop().create_task(sources.listen(self.wake))
        try:
            while self.rooms:
                try:
                    for room, events in await self.in_thread(self.news, set(self.rooms), time.monotonic()):
                        for listener in self.rooms.get(room, ()):
                            listener.put(events)
                except Exception:
                    logger.exception("live updates: the database did not answer")
                    await self.in_thread(connections.close_all)
                    await asyncio.sleep(AFTER_TROUBLE)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.wake.wait(), sources.pause())
                self.wake.clear()
        finally:
            self.looking = None  # whoever comes from here on starts another
            told.cancel()
            with contextlib.suppress(RuntimeError):  # where the loop itself ends, there is no more to wait for
                await self.in_thread(connections.close_all)  # nobody listens: hold no connection open

    # --- in the thread -----------------------------------------------------------------------------------------------

    def news(self, rooms: set[Room], now: float) -> list[tuple[Room, dict[str, Event]]]:
        """What is to be handed to each room now, by region."""
        numbers = dict(Evening.objects.filter(pk__in={room.evening for room in rooms}).values_list("pk", "number"))
        for gone in set(self.followed) - set(numbers):
            del self.followed[gone]
        found: list[tuple[Room, dict[str, Event]]] = []
        for evening_pk, number in numbers.items():
            if evening_pk in self.followed:  # else nobody has been sent yet where it begins
                found += self.news_of(evening_pk, number, [room for room in rooms if room.evening == evening_pk], now)
        return found

    def news_of(
        self, evening_pk: int, number: int, rooms: Iterable[Room], now: float
    ) -> list[tuple[Room, dict[str, Event]]]:
        """The same for the rooms of one evening. What changes often is held back until its pace allows it."""
        followed = self.followed[evening_pk]
        if number == followed.number and not followed.held:
            return []
        changed = dict(regions.changed_since(evening_pk, followed.number)) if number != followed.number else {}
        changed = followed.held | changed
        due = {name for name in changed if now - followed.handed_at.get(name, -math.inf) >= regions.pace_of(name)}
        held = {name: number for name, number in changed.items() if name not in due}
        promised = min(held.values(), default=number + 1) - 1
        found = []
        for room in rooms:
            wanted = [(name, changed[name]) for name in regions.names_for(room.audience) if name in due]
            if events := self.events(room, followed, wanted, promised):
                found.append((room, events))
        # Only now, so that after trouble with the database it is done again.
        followed.number, followed.held = number, held
        followed.handed_at |= dict.fromkeys(due, now)
        followed.made = {key: text for key, text in followed.made.items() if changed.get(key[1], key[2]) == key[2]}
        return found

    def missed(self, room: Room, since: int) -> tuple[bool, list[Event]]:
        """Whether the numbers began again, and what somebody who comes now has not seen."""
        number = Evening.objects.values_list("number", flat=True).get(pk=room.evening)
        followed = self.followed.setdefault(room.evening, Followed(number))
        is_anew = since > number
        changed = regions.missed_since(room.evening, 0 if is_anew else since, room.audience)
        events = self.events(room, followed, changed, number)
        return is_anew, list(events.values())

    def events(
        self, room: Room, followed: Followed, changed: Iterable[tuple[str, int]], promised: int
    ) -> dict[str, Event]:
        """These regions as one room is sent them. One that cannot be made is left out, and the rest goes on."""
        evening: Evening | None = None
        found = {}
        for name, number in changed:
            if (room, name, number) not in followed.made:
                evening = evening or whole(room.evening)
                try:
                    payload = regions.made(name, evening, room.audience, room.language)
                except (DatabaseError, InterfaceError):
                    raise
                except Exception:
                    logger.exception("live updates: %s could not be made", name)
                    continue
                followed.made[room, name, number] = json.dumps({**payload, "n": number}, ensure_ascii=False)
            found[name] = Event(number, name, followed.made[room, name, number], promised)
        return found


def whole(evening_pk: int) -> Evening:
    return Evening.objects.select_related("meeting__network", "meeting__venue").get(pk=evening_pk)


hub = Hub()
