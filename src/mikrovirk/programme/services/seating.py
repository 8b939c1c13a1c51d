"""Writes: who has a place. One conditional update for the usual case; where people wait, the meeting's row is held."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import BooleanField, F, Max, Q
from django.db.models.expressions import RawSQL

from mikrovirk.programme.domain.waiting_list import Party, Seating, seat
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.meetings import capacity_of
from mikrovirk.programme.services import sign_up_mails

COMING, WAITING = SignUp.State.COMING, SignUp.State.WAITING
TICK = timedelta(microseconds=1)  # what a moment is kept to
# Written out: every sign-up asks it, and having it put together costs more than the whole statement.
NOBODY_WAITS = f"NOT EXISTS (SELECT 1 FROM {SignUp._meta.db_table} WHERE meeting_id = %s AND state = %s)"  # noqa: S608


class SignUpClosed(Exception):
    """The meeting is not published, is cancelled, or has begun."""


def held(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends: nobody else gives places meanwhile."""
    # Only its own row: PostgreSQL cannot hold the empty side of a join.
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("network", "venue", "format")
    return rows.get(pk=meeting.pk)


def raise_if_closed(meeting: Meeting, *, at: datetime) -> None:
    if meeting.state != Meeting.State.PUBLISHED or at >= meeting.starts_at:
        raise SignUpClosed


def take_place(meeting: Meeting, *, at: datetime) -> bool:
    """Take one place if one is free and nobody waits for it, in one statement that two can run at once."""
    is_free = Q(capacity__gt=F("places_taken"))
    room = meeting.venue.capacity if meeting.venue else None
    is_free |= Q(capacity__isnull=True) if room is None else Q(capacity__isnull=True, places_taken__lt=room)
    nobody_waits = RawSQL(NOBODY_WAITS, [meeting.pk, WAITING], output_field=BooleanField())  # noqa: S611  fixed text
    still_open = Meeting.objects.filter(is_free, nobody_waits, pk=meeting.pk, state=Meeting.State.PUBLISHED)
    return bool(still_open.filter(starts_at__gt=at).update(places_taken=F("places_taken") + 1))


def is_full(meeting: Meeting) -> bool:
    capacity = capacity_of(meeting)
    return capacity is not None and meeting.places_taken >= capacity


def join_line(row: SignUp, meeting: Meeting) -> bool:
    """Put a sign-up at the end of the waiting list of a meeting that is `held`; False where a place is free, and nothing is done.

    What counts is who came first here: somebody whose request was on its way longer does not get in front of those who were
    told their number already.
    """
    if not is_full(meeting):
        return False
    last = SignUp.objects.filter(meeting=meeting, state=WAITING).aggregate(at=Max("made_at"))["at"]
    row.made_at = max(row.made_at, last + TICK) if last else row.made_at
    row.state, row.placed_at = WAITING, None
    row.save()
    return True


def number_of(row: SignUp, meeting: Meeting) -> int:
    """The place of a waiting sign-up in the line, from 1, parties counted once; 0 for one that does not wait.

    Also 0 for one who is about to get a place that has become free. In a full meeting nobody is, and the line is counted only.
    """
    if not is_full(meeting):
        seating, members = seating_of(meeting)
        return next((line.number for line in seating.waiting if row.pk in members[line.sign_up_id]), 0)
    waiting = SignUp.objects.filter(meeting=meeting, state=WAITING)
    columns = ("made_at", "pk", "brought_by__state", "brought_by__made_at", "brought_by")
    own = waiting.filter(pk=row.pk).values_list(*columns).first()
    if own is None:
        return 0
    made_at, pk = own[3:] if own[2] == WAITING else own[:2]
    in_front = Q(made_at__lt=made_at) | Q(made_at=made_at, pk__lte=pk)
    return waiting.exclude(brought_by__state=WAITING).filter(in_front).count()


def parties_of(rows: Iterable[tuple[int, int | None, str]]) -> tuple[list[Party], dict[int, list[int]]]:
    """The parties that sign-ups (pk, who brings them, state) form, in their order, and the sign-ups of each.

    Who brings guests is one party with those in the same state; a guest who waits while the host has a place waits alone.
    """
    rows = list(rows)
    states = {pk: state for pk, _host, state in rows}
    members: dict[int, list[int]] = {}
    for pk, host, state in rows:
        leader = host if host is not None and states.get(host) == state else pk
        members.setdefault(leader, []).append(pk)
    order = {pk: place for place, (pk, _host, _state) in enumerate(rows)}
    leaders = sorted(members, key=lambda pk: order[pk])
    return [Party(pk, len(members[pk]), confirmed=states[pk] == COMING) for pk in leaders], members


def seating_of(meeting: Meeting) -> tuple[Seating, dict[int, list[int]]]:
    """Who has a place, who would get one now, and where the others stand."""
    rows = SignUp.objects.filter(meeting=meeting, state__in=[COMING, WAITING]).order_by("made_at", "pk")
    parties, members = parties_of(rows.values_list("pk", "brought_by_id", "state"))
    return seat(parties, capacity_of(meeting)), members


def seat_waiting(meeting: Meeting, *, at: datetime, quietly: Sequence[int] = ()) -> set[int]:
    """Give free places to those who wait, and tell them; those in `quietly` are told by the caller.

    Call it in the transaction that holds the meeting (`held`). The count of places taken is put right as well.
    """
    seating, members = seating_of(meeting)
    moved = {pk for leader in seating.moved_up for pk in members[leader]}
    if moved and at < meeting.starts_at:
        SignUp.objects.filter(pk__in=moved).update(state=COMING, placed_at=at)
        taken = seating.places_taken
    else:
        taken = seating.places_taken - len(moved)
        moved = set()
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=taken)
    _tell(meeting, moved - set(quietly), at=at)
    return moved


def _tell(meeting: Meeting, moved: set[int], *, at: datetime) -> None:
    if not moved:
        return
    rows = SignUp.objects.filter(pk__in=moved).select_related("person__user", "brought_by__person__user")
    for row in rows.order_by("made_at", "pk"):
        if row.person:
            sign_up_mails.send_moved_up(row, meeting, row.person.user, at=at)
        elif row.brought_by and row.brought_by.person and row.brought_by_id not in moved:
            sign_up_mails.send_guest_moved_up(row, meeting, row.brought_by.person.user, at=at)
