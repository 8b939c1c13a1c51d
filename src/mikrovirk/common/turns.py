"""Whose turn it is to write.

SQLite lets one write at a time; the others sleep and try again, in no order, and with many at once somebody may try in vain
until their time is up. The threads of a process queue here instead; between processes it stays as it is.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_writing = threading.RLock()  # a turn within one's own turn is the same one


@contextmanager
def in_turn() -> Iterator[None]:
    """For whoever is about to begin a transaction that writes; also as a decorator, outside `transaction.atomic`."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _writing:
        yield
