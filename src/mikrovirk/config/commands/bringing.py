"""What a network has elsewhere, brought in from the command line."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.db import transaction  # isort: skip  Django had to be loaded first
from django.utils import timezone  # isort: skip

from mikrovirk.directory.domain.tables import Outcome  # isort: skip
from mikrovirk.directory.queries.tables import table_of  # isort: skip
from mikrovirk.directory.services.imports import ImportNotOpen  # isort: skip
from mikrovirk.home import bringing  # isort: skip
from mikrovirk.home.bringing.subjects import SUBJECTS, Subject  # isort: skip


def bring(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Bring a file in; 1 where rows were set aside, 2 where nothing could be read."""
    network = network_of(options.network)
    subject = SUBJECTS[options.subject]
    path = Path(options.file)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    at = timezone.now()
    with transaction.atomic():
        try:
            kept = bringing.bring(network, subject, content=content, file_name=path.name, by=None, at=at)
        except bringing.CannotBring as error:
            raise CannotDo(f"{path.name} cannot be brought in: {error.problem.code}") from error
        said = chosen(subject, table_of(kept).headings, options.column)
        kept.columns = {name: where for name, where in kept.columns.items() if where not in said.values()} | said
        kept.answers = {"meeting": options.meeting, "silent": options.silent}
        kept.save(update_fields=["columns", "answers"])
        if lacking := subject.lacks(kept.columns):
            names = " or ".join(lacking[0])
            raise CannotDo(f"no column is known to be {names}: say so with --column 'HEADING={lacking[0][0]}'")
        planned = bringing.plan_of(kept, now=at)
        answer = {
            "subject": subject.key,
            "columns": {name: table_of(kept).headings[where] for name, where in kept.columns.items()},
            **{str(outcome): planned.counts[outcome] for outcome in Outcome},
            "set_aside": {str(line.number): line.told[0] for line in planned.lines if line.outcome == Outcome.ASIDE},
            "import": None,
        }
        if options.dry_run or planned.changes_nothing:
            kept.delete()
        else:
            answer["import"] = bringing.carry_out(kept, by=None, at=at).pk
    return (1 if planned.counts[Outcome.ASIDE] else 0), answer


def chosen(subject: Subject, headings: tuple[str, ...], said: list[str]) -> dict[str, int]:
    """The columns named on the command line: "Mødt?=came"."""
    columns: dict[str, int] = {}
    for each in said:
        heading, _, field = each.rpartition("=")
        if field not in subject.fields:
            raise CannotDo(f"there is no field {field!r}; there are: {', '.join(subject.fields)}")
        if heading not in headings:
            raise CannotDo(f"there is no column {heading!r}; there are: {', '.join(headings)}")
        columns[field] = headings.index(heading)
    return columns


def undo(options: Namespace) -> tuple[int, dict[str, Any]]:
    """Take a file back; 1 where something stays because somebody changed or used it since."""
    network = network_of(options.network)
    kept = network.table_imports.filter(pk=options.number).first()
    if kept is None:
        raise CannotDo(f"nothing with the number {options.number} was brought into {network.slug}")
    try:
        undone = bringing.undo(kept, at=timezone.now())
    except ImportNotOpen as error:
        raise CannotDo("there is nothing to undo any more") from error
    return (1 if undone.counts["kept"] else 0), {"import": kept.pk, "kept": undone.counts["kept"]}
