"""Reads: what a case still needs before it is decided, what the division gives it, and who may decide it."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Call, Decision, Division, Outcome
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, habilitet, votes
from mikrovirk.fund.queries.funds import own_applications


class Hindrance:
    """Codes for what keeps a case from being decided like this; `words_deciding` has them in words."""

    NOT_WAITING = "not_waiting"  # withdrawn, or over
    STILL_OPEN = "still_open"  # it can still be changed: the deadline is not over
    VOTING = "voting"
    NOT_CHECKED = "not_checked"  # a condition is not ticked
    NOT_ELIGIBLE = "not_eligible"  # a condition is not met: it cannot be granted
    IS_ELIGIBLE = "is_eligible"  # no condition failed: it cannot be refused for that
    NOT_DIVIDED = "not_divided"  # the pot is not divided yet
    TOO_MUCH = "too_much"  # more than was asked for
    NOTHING = "nothing"  # a grant of nothing


def decidable_for(user: User) -> QuerySet[Application]:
    """The cases `user` may decide: as decider of the fund, or as whom the call names for small sums."""
    return habilitet.cases_for(user, needs=FundPermission.DECIDE).filter(state=Application.State.SENT)


def division_of(call: Call) -> Division | None:
    """How the call's pot is divided, once it is."""
    return Division.objects.filter(call=call).first()


def proposed_for(application: Application, division: Division | None) -> int | None:
    """What the division gives the application, in øre; None where it took no part in it."""
    if division is None or str(application.pk) not in {each["id"] for each in division.projects}:
        return None
    costs = {each["id"]: int(each["cost"]) for each in division.projects}
    return costs[str(application.pk)] if str(application.pk) in division.funded else 0


def hindrance(application: Application, *, outcome: str, amount: int, at: datetime) -> str | None:
    """Why the case cannot be decided like this; None where it can. See `Hindrance`."""
    if application.state != Application.State.SENT:
        return Hindrance.NOT_WAITING
    eligible = assessing.is_eligible(assessing.conditions_of(application))
    if outcome == Outcome.NOT_ELIGIBLE:
        return None if eligible is False else Hindrance.IS_ELIGIBLE
    if eligible is not True:
        return Hindrance.NOT_CHECKED if eligible is None else Hindrance.NOT_ELIGIBLE
    if early := too_early(application, at=at):
        return early
    if outcome == Outcome.GRANTED and amount > application.amount:
        return Hindrance.TOO_MUCH
    if outcome == Outcome.GRANTED and not amount and application.amount:
        return Hindrance.NOTHING
    return None


def too_early(application: Application, *, at: datetime) -> str | None:
    """Why the case's turn has not come; a small one on the quick track waits for nobody else."""
    call = application.call
    if application.quick_by is not None:
        return None
    if call.state == Call.State.OPEN and call.deadline_at is not None and at <= call.deadline_at:
        return Hindrance.STILL_OPEN
    if call.state == Call.State.VOTING and votes.count_of(call) is None:
        return Hindrance.VOTING
    return None if division_of(call) else Hindrance.NOT_DIVIDED


def as_divided(user: User, call: Call, division: Division | None) -> list[Application]:
    """The cases that took part in the division, wait, and are the user's to decide."""
    if division is None:
        return []
    rows = decidable_for(user).filter(call=call, pk__in=[int(each["id"]) for each in division.projects])
    rows = rows.exclude(pk__in=assessing.not_yet_impartial(user).values("application"))
    return list(rows.select_related("call__fund", "applicant__user").order_by("number"))


def decisions_seen_by(user: User) -> QuerySet[Decision]:
    """The decisions in somebody's own cases (as applicant, or co-applicant who said yes), and in those they see for the fund."""
    own = own_applications(user).values("pk")
    rows = Decision.objects.filter(Q(application__in=own) | Q(application__in=habilitet.cases_for(user).values("pk")))
    return rows.select_related("application__call__fund__holder", "application__applicant__user")


def told(decision: Decision) -> dict[str, Any]:
    """What its parties were told, in the reader's language, as it was kept: title and sections."""
    texts: dict[str, Any] = decision.texts
    return dict(texts.get(get_language() or "da") or next(iter(texts.values()), {}))
