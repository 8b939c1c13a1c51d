"""Reads: one person's own programme as a calendar: the meeting, and the sessions they have chosen."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from mikrovirk.programme.domain import calendar_lines
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries.sessions import WAITING, SessionShown


def own_calendar(meeting: Meeting, sessions: Iterable[SessionShown]) -> str:
    """A calendar to put into one's own, or to follow: what is waited for is not in it. Reads network, venue, format."""
    held = [each for each in sessions if each.own != WAITING]
    events = [meeting.calendar_event or feeds.event_of(meeting), *(event_of(meeting, each) for each in held)]
    return calendar_lines.feed(f"{meeting.network.name}: {meeting.title}", events)


def event_of(meeting: Meeting, each: SessionShown) -> str:
    """The VEVENT of a session; one that was taken off is cancelled, so that it leaves the calendars it stands in."""
    session = each.session
    speakers = ", ".join(speaker.name for speaker in each.speakers)
    static = calendar_lines.static_lines(
        uid=calendar_lines.event_uid("session", str(session.uid), feeds.UID_DOMAIN),
        summary=session.title,
        description="\n\n".join(part for part in (speakers, session.summary) if part),
        location=", ".join(part for part in (each.room, feeds.place_of(meeting.venue)) if part),
        url=settings.SITE_URL + reverse("programme:sessions", args=[meeting.network.slug, meeting.pk]),
    )
    return calendar_lines.event_lines(
        static,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=session.changed_at,
        sequence=session.sequence,
        cancelled=each.is_taken_off or meeting.state == Meeting.State.CANCELLED,
    )
