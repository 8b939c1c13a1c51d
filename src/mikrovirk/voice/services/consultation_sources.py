"""A draft for the members of what is there already: a plan that the season planner found, or a season's drafted meetings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Season, Topic, Venue
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.voice.models import Consultation, InputRound, Point, SeasonDraft, Speaker
from mikrovirk.voice.services.consultations import new_draft

USUAL_HOUR = time(17, 30)  # of the first meeting a network ever plans


class NoPlan(Exception):
    """The planner's draft has no such plan: it was not ready, or nothing fitted."""


@transaction.atomic
def from_plan(
    draft: SeasonDraft,
    *,
    chosen: int,
    by: User | None,
    at: datetime,
    title: str = "",
    intro: str = "",
    round: InputRound | None = None,
) -> Consultation:
    """Make a draft for the members of a plan that the season planner found; return the one that was made before.

    `chosen`: 0 for the best plan, 1 and 2 for the next best. Ids in the plan are keys of rows, with or without letters before
    ("12", "topic-12"); a format is the key of the network's format. The hour of a meeting is `draft.wishes["hours"][number]`,
    else `draft.wishes["hour"]` ("17:30"), else the hour of the network's last meeting. Raise NoPlan.
    """
    locked = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if locked.consultation is not None and locked.chosen == chosen:
        return locked.consultation
    plan = plan_of(locked, chosen)
    made = new_draft(locked.network, title=title or locked.name, intro=intro, round=round, by=by, at=at)
    rows = _Rows.of(locked.network, plan)
    Point.objects.bulk_create(
        _point_of(made, position, planned, rows, locked) for position, planned in enumerate(plan, start=1)
    )
    locked.chosen, locked.consultation = chosen, made
    locked.save(update_fields=["chosen", "consultation"])
    draft.chosen, draft.consultation = chosen, made
    return made


def plan_of(draft: SeasonDraft, chosen: int) -> list[dict[str, Any]]:
    """The meetings of one of the plans that were found; raise NoPlan."""
    others = draft.answer.get("alternatives", [])
    if not 0 <= chosen <= len(others):
        raise NoPlan
    found = (others[chosen - 1] if chosen else draft.answer).get("plan")
    if not found:
        raise NoPlan
    return list(found)


@dataclass(frozen=True)
class _Rows:
    """The rows that a plan names, by key."""

    topics: Mapping[int, Topic]
    venues: Mapping[int, Venue]
    speakers: Mapping[int, Speaker]
    formats: Mapping[str, Format]

    @classmethod
    def of(cls, network: Network, plan: Iterable[Mapping[str, Any]]) -> "_Rows":
        planned = list(plan)

        def found(name: str, model: type[Model]) -> dict[int, Any]:
            keys = {key for each in planned if (key := key_in(each.get(name)))}
            return {row.pk: row for row in model._default_manager.filter(network=network, pk__in=keys)}

        formats = Format.objects.filter(network=network)
        return cls(found("topic", Topic), found("venue", Venue), found("speaker", Speaker), {f.key: f for f in formats})


def key_in(name: object) -> int:
    """The key at the end of an id such as "topic-12"; 0 where there is none."""
    digits = str(name or "").rpartition("-")[2].lstrip("abcdefghijklmnopqrstuvwxyz")
    return int(digits) if digits.isdecimal() else 0


def _point_of(
    consultation: Consultation, position: int, planned: dict[str, Any], rows: _Rows, draft: SeasonDraft
) -> Point:
    number = planned["number"]
    asked: dict[str, Any] = next((each for each in draft.asked.get("meetings", []) if each.get("number") == number), {})
    topic = rows.topics.get(key_in(planned.get("topic")))
    return Point(
        consultation=consultation,
        position=position,
        title=topic.name if topic else str(planned.get("topic") or number),
        text=topic.about if topic else "",
        starts_at=_start(draft, number, date.fromisoformat(planned["date"])),
        topic=topic,
        format=rows.formats.get(str(asked.get("format", ""))),
        venue=rows.venues.get(key_in(planned.get("venue"))),
        speaker=rows.speakers.get(key_in(planned.get("speaker"))),
        planned=planned,
    )


def _start(draft: SeasonDraft, number: int, day: date) -> datetime:
    said = draft.wishes.get("hours", {}).get(str(number)) or draft.wishes.get("hour")
    hour = time.fromisoformat(str(said)) if said else usual_hour(draft.network)
    return datetime.combine(day, hour, timezone.get_default_timezone())


def usual_hour(network: Network) -> time:
    """When the network's meetings begin."""
    last = meeting_queries.last_meeting(network)
    return timezone.localtime(last.starts_at).time() if last else USUAL_HOUR


@transaction.atomic
def from_season(
    season: Season,
    *,
    by: User | None,
    at: datetime,
    title: str = "",
    intro: str = "",
    round: InputRound | None = None,
) -> Consultation:
    """Make a draft for the members of meetings that stand in the programme as drafts already; they follow it when it is adopted."""
    made = new_draft(season.network, title=title or season.name, intro=intro, round=round, by=by, at=at)
    made.season = season
    made.save(update_fields=["season"])
    meetings = Meeting.objects.filter(season=season, starts_at__gt=at).select_related("talk__topic", "format")
    drafted = meetings.filter(state=Meeting.State.DRAFT)
    Point.objects.bulk_create(
        _point_of_meeting(made, position, meeting)
        for position, meeting in enumerate(drafted.order_by("starts_at", "pk"), start=1)
    )
    return made


def _point_of_meeting(consultation: Consultation, position: int, meeting: Meeting) -> Point:
    talk = meeting_queries.talk_of(meeting)
    return Point(
        consultation=consultation,
        position=position,
        title=meeting.title,
        text=meeting.summary,
        starts_at=meeting.starts_at,
        topic=talk.topic if talk else None,
        format=meeting.format,
        venue_id=meeting.venue_id,
        meeting=meeting,
    )
