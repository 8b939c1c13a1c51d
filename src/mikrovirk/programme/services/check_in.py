"""Writes: who has come. Every tap may arrive twice, or late, from a phone that had no net for a while."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.services import guests, sign_ups
from mikrovirk.programme.services.seating import held

COMING = SignUp.State.COMING
OPENS_BEFORE = timedelta(hours=12)  # of the start: earlier, somebody who is added is signed up, not checked in


class UnknownSignUp(Exception):
    """The sign-up is not one of this meeting, or was cancelled and removed."""


@transaction.atomic
def mark(meeting: Meeting, sign_up_pk: int, *, came: bool, at: datetime) -> SignUp:
    """Check somebody in, or take it back; the same tap twice changes nothing. Raise UnknownSignUp.

    Who waited, or had cancelled, and comes all the same gets a place: nobody is turned away at the door by a list.
    Taking back a walk-in takes them off the list.
    """
    row = SignUp.objects.select_related("person__user").filter(meeting=meeting, pk=sign_up_pk).first()
    if row is None:
        raise UnknownSignUp
    if came == (row.checked_in_at is not None):
        return row
    if not came and row.is_walk_in and not Feedback.objects.filter(sign_up=row).exists():
        remove_walk_in(meeting, row)
        return row
    row.checked_in_at = at if came else None
    if came and row.state != COMING:
        give_place(meeting, row, at=at)
    row.save(update_fields=["checked_in_at", "state", "placed_at", "cancelled_at"])
    return row


def give_place(meeting: Meeting, row: SignUp, *, at: datetime) -> None:
    """A place, also over the capacity; the caller saves the row."""
    held(meeting)
    row.state, row.placed_at, row.cancelled_at = COMING, at, None
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=F("places_taken") + 1)


def remove_walk_in(meeting: Meeting, row: SignUp) -> None:
    held(meeting)
    row.delete()
    Meeting.objects.filter(pk=meeting.pk, places_taken__gt=0).update(places_taken=F("places_taken") - 1)


@transaction.atomic
def add_walk_in(meeting: Meeting, *, name: str, email: str = "", client_id: str = "", at: datetime) -> SignUp:
    """Put somebody on the list who stands at the door, and check them in; with the same `client_id` only once.

    Long before the meeting they are signed up instead. Somebody already on the list is checked in.
    """
    is_here = at >= meeting.starts_at - OPENS_BEFORE
    if email and not is_here:
        return sign_ups.sign_up_guest(meeting, name=name, email=email, at=at)
    fresh = held(meeting)
    if client_id:
        again = SignUp.objects.filter(meeting=meeting, client_id=client_id).first()
        if again:
            return again
    row = SignUp(meeting=meeting, name=name, as_guest=True, is_walk_in=is_here, via="door" if is_here else "office")
    if email:
        known = guests.person_at(email, name=name, meeting=meeting)
        row.person, row.as_guest, row.name = known.person, not known.is_member, ""
        if known.answer_pk:
            found = SignUp.objects.get(pk=known.answer_pk)
            return mark(meeting, found.pk, came=True, at=at)
    row.comes_with_id = sign_ups.comes_with(row, fresh)
    row.client_id, row.made_at = client_id, at
    row.checked_in_at = at if is_here else None
    give_place(fresh, row, at=at)
    row.save()
    return row
