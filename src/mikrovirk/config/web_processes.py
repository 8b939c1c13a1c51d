"""Several web processes on one address: the application is loaded once and then forked, so that they share its memory.

uvicorn's own supervisor starts each of them from nothing, with a copy of everything.
"""

import gc
import logging
import multiprocessing
import os
import signal
import socket
import threading
import time
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType

import uvicorn
from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils import translation

logger = logging.getLogger(__name__)

BREATH = 1.0  # seconds before one that ended is replaced: if it ends at once it must not take all there is


def serve(config: uvicorn.Config, count: int) -> None:
    """Serve until told to stop; one that ends by itself is replaced."""
    load(config)
    listening = config.bind_socket()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    running: list[ForkProcess] = []
    try:
        running += [begin(config, listening) for _ in range(count)]
        while True:
            wait([each.sentinel for each in running])
            time.sleep(BREATH)
            for place, each in enumerate(running):
                if not each.is_alive():
                    logger.error("web process %s ended by itself (%s)", each.pid, each.exitcode)
                    running[place] = begin(config, listening)
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.join()


def load(config: uvicorn.Config) -> None:
    """Load what every web process needs; nothing is open afterwards, since a database connection cannot be shared."""
    config.load()
    _every_page = get_resolver().url_patterns
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Name")
    connections.close_all()
    gc.collect()
    gc.freeze()  # what is here stays; a look through it for garbage would copy it into every process


def begin(config: uvicorn.Config, listening: socket.socket) -> ForkProcess:
    process = multiprocessing.get_context("fork").Process(target=work, args=(config, listening))
    process.start()
    return process


def work(config: uvicorn.Config, listening: socket.socket) -> None:
    """A web process. It ends when what watches over it was killed, so that the address is free for the next."""
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    uvicorn.Server(config).run([listening])


def end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
