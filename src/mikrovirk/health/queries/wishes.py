"""Reads: the topic that most would come for, and the meeting that has room for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from mikrovirk.health.queries.coming import to_come
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting, Talk, Topic
from mikrovirk.voice.queries.planner_inputs import supported_topics

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
    supported = supported_topics(network).filter(supporters__gte=LEAST_SUPPORT)  # type: ignore[misc]  # annotated
    best = supported.filter(~Exists(held)).first()
    if best is None:
        return None
    meeting = to_come(network, now).filter(talk=None).select_related("network").first()
    return Wanted(best, best.supporters, meeting)  # type: ignore[attr-defined]  # annotated
