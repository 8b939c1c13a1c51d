"""Conferences, and what was promised there."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, MunicipalityCode, Page, Paged, in_denmark, page_of, site
from mikrovirk.api.v1.reading import reads
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import commitments, wishes
from mikrovirk.cooperation.queries import conferences as queries
from mikrovirk.cooperation.queries.commitments import Row

router = Router()


class ConferenceLine(Schema):
    """A conference that was called."""

    id: int
    title: str
    question: str
    state: str = Field(description="call, planned, held, followed or cancelled.")
    municipality: str
    held_by: str = Field(description="The organisation that holds it.")
    day: date | None
    meeting_id: int | None = Field(description="Its meeting, where one can sign up.")
    takes_wishes: bool
    called_at: datetime
    held_at: datetime | None
    cancelled_because: str
    url: str


class WishShown(Schema):
    """A question or wish that was let through."""

    text: str
    origin: str = Field(description="page, voice, live or office.")
    behind_count: int = Field(description="How many are behind it.")
    answer: str = Field(description="What became of it.")


class CommitmentShown(Schema):
    """What somebody promised, and where it stands."""

    id: int
    text: str
    owner: str
    due_date: date
    standing: str = Field(description="overdue, waiting, soon, open, kept, dropped or declined.")
    why: str
    last_word: str
    settled_at: datetime | None


class ConferencePage(ConferenceLine):
    """A conference with what was wished, agreed and promised."""

    call: str
    wishes: list[WishShown]
    conclusions: list[str]
    commitments: list[CommitmentShown]


class ConferencesAsked(Paged):
    """Which conferences."""

    municipality: MunicipalityCode = ""
    state: Literal["", "call", "planned", "held", "followed", "cancelled"] = ""


@reads(
    router,
    "/conferences",
    Page[ConferenceLine],
    asked=ConferencesAsked,
    says=_("The conferences: what is to come first, then what was held"),
)
def list_conferences(request: HttpRequest, asked: Query[ConferencesAsked]) -> dict[str, Any]:
    rows = queries.public(asked.municipality)
    if asked.state:
        rows = rows.filter(state=asked.state)
    shown, about = page_of(request, rows, asked)
    return {"items": [line_of(each) for each in shown], **about}


@reads(
    router,
    "/conferences/{conference_id}",
    ConferencePage,
    says=_("One conference: wishes, conclusions and what was promised"),
)
def get_conference(request: HttpRequest, conference_id: int, asked: Query[Asked]) -> dict[str, Any]:
    conference = get_object_or_404(queries.public(), pk=conference_id)
    promised = commitments.with_words(conference.commitments.all())
    return {
        **line_of(conference),
        "call": conference.call,
        "wishes": [
            {"text": x.text, "origin": x.origin, "behind_count": x.behind_count, "answer": x.answer}
            for x in wishes.shown(conference)
        ],
        "conclusions": [each.text for each in conference.conclusions.filter(removed_at=None)],
        "commitments": [commitment(row) for row in commitments.rows_of(promised, today=timezone.localdate())],
    }


def line_of(conference: Conference) -> dict[str, Any]:
    """A conference as the queries give it, with its day."""
    meeting = conference.meeting
    day: date | None = conference.day  # type: ignore[attr-defined]  # annotated by the queries
    return {
        "id": conference.pk,
        "title": conference.title,
        "question": conference.question,
        "state": conference.state,
        "municipality": conference.municipality_code,
        "held_by": conference.organisation.name if conference.organisation else "",
        "day": day,
        "meeting_id": meeting.pk if meeting and meeting.state != meeting.State.DRAFT else None,
        "takes_wishes": queries.takes_wishes(conference, today=timezone.localdate()),
        "called_at": in_denmark(conference.called_at),
        "held_at": in_denmark(conference.held_at),
        "cancelled_because": conference.cancelled_because,
        "url": site(reverse("cooperation:conference", args=[conference.pk])),
    }


def commitment(row: Row) -> dict[str, Any]:
    promise = row.commitment
    return {
        "id": promise.pk,
        "text": promise.text,
        "owner": promise.owner,
        "due_date": promise.due_date,
        "standing": str(row.standing),
        "why": promise.why,
        "last_word": row.last_word.text if row.last_word else "",
        "settled_at": in_denmark(promise.settled_at),
    }
