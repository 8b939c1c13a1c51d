"""Reads: the meetings to come, and those a forecast is for."""

from datetime import datetime

from django.db.models import QuerySet

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

AHEAD = 3  # meetings the forecast is for


def to_come(network: Network, now: datetime, *, drafts: bool = True) -> QuerySet[Meeting]:
    """The meetings to come that are not cancelled, the next first; without `drafts` only those that everybody can see."""
    coming = Meeting.objects.filter(network=network, starts_at__gt=now).exclude(state=Meeting.State.CANCELLED)
    if not drafts:
        coming = coming.filter(state=Meeting.State.PUBLISHED)
    return coming.order_by("starts_at", "pk")


def next_meetings(network: Network, now: datetime, *, drafts: bool = True) -> list[Meeting]:
    """The meetings a forecast is for. One query."""
    return list(to_come(network, now, drafts=drafts)[:AHEAD])
