"""The hub of live updates: nothing is lost between a page and its stream, whenever a line breaks; and nobody is left behind."""

import asyncio
import os
import random
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections
from django.utils.translation import get_language

from mikrovirk.config.handler import THREADS, Handler
from mikrovirk.live import regions
from mikrovirk.live.changes import touch
from mikrovirk.live.models import Evening
from mikrovirk.live.regions import Audience, RegionKind
from mikrovirk.live.stream import Event, Hub, Listener, Room, as_text, hub
from tests.live import evenings
from tests.live.phones import Line, PlainHost, PlainPhone
from tests.live.site import Site

LINES = 80
OTHER_THREADS = 8  # the main one, the hub's, and those of PostgreSQL's pool
AT_ONCE, IN_BUNDLES, OTHER = "at_once", "in_bundles", "other"


@pytest.fixture(autouse=True)
def _own_hub() -> Iterator[None]:
    """A hub that has seen nothing: numbers of evenings in other tests' databases mean nothing here, nor do ours there."""
    hub.__init__()  # type: ignore[misc]
    yield
    hub.thread.submit(connections.close_all).result()
    hub.thread.shutdown()
    hub.__init__()  # type: ignore[misc]


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Three regions for everybody, two of them sent once a second at most; gives what was made, (name, language)."""
    made: list[tuple[str, str]] = []

    def make(name: str) -> Any:
        def of(evening: Evening, audience: Audience) -> dict[str, Any]:
            made.append((name, get_language() or ""))
            return {"name": name}

        return of

    everybody = frozenset(Audience)
    paces = {AT_ONCE: 0.0, IN_BUNDLES: 1.0, OTHER: 1.0}
    table = {name: RegionKind(name, make(name), everybody, pace) for name, pace in paces.items()}
    monkeypatch.setattr(regions, "_kinds", table)
    return made


@pytest.fixture
def evening(db: None, kinds: Any) -> Evening:
    return evenings.open_now()


def room_of(evening: Evening, audience: Audience = Audience.PHONE, language: str = "da") -> Room:
    return Room(evening.pk, audience, language)


def names(events: dict[str, Event]) -> list[tuple[str, int]]:
    return sorted((name, event.number) for name, event in events.items())


def ids(text: str) -> list[tuple[str, int]]:
    """(region, id) of each event, in the order it is sent."""
    lines = text.splitlines()
    found = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    numbers = [int(line.removeprefix("id: ")) for line in lines if line.startswith("id: ")]
    return list(zip(found, numbers, strict=True))


def test_what_changed_between_the_page_and_its_stream_is_sent(evening: Evening) -> None:
    own, room = Hub(), room_of(evening)
    before = touch(evening, OTHER)
    number = touch(evening, AT_ONCE)
    is_anew, events = own.missed(room, before)
    assert (is_anew, sorted(event.number for event in events)) == (False, [number])
    assert own.news({room}, 0.0) == []
    later = touch(evening, AT_ONCE)
    ((to, news),) = own.news({room}, 0.1)
    assert (to, names(news)) == (room, [(AT_ONCE, later)])


def test_an_event_is_named_numbered_and_holds_its_payload(evening: Evening) -> None:
    before = touch(evening, OTHER)
    number = touch(evening, AT_ONCE)
    ((event,),) = [Hub().missed(room_of(evening), before)[1]]
    assert as_text([event]) == f'event: at_once\nid: {number}\ndata: {{"name": "at_once", "n": {number}}}\n\n'


def test_what_changes_often_goes_in_bundles_and_no_id_promises_what_is_held_back(evening: Evening) -> None:
    own, room = Hub(), room_of(evening)
    own.missed(room, 0)
    first = touch(evening, IN_BUNDLES)
    assert names(own.news({room}, 100.0)[0][1]) == [(IN_BUNDLES, first)]
    held = touch(evening, IN_BUNDLES)
    assert own.news({room}, 100.2) == []
    quick = touch(evening, AT_ONCE)
    news = own.news({room}, 100.4)[0][1]
    assert names(news) == [(AT_ONCE, quick)]
    assert ids(as_text(news.values())) == [(AT_ONCE, held - 1)]
    newest = touch(evening, IN_BUNDLES)
    assert own.news({room}, 100.9) == []
    news = own.news({room}, 101.0)[0][1]
    assert names(news) == [(IN_BUNDLES, newest)]
    assert own.news({room}, 105.0) == []


def test_of_several_parts_that_changed_at_once_only_the_last_promises_the_change(evening: Evening) -> None:
    own, room = Hub(), room_of(evening)
    own.missed(room, 0)
    number = touch(evening, AT_ONCE, IN_BUNDLES, OTHER)
    found = ids(as_text(own.news({room}, 1.0)[0][1].values()))
    assert found == [(AT_ONCE, number - 1), (IN_BUNDLES, number - 1), (OTHER, number)]


def test_what_waits_for_a_slow_phone_is_the_newest_of_each_the_oldest_change_first(evening: Evening) -> None:
    own, room, listener = Hub(), room_of(evening), Listener()
    own.missed(room, 0)
    for name, now in ((AT_ONCE, 1.0), (OTHER, 2.0), (AT_ONCE, 3.0), (IN_BUNDLES, 4.0)):
        touch(evening, name)
        for _to, news in own.news({room}, now):
            listener.put(news)
    found = ids(listener.take().decode())
    assert [name for name, _id in found] == [OTHER, AT_ONCE, IN_BUNDLES]
    assert [number for _name, number in found] == sorted(number for _name, number in found)
    assert listener.take() == b""


class Reader:
    """A phone that reads some of what it was sent, loses its line, and comes back with the last id it saw."""

    def __init__(self, own: Hub, room: Room) -> None:
        self.own, self.room, self.listener = own, room, Listener()
        self.has: dict[str, int] = {}
        self.last_id = 0

    def hears(self, now: float) -> None:
        for _to, news in self.own.news({self.room}, now):
            self.listener.put(news)

    def reads(self, text: str, count: int | None = None) -> None:
        numbers = [int(part.rpartition('"n": ')[2].split("}")[0]) for part in text.split("\n\n")[:-1]]
        for (name, number), own_number in list(zip(ids(text), numbers, strict=True))[:count]:
            self.last_id = max(self.last_id, number)
            self.has[name] = max(self.has.get(name, 0), own_number)

    def comes_back(self) -> None:
        self.listener.take()  # what was on its way is lost
        self.reads(as_text(self.own.missed(self.room, self.last_id)[1]))


@pytest.mark.parametrize("seed", range(40))
def test_wherever_a_line_breaks_nothing_is_lost(evening: Evening, seed: int) -> None:
    dice, now = random.Random(seed), 100.0
    phone = Reader(Hub(), room_of(evening))
    phone.comes_back()
    newest: dict[str, int] = {}
    for _step in range(40):
        now += dice.random() * 0.6
        for _touch in range(dice.randrange(3)):
            changed = dice.sample((AT_ONCE, IN_BUNDLES, OTHER), dice.randrange(1, 4))
            newest |= dict.fromkeys(changed, touch(evening, *changed))
        phone.hears(now)
        chance = dice.random()
        if chance < 0.2:
            phone.reads(phone.listener.take().decode())
        elif chance < 0.4:
            text = phone.listener.take().decode()
            phone.reads(text, dice.randrange(text.count("\n\n") + 1))
            phone.comes_back()
    for _step in range(3):
        now += 1
        phone.hears(now)
    phone.reads(phone.listener.take().decode())
    assert phone.has == newest


def test_a_part_is_made_once_for_each_audience_and_language(evening: Evening, kinds: list[tuple[str, str]]) -> None:
    own = Hub()
    rooms = {room_of(evening), room_of(evening, language="en"), room_of(evening, Audience.SCREEN)}
    for room in rooms:
        own.missed(room, 0)
    kinds.clear()
    number = touch(evening, AT_ONCE)
    own.news(rooms, 1.0)
    for room in rooms:
        for _phone in range(5):
            own.missed(room, number - 1)
    assert sorted(kinds) == [(AT_ONCE, "da"), (AT_ONCE, "da"), (AT_ONCE, "en")]


def test_a_part_that_cannot_be_made_holds_nothing_else_up(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(evening: Evening, audience: Audience) -> dict[str, Any]:
        raise ValueError("broken")

    monkeypatch.setitem(regions._kinds, OTHER, RegionKind(OTHER, broken))
    own, room = Hub(), room_of(evening)
    own.missed(room, 0)
    number = touch(evening, OTHER, AT_ONCE)
    assert names(own.news({room}, 1.0)[0][1]) == [(AT_ONCE, number)]
    assert "other could not be made" in caplog.text


def test_after_trouble_with_the_database_it_is_done_again(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    own, room = Hub(), room_of(evening)
    own.missed(room, 0)
    number = touch(evening, AT_ONCE)
    made = regions.made

    def fails(*arguments: Any) -> Any:
        raise OperationalError("gone")

    monkeypatch.setattr(regions, "made", fails)
    with pytest.raises(OperationalError):
        own.news({room}, 1.0)
    monkeypatch.setattr(regions, "made", made)
    assert names(own.news({room}, 2.0)[0][1]) == [(AT_ONCE, number)]


def test_numbers_that_began_again_make_the_page_load_itself(evening: Evening) -> None:
    number = touch(evening, AT_ONCE)
    is_anew, events = Hub().missed(room_of(evening), 900)
    assert (is_anew, sorted(event.number for event in events)) == (True, [0, 0, number])


def test_whoever_has_seen_nothing_is_sent_everything(evening: Evening) -> None:
    """A page that was loaded without net begins empty."""
    number = touch(evening, AT_ONCE)
    events = Hub().missed(room_of(evening), 0)[1]
    assert ids(as_text(events)) == [(IN_BUNDLES, 0), (OTHER, 0), (AT_ONCE, number)]


# --- the whole way, in this process ----------------------------------------------------------------------------------


async def listening(evening: Evening, reads: int, headers: dict[str, str] | None = None) -> list[bytes]:
    """What a listener gets who goes away after so many pieces."""
    pieces: list[bytes] = []
    gone = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not asked:
            asked.append(True)
            return {"type": "http.request", "body": b""}
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message.get("body"):
            pieces.append(message["body"])
        if len(pieces) >= reads:
            gone.set()

    asked: list[bool] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "scheme": "http",
        "method": "GET",
        "path": f"/l/{evening.code}/events/",
        "query_string": b"as=screen&since=0",
        "headers": [
            (b"host", b"localhost"),
            *((name.encode(), text.encode()) for name, text in (headers or {}).items()),
        ],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
    }
    handler = Handler()  # with threads of its own, which know no other test's database
    await handler(scope, receive, send)
    handler.threads.shutdown()
    return pieces


async def in_time(does: Any) -> Any:
    return await asyncio.wait_for(does, 60)


def in_a_loop(does: Any) -> Any:
    """Run it in a thread of its own: the tests' may hold the browser's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, in_time(does)).result()


