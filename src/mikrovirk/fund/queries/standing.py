"""Reads: whose turn it is in a case, for lists and for what waits."""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Count, QuerySet

from mikrovirk.fund.models import Application, Assignment, Call, ConditionCheck

State = Application.State


class Turn(StrEnum):
    """What a case waits for; `DONE`: nothing more before the money is paid."""

    CHECK = "check"  # a caseworker ticks the conditions
    REFUSE = "refuse"  # a condition is not met: it is to be refused for that
    ASSESS = "assess"  # assessors are to be asked, or to hand in
    VOTE = "vote"  # the members
    DECIDE = "decide"
    DONE = "done"


def turns_of(cases: Iterable[Application]) -> dict[int, Turn]:
    """Whose turn it is, by case. Five queries however many cases; `call` must be selected with them."""
    rows = list(cases)
    calls = {case.call_id for case in rows}
    conditions = dict(count_by(Call.objects.filter(pk__in=calls), "conditions"))
    criteria = dict(count_by(Call.objects.filter(pk__in=calls), "criteria"))
    checks: dict[int, list[bool]] = {}
    for case, is_met in ConditionCheck.objects.filter(application__in=rows).values_list("application", "is_met"):
        checks.setdefault(case, []).append(is_met)
    handed_in: dict[int, list[bool]] = {}
    for case, moment in Assignment.objects.filter(application__in=rows).values_list("application", "handed_in_at"):
        handed_in.setdefault(case, []).append(moment is not None)
    divided = set(Call.objects.filter(pk__in=calls, division__isnull=False).values_list("pk", flat=True))
    return {
        case.pk: turn_of(
            case,
            ticks=checks.get(case.pk, []),
            conditions=conditions[case.call_id],
            scores=handed_in.get(case.pk, []),
            is_scored=case.call.rule == Call.Rule.SCORE
            and bool(criteria[case.call_id])
            and case.call_id not in divided,
        )
        for case in rows
    }


def count_by(calls: QuerySet[Call], what: str) -> Iterable[tuple[int, int]]:
    return calls.order_by().annotate(number=Count(what)).values_list("pk", "number")


def turn_of(case: Application, *, ticks: list[bool], conditions: int, scores: list[bool], is_scored: bool) -> Turn:
    if case.state != State.SENT:
        return Turn.DONE
    if False in ticks:
        return Turn.REFUSE
    if len(ticks) < conditions:
        return Turn.CHECK
    if case.quick_by is not None:
        return Turn.DECIDE
    if case.call.state == Call.State.VOTING:
        return Turn.VOTE
    if is_scored and not (scores and all(scores)):
        return Turn.ASSESS
    return Turn.DECIDE
