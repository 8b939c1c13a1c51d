"""Several web processes: a change made by one is on the pages of the others at once, however they learn of it."""

import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.live import sources
from mikrovirk.live.models import Evening, HostAction
from tests.live import evenings
from tests.live.phones import Line, PlainHost, PlainPhone
from tests.live.redis_server import RedisServer
from tests.live.site import Server, Site

WITHIN = 1.0  # seconds from one process to the other
ON_POSTGRESQL = os.environ.get("MIKROVIRK_DATABASE_URL", "").startswith("postgres")
SOURCES = ["database", "redis", *(["postgresql"] if ON_POSTGRESQL else [])]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path / "redis").start()
    yield server
    server.kill()


def served(place: Site, source: str, redis_url: str = "") -> Server:
    """The installation in two web processes; gives the second."""
    place.start(MIKROVIRK_LIVE_SOURCE=source, MIKROVIRK_REDIS_URL=redis_url)
    return place.beside()


def line_to(server: Server, evening: Evening) -> Line:
    return Line(PlainPhone.joined(server, evening.code))


def on(key: str) -> Any:
    return lambda run: run["nowOn"] == key


def seconds_to(line: Line, remote: PlainHost, key: str) -> float:
    pressed = time.time()
    remote.press("go", key)
    return line.wait_for("run", on(key))[1] - pressed


@pytest.mark.parametrize("source", SOURCES)
def test_a_press_in_one_process_reaches_a_stream_in_another(place: Site, tmp_path: Path, source: str) -> None:
    redis = RedisServer(tmp_path / "redis")
    if source == "redis":
        redis.start()
    try:
        other = served(place, source, redis.url)
        evening = evenings.open_now()
        remote = PlainHost.signed_in(place, evening.code, evenings.host(evening))
        line = line_to(other, evening)
        time.sleep(0.3)  # the line to the source is open
        took = [seconds_to(line, remote, turn["key"]) for turn in evening.programme]
        print(f"\n{source}: {statistics.median(took) * 1000:.0f} ms, at most {max(took) * 1000:.0f} ms")
        assert max(took) < WITHIN
        assert [number for _name, number, _payload, _at in line.events] == sorted(
            number for _name, number, _payload, _at in line.events
        )
    finally:
        redis.kill()


def test_two_processes_of_one_server_tell_everybody(place: Site) -> None:
    place.start(processes=2)
    evening = evenings.open_now()
    remote = PlainHost.signed_in(place, evening.code, evenings.host(evening))
    lines = [line_to(place, evening) for _each in range(8)]
    for turn in evening.programme[:3]:
        pressed = time.time()
        remote.press("go", turn["key"])
        assert max(line.wait_for("run", on(turn["key"]))[1] for line in lines) - pressed < WITHIN


def test_redis_dying_costs_a_second_and_loses_nothing(place: Site, redis: RedisServer) -> None:
    other = served(place, "redis", redis.url)
    evening = evenings.open_now()
    keys = [turn["key"] for turn in evening.programme]
    remote = PlainHost.signed_in(place, evening.code, evenings.host(evening))
    line = line_to(other, evening)
    assert seconds_to(line, remote, keys[0]) < WITHIN
    redis.kill()
    assert max(seconds_to(line, remote, key) for key in keys[1:4]) < 2 * WITHIN
    redis.start()
    time.sleep(sources.AFTER_TROUBLE + 0.5)
    assert seconds_to(line, remote, keys[4]) < WITHIN
    assert list(HostAction.objects.values_list("turn", flat=True)) == keys[:5]


def test_without_redis_from_the_start_the_evening_runs_all_the_same(place: Site) -> None:
    other = served(place, "redis", "redis://127.0.0.1:1/0")
    evening = evenings.open_now()
    remote = PlainHost.signed_in(place, evening.code, evenings.host(evening))
    assert seconds_to(line_to(other, evening), remote, evening.programme[0]["key"]) < WITHIN


def test_trouble_with_telling_is_not_tried_again_at_once(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.LIVE_SOURCE, settings.REDIS_URL = "redis", "redis://127.0.0.1:1/0"
    sources.redis_client.cache_clear()
    sources.Told.failed_at = -sources.AFTER_TROUBLE
    try:
        for _each in range(3):
            sources.tell(1)
        assert caplog.text.count("could not be told") == 1
    finally:
        sources.redis_client.cache_clear()
        sources.Told.failed_at = -sources.AFTER_TROUBLE


def test_the_database_is_asked_less_often_only_while_somebody_tells() -> None:
    assert sources.pause() == sources.ASK_EVERY
    sources.Told.is_told = True
    try:
        assert sources.pause() == sources.ASK_ANYWAY
    finally:
        sources.Told.is_told = False