def test_who_leaves_leaves_nothing_behind(place: Site) -> None:
    evening = evenings.open_now()
    number = touch(evening, "run")

    async def three_come_and_go() -> list[list[bytes]]:
        hub.wake = asyncio.Event()  # of this loop
        found = await asyncio.gather(*(listening(evening, 2) for _each in range(3)))
        deadline = time.monotonic() + 5
        while hub.looking is not None and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        assert (hub.rooms, hub.looking) == ({}, None)
        return found

    for pieces in in_a_loop(three_come_and_go()):
        assert pieces[0] == b"retry: 1000\n\nevent: alive\ndata: {}\n\n"
        assert f"id: {number}\n".encode() in pieces[1]


def test_the_last_event_id_counts_before_what_the_address_says(place: Site) -> None:
    evening = evenings.open_now()
    first = touch(evening, "run")
    second = touch(evening, "showing")

    async def come_and_go(seen: int) -> list[bytes]:
        hub.wake = asyncio.Event()
        return await listening(evening, 2, {"last-event-id": str(seen)})

    pieces = in_a_loop(come_and_go(first))
    assert ids(pieces[1].decode()) == [("showing", second)]


# --- a full room -----------------------------------------------------------------------------------------------------


def database_lines(site: Site) -> int:
    """How many connections to the database the web process holds."""
    if connection.vendor == "postgresql":
        with psycopg.connect(os.environ["MIKROVIRK_DATABASE_URL"], autocommit=True) as asks:
            found = asks.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
                [connection.settings_dict["NAME"], connection.connection.info.backend_pid],
            ).fetchone()
        assert found
        return int(found[0])
    assert site.process
    files = Path(f"/proc/{site.process.pid}/fd")
    return sum(1 for each in files.iterdir() if each.exists() and os.readlink(each).endswith(".sqlite3"))


