"""Calls: written, opened, closed, called off. Once a call is open its rules stand; only its deadline can move, and later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.calls import Kept, Obstacle
from mikrovirk.fund.models import Application, Call, Condition, Criterion, Fund, Share
from mikrovirk.fund.queries import calls as queries
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.services import ledger
from mikrovirk.fund.services.call_mails import tell_called_off

State = Call.State
RUNNING = (State.OPEN, State.ASSESSING, State.VOTING)


class RulesStand(Exception):
    """The call was opened: it is written no more."""


class CannotOpen(Exception):
    """Something keeps the call from opening; `obstacles` says what."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(", ".join(obstacles))
        self.obstacles = list(obstacles)


class NotNow(Exception):
    """The call is not where this can be done: its deadline is ahead, money was granted, or it is over."""


@dataclass(frozen=True)
class Weighted:
    """A criterion: its name, what a high score takes, and its weight."""

    name: str
    help: str = ""
    weight: int = 1


@dataclass(frozen=True)
class CallWords:
    """A call as it was written. `fields` are the call's own columns; `questions` its form."""

    fields: Mapping[str, Any]
    general_benefit: str
    kept: Sequence[Kept] = ()
    criteria: Sequence[Weighted] = ()
    conditions: Sequence[str] = ()
    questions: Sequence[Mapping[str, Any]] = field(default_factory=list)


@transaction.atomic
def write_call(fund: Fund, words: CallWords, *, by: User | None, call: Call | None = None) -> Call:
    """Keep a call that is being written, a new one where `call` is None; raise RulesStand."""
    if call is None:
        call = Call(fund=fund, created_by=by)
    else:
        call = held(call)
        if call.state != State.DRAFT:
            raise RulesStand
    for name, value in words.fields.items():
        setattr(call, name, value)
    call.questions = [dict(question) for question in words.questions]
    call.save()
    write_rows(call, words)
    return call


def write_rows(call: Call, words: CallWords) -> None:
    """The rows that belong to a call; nobody refers to them before it opens."""
    call.shares.all().delete()
    call.criteria.all().delete()
    call.conditions.all().delete()
    Share.objects.bulk_create(Share(call=call, kind=each.kind, key=each.key, amount=each.amount) for each in words.kept)
    Criterion.objects.bulk_create(
        Criterion(call=call, position=number, name=each.name, help=each.help, weight=each.weight)
        for number, each in enumerate(words.criteria, start=1)
    )
    Condition.objects.create(call=call, position=0, text=words.general_benefit, is_general_benefit=True)
    Condition.objects.bulk_create(
        Condition(call=call, position=number, text=text) for number, text in enumerate(words.conditions, start=1)
    )


@transaction.atomic
def copy_call(call: Call, *, by: User | None, title: str) -> Call:
    """A new call that is written like this one; its days are left open."""
    names = [
        *["purpose", "who_may_apply", "pot", "smallest", "largest", "own_share", "benefits_others", "small_up_to"],
        *["quick_up_to", "quick_decider", "recommends", "decides", "rule", "advance_percent", "report_days"],
        "accept_days",
    ]
    benefit = call.conditions.filter(is_general_benefit=True).first()
    words = CallWords(
        fields={name: getattr(call, name) for name in names} | {"title": title},
        general_benefit=benefit.text if benefit else "",
        kept=[Kept(share.kind, share.key, share.amount) for share in call.shares.all()],
        criteria=[Weighted(each.name, each.help, each.weight) for each in call.criteria.all()],
        conditions=[each.text for each in call.conditions.filter(is_general_benefit=False)],
        questions=call.questions,
    )
    return write_call(call.fund, words, by=by)


@transaction.atomic
def open_call(call: Call, *, by: User | None, at: datetime) -> Call:
    """Open a call and set its pot aside in the ledger; raise CannotOpen, and RulesStand where it is open already."""
    found = held(call)
    if found.state != State.DRAFT:
        raise RulesStand
    ledger.hold(found.fund)
    if obstacles := queries.obstacles(found, now=at):
        raise CannotOpen(obstacles)
    ledger.allot(found, found.pot, by=by, at=at, key=f"pot:{found.pk}")
    found.state, found.opened_at = State.OPEN, at
    found.opens_at = max(found.opens_at or at, at)
    found.save(update_fields=["state", "opened_at", "opens_at"])
    return found


@transaction.atomic
def move_deadline(call: Call, deadline_at: datetime, *, at: datetime) -> Call:
    """Give applicants more time, never less; raise NotNow."""
    found = held(call)
    if (
        found.state != State.OPEN
        or found.deadline_at is None
        or not found.deadline_at < deadline_at
        or deadline_at <= at
    ):
        raise NotNow
    found.deadline_at = deadline_at
    found.save(update_fields=["deadline_at"])
    return found


@transaction.atomic
def close_call(call: Call, *, at: datetime) -> Call:
    """The deadline is over: from now on the applications are assessed. Raise NotNow."""
    found = held(call)
    if found.state != State.OPEN or found.deadline_at is None or at < found.deadline_at:
        raise NotNow
    found.state = State.ASSESSING
    found.save(update_fields=["state"])
    return found


def close_due(*, now: datetime) -> int:
    """Close every open call whose deadline is over; how many there were."""
    due = list(Call.objects.filter(state=State.OPEN, deadline_at__lt=now))
    for call in due:
        close_call(call, at=now)
    return len(due)


@transaction.atomic
def call_off(call: Call, *, because: str, by: User | None, at: datetime) -> Call:
    """Call a call off and tell those who applied why; its money goes back to the fund. Raise NotNow once money was granted."""
    found = held(call)
    ledger.hold(found.fund)
    if found.state not in RUNNING or balances.balances(found).committed:
        raise NotNow
    for application in found.applications.filter(ledger_accounts__name="reserved", ledger_accounts__balance__gt=0):
        ledger.release(application, by=by, at=at, text=because[:200])
    ledger.take_back(found, by=by, at=at, text=because[:200])
    found.state, found.cancelled_because = State.CANCELLED, because
    found.save(update_fields=["state", "cancelled_because"])
    tell_called_off(found, at=at)
    return found


@transaction.atomic
def throw_away(call: Call) -> None:
    """Throw away a call that was never opened; raise RulesStand."""
    found = held(call)
    if found.state != State.DRAFT or Application.objects.filter(call=found).exists():
        raise RulesStand
    found.delete()


@transaction.atomic
def lift_share(share: Share, *, because: str, by: User | None, at: datetime) -> Share:
    """Let all apply for money that was kept for some: nobody it was kept for is left. The reason is public."""
    found = Share.objects.select_for_update(of=("self",)).select_related("call").get(pk=share.pk)
    if found.lifted_at is None and found.call.state in RUNNING:
        found.lifted_at, found.lifted_by, found.lifted_because = at, by, because
        found.save()
    return found


def held(call: Call) -> Call:
    """The call's row, held until the transaction ends."""
    return Call.objects.select_for_update(of=("self",)).select_related("fund").get(pk=call.pk)
