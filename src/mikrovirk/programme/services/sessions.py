"""Writes: what an organiser does with a meeting's rooms, tracks and sessions. Whoever calls sees to who may.

Each change holds the meeting, so that nobody chooses a session meanwhile; its end, its count of sessions, the waiting
lists and the mail to those whose hour or room is another now follow by themselves.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Meeting, MeetingHelper, Room, Session, SessionSpeaker, Track
from mikrovirk.programme.services import meetings, session_choices, session_mails, session_rows

DETAILS = frozenset({"title", "summary", "kind", "starts_at", "ends_at", "track", "room", "capacity", "table_count"})


class SessionIsChosen(Exception):
    """Somebody has chosen the session, so it is taken off with a word to them rather than removed."""


@dataclass(frozen=True)
class Named:
    """A speaker as typed: a name, where from, and the account if it is known."""

    name: str
    speaker_from: str = ""
    user: User | None = None


@dataclass(frozen=True)
class Planned:
    """A session to lay; room and track by name, "" for none."""

    title: str
    starts_at: datetime
    ends_at: datetime
    kind: str = Session.Kind.TALK
    track: str = ""
    room: str = ""
    summary: str = ""
    capacity: int | None = None
    table_count: int = 0
    speakers: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Place:
    """A room or a track as its form has it: `pk` None for a new one; a track has no capacity."""

    name: str
    capacity: int | None = None
    pk: int | None = None


@contextmanager
def changing(meeting: Meeting, *, at: datetime) -> Generator[Meeting]:
    """Hold the meeting while its sessions are changed, then let what follows from them follow.

    Raise meetings.MeetingIsCancelled.
    """
    with transaction.atomic():
        fresh = meetings.locked(meeting)
        known = session_mails.facts_of(fresh)
        yield fresh
        fresh.session_count = Session.objects.filter(meeting=fresh, taken_off_at=None).count()
        meetings.settle(fresh, at=at, changed=["session_count"])
        session_choices.fill_all(fresh, at=at)
        session_mails.tell_of_changes(fresh, known, at=at)


# --- laying a programme ----------------------------------------------------------------------------------------------


def lay(
    meeting: Meeting,
    sessions: Sequence[Planned],
    *,
    at: datetime,
    rooms: Iterable[tuple[str, int | None]] = (),
    tracks: Iterable[str] = (),
) -> list[Session]:
    """Add rooms (name, places), tracks and sessions to what the meeting has; one of the same name is there already."""
    with changing(meeting, at=at) as fresh:
        for position, (name, capacity) in enumerate(rooms):
            Room.objects.get_or_create(meeting=fresh, name=name, defaults={"capacity": capacity, "position": position})
        for position, name in enumerate(tracks):
            Track.objects.get_or_create(meeting=fresh, name=name, defaults={"position": position})
        room_named = {room.name: room for room in Room.objects.filter(meeting=fresh)}
        track_named = {track.name: track for track in Track.objects.filter(meeting=fresh)}
        return [
            _new(fresh, planned, room=room_named.get(planned.room), track=track_named.get(planned.track), at=at)
            for planned in sessions
        ]


def _new(meeting: Meeting, planned: Planned, *, room: Room | None, track: Track | None, at: datetime) -> Session:
    session = Session.objects.create(
        meeting=meeting,
        room=room,
        track=track,
        kind=planned.kind,
        title=planned.title,
        summary=planned.summary,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        capacity=planned.capacity,
        table_count=planned.table_count,
        changed_at=at,
    )
    write_speakers(session, planned.speakers)
    return session


def add_session(meeting: Meeting, *, at: datetime, speakers: Sequence[Named] = (), **details: Any) -> Session:
    """Add one session with any of DETAILS."""
    with changing(meeting, at=at) as fresh:
        session = Session.objects.create(meeting=fresh, changed_at=at, **_known(details))
        write_speakers(session, speakers)
    return session


def change_session(
    session: Session, *, at: datetime, speakers: Sequence[Named] | None = None, **details: Any
) -> Session:
    """Change any of DETAILS, and who speaks where `speakers` are given."""
    with changing(session.meeting, at=at):
        fresh = Session.objects.get(pk=session.pk)
        for name, value in _known(details).items():
            setattr(fresh, name, value)
        fresh.sequence, fresh.changed_at = fresh.sequence + 1, at
        fresh.save()
        if speakers is not None:
            write_speakers(fresh, speakers)
    return fresh


def _known(details: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(details) - DETAILS:
        raise TypeError(f"no such details of a session: {', '.join(sorted(unknown))}")
    return details


def write_speakers(session: Session, speakers: Iterable[Named]) -> None:
    SessionSpeaker.objects.filter(session=session).delete()
    SessionSpeaker.objects.bulk_create(
        SessionSpeaker(session=session, position=n, name=each.name, speaker_from=each.speaker_from, user=each.user)
        for n, each in enumerate(speakers)
    )


def move_session(session: Session, *, starts_at: datetime, at: datetime, with_following: bool = False) -> int:
    """Hold the session at another hour, as long as before; return how many have moved.

    `with_following`: what comes after it that day in the same track moves as far.
    """
    by = starts_at - session.starts_at
    with changing(session.meeting, at=at):
        moving = [session]
        if with_following:
            later = Session.objects.filter(meeting=session.meeting_id, track=session.track, taken_off_at=None)
            later = later.filter(starts_at__gte=session.ends_at)
            day = timezone.localtime(session.starts_at).date()
            moving += [each for each in later if timezone.localtime(each.starts_at).date() == day]
        for each in moving:
            Session.objects.filter(pk=each.pk).update(
                starts_at=each.starts_at + by, ends_at=each.ends_at + by, sequence=each.sequence + 1, changed_at=at
            )
    return len(moving)


def copy_session(session: Session, *, at: datetime) -> Session:
    """Add the same session once more, right after this one."""
    with changing(session.meeting, at=at):
        return session_rows.copy(session, starts_at=session.ends_at, at=at)


# --- taking off ------------------------------------------------------------------------------------------------------


def take_off(session: Session, *, at: datetime) -> None:
    """Do not hold the session; those who had chosen it are kept and told. Twice changes nothing."""
    with changing(session.meeting, at=at):
        Session.objects.filter(pk=session.pk, taken_off_at=None).update(taken_off_at=at)


def put_back(session: Session, *, at: datetime) -> None:
    """Hold the session after all."""
    with changing(session.meeting, at=at):
        Session.objects.filter(pk=session.pk).update(taken_off_at=None)


def remove(session: Session, *, at: datetime) -> None:
    """Remove a session for good; raise SessionIsChosen where somebody has chosen it."""
    with changing(session.meeting, at=at):
        if session.choices.exists():
            raise SessionIsChosen
        Session.objects.filter(pk=session.pk).delete()


# --- rooms and tracks ------------------------------------------------------------------------------------------------


def write_rooms(meeting: Meeting, rooms: Sequence[Place], *, at: datetime) -> None:
    """Let the meeting have these rooms, in this order; sessions in one that is gone have none."""
    with changing(meeting, at=at) as fresh:
        own = {room.pk: room for room in Room.objects.filter(meeting=fresh)}
        _make_way(Room, own, rooms)
        for position, place in enumerate(rooms):
            room = own.get(place.pk or 0) or Room(meeting=fresh)
            room.name, room.capacity, room.position = place.name, place.capacity, position
            room.save()


def write_tracks(meeting: Meeting, tracks: Sequence[Place], *, at: datetime) -> None:
    """Let the meeting have these tracks, in this order; sessions of one that is gone stand beside the tracks."""
    with changing(meeting, at=at) as fresh:
        own = {track.pk: track for track in Track.objects.filter(meeting=fresh)}
        _make_way(Track, own, tracks)
        for position, place in enumerate(tracks):
            track = own.get(place.pk or 0) or Track(meeting=fresh)
            track.name, track.position = place.name, position
            track.save()


def _make_way(kind: type[Room] | type[Track], own: Iterable[int], wanted: Sequence[Place]) -> None:
    """Remove those that are gone, and let go of the names of the others: two may swap theirs."""
    kept = {place.pk for place in wanted}
    for pk in own:
        rows = kind.objects.filter(pk=pk)
        if pk in kept:
            rows.update(name=f"… {pk}")
        else:
            rows.delete()


# --- who helps -------------------------------------------------------------------------------------------------------


def let_help(meeting: Meeting, user: User, *, at: datetime) -> MeetingHelper:
    """Let somebody lay this meeting's sessions and see its lists, without a role in the network."""
    helper, _is_new = MeetingHelper.objects.get_or_create(meeting=meeting, user=user, defaults={"since": at})
    return helper


def stop_helping(meeting: Meeting, user: User) -> None:
    MeetingHelper.objects.filter(meeting=meeting, user=user).delete()


# --- leaving ---------------------------------------------------------------------------------------------------------


def erase(user: User) -> int:
    """Take a speaker out of their sessions, which stay; return how many that were. What they chose goes with their sign-ups."""
    removed, _by_model = SessionSpeaker.objects.filter(user=user).delete()
    return removed
