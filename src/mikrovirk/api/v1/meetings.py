"""The networks' meetings."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, Day, Moment, MunicipalityCode, Page, Paged, in_denmark, page_of, site
from mikrovirk.api.v1.networks import NetworkName
from mikrovirk.api.v1.reading import reads
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Talk, Venue
from mikrovirk.programme.queries.joint import held_by_any, held_in, together
from mikrovirk.programme.queries.meetings import capacity_of, talk_of
from mikrovirk.programme.queries.one_meeting import agenda_lines
from mikrovirk.programme.queries.public import SHOWN, places_left

router = Router()


class When(StrEnum):
    """Which meetings by time."""

    COMING = "coming"
    PAST = "past"
    ALL = "all"


class VenuePlace(Schema):
    """Where a meeting is."""

    name: str
    address: str
    postcode: str
    town: str
    latitude: float | None
    longitude: float | None


class TalkShown(Schema):
    """The talk of a meeting."""

    title: str
    about: str
    speaker: str
    speaker_from: str


class MeetingLine(Schema):
    """A meeting. Everybody is welcome at every one."""

    id: int
    uid: str = Field(description="The same as in calendars, for ever.")
    title: str
    summary: str
    state: str = Field(description="published or cancelled; with a token also draft.")
    starts_at: datetime
    ends_at: datetime
    network: NetworkName
    together_with: list[NetworkName] = Field(description="Networks that hold it together with that one.")
    format: str
    venue: VenuePlace | None
    talk: TalkShown | None
    price: str = Field(description="As the network puts it; empty where it costs nothing.")
    capacity: int | None = Field(description="null: no limit.")
    places_left: int | None
    cancelled_why: str
    changed_at: datetime
    url: str
    sign_up_url: str | None = Field(description="While one can sign up.")
    calendar_url: str


class AgendaLine(Schema):
    """One line of the agenda."""

    kind: str
    starts_at: datetime
    title: str


class MeetingPage(MeetingLine):
    """A meeting with its agenda."""

    agenda: list[AgendaLine]
    recap: str = Field(description="What was said of it afterwards.")


class MeetingsAsked(Paged):
    """Which meetings."""

    when: When = Field(When.COMING, description="coming: not over yet, the next one first; past: newest first.")
    network: str = Field("", max_length=60, description="A network's slug.")
    municipality: MunicipalityCode = ""
    q: str = Field("", max_length=100, description="Words in the title or the summary.")
    from_: Day | None = Field(None, alias="from", description="From this day on.")
    to: Day | None = Field(None, description="Until this day, which is counted in.")
    changed_since: Moment | None = Field(None, description="Only what was changed after this moment.")


def public_meetings() -> QuerySet[Meeting]:
    """What everybody may see."""
    return with_all(Meeting.objects.filter(state__in=SHOWN))


def with_all(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return rows.select_related("network", "format", "venue", "talk").defer("calendar_event")


def narrowed(rows: QuerySet[Meeting], asked: MeetingsAsked, *, now: datetime) -> QuerySet[Meeting]:
    """Those that are asked for, in the order in which they are wanted."""
    if asked.when == When.COMING:
        rows = rows.filter(ends_at__gt=now)
    elif asked.when == When.PAST:
        rows = rows.filter(ends_at__lte=now)
    if asked.network:
        rows = rows.filter(held_by_any(Network.objects.filter(slug=asked.network)))
    if asked.municipality:
        rows = rows.filter(held_in(asked.municipality))
    if asked.from_:
        rows = rows.filter(ends_at__gte=beginning_of(asked.from_))
    if asked.to:
        rows = rows.filter(starts_at__lt=beginning_of(asked.to + timedelta(days=1)))
    if asked.changed_since:
        rows = rows.filter(changed_at__gt=asked.changed_since)
    for word in asked.q.split():
        rows = rows.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    return rows.order_by("-starts_at", "-pk") if asked.when == When.PAST else rows.order_by("starts_at", "pk")


def beginning_of(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  the zone of the installation


@reads(router, "/meetings", Page[MeetingLine], asked=MeetingsAsked, says=_("The meetings of all networks, or of some"))
def list_meetings(request: HttpRequest, asked: Query[MeetingsAsked]) -> dict[str, Any]:
    now = timezone.now()
    shown, about = page_of(request, narrowed(public_meetings(), asked, now=now), asked)
    return {"items": lines_of(shown, now=now), **about}


@reads(router, "/meetings/{meeting_id}", MeetingPage, says=_("One meeting with its agenda"))
def get_meeting(request: HttpRequest, meeting_id: int, asked: Query[Asked]) -> dict[str, Any]:
    meeting = get_object_or_404(public_meetings(), pk=meeting_id)
    agenda = [
        {"kind": line["kind"], "starts_at": line["iso"], "title": line["title"]}
        for line in agenda_lines(meeting.pk, meeting.starts_at)
    ]
    (line,) = lines_of([meeting], now=timezone.now())
    return {**line, "agenda": agenda, "recap": meeting.recap}


def lines_of(meetings: Sequence[Meeting], *, now: datetime) -> list[dict[str, Any]]:
    """Meetings whose network, format, venue and talk were read with them. At most two queries."""
    holders = together([each.pk for each in meetings if each.is_joint])
    return [
        {
            **line_of(each, now=now),
            "together_with": [{"slug": slug, "name": name} for slug, name in holders.get(each.pk, [])[1:]],
        }
        for each in meetings
    ]


def line_of(meeting: Meeting, *, now: datetime) -> dict[str, Any]:
    capacity = capacity_of(meeting)
    url = f"/networks/{meeting.network.slug}/meetings/{meeting.pk}/"
    takes = meeting.state == Meeting.State.PUBLISHED and now < meeting.starts_at
    return {
        "id": meeting.pk,
        "uid": str(meeting.uid),
        "title": meeting.title,
        "summary": meeting.summary,
        "state": meeting.state,
        "starts_at": in_denmark(meeting.starts_at),
        "ends_at": in_denmark(meeting.ends_at),
        "network": {"slug": meeting.network.slug, "name": meeting.network.name},
        "format": meeting.format.name if meeting.format else "",
        "venue": venue_of(meeting.venue) if meeting.venue else None,
        "talk": shown_talk(talk_of(meeting)),
        "price": meeting.price_line,
        "capacity": capacity,
        "places_left": places_left(capacity, meeting.places_taken),
        "cancelled_why": meeting.cancelled_why,
        "changed_at": in_denmark(meeting.changed_at),
        "url": site(url),
        "sign_up_url": site(f"{url}sign-up/") if takes else None,
        "calendar_url": site(f"{url}meeting.ics"),
    }


def venue_of(venue: Venue) -> dict[str, Any]:
    return {
        "name": venue.name,
        "address": venue.address,
        "postcode": venue.postcode,
        "town": venue.town,
        "latitude": venue.latitude,
        "longitude": venue.longitude,
    }


def shown_talk(talk: Talk | None) -> dict[str, str] | None:
    if talk is None or not (talk.title or talk.speaker_name):
        return None
    return {"title": talk.title, "about": talk.lines, "speaker": talk.speaker_name, "speaker_from": talk.speaker_from}
