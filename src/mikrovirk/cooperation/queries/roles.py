"""Reads: the matrix of tasks and parties, of a version or of the draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from mikrovirk.cooperation.domain.roles import Content, Faults, PartyLine, TaskLine, faults_of
from mikrovirk.cooperation.models import Agreement, Comment, Part, Task
from mikrovirk.cooperation.queries.agreements import codes_of, parties_of


def draft_of(agreement: Agreement) -> Content:
    """What is being written. Four queries."""
    parties = tuple(PartyLine(party.pk, party.name) for party in parties_of(agreement))
    known = {party.key for party in parties}
    tasks = agreement.tasks.filter(removed_at=None).prefetch_related("parts")
    return Content(
        codes_of(agreement),
        parties,
        tuple(
            TaskLine(
                task.pk,
                task.title,
                task.group,
                task.about,
                {part.party_id: part.kind for part in task.parts.all() if part.party_id in known},
            )
            for task in in_order(tasks)
        ),
    )


def in_order(tasks: QuerySet[Task]) -> list[Task]:
    """By group in the order the groups first come, then by position: what belongs together stands together."""
    rows = list(tasks)
    groups = {group: n for n, group in enumerate(dict.fromkeys(row.group for row in rows))}
    return sorted(rows, key=lambda row: groups[row.group])


@dataclass(frozen=True)
class Cell:
    """What one party does in one task; `kind` "" and `label` "" where nothing is agreed."""

    party: PartyLine
    kind: str
    label: str


@dataclass(frozen=True)
class Row:
    """One task of the matrix. `fault`: "gap", "double" or ""."""

    task: TaskLine
    cells: tuple[Cell, ...]
    fault: str
    comment_count: int = 0

    @property
    def parts(self) -> list[Cell]:
        """Those who do something."""
        return [cell for cell in self.cells if cell.kind]


@dataclass(frozen=True)
class Matrix:
    """Tasks by group against parties, with what is wrong."""

    content: Content
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    faults: Faults

    @property
    def rows(self) -> Iterator[Row]:
        for _group, rows in self.groups:
            yield from rows

    @property
    def gaps(self) -> list[TaskLine]:
        return [row.task for row in self.rows if row.fault == "gap"]

    @property
    def doubles(self) -> list[TaskLine]:
        return [row.task for row in self.rows if row.fault == "double"]


def matrix_of(content: Content, comments: Mapping[int, int] | None = None) -> Matrix:
    """No query. `comments`: how many open ones each task has."""
    faults = faults_of(content.tasks)
    labels = dict(Part.Kind.choices)
    rows = [
        Row(
            task,
            tuple(
                Cell(party, kind, str(labels.get(kind, "")))
                for party in content.parties
                for kind in [task.parts.get(party.key, "")]
            ),
            faults.of(task.key),
            (comments or {}).get(task.key, 0),
        )
        for task in content.tasks
    ]
    groups = groupby(rows, key=lambda row: row.task.group)
    return Matrix(content, tuple((group, tuple(found)) for group, found in groups), faults)


def open_comments(agreement: Agreement) -> QuerySet[Comment]:
    """What was said and nobody has dealt with."""
    return agreement.comments.filter(settled_at=None).filter(Q(task=None) | Q(task__removed_at=None))


def comment_counts(agreement: Agreement) -> dict[int, int]:
    """Open ones by task."""
    rows = open_comments(agreement).filter(task__isnull=False).order_by().values_list("task").annotate(Count("pk"))
    return dict(rows)
