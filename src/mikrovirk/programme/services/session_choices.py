"""Writes: choosing sessions. A place is given while the meeting's row is held, so two can never take the same one.

The rules:

* Whoever comes to the meeting may choose one session at a time. Another at the same hour takes its place only when they
  say so (`instead`).
* Where a session is full one waits for it, and may meanwhile have something else at that hour: when a place becomes
  free it is theirs, what they had at that hour is given up, and they are told.
* What is for everybody is not chosen.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from mikrovirk.programme.models import Meeting, Session, SessionSignUp, SignUp
from mikrovirk.programme.queries.public import places_left
from mikrovirk.programme.queries.sessions import capacity_of
from mikrovirk.programme.services import session_mails
from mikrovirk.programme.services.seating import held

COMING, WAITING = SessionSignUp.State.COMING, SessionSignUp.State.WAITING


class ChoosingClosed(Exception):
    """The session has begun, is for everybody or is not held, or the person does not come to the meeting."""


class AlreadyElsewhere(Exception):
    """They have another session at that hour, or speak in one: it is `session`."""

    def __init__(self, session: Session, *, speaks: bool = False) -> None:
        super().__init__(session.title)
        self.session, self.speaks = session, speaks


# --- one person ------------------------------------------------------------------------------------------------------


@transaction.atomic
def choose(session: Session, sign_up: SignUp, *, at: datetime, instead: bool = False) -> SessionSignUp:
    """Take a place in the session, or wait for one; doing it twice changes nothing.

    Raise ChoosingClosed, or AlreadyElsewhere unless what they have at that hour is given up `instead`.
    """
    meeting = held(session.meeting)
    fresh = Session.objects.select_related("room").get(pk=session.pk)
    row = SignUp.objects.select_related("person").get(pk=sign_up.pk)
    raise_if_closed(meeting, fresh, row, at=at)
    found = SessionSignUp.objects.filter(session=fresh, sign_up=row).first()
    if found:
        return found
    if has_place(fresh):
        elsewhere = list(at_the_same_hour(fresh, row).filter(state=COMING).select_related("session"))
        if elsewhere and not instead:
            raise AlreadyElsewhere(elsewhere[0].session)
        made = SessionSignUp.objects.create(session=fresh, sign_up=row, state=COMING, made_at=at)
        give_up(elsewhere, meeting, at=at)
        return made
    return SessionSignUp.objects.create(session=fresh, sign_up=row, state=WAITING, made_at=at)


def raise_if_closed(meeting: Meeting, session: Session, row: SignUp, *, at: datetime) -> None:
    """Raise ChoosingClosed; and AlreadyElsewhere where they speak in another session at that hour."""
    is_open = meeting.state == Meeting.State.PUBLISHED and at < session.starts_at and session.taken_off_at is None
    if not is_open or session.kind == Session.Kind.PLENARY or row.state != SignUp.State.COMING:
        raise ChoosingClosed
    if row.person:
        speaking = Session.objects.filter(meeting=meeting, speakers__user=row.person.user_id, taken_off_at=None)
        spoken = speaking.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).first()
        if spoken and spoken.pk != session.pk:
            raise AlreadyElsewhere(spoken, speaks=True)


def has_place(session: Session) -> bool:
    """Whether a place is free that nobody waits for."""
    choices = SessionSignUp.objects.filter(session=session)
    if choices.filter(state=WAITING).exists():
        return False
    return places_left(capacity_of(session), choices.filter(state=COMING).count()) != 0


def at_the_same_hour(session: Session, row: SignUp) -> QuerySet[SessionSignUp]:
    """What else somebody has chosen or waits for while the session goes on."""
    others = SessionSignUp.objects.filter(sign_up=row, session__taken_off_at=None).exclude(session=session)
    return others.filter(session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at)


@transaction.atomic
def leave(session: Session, sign_up: SignUp, *, at: datetime) -> bool:
    """Give up the session or the wait for it; whoever waits longest gets the place. False where there was none."""
    meeting = held(session.meeting)
    rows = list(SessionSignUp.objects.filter(session=session, sign_up=sign_up).select_related("session"))
    give_up(rows, meeting, at=at)
    return bool(rows)


def give_up_all(sign_ups: Iterable[int], meeting: Meeting, *, at: datetime) -> None:
    """Take people (by the key of their sign-up) out of every session: they do not come. The meeting is held."""
    rows = SessionSignUp.objects.filter(sign_up__in=list(sign_ups)).select_related("session")
    give_up(list(rows), meeting, at=at)


# --- who gets a place ------------------------------------------------------------------------------------------------


def give_up(rows: Iterable[SessionSignUp], meeting: Meeting, *, at: datetime) -> None:
    """Remove choices and pass their places on; the meeting is held."""
    freed = []
    for row in rows:
        freed += [row.session] if row.state == COMING else []
        row.delete()
    fill(freed, meeting, at=at)


def fill_all(meeting: Meeting, *, at: datetime) -> None:
    """Give free places to those who wait, in every session of the meeting: rooms or capacities are others now."""
    waited_for = Session.objects.filter(meeting=meeting, choices__state=WAITING).distinct()
    fill(waited_for, meeting, at=at)


def fill(sessions: Iterable[Session], meeting: Meeting, *, at: datetime) -> None:
    """Give free places to who waits longest, and tell them; what they had at that hour is passed on in turn."""
    keys = [session.pk for session in sessions]
    while keys:
        session = Session.objects.select_related("room").get(pk=keys.pop(0))
        if at >= session.starts_at or session.taken_off_at:
            continue
        choices = SessionSignUp.objects.filter(session=session)
        free = places_left(capacity_of(session), choices.filter(state=COMING).count())
        waiting = (
            choices.filter(state=WAITING)
            .order_by("made_at", "pk")
            .select_related("sign_up__person__user", "sign_up__brought_by__person__user")
        )
        for row in waiting if free is None else waiting[:free]:
            row.state = COMING
            row.save(update_fields=["state"])
            given_up = list(at_the_same_hour(session, row.sign_up).select_related("session"))
            keys += [other.session_id for other in given_up if other.state == COMING]
            SessionSignUp.objects.filter(pk__in=[other.pk for other in given_up]).delete()
            had = [other.session for other in given_up if other.state == COMING]
            session_mails.send_place(row, session, meeting, at=at, given_up=had)


# --- at the session's door -------------------------------------------------------------------------------------------


def mark(choice: SessionSignUp, *, came: bool, at: datetime) -> None:
    """Note that somebody has come to the session, or take the tick away."""
    choice.came_at = at if came else None
    choice.save(update_fields=["came_at"])
