"""Reads: the meetings one person of a network has said yes to, and what came of each."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import joint


class Outcome(StrEnum):
    """What came of an answer."""

    CAME = "came"
    ABSENT = "absent"  # where somebody was checked in; otherwise nobody is called that
    NOT_KNOWN = "not_known"
    COMING = "coming"
    WAITING = "waiting"
    WAITED = "waited"
    CANCELLED = "cancelled"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """One meeting with the person's answer to it."""

    meeting: Meeting
    outcome: Outcome


def meetings_of(person: Person, network: Network, *, now: datetime) -> list[AtMeeting]:
    """The last one first; of a joint meeting only where the person came with this network. One query."""
    others = SignUp.objects.filter(meeting=OuterRef("meeting"), checked_in_at__isnull=False)
    rows = SignUp.objects.filter(joint.own_people(network), person=person).annotate(was_checked=Exists(others))
    rows = rows.select_related("meeting__network").order_by("-meeting__starts_at", "-pk")
    return [AtMeeting(row.meeting, outcome_of(row, was_checked=row.was_checked, now=now)) for row in rows]


def outcome_of(row: SignUp, *, was_checked: bool, now: datetime) -> Outcome:
    """What came of one sign-up. Reads its `meeting`; `was_checked`: somebody was checked in there."""
    if row.checked_in_at:
        return Outcome.CAME
    if row.meeting.state == Meeting.State.CANCELLED:
        return Outcome.CALLED_OFF
    if row.state == SignUp.State.CANCELLED:
        return Outcome.CANCELLED
    is_over = row.meeting.ends_at <= now
    if row.state == SignUp.State.WAITING:
        return Outcome.WAITED if is_over else Outcome.WAITING
    if not is_over:
        return Outcome.COMING
    return Outcome.ABSENT if was_checked else Outcome.NOT_KNOWN
