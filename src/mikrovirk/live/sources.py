"""How a web process learns that an evening changed: it asks the database, or is told by PostgreSQL or Redis.

The numbers in the database stay the truth; PostgreSQL and Redis only say when to look. With either of them the database
is still asked now and then, and as often as without them while they do not answer: a message that got lost costs a second
and nothing else.
"""

import asyncio
import functools
import logging
import time
from collections.abc import AsyncIterator
from typing import Any

from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)

CHANNEL = "mikrovirk_live"
ASK_EVERY = 0.15  # seconds, when nobody tells us
ASK_ANYWAY = 1.0  # seconds, when somebody does
AFTER_TROUBLE = 2.0  # seconds until they are tried again
PATIENCE = 2.0  # seconds for an answer from Redis
# What Django asks of its own connections and a plain one does not know.
DJANGOS_OWN = {"context", "cursor_factory", "prepare_threshold", "client_encoding"}


class Told:
    """Whether this process is told of changes, and when telling the others failed."""

    is_told = False
    failed_at = -AFTER_TROUBLE  # by the monotonic clock


def tell(evening_pk: int) -> None:
    """Tell every web process; they ask the database anyhow, so trouble is logged, and tried again a little later."""
    if settings.LIVE_SOURCE == "database" or time.monotonic() - Told.failed_at < AFTER_TROUBLE:
        return
    try:
        if settings.LIVE_SOURCE == "redis":
            redis_client().publish(CHANNEL, str(evening_pk))
        elif settings.LIVE_SOURCE == "postgresql" and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(evening_pk)])
    except Exception as error:
        Told.failed_at = time.monotonic()
        logger.warning("the web processes could not be told of a change: %s", error)


@functools.lru_cache(1)
def redis_client() -> Any:
    import redis.retry  # large, and only where Redis is used
    from redis.backoff import NoBackoff

    # Tried once more, since Redis may have been started anew; not waited for, since somebody waits for their answer.
    retry = redis.retry.Retry(NoBackoff(), 1)
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=retry
    )


def pause() -> float:
    """Seconds between two looks into the database."""
    return ASK_ANYWAY if Told.is_told else ASK_EVERY


async def listen(wake: asyncio.Event) -> None:
    """Set `wake` whenever we are told of a change; goes on for ever, and comes back after trouble."""
    messages = {"redis": redis_messages, "postgresql": postgresql_messages}.get(settings.LIVE_SOURCE)
    while messages:
        try:
            async for _message in messages():
                Told.is_told = True
                wake.set()
        except asyncio.CancelledError:
            raise
        except Exception as error:
            logger.warning("live updates: no word from %s: %s", settings.LIVE_SOURCE, error)
        finally:
            Told.is_told = False
            wake.set()
        await asyncio.sleep(AFTER_TROUBLE)


async def redis_messages() -> AsyncIterator[None]:
    """One for each message, and one when the line is open."""
    import redis.asyncio.retry
    from redis.backoff import NoBackoff

    client = redis.asyncio.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=PATIENCE,
        health_check_interval=AFTER_TROUBLE,
        retry=redis.asyncio.retry.Retry(NoBackoff(), 0),
    )
    async with client, client.pubsub() as channel:
        await channel.subscribe(CHANNEL)
        while True:
            message = await channel.get_message(timeout=AFTER_TROUBLE)  # asks whether it is still there meanwhile
            if message and message["type"] in ("subscribe", "message"):
                yield


async def postgresql_messages() -> AsyncIterator[None]:
    """One for each message, and one when the line is open."""
    import psycopg  # only where PostgreSQL is used

    parameters = connection.get_connection_params()
    wanted = {key: value for key, value in parameters.items() if key not in DJANGOS_OWN}
    async with await psycopg.AsyncConnection.connect(**wanted, autocommit=True) as told:
        await told.execute(f"LISTEN {CHANNEL}")
        yield
        async for _notice in told.notifies():
            yield
