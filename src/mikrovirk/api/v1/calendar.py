"""The joint calendar: what goes on for small businesses, ours and others'."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Day, MunicipalityCode, Page, Paged, in_denmark, page_of
from mikrovirk.api.v1.reading import reads
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.asked import Asked as Choice
from mikrovirk.landscape.queries.calendar import Line, Listing, coming
from mikrovirk.landscape.queries.files import as_plain

router = Router()


class Activity(Schema):
    """Something that goes on; what stands in several calendars comes once."""

    id: str = Field(description="meeting-12: one of our networks' meetings; activity-12: from another calendar.")
    title: str
    start: str = Field(description="A moment with its offset; where it lasts all day a day: 2027-01-20")
    end: str = Field(description="As start; of what lasts all day the last day.")
    all_day: bool
    when: str = Field(description="The same in words.")
    place: str
    town: str
    url: str = Field(description="Its page here.")
    link: str = Field(description="Its organiser's page; empty where there is none.")
    organisers: list[str] = Field(description="The calendars it stands in.")
    cancelled: bool
    moved_from: str | None = Field(description="Where it was moved lately: what start was.")
    audience: str
    language: str
    free: bool | None = Field(description="null where nobody has said.")
    description: str
    changed_at: datetime | None


class ActivitiesAsked(Paged):
    """Which activities. With no days: what is not over."""

    municipality: MunicipalityCode = ""
    q: str = Field("", max_length=100, description="Words.")
    town: str = Field("", max_length=80)
    audience: Literal["", "everybody", "starting", "established", "trade"] = ""
    language: Literal["", "da", "en", "other"] = ""
    free: bool = False
    source: str = Field("", pattern=r"^(networks|\d{1,11})?$", description="networks: ours; a number: that calendar.")
    from_: Day | None = Field(None, alias="from", description="From this day on.")
    to: Day | None = Field(None, description="Until this day, which is counted in.")


@reads(router, "/activities", Page[Activity], asked=ActivitiesAsked, says=_("The joint calendar, by time"))
def list_activities(request: HttpRequest, asked: Query[ActivitiesAsked]) -> dict[str, Any]:
    now = timezone.now()
    shown, about = page_of(request, Listing(coming(choice_of(asked), now), now=now, whole=True), asked)
    return {"items": [activity_of(line) for line in shown], **about}


def choice_of(asked: ActivitiesAsked) -> Choice:
    """What is asked for, as the calendar's own pages say it."""
    return Choice(
        asked.municipality or EVERYWHERE,
        q=" ".join(asked.q.split()),
        town=asked.town,
        audience=asked.audience,
        language=asked.language,
        free=asked.free,
        source=asked.source,
        first_date=asked.from_,
        last_date=asked.to,
    )


def activity_of(line: Line) -> dict[str, Any]:
    return {**as_plain(line), "changed_at": in_denmark(line.changed_at)}
