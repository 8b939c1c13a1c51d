"""The background worker: delivers the mails that are due, and once a minute does what is due by the clock.

One process is enough for an installation; more may run beside it, also on other machines: each delivers mails, and one of them has
the clock (`config.clock`). It ends cleanly on SIGTERM and may be killed at any moment. What fails is logged and tried again; it never
stops the mails or the other jobs.
"""

import importlib
import importlib.util
import logging
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import timezone

from mikrovirk.common.carrier import Ear
from mikrovirk.config.clock import Clock
from mikrovirk.mailing import machines, outbox, workers
from mikrovirk.mailing.delivery import ServerUnavailable, deliver_due

logger = logging.getLogger(__name__)

# Each has a function run(*, now); an app that is not there has nothing to do.
JOBS = (
    "mikrovirk.mailing.jobs_incoming",  # first: the others deal with what has come
    "mikrovirk.directory.jobs",
    "mikrovirk.programme.jobs",
    "mikrovirk.live.jobs",
    "mikrovirk.fund.jobs",
    "mikrovirk.voice.jobs",
    "mikrovirk.landscape.jobs",
    "mikrovirk.cooperation.jobs_conferences",
    "mikrovirk.cooperation.jobs_roles",
    "mikrovirk.health.jobs",
    "mikrovirk.overview.jobs",
    "mikrovirk.register.jobs",
    "mikrovirk.home.jobs",
    "mikrovirk.api.jobs",
    "mikrovirk.mailing.jobs",
    "mikrovirk.config.jobs",
)
# Each has look(*, now), cheap enough for every round, for what somebody sits and waits for, True while something is at work; and end(),
# when the worker ends.
LOOKS = ("mikrovirk.voice.jobs_planner", "mikrovirk.register.jobs")
JOBS_EVERY = 60.0  # seconds
PAUSE = 1.0  # between two looks into an empty outbox
AFTER_TROUBLE = (5.0, 15.0, 60.0)  # before the mail server is tried again
BATCH = 500
DATABASE_TROUBLE = (DatabaseError, InterfaceError)
TELL_EVERY = 60.0  # seconds between two words to the other machines


def run(*, jobs: Sequence[str] = JOBS) -> None:
    """Work until SIGTERM or SIGINT."""
    stopping = threading.Event()
    worker = Worker(stopping, jobs)

    def end() -> None:
        stopping.set()
        worker.ear.close()

    def stop(number: int, frame: FrameType | None) -> None:
        # Not here: whoever was interrupted may just have had a lock of the event.
        threading.Thread(target=end, name="stop").start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.work()


class Worker:
    """The loop, and what it remembers from one round to the next."""

    def __init__(self, stopping: threading.Event, jobs: Sequence[str]) -> None:
        self.stopping, self.jobs = stopping, jobs
        self.trouble = ""
        self.troubles = 0
        self.is_at_work = False  # on something that is looked after in every round
        self.may_have_claims = False  # from a round that the database broke off
        self.mails_from = self.jobs_from = self.beat_from = self.tell_from = 0.0  # monotonic moments: not before
        self.pending: list[str] = []  # jobs of this minute that are still to run
        self.ear = Ear()
        self.clock: Clock | None = None  # of several workers one has it; a worker that does a single round asks nobody

    def work(self) -> None:
        """Round after round until told to stop."""
        who = workers.enlist(now=timezone.now())
        self.ear.open()
        try:
            with Clock() as self.clock:
                while not self.stopping.is_set():
                    if not self.round(who):
                        self.ear.wait(PAUSE, only_for_word=not self.is_at_work)
        finally:
            end_looks()
            workers.dismiss(who)
            connections.close_all()

    def round(self, who: workers.Identity) -> bool:
        """Deliver what is due and do one job; True if there is more to do at once."""
        close_old_connections()
        try:
            self.say_alive(who)
            if self.may_have_claims:
                outbox.release(worker=who.name)
                self.may_have_claims = False
            left_count = self.deliver(who)
            self.is_at_work = look(now=timezone.now())
            if time.monotonic() >= self.jobs_from:
                self.jobs_from = time.monotonic() + JOBS_EVERY
                self.pending = list(self.jobs)
            if self.pending and self.clock and not self.clock.mine():
                self.pending = []
            if self.pending:  # one at a time: nobody waits for a sign-in code until all of them are done
                run_jobs(now=timezone.now(), jobs=[self.pending.pop(0)])
        except DATABASE_TROUBLE as error:
            logger.error("the database did not answer: %s", error)
            self.may_have_claims = True
            return False
        return bool(left_count or self.pending)

    def say_alive(self, who: workers.Identity) -> None:
        if time.monotonic() >= self.beat_from:
            self.beat_from = time.monotonic() + workers.BEAT.total_seconds()
            workers.beat(who, now=timezone.now(), trouble=self.trouble)
        if time.monotonic() >= self.tell_from:
            self.tell_from = time.monotonic() + TELL_EVERY
            machines.tell("worker", now=timezone.now())

    def deliver(self, who: workers.Identity) -> int:
        """Deliver what is due; after trouble with the mail server, wait before the next try."""
        if time.monotonic() < self.mails_from:
            return 0
        try:
            left_count = deliver_due(now=timezone.now(), worker=who.name, limit=BATCH)
        except ServerUnavailable as error:
            self.pause_mails(f"{error}")
            logger.warning("the mail server cannot be reached: %s", error)
            return 0
        except DATABASE_TROUBLE:
            raise
        except Exception:
            self.pause_mails("")
            logger.exception("mails could not be delivered")
            return 0
        self.trouble, self.troubles = "", 0
        return left_count

    def pause_mails(self, trouble: str) -> None:
        self.trouble = trouble
        self.mails_from = time.monotonic() + AFTER_TROUBLE[min(self.troubles, len(AFTER_TROUBLE) - 1)]
        self.troubles += 1
        self.beat_from = 0.0  # tell at once


def run_jobs(*, now: datetime, jobs: Sequence[str] = JOBS) -> list[str]:
    """Do what is due by the clock in every app; return the names of the jobs that failed."""
    failed = []
    for name in jobs:
        try:
            if job := job_of(name):
                job(now=now)
        except Exception:
            logger.exception("the job %s failed", name)
            failed.append(name)
    return failed


def look(*, now: datetime, modules: Sequence[str] = LOOKS) -> bool:
    """See to what somebody waits for; True while something is at work."""
    is_at_work = False
    for name in modules:
        try:
            is_at_work |= importlib.import_module(name).look(now=now)
        except DATABASE_TROUBLE:
            raise
        except Exception:
            logger.exception("%s failed", name)
    return is_at_work


def end_looks(modules: Sequence[str] = LOOKS) -> None:
    """Give back what was begun."""
    for name in modules:
        try:
            importlib.import_module(name).end()
        except Exception:
            logger.exception("%s could not end", name)


def job_of(name: str) -> Callable[..., None] | None:
    """The function `run` of that module; None where the app has none."""
    if importlib.util.find_spec(name) is None:
        return None
    job: Callable[..., None] = importlib.import_module(name).run
    return job
