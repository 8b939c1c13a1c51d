"""From a chosen plan to the programme: a season of draft meetings, or the meetings of a running season moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Season, Topic, Venue
from mikrovirk.programme.queries.meetings import talk_of
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.services.talks import SpeakerDetails
from mikrovirk.voice.domain.season_wishes import WHAT
from mikrovirk.voice.models import SeasonDraft, Speaker
from mikrovirk.voice.queries.plans import document, hour_of
from mikrovirk.voice.services.planning import NoSuchPlan

State = SeasonDraft.State


@dataclass(frozen=True)
class Rows:
    """The rows of a network that a plan names, by id."""

    topics: Mapping[str, Topic]
    venues: Mapping[str, Venue]
    speakers: Mapping[str, Speaker]
    formats: Mapping[str, Format]

    @classmethod
    def of(cls, network: Network) -> "Rows":
        speakers = Speaker.objects.filter(network=network).select_related("user")
        return cls(
            {f"topic-{row.pk}": row for row in Topic.objects.filter(network=network)},
            {f"venue-{row.pk}": row for row in Venue.objects.filter(network=network)},
            {f"speaker-{row.pk}": row for row in speakers},
            {row.key: row for row in Format.objects.filter(network=network).prefetch_related("items")},
        )


@transaction.atomic
def lay(draft: SeasonDraft, *, by: User | None, at: datetime) -> Season:
    """Add a season with a draft of each meeting of the chosen plan; the same again gives the season that was laid.

    Topic, speaker, venue and format are set. Who has the hot seat and the three minutes stays a plan: they are asked when the
    meeting is near. Raise NoSuchPlan where none is chosen, or the members were shown it: then it is adopted first.
    """
    held = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if held.season is not None:
        return held.season
    if held.chosen is None or held.state != State.READY or held.replans_id or held.consultation_id:
        raise NoSuchPlan
    rows = Rows.of(held.network)
    season = Season.objects.create(network=held.network, name=held.name, created_at=at, created_by=by)
    formats = {each["number"]: each["format"] for each in held.asked["meetings"]}
    for planned in document(held, held.chosen)["plan"]:
        add(held, season, planned, rows, format=rows.formats.get(formats[planned["number"]]), at=at)
    held.season = season
    held.save(update_fields=["season"])
    draft.season = season
    return season


def add(
    draft: SeasonDraft, season: Season, planned: Mapping[str, Any], rows: Rows, *, format: Format | None, at: datetime
) -> Meeting:
    topic = rows.topics.get(planned["topic"])
    meeting = meeting_services.add_meeting(
        draft.network,
        season=season,
        format=format,
        venue=rows.venues.get(planned["venue"]),
        title=topic.name if topic else "",
        starts_at=moment(draft, planned["date"]),
        at=at,
    )
    plan_talk(meeting, topic, rows.speakers.get(planned["speaker"]), at=at)
    return meeting


def moment(draft: SeasonDraft, day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), hour_of(draft), timezone.get_default_timezone())


def plan_talk(meeting: Meeting, topic: Topic | None, speaker: Speaker | None, *, at: datetime) -> None:
    """What the evening is about and who gives it; nobody is asked yet."""
    if topic or speaker:
        talk_services.plan_talk(meeting, topic=topic, title="", lines="", speaker=details_of(speaker), at=at)


def details_of(speaker: Speaker | None) -> SpeakerDetails:
    if speaker is None:
        return SpeakerDetails()
    return SpeakerDetails(speaker.name, speaker.user.email if speaker.user else speaker.email, speaker.speaks_from)


# --- a running season ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """One meeting of a running season after it was planned anew: its primary key, and whether people are told."""

    meeting: int
    was_published: bool


@transaction.atomic
def move_meetings(draft: SeasonDraft, *, by: User | None, at: datetime) -> list[Moved]:
    """Change the meetings of the running season as the chosen plan says; the mails to those who know of the old are drafted.

    Hours of the day stay. Only meetings that differ are touched, and what is over or cancelled since is left alone. Raise
    NoSuchPlan where none is chosen or it was done before.
    """
    held = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if held.chosen is None or held.state != State.READY or not held.replans_id or held.season_id:
        raise NoSuchPlan
    rows = Rows.of(held.network)
    pks = {int(number): pk for number, pk in held.wishes["meetings"].items()}
    meetings = Meeting.objects.filter(network=held.network, pk__in=pks.values(), starts_at__gt=at)
    open_ones = meetings.exclude(state=Meeting.State.CANCELLED).select_related("talk", "venue")
    by_pk = {meeting.pk: meeting for meeting in open_ones}
    before = {each["number"]: each for each in held.wishes["published"]["plan"]}
    moved = []
    for planned in document(held, held.chosen)["plan"]:
        meeting = by_pk.get(pks[planned["number"]])
        if meeting and differs(before[planned["number"]], planned):
            moved.append(Moved(meeting.pk, meeting.state == Meeting.State.PUBLISHED))
            follow(meeting, before[planned["number"]], planned, rows, at=at)
    held.season = held.replans
    held.save(update_fields=["season"])
    draft.season = held.season
    return moved


def differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """What of the evening is not as it was."""
    return [what for what in WHAT if before[what] != after[what]]


def follow(
    meeting: Meeting, before: Mapping[str, Any], planned: Mapping[str, Any], rows: Rows, *, at: datetime
) -> None:
    changed = differs(before, planned)
    details: dict[str, Any] = {}
    if "date" in changed:
        hour = timezone.localtime(meeting.starts_at).time()
        day = date.fromisoformat(planned["date"])
        details["starts_at"] = datetime.combine(day, hour, timezone.get_default_timezone())
    if "venue" in changed and planned["venue"] in rows.venues:
        details["venue"] = rows.venues[planned["venue"]]
    if "topic" in changed and planned["topic"] in rows.topics and title_is_the_topics(meeting):
        details["title"] = rows.topics[planned["topic"]].name
    fresh = meeting_services.change_meeting(meeting, at=at, **details) if details else meeting
    if {"topic", "speaker"} & set(changed):
        renew_talk(fresh, changed, planned, rows, at=at)


def title_is_the_topics(meeting: Meeting) -> bool:
    """A title of its own, that somebody wrote, stays."""
    talk = talk_of(meeting)
    named = {talk.topic.name if talk and talk.topic else "", talk.title if talk else ""}
    return meeting.title in named or meeting_services.has_usual_title(meeting)


def renew_talk(meeting: Meeting, changed: list[str], planned: Mapping[str, Any], rows: Rows, *, at: datetime) -> None:
    """Another topic or speaker is another talk; who only speaks on another day keeps theirs."""
    talk = talk_of(meeting)
    topic = rows.topics.get(planned["topic"]) or (talk.topic if talk and "topic" not in changed else None)
    same = talk is not None and "topic" not in changed
    speaker = rows.speakers.get(planned["speaker"])
    if speaker is None and talk is not None and "speaker" not in changed:
        details = SpeakerDetails(talk.speaker_name, talk.speaker.email if talk.speaker else "", talk.speaker_from)
    else:
        details = details_of(speaker)
    title = talk.title if talk and same else ""
    lines = talk.lines if talk and same else ""
    talk_services.plan_talk(meeting, topic=topic, title=title, lines=lines, speaker=details, at=at)
