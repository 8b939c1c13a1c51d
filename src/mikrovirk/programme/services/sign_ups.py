"""Writes: signing up, bringing guests, cancelling. Each may be done twice without harm."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.common.days import start_of
from mikrovirk.common.turns import in_turn
from mikrovirk.directory.models import Person
from mikrovirk.programme.models import Feedback, Follower, Meeting, SignUp
from mikrovirk.programme.queries import attending, joint
from mikrovirk.programme.queries.friends import Invitation
from mikrovirk.programme.services import friends, guests, session_choices, sign_up_mails
from mikrovirk.programme.services.reminders import stop_reminder
from mikrovirk.programme.services.seating import (
    COMING,
    WAITING,
    SignUpClosed,
    held,
    join_line,
    number_of,
    raise_if_closed,
    seat_waiting,
    seating_of,
    take_place,
)

__all__ = ["SignUpClosed", "TooManyGuests", "number_of", "seating_of"]

CANCELLED = SignUp.State.CANCELLED
GUESTS_AT_MOST = 5  # that one person brings
THIRD = 3


class TooManyGuests(Exception):
    """Nobody brings more than GUESTS_AT_MOST."""


# --- signing up ------------------------------------------------------------------------------------------------------


def sign_up_guest(meeting: Meeting, *, name: str, email: str, at: datetime, by: Invitation | None = None) -> SignUp:
    """Sign somebody up by name and address, and send the receipt; one who is signed up already gets it once more.

    `meeting` has its network and venue loaded; `by`: the link that led them here. Raise SignUpClosed.
    """
    raise_if_closed(meeting, at=at)
    try:
        return _sign_up_guest(meeting, name=name, email=email, at=at, by=by)
    except IntegrityError:
        # The same form sent twice at the same moment: the other one was first, so now there is somebody to find.
        return _sign_up_guest(meeting, name=name, email=email, at=at, by=by)


@in_turn()
@transaction.atomic
def _sign_up_guest(meeting: Meeting, *, name: str, email: str, at: datetime, by: Invitation | None) -> SignUp:
    known = guests.person_at(email, name=name, meeting=meeting)
    found = SignUp.objects.filter(pk=known.answer_pk).first() if known.answer_pk else None
    if found and found.state != CANCELLED:
        _send_again(found, meeting, known.person.user, at=at)
        return found
    visits = 0 if known.is_new or known.is_member else attending.visits_of(known.person, meeting.network_id)
    row = _place(found or _new(meeting, known.person, as_guest=not known.is_member, via="page"), meeting, at=at)
    if by:
        friends.note_brought(by, known.person, at=at)
    _answer(row, meeting, known.person.user, at=at, is_third_visit=visits + 1 == THIRD, is_first=found is None)
    return row


@in_turn()
@transaction.atomic
def sign_up(
    meeting: Meeting,
    person: Person,
    *,
    at: datetime,
    via: str,
    is_listed: bool | None = None,
    by: Invitation | None = None,
) -> SignUp:
    """Sign a known person up and send the receipt; doing it twice changes nothing.

    Without a place free they are put on the waiting list. `meeting` has its network and venue loaded. `is_listed`: their
    own choice; `by`: the link that led them here. Raise SignUpClosed.
    """
    raise_if_closed(meeting, at=at)
    found = SignUp.objects.filter(meeting=meeting, person=person).first()
    if found and found.state != CANCELLED:
        return found
    is_member = guests.is_member(person, meeting)
    if by:
        friends.note_brought(by, person, at=at)
    row = found or _new(meeting, person, as_guest=not is_member, via=via)
    row.is_listed = person.listed_at_meetings if is_listed is None else is_listed
    row = _place(row, meeting, at=at)
    visits = 0 if is_member else attending.visits_of(person, meeting.network_id)
    _answer(row, meeting, person.user, at=at, is_third_visit=visits + 1 == THIRD, is_first=found is None)
    return row


def _new(meeting: Meeting, person: Person, *, as_guest: bool, via: str) -> SignUp:
    return SignUp(meeting=meeting, person=person, as_guest=as_guest, via=via, is_listed=person.listed_at_meetings)


def _place(row: SignUp, meeting: Meeting, *, at: datetime, must_wait: bool = False) -> SignUp:
    """Save the sign-up with a place, or at the end of the waiting list."""
    row.made_at, row.cancelled_at = at, None
    row.comes_with_id = comes_with(row, meeting)
    if not must_wait and take_place(meeting, at=at):
        row.state, row.placed_at = COMING, at
        row.save()
        return row
    fresh = held(meeting)
    raise_if_closed(fresh, at=at)
    if join_line(row, fresh):
        return row
    row.state, row.placed_at = WAITING, None
    row.save()
    # A place may have become free between the two statements; and where those in front are more than fit, one fits.
    if row.pk in seat_waiting(fresh, at=at, quietly=[row.pk]):
        row.state, row.placed_at = COMING, at
    return row


def comes_with(row: SignUp, meeting: Meeting) -> int | None:
    """The partner whose person this is, at a joint meeting: its member's, or a guest whom its member brings."""
    if not meeting.is_joint:
        return None
    own = joint.partner_of(row.person, meeting) if row.person else None
    return own or (row.brought_by.comes_with_id if row.brought_by and row.as_guest else None)


