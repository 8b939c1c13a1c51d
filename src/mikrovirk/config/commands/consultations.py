"""Drafts that members comment on, from the command line: what was said and what lacks an answer."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.commands.networks import network_of  # loads Django

from mikrovirk.voice.models import Consultation  # isort: skip
from mikrovirk.voice.queries import consultation_reading as reading  # isort: skip
from mikrovirk.voice.queries import consultations as queries  # isort: skip


def consultations(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Every draft of a network, newest first, with how many are for and against each point."""
    return 0, [as_row(each) for each in queries.all_in(network_of(options.slug))]


def as_row(consultation: Consultation) -> dict[str, Any]:
    read = reading.reading(consultation, for_staff=True)
    lacking = queries.lacking_answers(consultation) if read else []
    return {
        "consultation": consultation.pk,
        "title": consultation.title,
        "state": consultation.state,
        "closes": consultation.closes_at.isoformat() if consultation.closes_at else None,
        "version": read.version.number if read else None,
        "lacking_answers": len(lacking),
        "points": [
            {
                "point": each.key,
                "title": each.title,
                "starts": each.starts_at.isoformat() if each.starts_at else None,
                "support": each.total.as_plain(),
                "comments": len(each.said),
                "answered": each.answered_at is not None,
            }
            for each in (read.points if read else ())
        ],
        "comments_on_the_whole": len(read.whole.said) if read else 0,
    }
