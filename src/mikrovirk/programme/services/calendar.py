"""The calendar files that go out with mails, and what a calendar shows of a meeting."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from mikrovirk.programme.domain import calendar_lines
from mikrovirk.programme.domain.calendar_lines import Mailbox
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import feeds

RECIPIENT = Mailbox("{attendee}", "{attendee_name}")  # filled in when the mail is delivered
# Lines that say how often and when an event was changed, not what it is.
BOOKKEEPING = ("DTSTAMP", "SEQUENCE", "LAST-MODIFIED")


def shown_in_calendars(event: str) -> list[str]:
    """The lines of an event without its bookkeeping: equal for two events that look the same in a calendar."""
    return [line for line in event.split("\r\n") if not line.startswith(BOOKKEEPING)]


def meeting_url(meeting: Meeting) -> str:
    """The absolute address of the meeting's public page."""
    return settings.SITE_URL + reverse("programme:meeting", args=[meeting.network.slug, meeting.pk])


def request(meeting: Meeting, *, at: datetime) -> str:
    """A calendar file that invites, or tells of a change (RFC 6047, METHOD:REQUEST), for any recipient."""
    return calendar_lines.request(
        feeds.static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=meeting.changed_at,
        organizer=feeds.organizer_of(meeting.network),
        attendee=RECIPIENT,
    )


def cancellation(meeting: Meeting, *, at: datetime) -> str:
    """A calendar file that takes the meeting out of calendars (METHOD:CANCEL), for any recipient."""
    return calendar_lines.cancellation(
        feeds.static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=meeting.changed_at,
        organizer=feeds.organizer_of(meeting.network),
        attendee=RECIPIENT,
    )
