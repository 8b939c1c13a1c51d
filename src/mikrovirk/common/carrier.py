"""Brings word to the workers that a row waits for them, by a broker (Redis), so that they need not look all the time.

The row in the database is the truth and the word carries nothing but its number: a word that gets lost, or comes twice, changes
nothing, since a worker looks for itself now and then, and as often as without a broker while that does not answer.
"""

import functools
import logging
import threading
import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model

logger = logging.getLogger(__name__)

QUEUE = "mikrovirk"
PATIENCE = 1.0  # seconds for an answer from the broker
AFTER_TROUBLE = 2.0  # seconds until it is tried again
LOOK_ANYWAY = 5.0  # seconds between two looks of a worker that is told


class Trouble:
    """When the broker last failed this process, by the monotonic clock."""

    at = -AFTER_TROUBLE


def tell(row: Model) -> None:
    """Tell a worker, once this transaction is committed, that `row` waits. Nothing fails and hardly anybody waits where it cannot."""
    if settings.QUEUE_URL:
        word = {"row": f"{row._meta.label_lower}:{row.pk}"}
        transaction.on_commit(lambda: send(word))


def send(word: dict[str, str]) -> None:
    if time.monotonic() - Trouble.at < AFTER_TROUBLE:
        return
    try:
        with senders()[connection()].acquire(block=True, timeout=PATIENCE) as sender:
            sender.publish(word, routing_key=QUEUE, declare=[queue()], retry=False, delivery_mode=1)
    except Exception as error:
        Trouble.at = time.monotonic()
        logger.warning("the workers could not be told: %s", error)


def senders() -> Any:
    from kombu.pools import producers  # large, and only where there is a broker

    return producers


def connection() -> Any:
    from kombu import Connection

    limits = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "max_retries": 1}
    return Connection(settings.QUEUE_URL, connect_timeout=PATIENCE, transport_options=limits)


@functools.cache
def queue() -> Any:
    from kombu import Queue

    return Queue(QUEUE, routing_key=QUEUE, durable=False)


class Ear:
    """A worker's: `wait` ends when word comes. Listens in a thread of its own where there is a broker."""

    def __init__(self) -> None:
        self.heard, self.ended = threading.Event(), threading.Event()
        self.is_told = False

    def open(self) -> None:
        if settings.QUEUE_URL:
            threading.Thread(target=self._listen, name="carrier", daemon=True).start()

    def close(self) -> None:
        """End; whoever waits goes on at once."""
        self.ended.set()
        self.heard.set()

    def wait(self, seconds: float, *, only_for_word: bool = True) -> None:
        """Wait for word: so many seconds; longer where one is told, and waits for nothing else."""
        self.heard.wait(LOOK_ANYWAY if self.is_told and only_for_word else seconds)
        if not self.ended.is_set():
            self.heard.clear()

    def _listen(self) -> None:
        while not self.ended.is_set():
            try:
                self._take_words()
            except Exception as error:
                logger.warning("no word from the broker: %s", error)
            finally:
                self.is_told = False
                self.heard.set()
            self.ended.wait(AFTER_TROUBLE)

    def _take_words(self) -> None:
        from kombu import Consumer

        with connection() as line, Consumer(line, queues=[queue()], on_message=self._hear, no_ack=True):
            self.is_told = True
            while not self.ended.is_set():
                try:
                    line.drain_events(timeout=PATIENCE)
                except TimeoutError:
                    continue

    def _hear(self, message: Any) -> None:
        logger.debug("a row waits: %s", message.payload)
        self.heard.set()
