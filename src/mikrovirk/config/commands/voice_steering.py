"""What the steering group decided, from the command line."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.voice.domain.steering import Standing  # isort: skip
from mikrovirk.voice.models import Decision  # isort: skip
from mikrovirk.voice.queries import decisions as queries  # isort: skip


def decisions(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Every decision of a network, newest first: how it stands, why, who sees to it, and how many had said it."""
    rows = list(queries.decisions_in(network_of(options.slug)))
    answered = queries.answered_by(rows)
    found = [as_row(row, answered[row.pk]) for row in rows]
    if options.overdue:
        found = [row for row in found if row["standing"] == Standing.OVERDUE.value]
    return 0, found


def as_row(row: Decision, answered: list[queries.Answered]) -> dict[str, Any]:
    return {
        "decision": row.pk,
        "title": row.title,
        "standing": queries.standing_of(row).value,
        "reason": " ".join(row.reason.split()),
        "owner": row.owner.full_name if row.owner else "",
        "due": row.due_date.isoformat() if row.due_date else "",
        "decided": timezone.localdate(row.decided_at).isoformat(),
        "done": row.done_words,
        "said": sum(each.count for each in answered),
        "themes": [each.name for each in answered if each.name],
        "shown": row.shown_at is not None,
    }
