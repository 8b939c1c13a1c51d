"""Which background workers are alive: a row that is kept fresh, and on this machine a file that is kept locked.

The lock ends with its process whatever ends that, so the next worker of this machine knows at once that what a killed one had
claimed is free again. Workers on other machines are known by their row only, also where the folder is shared with them, since not
every shared folder shares locks; their claims end with the lease.
"""

import fcntl
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from mikrovirk.mailing import outbox
from mikrovirk.mailing.models import WorkerBeat

BEAT = timedelta(seconds=5)


@dataclass(frozen=True)
class Identity:
    """A worker's name, and the open file whose lock says that it lives."""

    name: str
    file: int


def enlist(*, now: datetime) -> Identity:
    """Make a new worker known, and free what dead ones had claimed."""
    folder = Path(settings.DATA) / "workers"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{machine()}{os.getpid()}:{uuid4().hex[:8]}"
    with one_at_a_time(folder):
        bury_dead(folder, now=now)
        file = os.open(folder / name, os.O_WRONLY | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
    WorkerBeat.objects.create(name=name, started_at=now, beat_at=now)
    return Identity(name, file)


@contextmanager
def one_at_a_time(folder: Path) -> Generator[None, None, None]:
    """Two workers that start together do not take each other for dead."""
    whole = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(whole, fcntl.LOCK_EX)
        yield
    finally:
        os.close(whole)


def machine() -> str:
    """What the names of this machine's workers begin with."""
    return f"{socket.gethostname()[:30]}:"


def bury_dead(folder: Path, *, now: datetime) -> None:
    """Free the claims of workers of this machine whose process has ended, and forget those of machines that are gone."""
    heard_of = set(WorkerBeat.objects.filter(beat_at__gt=now - outbox.LEASE).values_list("name", flat=True))
    for path in folder.iterdir():
        if not path.name.startswith(machine()):
            if path.name not in heard_of:
                path.unlink(missing_ok=True)
            continue
        file = os.open(path, os.O_WRONLY)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # alive
        else:
            outbox.release(worker=path.name)
            WorkerBeat.objects.filter(name=path.name).delete()
            path.unlink(missing_ok=True)
        finally:
            os.close(file)


def beat(who: Identity, *, now: datetime, trouble: str = "") -> None:
    """Say that the worker lives, and what keeps mails from leaving."""
    WorkerBeat.objects.filter(name=who.name).update(beat_at=now, trouble=trouble[:300])


def dismiss(who: Identity) -> None:
    """The worker ends as it should."""
    WorkerBeat.objects.filter(name=who.name).delete()
    (Path(settings.DATA) / "workers" / who.name).unlink(missing_ok=True)
    os.close(who.file)
