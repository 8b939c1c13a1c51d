"""Reads: talks, how they were received, and the toolbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils.formats import number_format

from mikrovirk.accounts.models import User
from mikrovirk.common.cpr import masked
from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Feedback, Material, Meeting, SignUp, Talk, Topic

CONTENTED = 4  # of 5: what these wrote is passed on to the speaker
QUOTES = 3


def talks_to_speak(talk_pk: int) -> QuerySet[Talk]:
    """The talk behind a speaker's link, with its evening."""
    return Talk.objects.filter(pk=talk_pk).select_related(
        "network", "speaker", "topic", "meeting__network", "meeting__venue", "meeting__format"
    )


def talks_with_meetings() -> QuerySet[Talk]:
    published = Talk.objects.filter(
        state=Talk.State.ACCEPTED, speaker__isnull=False, meeting__state=Meeting.State.PUBLISHED
    )
    return published.select_related(
        "network", "speaker", "topic", "meeting__network", "meeting__venue", "meeting__format"
    )


def coming_talks(*, after: datetime, before: datetime) -> QuerySet[Talk]:
    """Accepted talks of published meetings that begin in that time."""
    return talks_with_meetings().filter(meeting__starts_at__gt=after, meeting__starts_at__lte=before)


def held_talks(*, after: datetime, before: datetime) -> QuerySet[Talk]:
    """Accepted talks of published meetings that ended in that time."""
    return talks_with_meetings().filter(meeting__ends_at__gt=after, meeting__ends_at__lte=before)


@dataclass(frozen=True)
class Reception:
    """How an evening was received."""

    came: int
    answered: int
    average: Decimal | None  # of 5
    quotes: tuple[str, ...] = ()

    @property
    def average_in_words(self) -> str:
        """ "4,6" in Danish."""
        if self.average is None:
            return ""
        return number_format(self.average.quantize(Decimal("0.1"), ROUND_HALF_UP), decimal_pos=1)


def reception_of(meeting: Meeting) -> Reception:
    came = SignUp.objects.filter(meeting=meeting, checked_in_at__isnull=False).count()
    given = Feedback.objects.filter(meeting=meeting)
    figures = given.aggregate(answered=Count("pk"), average=Avg("rating"))
    texts = (
        given.filter(rating__gte=CONTENTED).exclude(text="").order_by("-rating", "pk").values_list("text", flat=True)
    )
    average = None if figures["average"] is None else Decimal(str(figures["average"]))
    return Reception(came, figures["answered"], average, tuple(masked(text) for text in texts[:QUOTES]))


def export_of(user: User) -> dict[str, Any]:
    """What the programme holds about a speaker, as plain values."""
    talks = Talk.objects.filter(speaker=user).select_related("meeting").prefetch_related("materials").order_by("pk")
    return {
        "talks": [
            {
                "meeting": talk.meeting.title if talk.meeting else "",
                "starts_at": talk.meeting.starts_at.isoformat() if talk.meeting else "",
                "title": talk.title,
                "lines": talk.lines,
                "from": talk.speaker_from,
                "equipment": talk.equipment,
                "state": talk.state,
                "answer": talk.answer_note,
                "picture": talk.picture.name or "",
                "material": [material.title for material in talk.materials.all()],
            }
            for talk in talks
        ]
    }


# --- the toolbox -----------------------------------------------------------------------------------------------------


def materials_of(network: Network, *, now: datetime) -> QuerySet[Material]:
    """What the network's members find in the toolbox: material of talks that have begun, and what stands by itself."""
    begun = Q(talk__meeting=None) | Q(talk__meeting__starts_at__lte=now)
    return (
        Material.objects.filter(begun, talk__network=network)
        .select_related("talk__topic", "talk__meeting")
        .order_by(F("talk__meeting__starts_at").desc(nulls_last=True), "-talk_id", "pk")
    )


def found_materials(network: Network, *, words: str, topic: Topic | None, now: datetime) -> QuerySet[Material]:
    """The material that has all the words, in any Danish form, and is about the topic."""
    found = materials_of(network, now=now)
    for term in query_terms(words):
        found = found.filter(search_text__contains=term.like)
    return found.filter(talk__topic=topic) if topic else found


def topics_in_toolbox(network: Network, *, now: datetime) -> QuerySet[Topic]:
    """The topics there is material about, with how much."""
    begun = Q(talks__meeting=None) | Q(talks__meeting__starts_at__lte=now)
    counted = Count("talks__materials", filter=begun, distinct=True)
    return Topic.objects.filter(network=network).annotate(material_count=counted).filter(material_count__gt=0)


NEWLY_STARTED_AT_MOST = 12


def for_the_newly_started(network: Network, *, now: datetime) -> list[Material]:
    """What lies on the first page for those who have just begun: the newest about their topics."""
    found = materials_of(network, now=now).filter(talk__topic__for_the_newly_started=True)
    return list(found[:NEWLY_STARTED_AT_MOST])


@dataclass(frozen=True)
class Shelf:
    """One talk's material in the toolbox."""

    talk: Talk
    materials: tuple[Material, ...]


def shelves_of(materials: Sequence[Material]) -> list[Shelf]:
    """The materials by talk, in the order in which they come."""
    by_talk: dict[int, list[Material]] = {}
    for material in materials:
        by_talk.setdefault(material.talk_id, []).append(material)
    return [Shelf(found[0].talk, tuple(found)) for found in by_talk.values()]
