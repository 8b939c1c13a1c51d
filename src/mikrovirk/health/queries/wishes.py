"""Reads: the topic that most would come for, and the meeting that has room for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting, Talk, Topic

LEAST_SUPPORT = 2
NOT_LATELY = timedelta(days=365)  # since there was a talk on it


@dataclass(frozen=True)
class Wanted:
    """A topic, how many would come for it, and the next meeting that has no talk yet."""

    topic: Topic
    support: int
    meeting: Meeting | None


def most_wanted(network: Network, *, now: datetime) -> Wanted | None:
    """The topic with most support that is neither planned nor was held within a year; None without one. Two queries."""
    if not has_part(network, "topics"):
        return None
    held = Talk.objects.filter(topic=OuterRef("pk"), meeting__starts_at__gt=now - NOT_LATELY).exclude(
        meeting__state=Meeting.State.CANCELLED
    )
    topics = Topic.objects.filter(~Exists(held), network=network, is_active=True).annotate(count=Count("support"))
    best = topics.filter(count__gte=LEAST_SUPPORT).order_by("-count", "name").first()
    return Wanted(best, best.count, meeting_without_talk(network, now)) if best else None


def meeting_without_talk(network: Network, now: datetime) -> Meeting | None:
    """The next meeting for which no talk is planned."""
    coming = Meeting.objects.filter(network=network, starts_at__gt=now, talk=None)
    return coming.exclude(state=Meeting.State.CANCELLED).select_related("network").order_by("starts_at").first()
