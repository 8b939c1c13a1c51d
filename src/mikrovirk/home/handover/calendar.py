"""What is planned, and what of it is prepared."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.home.handover.rows import Group, Line, Reader, grouped
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.voice.models import Consultation, InputRound, SteeringMeeting

MEETINGS = 6


@dataclass(frozen=True)
class Evening:
    """A coming meeting: what is known, what it lacks, and where it is seen to."""

    meeting: Meeting
    when: str
    place: str
    talk: str
    lacks: tuple[str, ...]
    is_published: bool
    url: str


def evenings_of(network: Network, reader: Reader, now: datetime) -> list[Evening]:
    """The next meetings that are not cancelled. One query."""
    coming = meeting_queries.coming(network, now=now).exclude(state=Meeting.State.CANCELLED)[:MEETINGS]
    return [evening_of(network, row, reader) for row in meeting_queries.rows_of(coming)]


def evening_of(network: Network, row: meeting_queries.PlannedRow, reader: Reader) -> Evening:
    meeting = row.meeting
    is_published = meeting.state == Meeting.State.PUBLISHED
    talk = meeting_queries.talk_of(meeting)
    public = reader.link(Permission.SEE_STEERING, "programme:meeting", network, meeting.pk) if is_published else ""
    return Evening(
        meeting=meeting,
        when=dates.span(meeting.starts_at, meeting.ends_at),
        place=", ".join(filter(None, (meeting.venue.name, meeting.venue.town))) if meeting.venue else "",
        talk=" · ".join(filter(None, (talk.title, talk.speaker_name))) if talk else "",
        lacks=tuple(str(words) for words in row.missing_words) + (() if is_published else (_("publishing"),)),
        is_published=is_published,
        url=reader.link(Permission.EDIT_PROGRAMME, "programme:manage", network, meeting.pk) or public,
    )


def other_dates(network: Network, parts: frozenset[str], reader: Reader, now: datetime) -> Group:
    """Meetings of the steering group, and days on which something closes."""

    def lines() -> Iterator[Line]:
        if "steering_room" in parts:
            for held in SteeringMeeting.objects.filter(network=network, starts_at__gt=now, closed_at=None):
                url = reader.link(Permission.SEE_STEERING, "voice:steering_meeting", network, held.pk)
                note = f"{dates.moment(held.starts_at)}{', ' if held.place else ''}{held.place}"
                yield Line(_("The steering group meets"), note, url, _("See the agenda"), held.starts_at)
        if "voice" in parts:
            open_rounds = InputRound.objects.filter(network=network, state=InputRound.State.OPEN)
            for asked in open_rounds:
                note = _("Answers until %(day)s") % {"day": dates.moment(asked.deadline_at)}
                url = reader.link(Permission.SEE_STEERING, "voice:round", network, asked.pk)
                yield Line(asked.title, note, url, _("See the round"), asked.deadline_at)
            closing = Consultation.objects.filter(network=network, state=Consultation.State.OPEN)
            for draft in closing.exclude(closes_at=None):
                assert draft.closes_at is not None
                note = _("Comments until %(day)s") % {"day": dates.moment(draft.closes_at)}
                url = reader.link(Permission.SEE_STEERING, "voice:consultation", network, draft.pk)
                yield Line(draft.title, note, url, _("See the draft"), draft.closes_at)

    return grouped(_("Other days"), sorted(lines(), key=lambda line: line.at or now))
