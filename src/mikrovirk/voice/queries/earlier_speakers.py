"""Reads: who has spoken here before and is not among the planner's speakers yet."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Talk
from mikrovirk.voice.models import Speaker


@dataclass(frozen=True)
class Earlier:
    """Somebody who gave a talk here, with the topics they spoke on."""

    key: str  # of the last talk
    user: int | None
    name: str
    whence: str
    email: str
    topics: tuple[int, ...]
    topic_names: tuple[str, ...]
    last_at: datetime | None


def earlier_speakers(network: Network, *, now: datetime | None = None) -> list[Earlier]:
    """Who spoke at a meeting that is over, who was here last first. Two queries."""
    now = now or timezone.now()
    known = list(Speaker.objects.filter(network=network).values_list("user_id", "name"))
    users = {user for user, _name in known if user}
    names = {name.casefold() for _user, name in known}
    talks = (
        Talk.objects.filter(network=network, meeting__starts_at__lt=now)
        .exclude(speaker_name="")
        .exclude(state=Talk.State.DECLINED)
        .select_related("speaker", "topic", "meeting")
        .order_by("-meeting__starts_at", "-pk")
    )
    found: dict[object, list[Talk]] = {}
    for talk in talks:
        if talk.speaker_id not in users and talk.speaker_name.casefold() not in names:
            found.setdefault(talk.speaker_id or talk.speaker_name.casefold(), []).append(talk)
    return [earlier(theirs) for theirs in found.values()]


def earlier(talks: list[Talk]) -> Earlier:
    """One speaker out of all their talks."""
    last = talks[0]
    topics = {talk.topic.pk: talk.topic.name for talk in talks if talk.topic and talk.topic.is_active}
    return Earlier(
        key=str(last.pk),
        user=last.speaker_id,
        name=last.speaker_name,
        whence=last.speaker_from,
        email=last.speaker.email if last.speaker else "",
        topics=tuple(topics),
        topic_names=tuple(topics.values()),
        last_at=last.meeting.starts_at if last.meeting else None,
    )
