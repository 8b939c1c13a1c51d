"""Who writes queues within a process; a turn within a turn, or within a transaction, does not wait for itself."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from mikrovirk.common.turns import in_turn


@pytest.mark.skipif(connection.vendor != "sqlite", reason="NOT RUN: PostgreSQL lets many write at once")
def test_one_at_a_time() -> None:
    inside, most, start = [0], [0], threading.Barrier(6)

    @in_turn()
    def write() -> None:
        with in_turn():
            inside[0] += 1
            most[0] = max(most[0], inside[0])
            time.sleep(0.005)
            inside[0] -= 1

    def one(_number: int) -> None:
        start.wait()
        write()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, range(6)))
    assert most == [1]


@pytest.mark.django_db
def test_within_a_transaction_nobody_waits() -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with in_turn():
            held.set()
            done.wait(5)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(5)
    with transaction.atomic(), in_turn():
        done.set()
    other.join()
