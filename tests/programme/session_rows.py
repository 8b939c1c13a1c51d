"""Rows for tests of sessions: a day with three rooms and two tracks."""

from datetime import datetime, timedelta
from typing import Any

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Room, Session, SessionSignUp, SignUp, Track
from tests import factories

HOUR = timedelta(hours=1)


def day(place: Network, **fields: Any) -> Meeting:
    """A published meeting a fortnight ahead without an agenda; sessions are added with `session`."""
    return factories.meeting(place, **{"starts_at": factories.NOW + timedelta(days=14)} | fields)


def room(meeting: Meeting, name: str = "Store sal", capacity: int | None = None) -> Room:
    return Room.objects.create(meeting=meeting, name=name, capacity=capacity, position=meeting.rooms.count())


def track(meeting: Meeting, name: str = "Salg") -> Track:
    return Track.objects.create(meeting=meeting, name=name, position=meeting.tracks.count())


def session(
    meeting: Meeting, title: str = "Salg uden at sælge", *, after: float = 0, hours: float = 1, **fields: Any
) -> Session:
    """A session that begins `after` hours from the meeting's start."""
    start = meeting.starts_at + after * HOUR
    made = Session.objects.create(meeting=meeting, title=title, starts_at=start, ends_at=start + hours * HOUR, **fields)
    Meeting.objects.filter(pk=meeting.pk).update(session_count=meeting.sessions.count())
    return made


def comes(meeting: Meeting, who: Person | str = "", **fields: Any) -> SignUp:
    """The sign-up of a member (made where only a name is given) who comes."""
    person = who if isinstance(who, Person) else factories.member(meeting.network, who)
    return factories.sign_up(meeting, person, **fields)


def take(session: Session, sign_up: SignUp, **fields: Any) -> SessionSignUp:
    """A place in the session, or what `fields` say."""
    return SessionSignUp.objects.create(session=session, sign_up=sign_up, **{"state": "coming"} | fields)


def choices(session: Session) -> list[tuple[str, str]]:
    """Who has chosen the session, in that order, and whether they have a place."""
    rows = (
        SessionSignUp.objects.filter(session=session).select_related("sign_up__person__user").order_by("made_at", "pk")
    )
    return [
        (row.sign_up.name or row.sign_up.person.name, row.state)
        for row in rows
        if row.sign_up.person or row.sign_up.name
    ]  # type: ignore[union-attr]


NOW: datetime = factories.NOW
