"""Writes: a steering meeting is called, its agenda laid, its minutes written as they go, closed and opened again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, Q

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.domain.steering import moved
from mikrovirk.voice.models import AgendaPoint, MinutesClosed, SteeringMeeting
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.queries.agenda import Proposal
from mikrovirk.voice.services import minutes_text

GUESTS_AFTER = timedelta(days=1)  # a guest's link works until then


class MinutesAreClosed(Exception):
    """The meeting's minutes are closed, or it is cancelled: nothing in it can be changed."""


class WrittenMeanwhile(Exception):
    """Somebody else wrote in the point since the writer last saw it; `point` holds what stands there now."""

    def __init__(self, point: AgendaPoint) -> None:
        self.point = point
        super().__init__(str(point))


# --- the meeting -----------------------------------------------------------------------------------------------------


def call_meeting(
    network: Network, *, starts_at: datetime, lasts: int, place: str, by: User, at: datetime
) -> SteeringMeeting:
    """A steering meeting on that day; `lasts` is in minutes. Nobody is told before the invitation is approved."""
    return SteeringMeeting.objects.create(
        network=network, starts_at=starts_at, lasts=lasts, place=place, created_by=by, created_at=at
    )


@transaction.atomic
def change_meeting(meeting: SteeringMeeting, *, starts_at: datetime, lasts: int, place: str) -> bool:
    """Give the meeting another day or place; return whether a calendar must show it. Guests' links follow the day.

    Raise MinutesAreClosed.
    """
    _written(meeting)
    before = (meeting.starts_at, meeting.lasts, meeting.place)
    meeting.starts_at, meeting.lasts, meeting.place = starts_at, lasts, place
    if before == (starts_at, lasts, place):
        return False
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "lasts", "place", "sequence"])
    meeting.guests.update(expires_at=meeting.ends_at + GUESTS_AFTER)
    return True


@transaction.atomic
def cancel_meeting(meeting: SteeringMeeting, *, at: datetime) -> None:
    """It is not held. What was planned for it is kept and can be read."""
    meeting.cancelled_at = at
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "sequence"])


def note_present(meeting: SteeringMeeting, *, present: str) -> None:
    """Who was there; raise MinutesAreClosed."""
    open_for_writing = SteeringMeeting.objects.filter(pk=meeting.pk, closed_at=None, cancelled_at=None)
    if not open_for_writing.update(present=present):
        raise MinutesAreClosed
    meeting.present = present


# --- the agenda ------------------------------------------------------------------------------------------------------


def _written(meeting: SteeringMeeting) -> SteeringMeeting:
    """The meeting, locked so that two who lay the agenda come one after the other; raise MinutesAreClosed."""
    locked = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    if not locked.is_open:
        raise MinutesAreClosed
    return locked


@transaction.atomic
def add_points(meeting: SteeringMeeting, proposals: Iterable[Proposal]) -> list[AgendaPoint]:
    """Put points at the end of the agenda; what waits is put there once."""
    _written(meeting)
    points = AgendaPoint.objects.filter(meeting=meeting)
    there = set(points.exclude(matter="").values_list("matter", flat=True))
    last = points.aggregate(last=Max("position"))["last"] or 0
    new = [proposal for proposal in proposals if not proposal.matter or proposal.matter not in there]
    rows = [_point(meeting, proposal, last + place) for place, proposal in enumerate(new, start=1)]
    return AgendaPoint.objects.bulk_create(rows)


def _point(meeting: SteeringMeeting, proposal: Proposal, position: int) -> AgendaPoint:
    kind, _colon, key = proposal.matter.partition(":")
    return AgendaPoint(
        meeting=meeting,
        position=position,
        title=proposal.title,
        about=proposal.about,
        matter=proposal.matter,
        round_id=int(key) if kind == "round" else None,
        consultation_id=int(key) if kind == "consultation" else None,
    )


@transaction.atomic
def change_point(point: AgendaPoint, *, title: str, about: str) -> None:
    """Other words for a point; what was written in it stays."""
    _written(point.meeting)
    AgendaPoint.objects.filter(pk=point.pk).update(title=title, about=about)


@transaction.atomic
def move_point(point: AgendaPoint, *, up: bool) -> None:
    """One place earlier or later on the agenda."""
    meeting = _written(point.meeting)
    points = {each.pk: each for each in meeting.points.all()}
    for position, key in enumerate(moved(list(points), point.pk, up=up), start=1):
        points[key].position = position
    AgendaPoint.objects.bulk_update(points.values(), ["position"])


@transaction.atomic
def remove_point(point: AgendaPoint) -> None:
    """Take a point off the agenda with what was written in it; its decisions stay with the meeting."""
    _written(point.meeting)
    point.delete()


# --- the minutes -----------------------------------------------------------------------------------------------------


@transaction.atomic
def write_minutes(point: AgendaPoint, *, text: str, version: int, page: str, by: User, at: datetime) -> AgendaPoint:
    """Keep what stands in the point now, and return it with its new version.

    `version` is the one the writer last saw, `page` names their open page: what that page itself wrote last may be
    written over, for an answer may be lost on a bad line. Raise WrittenMeanwhile where somebody else has written since,
    and MinutesAreClosed. In both cases nothing is changed.
    """
    mine = Q(version=version) | Q(saved_from=page) if page else Q(version=version)
    writable = AgendaPoint.objects.filter(mine, pk=point.pk, meeting__closed_at=None, meeting__cancelled_at=None)
    now = AgendaPoint.objects.select_related("meeting__network", "saved_by")
    if now.get(pk=point.pk).minutes != text:
        changed = writable.update(
            minutes=text, version=F("version") + 1, saved_at=at, saved_by=by, saved_from=page
        )  # fmt: skip
        found = now.get(pk=point.pk)
        if not changed and not found.meeting.is_open:
            raise MinutesAreClosed
        if not changed:
            raise WrittenMeanwhile(found)
        return found
    return now.get(pk=point.pk)


@transaction.atomic
def close_minutes(meeting: SteeringMeeting, *, by: User, at: datetime) -> MinutesClosed:
    """Let nobody change the minutes any more, and keep them as they read now; raise MinutesAreClosed the second time."""
    locked = _written(meeting)
    locked.closed_at = at
    locked.save(update_fields=["closed_at"])
    meeting.closed_at = at
    text = minutes_text.as_text(meeting, queries.points_of(meeting), queries.decisions_without_point(meeting))
    return MinutesClosed.objects.create(meeting=meeting, text=text, closed_at=at, closed_by=by)


@transaction.atomic
def reopen_minutes(meeting: SteeringMeeting, *, why: str, by: User, at: datetime) -> None:
    """Let the group write on. Who did it, when and why is kept, and what the minutes were before."""
    SteeringMeeting.objects.filter(pk=meeting.pk).update(closed_at=None)
    last = meeting.closings.filter(reopened_at=None).last()
    if last:
        last.reopened_at, last.reopened_by, last.why = at, by, why
        last.save(update_fields=["reopened_at", "reopened_by", "why"])
    meeting.closed_at = None
