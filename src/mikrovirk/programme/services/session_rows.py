"""Writes: the sessions of a whole meeting at once, when the meeting is moved or copied."""

from datetime import datetime, timedelta

from django.db.models import F

from mikrovirk.programme.models import Meeting, Room, Session, SessionSpeaker, Track


def shift(meeting: Meeting, *, by: timedelta, at: datetime) -> None:
    """Hold every session so much later (or earlier): the meeting has moved."""
    if not by or not meeting.session_count:
        return
    Session.objects.filter(meeting=meeting).update(
        starts_at=F("starts_at") + by, ends_at=F("ends_at") + by, sequence=F("sequence") + 1, changed_at=at
    )


def copy_all(meeting: Meeting, to: Meeting, *, at: datetime) -> None:
    """Give `to` the rooms, tracks and sessions of `meeting`, as far from its start; nobody has chosen anything."""
    by = to.starts_at - meeting.starts_at
    rooms, tracks = {}, {}
    for room in Room.objects.filter(meeting=meeting):
        rooms[room.pk] = Room.objects.create(meeting=to, name=room.name, capacity=room.capacity, position=room.position)
    for track in Track.objects.filter(meeting=meeting):
        tracks[track.pk] = Track.objects.create(meeting=to, name=track.name, position=track.position)
    for session in Session.objects.filter(meeting=meeting, taken_off_at=None):
        copied = copy(session, starts_at=session.starts_at + by, at=at, meeting=to)
        copied.room, copied.track = rooms.get(session.room_id or 0), tracks.get(session.track_id or 0)
        copied.save(update_fields=["room", "track"])


def copy(session: Session, *, starts_at: datetime, at: datetime, meeting: Meeting | None = None) -> Session:
    """A session like this one at another hour, with its speakers; nobody has chosen it."""
    copied = Session.objects.create(
        meeting=meeting or session.meeting,
        track=session.track,
        room=session.room,
        kind=session.kind,
        title=session.title,
        summary=session.summary,
        starts_at=starts_at,
        ends_at=starts_at + (session.ends_at - session.starts_at),
        capacity=session.capacity,
        table_count=session.table_count,
        changed_at=at,
    )
    SessionSpeaker.objects.bulk_create(
        SessionSpeaker(
            session=copied, position=row.position, name=row.name, speaker_from=row.speaker_from, user=row.user
        )
        for row in session.speakers.all()
    )
    return copied