def _answer(
    row: SignUp, meeting: Meeting, user: User, *, at: datetime, is_third_visit: bool = False, is_first: bool = False
) -> None:
    """Send what says how it went; `is_first`: the row was made just now, so there can be no mail about it yet."""
    if row.state == COMING:
        sign_up_mails.send_receipt(row, meeting, user, at=at, is_third_visit=is_third_visit, is_first=is_first)
    else:
        number = number_of(row, meeting)
        sign_up_mails.send_waiting(row, meeting, user, number=number, at=at, is_first=is_first)


def _send_again(row: SignUp, meeting: Meeting, user: User, *, at: datetime) -> None:
    """The receipt once more, to who has lost it: at most one a day, whoever types the address."""
    today = start_of(timezone.localdate(at))
    _answer(row, meeting, user, at=max(today, row.made_at))


# --- changing --------------------------------------------------------------------------------------------------------


@in_turn()
@transaction.atomic
def bring_guest(host: SignUp, *, name: str, at: datetime) -> SignUp:
    """Sign a guest up with `host`, by name alone: nobody hands us another's address. Raise SignUpClosed or TooManyGuests."""
    meeting = held(host.meeting)
    raise_if_closed(meeting, at=at)
    host = SignUp.objects.select_related("person__user").get(pk=host.pk)
    if host.state == CANCELLED or host.person is None:
        raise SignUpClosed
    if host.brings.exclude(state=CANCELLED).count() >= GUESTS_AT_MOST:
        raise TooManyGuests
    row = SignUp(meeting=meeting, name=name, brought_by=host, as_guest=True, via="guest")
    # Who waits brings guests who wait: they want to come together.
    row = _place(row, meeting, at=at, must_wait=host.state == WAITING)
    host.refresh_from_db(fields=["state"])
    return row


@in_turn()
@transaction.atomic
def cancel(row: SignUp, *, at: datetime) -> SignUp:
    """Cancel a sign-up; the guests they signed up are cancelled too, and the next in line moves up.

    Doing it twice changes nothing. Raise SignUpClosed once the meeting has begun.
    """
    meeting = held(row.meeting)
    if at >= meeting.starts_at:
        raise SignUpClosed
    row = SignUp.objects.select_related("person__user", "meeting").get(pk=row.pk)
    if row.state == CANCELLED:
        return row
    had_place = row.state == COMING
    row.state, row.cancelled_at, row.placed_at = CANCELLED, at, None
    row.save(update_fields=["state", "cancelled_at", "placed_at"])
    with_them = SignUp.objects.filter(brought_by=row, person=None).exclude(state=CANCELLED)
    gone = [row.pk, *with_them.values_list("pk", flat=True)] if meeting.session_count else []
    with_them.update(state=CANCELLED, cancelled_at=at, placed_at=None)
    if gone:
        session_choices.give_up_all(gone, meeting, at=at)
    seat_waiting(meeting, at=at)
    if row.person:
        stop_reminder(meeting, row.person.user, at=at)
        sign_up_mails.send_signed_off(row, meeting, row.person.user, at=at, had_place=had_place)
    return row


def choose_listing(row: SignUp, *, is_listed: bool) -> None:
    """Let the others who come see this person, or not."""
    row.is_listed = is_listed
    row.save(update_fields=["is_listed"])


@transaction.atomic
def move_up(meeting: Meeting, *, at: datetime) -> int:
    """Give places that have become free (more capacity, another room) to those who wait; return how many moved up."""
    return len(seat_waiting(held(meeting), at=at))


# --- leaving ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Erased:
    """What was taken out of the programme for one person."""

    cancelled: int
    made_nameless: int
    follows: int


NAMELESS = "–"


@transaction.atomic
def erase(user: User, *, at: datetime) -> Erased:
    """Take a person out of the programme: coming sign-ups are cancelled, past ones keep their count but no name or words."""
    mine = SignUp.objects.filter(person__user=user)
    cancelled = 0
    for row in mine.filter(meeting__starts_at__gt=at).exclude(state=CANCELLED).select_related("meeting"):
        cancel(row, at=at)
        cancelled += 1
    Feedback.objects.filter(sign_up__person__user=user).update(text="")
    brought = SignUp.objects.filter(brought_by__person__user=user, person=None)
    brought.update(name=NAMELESS, brought_by=None)
    nameless = mine.update(person=None, name=NAMELESS, brought_by=None, is_listed=False)
    follows, _by_model = Follower.objects.filter(user=user).delete()
    return Erased(cancelled, nameless, follows)
