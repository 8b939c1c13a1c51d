"""The cache that all processes share, in Redis; in the database while Redis does not answer.

Limits on guesses and sign-ins are counted here, so they must go on counting when Redis is away, and nobody may be kept waiting for it.
"""

import logging
import time
from typing import Any

from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)

PATIENCE = 1.0  # seconds for an answer from Redis
AFTER_TROUBLE = 2.0  # seconds until it is asked again


class Trouble:
    """When Redis last failed this process, by the monotonic clock."""

    at = -AFTER_TROUBLE


class RedisOrDatabase(BaseCache):
    """Redis, or the cache "database" in its place."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        from redis.backoff import NoBackoff  # large, and only where Redis is used
        from redis.retry import Retry

        # Tried once more, since Redis may have been started anew.
        patience = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "retry": Retry(NoBackoff(), 1)}
        self.redis = RedisCache(server, {**params, "OPTIONS": patience})

    def _ask(self, does: str, *arguments: Any, **named: Any) -> Any:
        if time.monotonic() - Trouble.at >= AFTER_TROUBLE:
            from redis.exceptions import RedisError

            try:
                return getattr(self.redis, does)(*arguments, **named)
            except RedisError as error:
                Trouble.at = time.monotonic()
                logger.warning("the cache is in the database for a while: %s", error)
        return getattr(caches["database"], does)(*arguments, **named)

    def add(self, *arguments: Any, **named: Any) -> bool:
        return bool(self._ask("add", *arguments, **named))

    def get(self, *arguments: Any, **named: Any) -> Any:
        return self._ask("get", *arguments, **named)

    def set(self, *arguments: Any, **named: Any) -> None:
        self._ask("set", *arguments, **named)

    def touch(self, *arguments: Any, **named: Any) -> bool:
        return bool(self._ask("touch", *arguments, **named))

    def delete(self, *arguments: Any, **named: Any) -> bool:
        return bool(self._ask("delete", *arguments, **named))

    def has_key(self, *arguments: Any, **named: Any) -> bool:
        return bool(self._ask("has_key", *arguments, **named))

    def incr(self, *arguments: Any, **named: Any) -> int:
        """Raise ValueError where there is no such key."""
        return int(self._ask("incr", *arguments, **named))

    def get_many(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._ask("get_many", *arguments, **named)
        return found

    def set_many(self, *arguments: Any, **named: Any) -> list[Any]:
        failed: list[Any] = self._ask("set_many", *arguments, **named)
        return failed

    def delete_many(self, *arguments: Any, **named: Any) -> None:
        self._ask("delete_many", *arguments, **named)

    def clear(self) -> None:
        self._ask("clear")
