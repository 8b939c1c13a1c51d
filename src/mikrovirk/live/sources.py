"""How a web process learns that an evening changed: it asks the database, or is told by PostgreSQL or Redis.

The numbers in the database stay the truth; PostgreSQL and Redis only say when to look. With either of them the database
is still asked now and then, so a message that got lost costs seconds and nothing else.
"""

import asyncio
import functools
import logging
from collections.abc import AsyncIterator
from typing import Any

import redis
import redis.asyncio
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)

CHANNEL = "mikrovirk_live"
ASK_EVERY = 0.15  # seconds, when nobody tells us
ASK_ANYWAY = 3.0  # seconds, when somebody does
AFTER_TROUBLE = 2.0


def tell(evening_pk: int) -> None:
    """Tell every web process; the database is asked anyhow, so trouble is logged and no more."""
    try:
        if settings.LIVE_SOURCE == "redis":
            redis_client().publish(CHANNEL, str(evening_pk))
        elif settings.LIVE_SOURCE == "postgresql" and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(evening_pk)])
    except Exception:
        logger.warning("the web processes could not be told of a change", exc_info=True)


@functools.lru_cache(1)
def redis_client() -> Any:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2)


def pause() -> float:
    """Seconds between two looks into the database."""
    return ASK_EVERY if settings.LIVE_SOURCE == "database" else ASK_ANYWAY


async def listen(wake: asyncio.Event) -> None:
    """Set `wake` whenever we are told of a change; goes on for ever, and comes back after trouble."""
    messages = {"redis": redis_messages, "postgresql": postgresql_messages}.get(settings.LIVE_SOURCE)
    while messages:
        try:
            async for _message in messages():
                wake.set()
        except asyncio.CancelledError:
            raise
        except Exception:
            logger.warning("live updates: no word from %s", settings.LIVE_SOURCE, exc_info=True)
        await asyncio.sleep(AFTER_TROUBLE)


async def redis_messages() -> AsyncIterator[None]:
    client = redis.asyncio.Redis.from_url(settings.REDIS_URL)
    async with client, client.pubsub() as channel:
        await channel.subscribe(CHANNEL)
        async for message in channel.listen():
            if message["type"] == "message":
                yield


async def postgresql_messages() -> AsyncIterator[None]:
    import psycopg  # only where PostgreSQL is used

    parameters = connection.get_connection_params()
    wanted = {key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if parameters.get(key)}
    async with await psycopg.AsyncConnection.connect(**wanted, autocommit=True) as told:
        await told.execute(f"LISTEN {CHANNEL}")
        async for _notice in told.notifies():
            yield
