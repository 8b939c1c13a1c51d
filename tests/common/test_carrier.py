"""Word for the workers: it comes at once by a real Redis, and its loss costs nothing but a moment."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.common import carrier
from mikrovirk.mailing.models import Letter
from tests.live.redis_server import RedisServer

WORD = {"row": "mailing.letter:7"}


@pytest.fixture
def redis(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path / "redis").start()
    settings.QUEUE_URL = server.url
    monkeypatch.setattr(carrier.Trouble, "at", -carrier.AFTER_TROUBLE)
    monkeypatch.setattr(carrier, "AFTER_TROUBLE", 0.1)
    yield server
    server.kill()


@pytest.fixture
def ear(redis: RedisServer) -> Iterator[carrier.Ear]:
    opened = carrier.Ear()
    opened.open()
    wait_until(lambda: opened.is_told)
    opened.heard.clear()
    yield opened
    opened.close()


def wait_until(holds: Callable[[], bool]) -> float:
    """Seconds it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < 10, "it never came so far"
        time.sleep(0.005)
    return time.monotonic() - began


def test_word_wakes_who_waits(ear: carrier.Ear) -> None:
    carrier.send(WORD)  # makes the line
    assert wait_until(ear.heard.is_set) < 1
    ear.wait(60)
    assert not ear.heard.is_set()
    carrier.send(WORD)
    assert wait_until(ear.heard.is_set) < 0.5


def test_one_who_is_told_looks_less_often_unless_something_is_at_work(
    ear: carrier.Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "LOOK_ANYWAY", 0.4)

    def seconds_of(**how: bool) -> float:
        began = time.monotonic()
        ear.wait(0.1, **how)
        return time.monotonic() - began

    assert seconds_of() >= 0.39
    assert seconds_of(only_for_word=False) < 0.35
    ear.is_told = False
    assert seconds_of() < 0.35


def test_a_broker_that_is_killed_keeps_nobody_waiting_and_is_found_again(
    redis: RedisServer, ear: carrier.Ear, caplog: pytest.LogCaptureFixture
) -> None:
    carrier.send(WORD)
    redis.kill()
    began = time.monotonic()
    carrier.send(WORD)
    assert time.monotonic() - began < 2 * carrier.PATIENCE + 0.5
    assert "could not be told" in caplog.text
    wait_until(lambda: not ear.is_told)
    redis.start()
    wait_until(lambda: ear.is_told)
    time.sleep(carrier.AFTER_TROUBLE)
    ear.heard.clear()
    carrier.send(WORD)
    assert wait_until(ear.heard.is_set) < 1


@pytest.mark.django_db
def test_word_goes_when_the_row_is_there_and_only_where_there_is_a_broker(
    settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sent: list[dict[str, str]] = []
    monkeypatch.setattr(carrier, "send", sent.append)
    settings.QUEUE_URL = ""
    with django_capture_on_commit_callbacks(execute=True) as nothing:
        carrier.tell(Letter(pk=7))
    assert (nothing, sent) == ([], [])
    settings.QUEUE_URL = "redis://127.0.0.1:1/0"
    with django_capture_on_commit_callbacks(execute=True):
        carrier.tell(Letter(pk=7))
        assert sent == []
    assert sent == [WORD]


def test_an_ear_without_a_broker_waits_as_long_as_it_is_told_to(settings: Any) -> None:
    settings.QUEUE_URL = ""
    ear = carrier.Ear()
    ear.open()
    began = time.monotonic()
    ear.wait(0.05)
    assert 0.04 < time.monotonic() - began < 1
    ear.close()
    ear.wait(60)
    assert time.monotonic() - began < 1
