"""Bringing in a table that is no member list: kept for the preview, its columns chosen, carried out, undone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.cpr import masked
from mikrovirk.directory.domain.tables import HeadedTable, Wanted, guessed
from mikrovirk.directory.models import TableImport
from mikrovirk.directory.services.columns import remember, remembered
from mikrovirk.directory.services.import_undo import names_of, take_back
from mikrovirk.directory.services.imports import ImportNotOpen
from mikrovirk.directory.services.journal import Journal
from mikrovirk.networks.models import Network

State = TableImport.State
Write = Callable[[TableImport], tuple[Journal, dict[str, Any]]]  # carries a table out; the journal and what to count


def keep_table(
    network: Network,
    table: HeadedTable,
    *,
    subject: str,
    wanted: Sequence[Wanted],
    file_name: str,
    by: User | None,
    at: datetime,
) -> TableImport:
    """Keep what a file says (never the file itself) for the preview, its columns as they were chosen last time or guessed."""
    fields = {each.field for each in wanted}
    chosen = remembered(network, subject, table.headings)
    if chosen is not None:
        chosen = {field: at for field, at in chosen.items() if field in fields}
    return TableImport.objects.create(
        network=network,
        subject=subject,
        file_name=masked(file_name)[:200],
        content=table.as_json().encode(),
        columns=guessed(table, wanted) if chosen is None else chosen,
        by=by,
        created_at=at,
    )


@transaction.atomic
def choose_columns(
    table_import: TableImport, table: HeadedTable, *, columns: Mapping[str, int], answers: Mapping[str, Any]
) -> TableImport:
    """Say which column is what, and what the table does not say; raise ImportNotOpen."""
    locked = open_table(table_import)
    locked.columns, locked.answers = dict(columns), dict(answers)
    locked.save(update_fields=["columns", "answers"])
    remember(locked.network, locked.subject, table.headings, columns)
    return locked


def open_table(table_import: TableImport) -> TableImport:
    """The table, locked, while it still is a preview; raise ImportNotOpen."""
    locked = TableImport.objects.select_for_update(of=("self",)).select_related("network").get(pk=table_import.pk)
    if locked.state != State.PREVIEW or not locked.content:
        raise ImportNotOpen
    return locked


@transaction.atomic
def carry_out_table(table_import: TableImport, *, write: Write, by: User | None, at: datetime) -> TableImport:
    """Write what the preview showed, as everything is now; raise ImportNotOpen."""
    locked = open_table(table_import)
    journal, locked.counts = write(locked)
    locked.journal = journal.entries
    locked.state, locked.done_at, locked.by = State.DONE, at, by
    locked.save(update_fields=["journal", "counts", "state", "done_at", "by"])
    return locked


@transaction.atomic
def undo_table(
    table_import: TableImport,
    *,
    order: Iterable[type[Model]],
    afterwards: Callable[[TableImport], None],
    at: datetime,
) -> TableImport:
    """Take the table back; `counts["kept"]` says what stayed and why. Raise ImportNotOpen."""
    locked = TableImport.objects.select_for_update(of=("self",)).select_related("network").get(pk=table_import.pk)
    if locked.state != State.DONE or not locked.journal:
        raise ImportNotOpen
    undoing = take_back(locked.journal, order)
    afterwards(locked)
    locked.counts = locked.counts | {"kept": list(names_of(undoing))}
    locked.state, locked.undone_at = State.UNDONE, at
    locked.save(update_fields=["counts", "state", "undone_at"])
    return locked


def forget_tables(*, before: datetime) -> int:
    """Throw away what tables said and how to undo them, for those brought before that moment; how many were emptied."""
    old = TableImport.objects.filter(created_at__lt=before).exclude(content=b"")
    emptied = old.exclude(state=State.PREVIEW).update(content=b"", journal=[])
    dropped, _ = old.filter(state=State.PREVIEW).delete()
    return emptied + dropped
