"""Bringing a member list in: kept for the preview, then carried out with one click. No mail is ever sent from here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.comparison import Comparison
from mikrovirk.directory.domain.cpr import MASK, masked
from mikrovirk.directory.domain.member_lists import (
    Column,
    ErrorCode,
    MemberList,
    Problem,
    ProblemCode,
    Row,
    read_member_list,
    summary,
    to_json,
    with_columns,
)
from mikrovirk.directory.domain.member_lists.headings import Field
from mikrovirk.directory.domain.member_lists.results import UnreadableFile
from mikrovirk.directory.domain.tables import read_table
from mikrovirk.directory.models import MemberImport
from mikrovirk.directory.queries.imports import comparison_of, list_of
from mikrovirk.directory.services.columns import remember, remembered
from mikrovirk.directory.services.import_writing import write
from mikrovirk.networks.models import Network

State = MemberImport.State
MEMBERS = "members"  # the subject of remembered columns
# With one of these the columns are asked for: everything else is there.
ASK_FOR_COLUMNS = frozenset({ProblemCode.NO_EMAIL_COLUMN, ProblemCode.NO_NAME_COLUMN})
KEEP_LISTS = timedelta(days=30)  # how long an import can be undone, and what it said is kept


class ListUnreadable(Exception):
    """Nothing can be brought in from this file; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class ImportNotOpen(Exception):
    """The import has been carried out or undone already, or its list has been thrown away."""


def keep_list(
    network: Network, *, content: bytes, file_name: str, by: User | None, at: datetime, sheet: str = ""
) -> MemberImport:
    """Read a file and keep what it says (never the file itself) for the preview; raise ListUnreadable.

    Its columns are what somebody said the last time there was a list with these headings. One of which only the columns are
    in doubt is kept: `list_of` says so by its `problem`, until `choose_columns`.
    """
    member_list = read_list(network, content, sheet=sheet)
    if member_list.problem and not (member_list.rows and member_list.problem.code in ASK_FOR_COLUMNS):
        raise ListUnreadable(member_list.problem)
    return MemberImport.objects.create(
        network=network,
        file_name=masked(file_name)[:200],
        content=to_json(member_list).encode(),
        by=by,
        created_at=at,
    )


def read_list(network: Network, content: bytes, *, sheet: str = "") -> MemberList:
    """The list, its columns as they were chosen last time in the network, or as they can be told."""
    member_list = read_member_list(content, sheet=sheet)
    if member_list.problem and member_list.problem.code == ProblemCode.NO_HEADINGS:
        member_list = with_any_headings(content, sheet=sheet) or member_list
    said = remembered(network, MEMBERS, headings_of(member_list)) or {}
    fields = {int(at): field for at, field in said.items() if field in set(Field)}
    return with_columns(member_list, fields) if fields else member_list


def with_any_headings(content: bytes, *, sheet: str) -> MemberList | None:
    """A table of whose headings none is known: its columns must be said."""
    try:
        table = read_table(content, known=(), sheet=sheet)
    except UnreadableFile:
        return None
    columns = tuple(Column(at, heading) for at, heading in enumerate(table.headings))
    rows = tuple(
        Row(row.number, row.cells, error=ErrorCode.CPR if any(MASK in cell for cell in row.cells) else None)
        for row in table.rows
    )
    return MemberList(rows, columns, Problem(ProblemCode.NO_EMAIL_COLUMN), sheet=table.sheet)


def headings_of(member_list: MemberList) -> list[str]:
    return [column.heading for column in member_list.columns]


@transaction.atomic
def choose_columns(member_import: MemberImport, columns: Mapping[int, str]) -> None:
    """Take the columns for what is said, now and in the next list with these headings; raise ImportNotOpen."""
    locked = open_import(member_import)
    read = list_of(locked)
    locked.content = to_json(with_columns(read, columns)).encode()
    locked.choices = []
    locked.save(update_fields=["content", "choices"])
    remember(locked.network, MEMBERS, headings_of(read), {str(at): field for at, field in columns.items()})


