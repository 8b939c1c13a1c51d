"""Imports that were asked for on the page, and the files that lie ready for one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db.models import Q, QuerySet

from mikrovirk.register.models import ImportRun
from mikrovirk.register.queries.copies import home

SILENT_AFTER = timedelta(seconds=60)  # a process that has not been seen for so long is dead


@dataclass(frozen=True)
class Brought:
    """A file that was sent, or laid there by whoever hosts."""

    name: str
    size: int
    at: datetime


def folder() -> Path:
    """Where files lie that can be brought in."""
    return home() / "incoming"


def brought_files() -> list[Brought]:
    """The files that lie ready, by name. What begins with a dot is still on its way."""
    if not folder().exists():
        return []
    found = [path for path in folder().iterdir() if path.is_file() and not path.name.startswith(".")]
    return sorted((brought(path) for path in found), key=lambda each: each.name)


def brought(path: Path) -> Brought:
    known = path.stat()
    return Brought(path.name, known.st_size, datetime.fromtimestamp(known.st_mtime, UTC))


def runs() -> QuerySet[ImportRun]:
    """Every import, newest first."""
    return ImportRun.objects.select_related("asked_by")


def running() -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(state__in=[ImportRun.State.WAITING, ImportRun.State.READING])


def to_begin(now: datetime) -> QuerySet[ImportRun]:
    """What waits, and what was begun by a process that is not heard of any more; the oldest first."""
    silent = Q(state=ImportRun.State.READING, seen_at__lt=now - SILENT_AFTER)
    return ImportRun.objects.filter(Q(state=ImportRun.State.WAITING) | silent).order_by("asked_at", "pk")
