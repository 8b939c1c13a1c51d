"""The shared cache: in Redis, and in the database while Redis is away, so that a limit goes on counting."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import BaseCache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command

from mikrovirk.common import shared_cache
from mikrovirk.config import environment
from tests.live.redis_server import RedisServer


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path / "redis").start()
    yield server
    server.kill()


@pytest.fixture
def cache(redis: RedisServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> BaseCache:
    monkeypatch.setenv("MIKROVIRK_CACHE_URL", redis.url)
    monkeypatch.setattr(shared_cache, "AFTER_TROUBLE", 0.1)
    monkeypatch.setattr(shared_cache.Trouble, "at", -0.1)
    settings.CACHES = environment.caches()
    return caches["default"]


def everything(cache: BaseCache) -> list[object]:
    """What each way of asking gives."""
    cache.clear()
    return [
        cache.add("tries", 1, 60),
        cache.add("tries", 5, 60),
        cache.incr("tries"),
        cache.decr("tries", 2),
        cache.get("tries"),
        cache.get("none", "nothing"),
        cache.get_or_set("made", lambda: [1, "to"], 60),
        cache.set_many({"a": 1, "b": 2}),
        cache.get_many(["a", "b", "c"]),
        cache.has_key("a"),
        cache.touch("a", 60),
        cache.delete("a"),
        cache.delete_many(["b"]),
        cache.has_key("b"),
        cache.touch("b", 60),
    ]


@pytest.mark.django_db
def test_answers_as_any_cache_does_with_redis_and_without(redis: RedisServer, cache: BaseCache) -> None:
    call_command("createcachetable", verbosity=0)
    plain = everything(LocMemCache("plain", {}))
    assert everything(cache) == plain
    redis.kill()
    shared_cache.Trouble.at = time.monotonic() + 60
    assert everything(cache) == plain


@pytest.mark.django_db
def test_a_limit_counts_on_while_redis_is_away_and_redis_is_taken_up_again(
    redis: RedisServer, cache: BaseCache, caplog: pytest.LogCaptureFixture
) -> None:
    call_command("createcachetable", verbosity=0)
    cache.set("tries", 3, 60)
    redis.kill()
    began = time.monotonic()
    assert [cache.add("tries", 1, 60), cache.incr("tries")] == [True, 2]
    assert time.monotonic() - began < 2 * shared_cache.PATIENCE + 0.5
    assert "the cache is in the database for a while" in caplog.text
    redis.start()
    time.sleep(0.15)
    cache.set("tries", 7, 60)
    assert (cache.get("tries"), caches["database"].get("tries")) == (7, 2)


def test_a_key_that_is_not_there_cannot_be_counted_on(cache: BaseCache) -> None:
    with pytest.raises(ValueError, match="not found"):
        cache.incr("none")
