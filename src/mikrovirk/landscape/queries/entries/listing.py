"""Reads: the register of networks and offers as everybody sees it. A list costs a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.landscape.domain.entries import Standing, standing
from mikrovirk.landscape.models import Audience, Entry, EntryArea, Language, OutsideEvent
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.entries.asked import EntriesAsked, trade_named
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.register.domain.municipalities import danish_order
from mikrovirk.register.domain.towns import town_at

PER_PAGE = 30


# --- which rows ------------------------------------------------------------------------------------------------------


def listed() -> QuerySet[Entry]:
    """The entries that everybody sees: neither closed nor taken out."""
    return Entry.objects.filter(closed_at=None, removed_at=None)


def entries_in(asked: EntriesAsked) -> QuerySet[Entry]:
    """Those the choices leave, by name."""
    rows = listed()
    if asked.code != EVERYWHERE:
        rows = rows.filter(areas__municipality_code=asked.code)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.audience:
        rows = rows.filter(audience__in={asked.audience, Audience.EVERYBODY})
    if asked.trade:
        rows = rows.filter(Q(industries="") | Q(industries__contains=asked.trade))
    if asked.town:
        rows = rows.filter(town__iexact=asked.town)
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.free:
        rows = rows.filter(is_free=True)
    for term in query_terms(asked.q):
        rows = rows.filter(search_text__contains=term.like)
    return rows.order_by("name", "pk")


def with_activity(rows: QuerySet[Entry], now: datetime) -> QuerySet[Entry]:
    """With what our own data know: the last and the next time it was held, by its meetings or its calendar."""
    held = Meeting.objects.filter(network=OuterRef("network"), state=Meeting.State.PUBLISHED).order_by()
    events = OutsideEvent.objects.filter(feed=OuterRef("feed"), is_cancelled=False).order_by()
    return (
        rows.select_related("network")
        .prefetch_related("areas")
        .annotate(
            last_meeting=Subquery(held.filter(starts_at__lte=now).order_by("-starts_at").values("starts_at")[:1]),
            next_meeting=Subquery(held.filter(starts_at__gt=now).order_by("starts_at").values("starts_at")[:1]),
            last_event=Subquery(events.filter(starts_at__lte=now).order_by("-starts_at").values("starts_at")[:1]),
            next_event=Subquery(events.filter(starts_at__gt=now).order_by("starts_at").values("starts_at")[:1]),
        )
    )


# --- as it is shown --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """One entry as it is shown: of one of our own networks with what the network itself says."""

    row: Entry
    name: str
    about: str
    contact_name: str
    contact_email: str
    contact_phone: str
    website: str
    url: str  # its own page here
    last_date: date | None  # when it was last held
    next_at: datetime | None
    standing: Standing
    codes: tuple[str, ...]

    @property
    def is_stale(self) -> bool:
        return self.standing == Standing.STALE

    @property
    def where(self) -> str:
        """ "Rådhuset, 4760 Vordingborg", as far as it is known."""
        town = " ".join(part for part in (self.row.postcode, self.row.town) if part)
        return ", ".join(part for part in (self.row.place, town) if part)

    @property
    def for_whom(self) -> str:
        """ "Those who are starting · Construction"."""
        language = get_language() or "da"
        trades = [trade_named(letter, language) for letter in self.row.industries]
        stage = [] if trades and self.row.audience == Audience.TRADE else [str(self.row.get_audience_display())]
        return " · ".join([*stage, *trades])

    @property
    def price(self) -> str:
        """What it costs, as far as it is known."""
        if self.row.is_free:
            return self.row.price or _("Free")
        return self.row.price or (_("It costs something") if self.row.is_free is False else "")

    @property
    def is_in_danish(self) -> bool:
        return self.row.language == Language.DANISH

    @property
    def badge(self) -> tuple[str, str]:
        """How sure it is in a few words, and the kind of badge; nothing where all is as it should be."""
        if self.row.closed_at:
            return _("Closed"), "bad"
        if self.is_stale:
            return _("Not confirmed for seven months"), "wait"
        return (_("Not confirmed yet"), "wait") if self.standing == Standing.NEW else ("", "")

    @property
    def has_contact(self) -> bool:
        return bool(self.contact_name or self.contact_email or self.contact_phone)

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it lies as (longitude, latitude): what somebody said, else its postcode's point."""
        if self.row.longitude is not None and self.row.latitude is not None:
            return self.row.longitude, self.row.latitude
        town = town_at(self.row.postcode) if self.row.postcode else None
        return (town.longitude, town.latitude) if town else None


def shown(row: Entry, *, today: date) -> Shown:
    """A row of `with_activity` as it is shown."""
    activity: Any = row  # carries what `with_activity` annotated
    network = row.network
    moments = [moment for moment in (activity.last_meeting, activity.last_event) if moment]
    days = [timezone.localdate(moment) for moment in moments] + [row.last_activity_date]
    coming = [moment for moment in (activity.next_meeting, activity.next_event) if moment]
    confirmed = timezone.localdate(row.confirmed_at) if row.confirmed_at else None
    return Shown(
        row,
        network.name if network else row.name,
        row.about or (network.purpose if network else ""),
        network.contact_name if network else row.contact_name,
        network.contact_email if network else row.contact_email,
        network.contact_phone if network else row.contact_phone,
        own_page(network) if network else row.website,
        reverse("landscape:entry", args=[row.pk]),
        max((day for day in days if day), default=None),
        min(coming, default=None),
        standing(added=timezone.localdate(row.added_at), confirmed=confirmed, is_own=network is not None, today=today),
        tuple(area.municipality_code for area in row.areas.all()),
    )


def own_page(network: Network) -> str:
    return settings.SITE_URL + reverse("programme:meetings", args=[network.slug])


def shown_of(rows: Iterable[Entry], now: datetime) -> list[Shown]:
    today = timezone.localdate(now)
    return [shown(row, today=today) for row in rows]


# --- what one can choose ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Choices:
    """What there is to choose between in a municipality."""

    towns: tuple[str, ...]
    languages: frozenset[str]
    has_trades: bool


def choices_in(code: str) -> Choices:
    """The towns, languages and trades that stand there. One query."""
    rows = list(entries_in(EntriesAsked(code)).order_by().values_list("town", "language", "industries").distinct())
    towns = sorted({town for town, _language, _trades in rows if town}, key=danish_order)
    return Choices(tuple(towns), frozenset(row[1] for row in rows), any(row[2] for row in rows))


def municipalities() -> list[str]:
    """The codes of the municipalities with an entry."""
    areas = EntryArea.objects.filter(entry__in=listed()).order_by()
    return sorted(areas.values_list("municipality_code", flat=True).distinct())


def counts_of(code: str) -> dict[str, int]:
    """How many there are of each kind in a municipality. One query."""
    kinds = entries_in(EntriesAsked(code)).order_by().values_list("kind").annotate(number=Count("pk"))
    return dict(kinds)
