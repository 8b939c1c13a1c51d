"""Writes: what carried a task out is named, and taken away again."""

from datetime import date, datetime

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Carried, Conference, Party, Task
from mikrovirk.fund.models import Call
from mikrovirk.programme.models import Meeting


def by_meeting(task: Task, meeting: Meeting, *, party: Party | None = None, by: User | None, at: datetime) -> Carried:
    """Done by the network whose meeting it is, where it is a party, unless `party` says who."""
    who = party or task.agreement.parties.filter(network=meeting.network_id, removed_at=None).first()
    return named(task, {"meeting": meeting}, who, by, at)


def by_call(task: Task, call: Call, *, party: Party | None = None, by: User | None, at: datetime) -> Carried:
    """Done by the fund's holder, where it is a party, unless `party` says who."""
    who = party or task.agreement.parties.filter(organisation=call.fund.holder_id, removed_at=None).first()
    return named(task, {"call": call}, who, by, at)


def by_conference(
    task: Task, conference: Conference, *, party: Party | None = None, by: User | None, at: datetime
) -> Carried:
    """Done by whoever holds it, where that is a party, unless `party` says who."""
    holder = conference.organisation_id
    who = party
    if who is None and holder:
        who = task.agreement.parties.filter(organisation=holder, removed_at=None).first()
    return named(task, {"conference": conference}, who, by, at)


def named(
    task: Task, what: dict[str, Meeting | Call | Conference], party: Party | None, by: User | None, at: datetime
) -> Carried:
    """Once, however often it is said; who did it is what was said last."""
    found, _new = Carried.objects.update_or_create(
        task=task, **what, defaults={"party": party}, create_defaults={"party": party, "made_by": by, "made_at": at}
    )
    return found


def by_other(task: Task, what: str, day: date, *, party: Party | None, by: User | None, at: datetime) -> Carried:
    return Carried.objects.create(task=task, other=what, other_date=day, party=party, made_by=by, made_at=at)


def take_away(carried: Carried) -> None:
    """It did not carry the task out after all."""
    carried.delete()
