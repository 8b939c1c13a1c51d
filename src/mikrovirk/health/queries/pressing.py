"""Reads: the one early warning that presses most, in words, for pages of others."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from mikrovirk.health.domain.verdict import pressing
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.warning_texts import words_in
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part


@dataclass(frozen=True)
class Pressing:
    """A warning with where it is acted on."""

    title: str
    evidence: str
    url: str
    since: datetime


def most_pressing(network: Network) -> Iterator[Pressing]:
    """The open warning that presses most, or nothing. At most two queries."""
    if not has_part(network, "health"):
        return
    rows = RaisedWarning.objects.filter(network=network, state=RaisedWarning.State.OPEN)
    for row in sorted(rows, key=lambda row: pressing(row.kind))[:1]:
        told = words_in(row.as_early_warning())
        url = f"{reverse('health:health', args=[network.slug])}#warning-{row.pk}"
        yield Pressing(told.title, told.evidence, url, row.since)
