"""Reads for the public pages: the list of meetings and one meeting.

These pages are opened most, so they read plain rows of just the columns they show, and put every date into words once.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.common.prepared import PreparedQuery
from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.domain.agenda import later
from mikrovirk.programme.models import AgendaItem, ItemKind, Meeting, SignUp

PER_PAGE = 20
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.CANCELLED)
FEW = 5  # from here on the free places are counted aloud
CHANGED_LATELY = timedelta(days=30)


# --- words -----------------------------------------------------------------------------------------------------------


class Leaf(TypedDict):
    """A day as a leaf torn from a calendar, and the moment for machines."""

    weekday: str
    day: str
    month: str
    iso: str


def leaf(value: datetime) -> Leaf:
    return _leaf(value, get_language() or "da")


@lru_cache(maxsize=4096)
def _leaf(value: datetime, language: str) -> Leaf:
    local = timezone.localtime(value)
    weekday, month = date_format(local, "D")[:3].lower(), date_format(local, "M")[:3].lower()
    return {"weekday": weekday, "day": str(local.day), "month": month, "iso": local.isoformat()}


def places_left(capacity: int | None, taken: int) -> int | None:
    """How many places are free; None where there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)


def places_in_words(free: int | None, taken: int) -> str:
    """How it stands with places, in a sentence; "" where there is no limit and nobody has signed up yet."""
    if free is None:
        return ngettext("%(count)s is coming", "%(count)s are coming", taken) % {"count": taken} if taken else ""
    if free == 0:
        return _("Every place is taken. You can join the waiting list.")
    if free <= FEW:
        return ngettext("Only %(count)s place left", "Only %(count)s places left", free) % {"count": free}
    return ngettext("%(count)s place left", "%(count)s places left", free) % {"count": free}


# --- the network -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the public pages say of a network."""

    pk: int
    slug: str
    name: str
    is_open: bool
    own_parts: list[str]
    parts_off: list[str] | None

    def has_part(self, key: str) -> bool:
        """Whether a part is on in the network and offered by the installation."""
        return key in self.own_parts and key not in (self.parts_off or ())


def _network(slug: str) -> QuerySet[Network, Any]:
    off = Installation.objects.filter(pk=1).values("parts_off")
    rows = Network.objects.filter(slug=slug).order_by().annotate(installation_parts_off=Subquery(off))
    return rows.values_list("pk", "slug", "name", "is_open", "parts", "installation_parts_off")


_prepared_network = PreparedQuery(_network, slug="the-network")


def network_facts(slug: str) -> NetworkFacts | None:
    """The network of that address; None if there is none. One query."""
    rows = _prepared_network.rows(slug=slug)
    return NetworkFacts(*rows[0]) if rows else None


# --- the list --------------------------------------------------------------------------------------------------------


class MeetingLine(Leaf):
    """A meeting in a list, ready to be shown. A dictionary, as templates read those fastest."""

    url: str
    title: str
    when: str
    note: str
    talk: str
    places: str
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One page of a list and whether there is more on either side."""

    lines: list[MeetingLine]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


LINE_COLUMNS = (
    "pk", "network__slug", "title", "starts_at", "ends_at", "venue__name", "venue__town", "format__name",
    "talk__title", "talk__speaker_name", "capacity", "venue__capacity", "places_taken", "state",
)  # fmt: skip


def coming(network_pk: int, *, now: datetime) -> QuerySet[Meeting]:
    """What anybody may see of the network's meetings that are not over, the next one first."""
    return Meeting.objects.filter(network=network_pk, state__in=SHOWN, ends_at__gt=now).order_by("starts_at", "pk")


def archive(network_pk: int, *, now: datetime) -> QuerySet[Meeting]:
    """The meetings that were held, newest first."""
    return Meeting.objects.filter(network=network_pk, state=Meeting.State.PUBLISHED, ends_at__lte=now).order_by(
        "-starts_at", "-pk"
    )


def page_of(meetings: QuerySet[Meeting], number: int) -> MeetingPage:
    """Page `number` (from 1) of the meetings; one query, as it is not asked how many there are."""
    first = (number - 1) * PER_PAGE
    lines = lines_of(meetings[first : first + PER_PAGE + 1])
    return MeetingPage(lines[:PER_PAGE], number, len(lines) > PER_PAGE)


def lines_of(meetings: QuerySet[Meeting]) -> list[MeetingLine]:
    """The meetings as lines of a list; one query."""
    return [line_of(row) for row in meetings.values_list(*LINE_COLUMNS)]


