"""The register of networks and offers: everything there is for small businesses around, ours and others'."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from mikrovirk.api.v1.asking import Asked, MunicipalityCode, Page, Paged, page_of
from mikrovirk.api.v1.reading import reads
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.queries.entries.asked import EntriesAsked as Choice
from mikrovirk.landscape.queries.entries.files import as_plain

router = Router()


class EntryShown(Schema):
    """A network, an erfa group, an offer or a place to work, as its owner describes it."""

    id: int
    kind: str = Field(description="network, erfa, offer, coworking or other.")
    name: str
    about: str
    audience: str = Field(description="everybody, starting, established or trade.")
    trades: list[str] = Field(description="Letters of DB07; empty: every trade.")
    place: str
    postcode: str
    town: str
    latitude: float | None
    longitude: float | None
    price: str
    free: bool | None = Field(description="null where nobody has said.")
    how_often: str
    language: str
    contact_name: str
    contact_email: str
    contact_phone: str
    website: str
    last_held: date | None
    next_held: datetime | None
    standing: str = Field(description="How sure it is: own, confirmed, new or stale.")
    confirmed: date | None = Field(description="When its owner last said that it is right.")
    municipalities: list[str]
    url: str


class EntriesAsked(Paged):
    """Which entries."""

    municipality: MunicipalityCode = ""
    q: str = Field("", max_length=100, description="Words, in any Danish form.")
    kind: Literal["", "network", "erfa", "offer", "coworking", "other"] = ""
    audience: Literal["", "everybody", "starting", "established", "trade"] = ""
    trade: str = Field("", pattern="^[A-S]?$", description="A letter of DB07: those that serve that trade.")
    town: str = Field("", max_length=80)
    language: Literal["", "da", "en", "other"] = ""
    free: bool = False


@reads(router, "/entries", Page[EntryShown], asked=EntriesAsked, says=_("Networks and offers around, by name"))
def list_entries(request: HttpRequest, asked: Query[EntriesAsked]) -> dict[str, Any]:
    now = timezone.now()
    rows = listing.with_activity(listing.entries_in(choice_of(asked)), now)
    shown, about = page_of(request, rows, asked)
    return {"items": [as_plain(each) for each in listing.shown_of(shown, now)], **about}


@reads(router, "/entries/{entry_id}", EntryShown, says=_("One network or offer"))
def get_entry(request: HttpRequest, entry_id: int, asked: Query[Asked]) -> dict[str, Any]:
    now = timezone.now()
    row = get_object_or_404(listing.with_activity(listing.listed(), now), pk=entry_id)
    return as_plain(listing.shown(row, today=timezone.localdate(now)))


def choice_of(asked: EntriesAsked) -> Choice:
    """What is asked for, as the register's own pages say it."""
    return Choice(
        asked.municipality or EVERYWHERE,
        q=" ".join(asked.q.split()),
        kind=asked.kind,
        audience=asked.audience,
        trade=asked.trade,
        town=asked.town,
        language=asked.language,
        free=asked.free,
    )
