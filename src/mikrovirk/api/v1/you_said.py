"""You said, we did: what members said, what was decided, and what came of it."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Page, Paged, in_denmark, page_of
from mikrovirk.api.v1.networks import network_named
from mikrovirk.api.v1.reading import reads
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.queries import you_said as queries
from mikrovirk.voice.queries.you_said import YouSaid
from mikrovirk.voice.services.you_said import url_of

router = Router()


class Answered(Schema):
    """A decision as everybody reads it."""

    id: int
    title: str
    answer: str = Field(description="yes, later or no.")
    because: str
    standing: str = Field(description="open, overdue, done, later, no or withdrawn.")
    done: str = Field(description="What was done, in words.")
    themes: list[str]
    said_count: int = Field(description="By how many it was said.")
    quotes: list[str] = Field(description="What was said anonymously and may be shown.")
    decided_at: datetime
    due_date: date | None
    done_at: datetime | None
    meeting_id: int | None = Field(description="The meeting where it is seen.")
    url: str


@reads(
    router,
    "/networks/{slug}/you-said",
    Page[Answered],
    asked=Paged,
    says=_("What members of a network said and what came of it, newest first"),
)
def list_you_said(request: HttpRequest, slug: str, asked: Query[Paged]) -> dict[str, Any]:
    network = network_named(slug)
    if not has_part(network, queries.PART):
        raise Http404
    shown, about = page_of(request, queries.shown_in(network), asked)
    return {"items": [answered(row) for row in queries.read_by_all(shown)], **about}


def answered(row: YouSaid) -> dict[str, Any]:
    decision = row.decision
    return {
        "id": decision.pk,
        "title": decision.title,
        "answer": decision.answer,
        "because": decision.withdrawn_why or decision.reason,
        "standing": str(row.standing),
        "done": decision.done_words,
        "themes": list(row.themes),
        "said_count": row.said_count,
        "quotes": list(row.quotes),
        "decided_at": in_denmark(decision.decided_at),
        "due_date": decision.due_date,
        "done_at": in_denmark(decision.done_at),
        "meeting_id": row.seen_at.pk if row.seen_at else None,
        "url": url_of(row),
    }
