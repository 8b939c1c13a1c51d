"""Starts the imports that were asked for on the page, each in a process of its own: mails go on meanwhile.

The worker looks here every round (`look`). The process writes down itself how far it is; it ends by itself when the import was
stopped on the page, and when it is ended what is finished is kept for the next one.
"""

import logging
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime

from mikrovirk.register.services import asking

logger = logging.getLogger(__name__)
READER = (sys.executable, "-m", "mikrovirk.config.command", "register", "asked")
PATIENCE = 10  # seconds for a process to end by itself


@dataclass
class Import:
    """An import that is being read."""

    pk: int
    process: "subprocess.Popen[bytes]"


_at_work: list[Import] = []  # of this worker: one at a time


def run(*, now: datetime) -> None:
    """By the clock: forget what is old."""
    asking.forget_old(now=now)


def look(*, now: datetime) -> bool:
    """See whether the import has ended, and begin the next one; True while one is at work."""
    for work in list(_at_work):
        if (status := work.process.poll()) is not None:
            _at_work.remove(work)
            if status:
                logger.error("the import %s ended with status %s", work.pk, status)
                asking.fail(work.pk, "failed", at=now)
    if not _at_work and (found := asking.claim_next(now=now)):
        process = subprocess.Popen((*READER, str(found.pk)))
        _at_work.append(Import(found.pk, process))
    return bool(_at_work)


def end() -> None:
    """The worker ends: what it reads is left to the next."""
    while _at_work:
        work = _at_work.pop()
        asking.give_back(work.pk)
        work.process.terminate()
        try:
            work.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            work.process.kill()
            work.process.wait()
