"""What members said, from the command line: the stream of a network as a list."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.voice.models import Input  # isort: skip
from mikrovirk.voice.queries.stream import inputs_in  # isort: skip


def inputs(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Everything that was said and not erased, oldest first; without the names of those who said it."""
    rows = inputs_in(network_of(options.slug)).select_related("round", "theme").order_by("at", "pk")
    if options.waiting:
        rows = rows.filter(outcome="")
    return 0, list(map(as_row, rows))


def as_row(row: Input) -> dict[str, Any]:
    return {
        "input": row.pk,
        "date": timezone.localdate(row.at).isoformat(),
        "source": row.source,
        "round": row.round_id,
        "theme": row.theme.name if row.theme else "",
        "outcome": row.outcome,
        "told": row.told_at is not None,
        "text": " ".join(row.text.split()),
    }