def choose_rows(member_import: MemberImport, *, take: set[int], keep: set[int]) -> None:
    """Let the list's word count for the rows in `take`, and what stands here for those in `keep`."""
    with transaction.atomic():
        locked = open_import(member_import)
        locked.choices = sorted((set(locked.choices) | take) - keep)
        locked.save(update_fields=["choices"])
    member_import.choices = locked.choices


def open_import(member_import: MemberImport) -> MemberImport:
    """The import, locked, while it still is a preview; raise ImportNotOpen."""
    locked = MemberImport.objects.select_for_update().get(pk=member_import.pk)
    if locked.state != State.PREVIEW or not locked.content:
        raise ImportNotOpen
    return locked


@transaction.atomic
def carry_out(member_import: MemberImport, *, by: User | None, at: datetime) -> MemberImport:
    """Write what the preview showed, as the network is now, with a journal to undo it by; raise ImportNotOpen."""
    locked = open_import(member_import)
    read = list_of(locked)
    if read.problem:
        raise ImportNotOpen
    comparison = comparison_of(read, locked.network, locked.choices)
    written = write(comparison, locked.network, on=at.date())
    locked.journal = written.journal.entries
    locked.counts = counts_of(comparison) | {"businesses": written.businesses}
    locked.state, locked.done_at, locked.by = State.DONE, at, by
    locked.save(update_fields=["journal", "counts", "state", "done_at", "by"])
    return locked


def counts_of(comparison: Comparison) -> dict[str, Any]:
    """What the import did, for the list of imports."""
    outcomes = {str(outcome): count for outcome, count in comparison.counts.items()}
    return {"joined": comparison.joining, "changed": comparison.changing, "rows": outcomes}


@dataclass(frozen=True)
class ImportResult:
    """What `mikrovirk members import` prints: `printed` as JSON; `set_aside` counts the unreadable rows."""

    printed: dict[str, Any]
    set_aside: int
    problem: Problem | None = None
    member_import: MemberImport | None = None
    changed_nothing: bool = False


def run_import(
    network: Network, *, content: bytes, file_name: str, at: datetime, by: User | None = None, dry_run: bool = False
) -> ImportResult:
    """Read a file and carry it out at once (or, with `dry_run`, only say what it holds).

    `printed` has data_rows, people, businesses, errors, warnings, duplicates. People and businesses are counted in the
    network afterwards: those that the list names. With `problem` set nothing could be done.
    """
    member_list = read_list(network, content)
    printed: dict[str, Any] = dict(summary(member_list))
    set_aside = len(member_list.unreadable_rows)
    if member_list.problem:
        return ImportResult(printed, set_aside, member_list.problem)
    if dry_run:
        nothing = comparison_of(member_list, network).changes_nothing
        return ImportResult(printed, set_aside, changed_nothing=nothing)
    member_import = keep_list(network, content=content, file_name=file_name, by=by, at=at)
    nothing = comparison_of(member_list, network).changes_nothing
    if nothing:
        member_import.delete()
    else:
        member_import = carry_out(member_import, by=by, at=at)
    printed |= held_from(member_list, network)
    return ImportResult(printed, set_aside, None, None if nothing else member_import, nothing)


def held_from(member_list: MemberList, network: Network) -> dict[str, int]:
    """How many of the list's people and businesses the network has."""
    comparison = comparison_of(member_list, network)
    people = [plan for plan in comparison.people if plan.known and plan.known.membership]
    businesses = {plan.known for plan in comparison.businesses if plan.known is not None and plan.needed}
    return {"people": len(people), "businesses": len(businesses)}


def forget_lists(*, before: datetime) -> int:
    """Throw away what lists said and how to undo them, for imports made before that moment; how many were emptied."""
    old = MemberImport.objects.filter(created_at__lt=before).exclude(content=b"")
    emptied = old.exclude(state=State.PREVIEW).update(content=b"", journal=[])
    dropped, _ = old.filter(state=State.PREVIEW).delete()
    return emptied + dropped