def threads(site: Site) -> int:
    assert site.process
    return len(list(Path(f"/proc/{site.process.pid}/task").iterdir()))


@pytest.fixture
def lines(site: Site) -> Iterator[list[Line]]:
    opened: list[Line] = []
    yield opened
    site.kill()  # which ends them
    for line in opened:
        line.join(5)


def test_a_full_room_holds_few_database_connections_and_leaves_none_behind(site: Site, lines: list[Line]) -> None:
    evening = evenings.open_now()
    key = evening.programme[0]["key"]
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    phone = PlainPhone.joined(site, evening.code)
    lines += [Line(phone) for _each in range(LINES)]
    assert database_lines(site) <= THREADS + 2
    assert threads(site) <= THREADS + OTHER_THREADS
    remote.press("go", key)
    for line in lines:
        line.wait_for("run", lambda run: run["nowOn"] == key)
    for line in lines:
        line.close()
    again = Line(phone)
    remote.press("pause")
    again.wait_for("run", lambda run: run["since"] is None and run["nowOn"] == key)
    assert threads(site) <= THREADS + OTHER_THREADS
    assert database_lines(site) <= THREADS + 2


def test_who_does_not_read_holds_nobody_up(site: Site, lines: list[Line]) -> None:
    evening = evenings.open_now()
    remote = PlainHost.signed_in(site, evening.code, evenings.host(evening))
    phone = PlainPhone.joined(site, evening.code)
    deaf = []
    for _each in range(5):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.connect(("127.0.0.1", site.port))
        one.sendall(f"GET /l/{evening.code}/events/?as=phone&since=0 HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        deaf.append(one)
    lines.append(Line(phone))
    keys = [turn["key"] for turn in evening.programme]
    for each in range(40):
        phone.say("question", text=f"Spørgsmål {each} " + "meget langt " * 35)
        remote.press("go", keys[each % 3])
    pressed = time.time()
    remote.press("go", keys[-1])
    _run, came = lines[0].wait_for("run", lambda run: run["nowOn"] == keys[-1])
    assert came - pressed < 1
    for one in deaf:
        one.close()
