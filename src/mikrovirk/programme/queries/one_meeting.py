"""Reads for the public page of one meeting, and for what is said of it elsewhere: a receipt, a card, search engines."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.common.prepared import PreparedQuery
from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.domain.agenda import later
from mikrovirk.programme.models import AgendaItem, ItemKind, Meeting, SignUp
from mikrovirk.programme.queries.public import SHOWN, places_left

CHANGED_LATELY = timedelta(days=30)


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
    session_count: int
    price_line: str
    payment_url: str
    sequence: int
    changed_at: datetime
    cancelled_why: str
    recap: str
    is_joint: bool
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
    talk_pk: int | None
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
    "talk_pk": "talk__pk", "talk_title": "talk__title", "talk_lines": "talk__lines", "talk_picture": "talk__picture",
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
