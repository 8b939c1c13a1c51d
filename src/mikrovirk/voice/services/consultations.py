"""Writing a draft that members are to comment on: from nothing, from a season, or from what the planner laid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Format, Meeting, Season, Topic, Venue
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.voice.models import Consultation, InputRound, Point, SeasonDraft, Speaker

State = Consultation.State
USUAL_HOUR = time(17, 30)  # of the first meeting a network ever plans


class NoPlan(Exception):
    """The planner's draft has no such plan: it was not ready, or nothing fitted."""


class IsAdopted(Exception):
    """An adopted draft stands as it is."""


@dataclass(frozen=True)
class Details:
    """A point as it is typed. With `starts_at` it becomes a meeting when the draft is adopted."""

    title: str
    text: str = ""
    starts_at: datetime | None = None
    format: Format | None = None
    topic: Topic | None = None
    venue: Venue | None = None
    speaker: Speaker | None = None

    def facts(self) -> dict[str, Any]:
        return {each.name: getattr(self, each.name) for each in fields(self)}


# --- making one ------------------------------------------------------------------------------------------------------


def new_draft(
    network: Network, *, title: str, by: User | None, at: datetime, intro: str = "", round: InputRound | None = None
) -> Consultation:
    """A draft without points."""
    return Consultation.objects.create(
        network=network, title=title, intro=intro, round=round, created_by=by, created_at=at
    )


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
    held = SeasonDraft.objects.select_for_update().get(pk=draft.pk)
    if held.consultation is not None and held.chosen == chosen:
        return held.consultation
    plan = plan_of(held, chosen)
    made = new_draft(held.network, title=title or held.name, intro=intro, round=round, by=by, at=at)
    rows = _Rows.of(held.network, plan)
    Point.objects.bulk_create(
        _point_of(made, position, planned, rows, held) for position, planned in enumerate(plan, start=1)
    )
    held.chosen, held.consultation = chosen, made
    held.save(update_fields=["chosen", "consultation"])
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


# --- writing it ------------------------------------------------------------------------------------------------------


def held(consultation: Consultation) -> Consultation:
    """The draft as it stands now, held until the transaction ends; raise IsAdopted."""
    found = Consultation.objects.select_for_update(of=("self",)).select_related("network").get(pk=consultation.pk)
    if found.state == State.ADOPTED:
        raise IsAdopted
    return found


@transaction.atomic
def describe(consultation: Consultation, *, title: str, intro: str) -> None:
    """Give it another title or introduction; raise IsAdopted."""
    fresh = held(consultation)
    fresh.title, fresh.intro = title, intro
    fresh.save(update_fields=["title", "intro"])


@transaction.atomic
def add_point(consultation: Consultation, details: Details) -> Point:
    """Add a point last; raise IsAdopted."""
    fresh = held(consultation)
    last = fresh.points.aggregate(last=Max("position"))["last"] or 0
    return Point.objects.create(consultation=fresh, position=last + 1, **details.facts())


@transaction.atomic
def change_point(point: Point, details: Details) -> None:
    """Write a point anew; raise IsAdopted. Members see it when the changes are shown to them."""
    held(point.consultation)
    for name, value in details.facts().items():
        setattr(point, name, value)
    point.save(update_fields=list(details.facts()))


@transaction.atomic
def move_point(point: Point, *, up: bool) -> None:
    """Swap a point with its neighbour; raise IsAdopted. The first cannot go up, nor the last down: then nothing changes."""
    held(point.consultation)
    order = list(Point.objects.filter(consultation=point.consultation_id, taken_out_at=None))
    place = order.index(point)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        for position, each in enumerate(order, start=1):
            each.position = position
        Point.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_point(point: Point, *, at: datetime) -> None:
    """Take a point out; raise IsAdopted. One that members have seen is kept with what they said about it."""
    fresh = held(point.consultation)
    if fresh.state == State.DRAFT:
        point.delete()
        return
    point.taken_out_at = at
    point.save(update_fields=["taken_out_at"])


@transaction.atomic
def put_back_point(point: Point) -> None:
    """Undo taking a point out."""
    held(point.consultation)
    point.taken_out_at = None
    point.save(update_fields=["taken_out_at"])


@transaction.atomic
def remove_draft(consultation: Consultation) -> None:
    """Throw a draft away that nobody has seen; one that members have seen stays (ValueError)."""
    fresh = held(consultation)
    if fresh.state != State.DRAFT:
        raise ValueError("members have seen it")
    fresh.delete()