def line_of(row: tuple[Any, ...]) -> MeetingLine:
    pk, slug, title, starts_at, ends_at, venue, town, format_name, talk, speaker, capacity, room, taken, state = row
    is_cancelled = state == Meeting.State.CANCELLED
    where = f"{venue}, {town}" if venue and town and town not in venue else venue
    return {
        **leaf(starts_at),
        "url": f"/networks/{slug}/meetings/{pk}/",
        "title": title,
        "when": dates.span(starts_at, ends_at),
        "note": " · ".join(part for part in (format_name, where) if part),
        "talk": f"{talk} – {speaker}" if talk and speaker else talk or speaker or "",
        "places": ""
        if is_cancelled
        else places_in_words(places_left(room if capacity is None else capacity, taken), taken),
        "is_cancelled": is_cancelled,
    }


# --- one meeting -----------------------------------------------------------------------------------------------------


class AgendaLine(TypedDict):
    """One line of the evening, with its hour."""

    kind: str
    at: str
    iso: str
    title: str
    note: str
    on_stage: bool


@dataclass(frozen=True)
class MeetingFacts:
    """The columns of one meeting that its public page shows, in one row."""

    pk: int
    state: str
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    own_capacity: int | None
    places_taken: int
    price_line: str
    payment_url: str
    sequence: int
    changed_at: datetime
    cancelled_why: str
    recap: str
    network_pk: int
    network_slug: str
    network_name: str
    network_parts: list[str]
    parts_off: list[str] | None
    network_email: str
    network_contact: str
    format_name: str | None
    format_purpose: str | None
    format_expect: str | None
    venue_name: str | None
    venue_address: str | None
    venue_postcode: str | None
    venue_town: str | None
    venue_parking: str | None
    venue_capacity: int | None
    latitude: Any
    longitude: Any
    talk_title: str | None
    talk_lines: str | None
    talk_picture: str | None
    speaker_name: str | None
    speaker_from: str | None

    @property
    def capacity(self) -> int | None:
        return self.own_capacity if self.own_capacity is not None else self.venue_capacity

    def has_part(self, key: str) -> bool:
        """Whether a part is on in the network and offered by the installation."""
        return key in self.network_parts and key not in (self.parts_off or ())

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are on."""
        return frozenset(self.network_parts) - frozenset(self.parts_off or ())

    @property
    def free(self) -> int | None:
        return places_left(self.capacity, self.places_taken)

    @property
    def url(self) -> str:
        return f"/networks/{self.network_slug}/meetings/{self.pk}/"

    @property
    def is_cancelled(self) -> bool:
        return self.state == Meeting.State.CANCELLED

    @property
    def is_draft(self) -> bool:
        return self.state == Meeting.State.DRAFT

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends_at

    def has_begun(self, now: datetime) -> bool:
        return now >= self.starts_at

    @property
    def place(self) -> str:
        """ "Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege"."""
        town = f"{self.venue_postcode or ''} {self.venue_town or ''}".strip()
        return ", ".join(part for part in (self.venue_name, self.venue_address, town) if part)

    @property
    def network(self) -> dict[str, str]:
        """What the page's frame says of the network."""
        return {"name": self.network_name, "slug": self.network_slug}


_COLUMNS = {
    "own_capacity": "capacity", "parts_off": "installation_parts_off", "network_pk": "network__pk", "network_slug": "network__slug",
    "network_name": "network__name", "network_parts": "network__parts", "network_email": "network__contact_email",
    "network_contact": "network__contact_name", "format_name": "format__name", "format_purpose": "format__purpose",
    "format_expect": "format__expect", "venue_name": "venue__name", "venue_address": "venue__address",
    "venue_postcode": "venue__postcode", "venue_town": "venue__town", "venue_parking": "venue__parking",
    "venue_capacity": "venue__capacity", "latitude": "venue__latitude", "longitude": "venue__longitude",
    "talk_title": "talk__title", "talk_lines": "talk__lines", "talk_picture": "talk__picture",
    "speaker_name": "talk__speaker_name", "speaker_from": "talk__speaker_from",
}  # fmt: skip
FACT_COLUMNS = tuple(_COLUMNS.get(field.name, field.name) for field in fields(MeetingFacts))


def _facts(pk: int, slug: str) -> QuerySet[Meeting, Any]:
    """One meeting as its page shows it, whatever its state."""
    # What the installation does not offer comes in the same row: it decides which links the page may show.
    off = Installation.objects.filter(pk=1).values("parts_off")
    rows = Meeting.objects.filter(pk=pk, network__slug=slug).order_by()
    return rows.annotate(installation_parts_off=Subquery(off)).values_list(*FACT_COLUMNS)


