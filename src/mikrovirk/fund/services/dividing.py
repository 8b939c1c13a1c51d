"""Writes: a call's pot is divided by its rule, once; and the result is made public when every case is decided."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.allocation import allocate, explain
from mikrovirk.fund.domain.explained import as_plain
from mikrovirk.fund.models import Application, Call, Division
from mikrovirk.fund.queries import divisions as queries


class NotYet(Exception):
    """The call still takes applications, its vote is not counted, or cases wait for a decision."""


class AlreadyDivided(Exception):
    """The pot was divided before."""


def is_ready(call: Call, *, at: datetime) -> bool:
    """Whether the pot can be divided: the deadline is over, a vote is counted, and something is there to give to."""
    if call.deadline_at is None or at <= call.deadline_at or call.state == Call.State.CANCELLED:
        return False
    found = queries.election_of(call)
    return found is not None and bool(found[0].projects)


@transaction.atomic
def divide(call: Call, *, by: User, at: datetime) -> Division:
    """Divide the pot by the call's rule and keep the reason for every project; raise AlreadyDivided, NotYet."""
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if Division.objects.filter(call=locked).exists():
        raise AlreadyDivided
    if locked.deadline_at is None or at <= locked.deadline_at:
        raise NotYet
    found = queries.election_of(locked)
    if found is None or not found[0].projects:
        raise NotYet
    election, rule = found
    allocation = allocate(election, rule)
    explanation = explain(election, allocation)
    if not election.voters:  # the other rules go by votes, and there are none
        explanation = replace(explanation, others=())
    cases = {str(case.pk): case for case in locked.applications.filter(pk__in=[each.id for each in election.projects])}
    projects = [
        {
            "id": each.id,
            "number": cases[each.id].number,
            "title": cases[each.id].title,
            "cost": each.cost,
            "score": None if each.score is None else str(each.score),
        }
        for each in election.projects
    ]
    return Division.objects.create(
        call=locked,
        pot=election.budget,
        projects=projects,
        funded=list(allocation.funded),
        explanation=as_plain(explanation),
        by=by,
        at=at,
    )


@transaction.atomic
def publish_result(call: Call, *, at: datetime) -> Call:
    """Every case is decided: the result of the call is public from now on. Raise NotYet."""
    locked = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    waiting = locked.applications.filter(state=Application.State.SENT).exists()
    if waiting or locked.deadline_at is None or at <= locked.deadline_at or locked.state == Call.State.CANCELLED:
        raise NotYet
    if locked.state != Call.State.DECIDED:
        locked.state, locked.decided_at = Call.State.DECIDED, at
        locked.save(update_fields=["state", "decided_at"])
    return locked
