"""A meeting's sessions in tracks and rooms."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Page, Paged, in_denmark, page_of
from mikrovirk.api.v1.meetings import public_meetings
from mikrovirk.api.v1.reading import reads
from mikrovirk.programme.queries import sessions as queries
from mikrovirk.programme.queries.public import places_left
from mikrovirk.programme.queries.sessions import SessionShown

router = Router()


class SessionSpeaker(Schema):
    """Who speaks."""

    name: str
    speaker_from: str


class SessionLine(Schema):
    """One thing that goes on at a meeting, at its hour and in its room."""

    id: int
    kind: str = Field(description="plenary (for everybody), talk, workshop or table.")
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    track: str
    room: str
    speakers: list[SessionSpeaker]
    capacity: int | None
    places_left: int | None


@reads(
    router,
    "/meetings/{meeting_id}/sessions",
    Page[SessionLine],
    asked=Paged,
    says=_("A meeting’s sessions in tracks and rooms, by hour"),
)
def list_sessions(request: HttpRequest, meeting_id: int, asked: Query[Paged]) -> dict[str, Any]:
    meeting = get_object_or_404(public_meetings(), pk=meeting_id)
    shown, about = page_of(request, queries.shown(queries.sessions_of(meeting)), asked)
    return {"items": [line_of(each) for each in shown], **about}


def line_of(each: SessionShown) -> dict[str, Any]:
    return {
        "id": each.pk,
        "kind": each.session.kind,
        "title": each.title,
        "summary": each.session.summary,
        "starts_at": in_denmark(each.session.starts_at),
        "ends_at": in_denmark(each.session.ends_at),
        "track": each.track,
        "room": each.room,
        "speakers": [{"name": x.name, "speaker_from": x.speaker_from} for x in each.speakers],
        "capacity": each.capacity,
        "places_left": None if each.is_for_all else places_left(each.capacity, each.coming),
    }
