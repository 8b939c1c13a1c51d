"""A Redis of our own for the length of a test run: on a free port, in a temporary folder, gone afterwards."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection

from checks.with_postgres import free_port

STARTS_WITHIN = 20  # seconds


@contextmanager
def temporary_redis() -> Iterator[str]:
    """Start Redis and give its address; raise RuntimeError if it is not installed or does not start."""
    program = shutil.which("redis-server")
    if program is None:
        raise RuntimeError("Redis is not installed. On Debian or Ubuntu: sudo apt-get install redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="mikrovirk-redis-") as folder:
        words = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
        server = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        try:
            wait_for(port)
            yield f"redis://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=10)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError as error:
            if time.monotonic() > deadline:
                raise RuntimeError("redis-server did not answer") from error
            time.sleep(0.02)
        else:
            return
