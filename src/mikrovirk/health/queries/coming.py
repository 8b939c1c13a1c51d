"""Reads: the meetings a forecast is for."""

from datetime import datetime

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

AHEAD = 3  # meetings the forecast is for


def next_meetings(network: Network, now: datetime, *, drafts: bool = True) -> list[Meeting]:
    """The next meetings that are not cancelled; without `drafts` only those that everybody can see. One query."""
    coming = Meeting.objects.filter(network=network, starts_at__gt=now).exclude(state=Meeting.State.CANCELLED)
    if not drafts:
        coming = coming.filter(state=Meeting.State.PUBLISHED)
    return list(coming.order_by("starts_at", "pk")[:AHEAD])
