"""Reads: meetings as iCalendar. A meeting's lines are made once, when it is saved, and kept with it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mikrovirk.mailing.queries import incoming
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain import calendar_lines
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.queries import joint

UID_DOMAIN = "meetings.mikrovirk"
MOST_BEGUN, MOST_AHEAD = 50, 250  # in the calendar of all networks
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.CANCELLED)


@dataclass(frozen=True)
class Feed:
    """A whole calendar as text, and what tells a calendar program whether it changed."""

    text: str
    etag: str
    changed_at: datetime


# --- what a feed holds -----------------------------------------------------------------------------------------------


def meetings_in_feed(network: Network) -> QuerySet[Meeting]:
    """What a subscriber sees: every published or cancelled meeting that the network holds."""
    return Meeting.objects.filter(joint.held_by(network), state__in=SHOWN).order_by("starts_at", "pk")


def meetings_of_all(now: datetime) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    """What a subscriber of the whole site sees: the latest that began, newest first, and the next. A country's would not fit."""
    shown = Meeting.objects.filter(state__in=SHOWN)
    begun = shown.filter(starts_at__lt=now).order_by("-starts_at", "-pk")
    return begun[:MOST_BEGUN], shown.filter(starts_at__gte=now).order_by("starts_at", "pk")[:MOST_AHEAD]


def stamp_of(network: Network) -> tuple[str, datetime]:
    """The ETag of a network's feed and its last change, in one small query: enough to answer "nothing new"."""
    found = meetings_in_feed(network).aggregate(count=Count("pk"), latest=Max("changed_at"))
    return _stamp(found["count"], found["latest"])


def stamp_of_all(now: datetime) -> tuple[str, datetime]:
    """The same for the whole site, in two."""
    begun, ahead = (list(some.values_list("changed_at", "starts_at")) for some in meetings_of_all(now))
    return _stamp_of_all(begun, ahead)


def feed_of(network: Network, *, name: str) -> Feed:
    """The calendar of a network; one query where every meeting has its lines."""
    rows = list(meetings_in_feed(network).values_list("pk", "calendar_event", "changed_at"))
    etag, changed_at = _stamp(len(rows), max((row[2] for row in rows), default=None))
    return Feed(calendar_lines.feed(name, _events(rows)), etag, changed_at)


def feed_of_all(now: datetime, *, name: str) -> Feed:
    """The calendar of the whole site; two queries."""
    fields = ("changed_at", "starts_at", "pk", "calendar_event")
    begun, ahead = (list(some.values_list(*fields)) for some in meetings_of_all(now))
    etag, changed_at = _stamp_of_all(begun, ahead)
    rows = [(pk, lines, changed) for changed, _starts_at, pk, lines in (*reversed(begun), *ahead)]
    return Feed(calendar_lines.feed(name, _events(rows)), etag, changed_at)


def _stamp_of_all(begun: Sequence[Sequence[Any]], ahead: Sequence[Sequence[Any]]) -> tuple[str, datetime]:
    """Rows begin with when they changed and when they start. Whenever a meeting begins, others come into the feed and leave it."""
    moments = [row[0] for row in (*begun, *ahead)] + [row[1] for row in begun[:1]]
    return _stamp(len(begun) + len(ahead), max(moments, default=None))


def _stamp(count: int, latest: datetime | None) -> tuple[str, datetime]:
    latest = latest or datetime(2000, 1, 1, tzinfo=UTC)
    words = f"{count}.{latest.timestamp()}.{calendar_lines.HEADER}"
    return f'"{hashlib.sha256(words.encode()).hexdigest()[:20]}"', latest


def _events(rows: Sequence[tuple[int, str, datetime]]) -> Iterable[str]:
    missing = [pk for pk, lines, _changed_at in rows if not lines]
    made = {}
    if missing:
        meetings = Meeting.objects.filter(pk__in=missing).select_related("network", "venue", "format")
        made = {meeting.pk: event_of(meeting) for meeting in meetings}
    return [lines or made[pk] for pk, lines, _changed_at in rows]


# --- one meeting -----------------------------------------------------------------------------------------------------


def static_event(meeting: Meeting) -> str:
    """The lines of a meeting's event that do not depend on who reads it; always in the installation's own language.

    Reads network, venue and format of the meeting.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return calendar_lines.static_lines(
            uid=uid_of(meeting),
            summary=f"{joint.in_words([each.name for each in joint.networks_of(meeting)])}: {meeting.title}",
            description=description_of(meeting),
            location=place_of(meeting.venue),
            url=settings.SITE_URL + reverse("programme:meeting", args=[meeting.network.slug, meeting.pk]),
            geo=geo_of(meeting.venue),
        )


def event_of(meeting: Meeting) -> str:
    """The whole VEVENT of a meeting, as `Meeting.calendar_event` keeps it."""
    return calendar_lines.event_lines(
        static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=meeting.changed_at,
        sequence=meeting.sequence,
        cancelled=meeting.state == Meeting.State.CANCELLED,
    )


def uid_of(meeting: Meeting) -> str:
    """The meeting's identity in every calendar. Not made from SITE_URL: an installation may move to another address."""
    return calendar_lines.event_uid("meeting", str(meeting.uid), UID_DOMAIN)


def description_of(meeting: Meeting) -> str:
    parts = [meeting.summary]
    if meeting.format:
        parts.append(f"{meeting.format.name}: {meeting.format.purpose}")
    parts.append(_("Everybody is welcome, also if you are not a member yet."))
    return "\n\n".join(part for part in parts if part)


def place_of(venue: Venue | None) -> str:
    """ "Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege"."""
    if venue is None:
        return ""
    return ", ".join(part for part in (venue.name, venue.address, f"{venue.postcode} {venue.town}".strip()) if part)


def geo_of(venue: Venue | None) -> tuple[float, float] | None:
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return float(venue.latitude), float(venue.longitude)


# --- what a mail carries ---------------------------------------------------------------------------------------------


def organizer_of(network: Network) -> calendar_lines.Mailbox:
    """Who an invitation comes from: the network by name, at the address that takes the answers (filled in at delivery)."""
    return calendar_lines.Mailbox("{organizer}", network.name)


def accepted(meeting: Meeting, *, address: str, name: str, at: datetime) -> str:
    """A METHOD:REQUEST in which this attendee has said yes, so that it lands in their calendar without a question.

    Where answers are taken in the calendar may send another one: who can no longer come says so there.
    """
    return calendar_lines.request(
        static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=meeting.changed_at,
        organizer=organizer_of(meeting.network),
        attendee=calendar_lines.Mailbox(address, name),
        partstat="ACCEPTED",
        rsvp=incoming.takes_replies(),
    )


def withdrawn(meeting: Meeting, *, address: str, name: str, at: datetime) -> str:
    """A METHOD:CANCEL that takes the event out of this attendee's calendar."""
    return calendar_lines.cancellation(
        static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=meeting.changed_at,
        organizer=organizer_of(meeting.network),
        attendee=calendar_lines.Mailbox(address, name),
    )


def one_meeting(meeting: Meeting) -> str:
    """A calendar with this one meeting, to be put into one's own."""
    return calendar_lines.feed(meeting.network.name, [meeting.calendar_event or event_of(meeting)])
