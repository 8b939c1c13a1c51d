"""Writes: tasks, parties, parts and comments of the draft. None of it touches a version."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Comment, Part, Party, Task
from mikrovirk.cooperation.queries.roles import in_order
from mikrovirk.networks.models import Network, Organisation


def add_task(agreement: Agreement, *, title: str, group: str = "", about: str = "") -> Task:
    """At the end of its group."""
    return Task.objects.create(
        agreement=agreement, title=title, group=group, about=about, position=next_position(agreement.tasks.all())
    )


def next_position(rows: Any) -> int:
    last = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def change_task(task: Task, *, title: str, group: str, about: str) -> None:
    task.title, task.group, task.about = title, group, about
    task.save(update_fields=["title", "group", "about"])


def remove_task(task: Task, *, at: datetime) -> None:
    """It leaves the draft; what was agreed about it stays in the versions."""
    task.removed_at = at
    task.save(update_fields=["removed_at"])


def put_back_task(task: Task) -> None:
    task.removed_at = None
    task.save(update_fields=["removed_at"])


@transaction.atomic
def move_task(task: Task, *, up: bool) -> None:
    """One place up or down within its group; at the end of it nothing happens."""
    Agreement.objects.select_for_update().get(pk=task.agreement_id)
    rows = in_order(task.agreement.tasks.filter(removed_at=None))
    here = next(n for n, row in enumerate(rows) if row.pk == task.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows) or rows[there].group != task.group:
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows):
        row.position = position
    Task.objects.bulk_update(rows, ["position"])


def set_part(task: Task, party: Party, kind: str) -> None:
    """What `party` does in `task`; "": nothing."""
    if not kind:
        Part.objects.filter(task=task, party=party).delete()
    else:
        Part.objects.update_or_create(task=task, party=party, defaults={"kind": kind})


@transaction.atomic
def add_party(
    agreement: Agreement,
    *,
    organisation: Organisation | None = None,
    network: Network | None = None,
    other_name: str = "",
    email: str = "",
) -> Party:
    """At the end. An organisation or network that was taken out comes back as the party it was."""
    position = next_position(agreement.parties.all())
    if organisation or network:
        party, _new = Party.objects.update_or_create(
            agreement=agreement,
            organisation=organisation,
            network=network,
            defaults={"removed_at": None, "email": email},
            create_defaults={"position": position, "email": email},
        )
        return party
    return Party.objects.create(agreement=agreement, other_name=other_name, email=email, position=position)


def change_party(party: Party, *, other_name: str, email: str) -> None:
    """An organisation and a network keep their own names."""
    party.other_name = other_name if not (party.organisation_id or party.network_id) else ""
    party.email = email
    party.save(update_fields=["other_name", "email"])


def remove_party(party: Party, *, at: datetime) -> None:
    """It leaves the draft with its parts; put back, it has them again."""
    party.removed_at = at
    party.save(update_fields=["removed_at"])


def put_back_party(party: Party) -> None:
    party.removed_at = None
    party.save(update_fields=["removed_at"])


def comment(
    agreement: Agreement, *, task: Task | None, text: str, name: str, party: Party | None, by: User | None, at: datetime
) -> Comment:
    return Comment.objects.create(agreement=agreement, task=task, text=text, name=name, party=party, by=by, at=at)


def settle_comment(comment: Comment, *, at: datetime | None) -> None:
    """Dealt with; None: open again."""
    comment.settled_at = at
    comment.save(update_fields=["settled_at"])
