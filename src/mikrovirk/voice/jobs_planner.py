"""Plans the seasons that were asked for, in a process of its own beside the worker: mails go on while it thinks.

The worker looks here every round (`look`). A planning process that runs longer than MOST_SECONDS, or whose draft was stopped on
the page, is ended. If the worker itself is killed, its process ends for want of time, and another worker takes the draft.
"""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any

from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.services import planning

logger = logging.getLogger(__name__)
MOST_SECONDS = 240  # of a process; a season of twelve meetings takes ten
PLANNER = (sys.executable, "-m", "mikrovirk.programme.domain.season_plan")


@dataclass
class Planning:
    """A season that is being planned."""

    pk: int
    claim: str
    process: "subprocess.Popen[bytes]"
    written: IO[bytes]
    started: float = field(default_factory=time.monotonic)


_at_work: list[Planning] = []  # of this worker: one at a time


def run(*, now: datetime) -> None:
    """Nothing by the clock: the worker looks here every round."""


def look(*, now: datetime) -> bool:
    """See how far the season is that is being planned, and begin the next one; True while one is at work."""
    for work in list(_at_work):
        if has_ended(work, now=now):
            _at_work.remove(work)
            work.written.close()
    if not _at_work and (draft := planning.claim_next(now=now)):
        _at_work.append(begin(draft))
    return bool(_at_work)


def end() -> None:
    """The worker ends: what it plans is left to the next."""
    while _at_work:
        work = _at_work.pop()
        stop(work)
        planning.give_back(work.pk, work.claim)
        work.written.close()


def begin(draft: SeasonDraft) -> Planning:
    """Start the process and give it what is asked."""
    asked = planning.task_of(draft)
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps(asked).encode())
        given.seek(0)
        written = tempfile.TemporaryFile()  # noqa: SIM115  closed when the process has ended
        process = subprocess.Popen(PLANNER, stdin=given, stdout=written)
    return Planning(draft.pk, draft.claim, process, written)


def has_ended(work: Planning, *, now: datetime) -> bool:
    """Whether there is nothing more to wait for; what came out is kept."""
    ended = work.process.poll() is not None
    words = said(work)
    if ended:
        keep(work, words, at=now)
        return True
    if time.monotonic() - work.started > MOST_SECONDS:
        stop(work)
        planning.fail(work.pk, work.claim, why="too_long", at=now)
        return True
    if not planning.still_at_it(work.pk, work.claim, now=now, stage=stage_of(words)):
        stop(work)  # stopped on the page
        return True
    return False


def keep(work: Planning, words: list[dict[str, Any]], *, at: datetime) -> None:
    last = words[-1] if words else {}
    if "answer" in last:
        planning.finish(work.pk, work.claim, last["answer"], at=at)
        return
    logger.error("the season planner ended without an answer to draft %s: %s", work.pk, last.get("failed", ""))
    planning.fail(work.pk, work.claim, why=last.get("failed", "worker"), at=at)


def said(work: Planning) -> list[dict[str, Any]]:
    """The whole lines the process has written so far. Read without moving the place where it writes: that is one for both."""
    file = work.written.fileno()
    lines = os.pread(file, os.fstat(file).st_size, 0).split(b"\n")[:-1]
    return [json.loads(line) for line in lines]


def stage_of(words: list[dict[str, Any]]) -> str:
    return next((each["stage"] for each in reversed(words) if "stage" in each), "")


def stop(work: Planning) -> None:
    work.process.kill()
    work.process.wait()
