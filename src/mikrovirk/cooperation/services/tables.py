"""Writes: tables of a conference, and what is written down at them."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.cooperation.models import Conference, Table, TableNote
from mikrovirk.cooperation.queries.tables import is_open

PURPOSE = "conference-table"
MOST_NOTES = 200  # at one table: more is no discussion


class TableIsClosed(Exception):
    """The table takes no more notes."""


def link_of(table: Table) -> str:
    """The table's own link: whoever has it holds the pen."""
    return settings.SITE_URL + reverse("cooperation:conference_table_link", args=[links.sign(PURPOSE, table.pk)])


@transaction.atomic
def set_tables(conference: Conference, questions: Iterable[str]) -> list[Table]:
    """Add a table for each question, numbered on from the last."""
    Conference.objects.select_for_update().get(pk=conference.pk)
    standing = conference.tables.filter(removed_at=None)
    last = standing.aggregate(last=Max("number"))["last"] or 0
    made = [
        Table(conference=conference, number=number, question=question)
        for number, question in enumerate(questions, start=last + 1)
    ]
    return Table.objects.bulk_create(made)


def change_table(table: Table, *, question: str) -> None:
    Table.objects.filter(pk=table.pk).update(question=question)


def close_table(table: Table, *, at: datetime | None) -> None:
    """Take no more notes from `at` on; None: take them again."""
    Table.objects.filter(pk=table.pk).update(closed_at=at)


def remove_table(table: Table, *, at: datetime) -> None:
    Table.objects.filter(pk=table.pk).update(removed_at=at)


def put_table_back(table: Table) -> bool:
    """Back under its number; False where another table has that now."""
    try:
        with transaction.atomic():
            Table.objects.filter(pk=table.pk).update(removed_at=None)
    except IntegrityError:
        return False
    return True


@transaction.atomic
def write_note(table: Table, *, kind: str, text: str, key: str, at: datetime) -> TableNote:
    """Keep a note; what a phone sends twice counts once. Raise TableIsClosed."""
    fresh = Table.objects.select_for_update(of=("self",)).select_related("conference__meeting").get(pk=table.pk)
    if known := fresh.notes.filter(key=key).first():
        return known
    if not is_open(fresh, now=at) or fresh.notes.count() >= MOST_NOTES:
        raise TableIsClosed
    return fresh.notes.create(kind=kind, text=text, key=key, at=at)


def remove_note(note: TableNote, *, at: datetime | None) -> None:
    """Cross a note out; None: put it back."""
    TableNote.objects.filter(pk=note.pk).update(removed_at=at)