_prepared_facts = PreparedQuery(_facts, pk=-1_234_567, slug="the-network")


def meeting_facts(pk: int, *, network_slug: str, drafts_of: QuerySet[Network] | None = None) -> MeetingFacts | None:
    """One meeting that is published or cancelled, or a draft of one of the networks in `drafts_of`; None if there is none."""
    rows = _prepared_facts.rows(pk=pk, slug=network_slug)
    facts = MeetingFacts(*rows[0]) if rows else None
    if facts is None or facts.state in SHOWN:
        return facts
    is_planner = drafts_of is not None and drafts_of.filter(pk=facts.network_pk).exists()
    return facts if is_planner else None


def _answer(pk: int, meeting: int, slug: str) -> QuerySet[SignUp, Any]:
    """One sign-up's state and address, and its meeting as its page shows it."""
    off = Installation.objects.filter(pk=1).values("parts_off")
    columns = (name if name == "installation_parts_off" else f"meeting__{name}" for name in FACT_COLUMNS)
    rows = SignUp.objects.filter(pk=pk, meeting=meeting, meeting__network__slug=slug)
    return rows.annotate(installation_parts_off=Subquery(off)).values_list("state", "person__user__email", *columns)


_prepared_answer = PreparedQuery(_answer, pk=-1_234_567, meeting=-2_345_678, slug="the-network")


def answer_facts(sign_up_pk: int | str, *, meeting_pk: int, network_slug: str) -> tuple[str, str, MeetingFacts] | None:
    """The state of a sign-up, the address it was made with, and its meeting; None if there is none. One query."""
    rows = _prepared_answer.rows(pk=sign_up_pk, meeting=meeting_pk, slug=network_slug)
    if not rows:
        return None
    state, email, *facts = rows[0]
    return state, email or "", MeetingFacts(*facts)


ON_STAGE = {ItemKind.TALK, ItemKind.INTRODUCTIONS, ItemKind.HOT_SEAT}


def _agenda(meeting: int) -> QuerySet[AgendaItem, Any]:
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
    return rows.values_list("kind", "title", "minutes")


_prepared_agenda = PreparedQuery(_agenda, meeting=-1_234_567)


def agenda_lines(meeting_pk: int, starts_at: datetime) -> list[AgendaLine]:
    """The evening to the minute."""
    between = dates.hour(starts_at)[2]  # "." in Danish, ":" in English
    lines: list[AgendaLine] = []
    at = timezone.localtime(starts_at)
    for kind, title, minutes in _prepared_agenda.rows(meeting=meeting_pk):
        length = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
        line: AgendaLine = {
            "kind": kind,
            "at": f"{at.hour:02d}{between}{at.minute:02d}",
            "iso": at.isoformat(),
            "title": title,
            "note": length,
            "on_stage": kind in ON_STAGE,
        }
        lines.append(line)
        at = later(at, minutes)
    return lines


# --- for machines ----------------------------------------------------------------------------------------------------


def structured_event(facts: MeetingFacts) -> dict[str, Any]:
    """The meeting as a schema.org Event."""
    site = settings.SITE_URL
    event: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": facts.title,
        "startDate": timezone.localtime(facts.starts_at).isoformat(),
        "endDate": timezone.localtime(facts.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if facts.is_cancelled else 'Scheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": site + facts.url,
        "image": f"{site}{facts.url}card.png",
        "description": facts.summary or facts.format_purpose or facts.title,
        "organizer": {
            "@type": "Organization",
            "name": facts.network_name,
            "url": f"{site}/networks/{facts.network_slug}/",
        },
        "inLanguage": "da",
    }
    if not facts.price_line:
        event["isAccessibleForFree"] = True
    if facts.venue_name:
        event["location"] = _structured_place(facts)
    if facts.speaker_name:
        event["performer"] = {"@type": "Person", "name": facts.speaker_name}
    if facts.capacity is not None:
        event |= {"maximumAttendeeCapacity": facts.capacity, "remainingAttendeeCapacity": facts.free}
    return event


def _structured_place(facts: MeetingFacts) -> dict[str, Any]:
    address = {
        "streetAddress": facts.venue_address,
        "postalCode": facts.venue_postcode,
        "addressLocality": facts.venue_town,
        "addressCountry": "DK",
    }
    place: dict[str, Any] = {"@type": "Place", "name": facts.venue_name}
    place["address"] = {"@type": "PostalAddress"} | {key: value for key, value in address.items() if value}
    if facts.latitude is not None and facts.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(facts.latitude),
            "longitude": float(facts.longitude),
        }
    return place
