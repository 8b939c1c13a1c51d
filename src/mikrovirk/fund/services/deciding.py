"""Writes: a case is recommended and decided, once, and the applicant is told why."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, CaseEntry, Decision, Deviation, Outcome, Recommendation
from mikrovirk.fund.queries import deciding as queries
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.services import agreements, de_minimis, decision_mails, decision_texts, ledger
from mikrovirk.fund.services.interests import LockedOut, note, note_locked_out, refuse_locked_out

Kind = CaseEntry.Kind
State = Application.State
STATES = {
    Outcome.GRANTED: State.GRANTED,
    Outcome.REFUSED: State.REFUSED,
    Outcome.NOT_ELIGIBLE: State.NOT_ELIGIBLE,
}


class AlreadyDecided(Exception):
    """The case was decided before; a decision is made once."""


class NotReady(Exception):
    """The case cannot be decided like this; `why` is a code of `Hindrance`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class DeviationNeedsReason(Exception):
    """The decision goes another way than the division of the pot: that needs a public reason. `proposed` is in øre."""

    def __init__(self, proposed: int) -> None:
        super().__init__(str(proposed))
        self.proposed = proposed


@transaction.atomic
def recommend(
    application: Application, *, outcome: str, amount: int = 0, reason: str, by: User, at: datetime
) -> Recommendation:
    """Say what whoever recommends thinks of the case; until it is decided it can change. Raise AlreadyDecided, LockedOut."""
    locked = undecided(application, by=by)
    amount = amount if outcome == Outcome.GRANTED else 0
    made, _new = Recommendation.objects.update_or_create(
        application=locked,
        defaults={"outcome": outcome, "amount": amount, "reason": reason, "by": by, "at": at},
    )
    note(locked, Kind.RECOMMENDED, by=by, at=at, text=f"{made.get_outcome_display()} · {reason}")
    return made


def decide(
    application: Application,
    *,
    outcome: str,
    amount: int = 0,
    reason: str,
    by: User,
    at: datetime,
    reason_en: str = "",
    deviation_reason: str = "",
) -> Decision:
    """Decide a case, once: grant an amount (whole øre) or refuse it, book it, and tell the applicant why and how to complain.

    Raise AlreadyDecided, LockedOut, NotReady, DeviationNeedsReason, the ledger's NotEnough and de minimis' MayNotGrant; then
    nothing was changed.
    """
    amount = amount if outcome == Outcome.GRANTED else 0
    refuse_early(application, amount)
    with transaction.atomic():
        return decide_held(
            undecided(application, by=by),
            outcome=outcome,
            amount=amount,
            reason=reason,
            reason_en=reason_en,
            deviation_reason=deviation_reason,
            by=by,
            at=at,
        )


def refuse_early(application: Application, amount: int) -> None:
    """Say what can be seen without holding anything, so that nobody waits for it: AlreadyDecided, NotEnough."""
    if Decision.objects.filter(application=application).exists():
        raise AlreadyDecided
    of_call, own = balances.balances(application.call), balances.of_application(application)
    if amount > of_call.available + own.reserved:
        raise ledger.NotEnough("available", amount, of_call.available + own.reserved)


def decide_held(
    locked: Application,
    *,
    outcome: str,
    amount: int,
    reason: str,
    reason_en: str,
    deviation_reason: str,
    by: User,
    at: datetime,
) -> Decision:
    """Decide a case that is held until the transaction ends."""
    if why := queries.hindrance(locked, outcome=outcome, amount=amount, at=at):
        raise NotReady(why)
    proposed = proposed_amount(locked, outcome)
    if proposed is not None and proposed != amount and not deviation_reason:
        raise DeviationNeedsReason(proposed)
    note_locked_out(locked, at=at)
    decision = write_down(locked, outcome=outcome, amount=amount, reason=reason, reason_en=reason_en, by=by, at=at)
    if proposed is not None and proposed != amount:
        Deviation.objects.create(decision=decision, proposed=proposed, reason=deviation_reason)
    book(decision, by=by, at=at)
    note(locked, Kind.DECIDED, by=by, at=at, text=f"{decision.get_outcome_display()} · {reason}")
    decision.texts = decision_texts.texts_of(decision)
    decision.save(update_fields=["texts"])
    decision_mails.tell(decision, at=at)
    return decision


def decide_as_divided(
    cases: Iterable[Application], *, reason: str, reason_en: str, by: User, at: datetime
) -> list[Application]:
    """Decide cases as the division gives, each for itself; those that something stands in the way of, which stay undecided."""
    left = []
    for case in cases:
        proposed = proposed_amount(case, Outcome.GRANTED)
        outcome = Outcome.GRANTED if proposed or not case.amount else Outcome.REFUSED
        try:
            decide(case, outcome=outcome, amount=proposed or 0, reason=reason, reason_en=reason_en, by=by, at=at)
        except (AlreadyDecided, NotReady, LockedOut, ledger.NotEnough, de_minimis.MayNotGrant):
            left.append(case)
    return left


def undecided(application: Application, *, by: User) -> Application:
    """The case, held until the transaction ends; raise AlreadyDecided, LockedOut."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("call__fund__holder", "applicant__user")
    locked = rows.get(pk=application.pk)
    if Decision.objects.filter(application=locked).exists():
        raise AlreadyDecided
    refuse_locked_out(by, locked)
    return locked


def proposed_amount(application: Application, outcome: str) -> int | None:
    """What the division gives; None where the case took no part in it, or fails a condition."""
    if outcome == Outcome.NOT_ELIGIBLE:
        return None
    return queries.proposed_for(application, queries.division_of(application.call))


def write_down(application: Application, *, by: User, at: datetime, outcome: str, **told: object) -> Decision:
    call = application.call
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                application=application,
                outcome=outcome,
                asked=application.amount,
                decides=str(call.quick_decider or by) if application.quick_by else call.decides,
                is_quick=application.quick_by is not None,
                by=by,
                at=at,
                **told,
            )
    except IntegrityError as error:  # two at once, where the database locks no rows
        raise AlreadyDecided from error
    application.state = STATES[Outcome(outcome)]
    application.save(update_fields=["state"])
    return decision


def book(decision: Decision, *, by: User, at: datetime) -> None:
    """Hold the grant against the rules on aid and move the money; let go of what was reserved where it is refused."""
    case = decision.application
    if decision.outcome != Outcome.GRANTED:
        ledger.release(case, by=by, at=at)
        return
    de_minimis.grant(case, decision.amount, by=by, at=at)
    if decision.amount:
        try:
            ledger.grant(case, decision.amount, by=by, at=at, key=f"decision:{case.pk}")
        except ledger.AlreadyDone as error:
            raise AlreadyDecided from error
        agreements.make(case, decision.amount, by=by, at=at)
