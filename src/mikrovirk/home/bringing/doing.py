"""A file is read and kept, planned as everything is now, carried out, taken back; the same for the page and the command."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.member_lists import Problem
from mikrovirk.directory.domain.member_lists.results import UnreadableFile
from mikrovirk.directory.domain.tables import HeadedTable, Outcome, Planned, read_table
from mikrovirk.directory.models import TableImport
from mikrovirk.directory.queries.tables import table_of
from mikrovirk.directory.services import tables as services
from mikrovirk.directory.services.journal import Journal
from mikrovirk.home.bringing import calendars
from mikrovirk.home.bringing.subjects import MEETINGS, SUBJECTS, Subject
from mikrovirk.networks.models import Network


class CannotBring(Exception):
    """Nothing of the file can be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def bring(
    network: Network,
    subject: Subject,
    *,
    content: bytes,
    file_name: str,
    by: User | None,
    at: datetime,
    sheet: str = "",
) -> TableImport:
    """Read the file and keep what it says for the preview; raise CannotBring."""
    try:
        table = read(subject, content, sheet=sheet, at=at)
    except UnreadableFile as error:
        raise CannotBring(error.problem) from error
    return services.keep_table(
        network, table, subject=subject.key, wanted=subject.wanted, file_name=file_name, by=by, at=at
    )


def read(subject: Subject, content: bytes, *, sheet: str, at: datetime) -> HeadedTable:
    if subject is MEETINGS and calendars.is_calendar(content):
        return calendars.table_of(content, today=timezone.localdate(at))
    known = frozenset().union(*(each.known for each in subject.wanted))
    return read_table(content, known=known, sheet=sheet)


def plan_of(table_import: TableImport, *, now: datetime) -> Planned:
    """What would come of the table as everything is now."""
    subject = SUBJECTS[table_import.subject]
    table = table_of(table_import)
    return subject.plan(table_import.network, table, table_import.columns, table_import.answers, now)


def carry_out(table_import: TableImport, *, by: User | None, at: datetime) -> TableImport:
    """Write what the preview showed; raise ImportNotOpen."""

    def write(locked: TableImport) -> tuple[Journal, dict[str, Any]]:
        planned = plan_of(locked, now=at)
        journal = SUBJECTS[locked.subject].write(locked.network, planned.writes, at)
        return journal, {str(outcome): planned.counts[outcome] for outcome in Outcome}

    return services.carry_out_table(table_import, write=write, by=by, at=at)


def undo(table_import: TableImport, *, at: datetime) -> TableImport:
    """Take the table back, but for what somebody has changed or used since; raise ImportNotOpen."""
    subject = SUBJECTS[table_import.subject]
    return services.undo_table(table_import, order=subject.order, afterwards=subject.afterwards, at=at)
