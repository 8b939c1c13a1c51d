"""Reads: the tables of a conference and what they wrote down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from mikrovirk.cooperation.models import Conference, Table, TableNote

OPEN_AFTER = timedelta(days=2)  # the pen may be laid down a little later than the day ends


def tables_of(conference: Conference) -> QuerySet[Table]:
    """With what they wrote, in two queries."""
    written = TableNote.objects.filter(removed_at=None).order_by("at", "pk")
    return conference.tables.filter(removed_at=None).prefetch_related(Prefetch("notes", queryset=written))


def notes_of(table: Table) -> QuerySet[TableNote]:
    return table.notes.filter(removed_at=None).order_by("at", "pk")


def is_open(table: Table, *, now: datetime) -> bool:
    """Whether its link takes notes: until it is closed, or two days after the meeting."""
    conference = table.conference
    if table.closed_at or table.removed_at or conference.state in ("cancelled", "followed"):
        return False
    return conference.meeting is None or now < conference.meeting.ends_at + OPEN_AFTER


@dataclass(frozen=True)
class Gathered:
    """What all tables wrote of one kind, with the table each came from."""

    kind: str
    label: str
    notes: tuple[tuple[Table, TableNote], ...]


def by_kind(tables: Iterable[Table]) -> list[Gathered]:
    """Promises first: they become commitments."""
    pairs = [(table, note) for table in tables for note in table.notes.all()]
    order = (TableNote.Kind.PROMISE, TableNote.Kind.PROPOSAL, TableNote.Kind.POINT)
    found = [Gathered(kind, str(kind.label), tuple(pair for pair in pairs if pair[1].kind == kind)) for kind in order]
    return [each for each in found if each.notes]
