"""Reads: conditions and points of a case, and who may see which points."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.scoring import Result, result_of
from mikrovirk.fund.models import Application, Assignment, Call, Condition, ConditionCheck, Division, FundRole
from mikrovirk.fund.permissions import FundPermission, fund_roles_with
from mikrovirk.fund.queries import habilitet
from mikrovirk.fund.queries.funds import in_force, permissions_in

READS_SCORES = frozenset({FundPermission.HANDLE_CASES, FundPermission.DECIDE, FundPermission.KEEP_BOOKS})


@dataclass(frozen=True)
class Checked:
    """A condition of the call, and what a caseworker said of it; None: nothing yet."""

    condition: Condition
    check: ConditionCheck | None


def conditions_of(application: Application) -> list[Checked]:
    """The call's conditions in their order, with what was said of each. Two queries."""
    checks = {check.condition_id: check for check in application.checks.select_related("by")}
    return [Checked(each, checks.get(each.pk)) for each in application.call.conditions.all()]


def is_eligible(checked: Iterable[Checked]) -> bool | None:
    """Whether every condition is met; None while one is not checked and none has failed."""
    answers = [row.check.is_met if row.check else None for row in checked]
    if False in answers:
        return False
    return None if None in answers else True


def eligible_in(call: Call) -> list[Application]:
    """The applications that wait for a decision and meet every condition, in the order received; small quick ones apart."""
    wanted = set(call.conditions.values_list("pk", flat=True))
    rows = call.applications.filter(state=Application.State.SENT, quick_by__isnull=True).prefetch_related("checks")
    return [
        row
        for row in rows.order_by("number")
        if wanted <= {check.condition_id for check in row.checks.all() if check.is_met}
    ]


# --- points ----------------------------------------------------------------------------------------------------------


def assignments_of(application: Application) -> list[Assignment]:
    """Who assesses the case, with their points. Two queries."""
    rows = application.assignments.select_related("assessor").prefetch_related("scores__criterion")
    return list(rows)


def all_are_in(assignments: Iterable[Assignment]) -> bool:
    """Whether somebody assesses the case, and everybody who does has handed in."""
    rows = list(assignments)
    return bool(rows) and all(row.handed_in_at for row in rows)


def sees_scores(
    user: User,
    application: Application,
    assignments: list[Assignment],
    *,
    held: frozenset[FundPermission] | None = None,
) -> bool:
    """Whether `user` may see what others gave. `held`: what they may do in the fund, where it is known.

    An assessor of the case sees them once their own are in; whoever handles, decides or keeps the books once all are; an
    assessor who was not asked about this case never: they may be asked yet.
    """
    own = next((row for row in assignments if row.assessor_id == user.pk), None)
    if own is not None:
        return own.handed_in_at is not None
    is_quick_decider = application.quick_by is not None and application.call.quick_decider_id == user.pk
    if held is None:
        held = permissions_in(user, application.call.fund)
    return (is_quick_decider or bool(held & READS_SCORES)) and all_are_in(assignments)


def score_of(application: Application, assignments: Iterable[Assignment]) -> Result | None:
    """What the points that are handed in come to."""
    given = [
        {score.criterion_id: score.points for score in row.scores.all()} for row in assignments if row.handed_in_at
    ]
    return result_of(given, {each.pk: each.weight for each in application.call.criteria.all()})


def scores_in(call: Call) -> dict[int, Result]:
    """What the points come to, by application, where everybody who was asked has handed in. Three queries."""
    weights = {each.pk: each.weight for each in call.criteria.all()}
    rows: dict[int, list[Assignment]] = {}
    for row in Assignment.objects.filter(application__call=call).prefetch_related("scores"):
        rows.setdefault(row.application_id, []).append(row)
    found = {}
    for application, assignments in rows.items():
        given = [{score.criterion_id: score.points for score in row.scores.all()} for row in assignments]
        result = result_of(given, weights) if all_are_in(assignments) else None
        if result:
            found[application] = result
    return found


def takes_points(application: Application) -> bool:
    """Whether points still count: the case waits, and the pot of its call is not divided yet."""
    waits = application.state == Application.State.SENT
    return waits and (
        application.quick_by is not None or not Division.objects.filter(call=application.call_id).exists()
    )


def assessors_for(application: Application) -> list[User]:
    """Who can still be asked to assess the case: the fund's assessors who are not kept away from it, nor asked already."""
    held = FundRole.objects.filter(
        in_force(), fund=application.call.fund, name__in=fund_roles_with(FundPermission.ASSESS)
    )
    kept_away = {row.user.pk for row in habilitet.locked_out_of(application)}
    asked = set(application.assignments.values_list("assessor", flat=True))
    people = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("full_name", "pk")
    return [user for user in people if user.pk not in kept_away | asked]


def to_assess(user: User) -> list[Assignment]:
    """What waits for `user` to be scored, oldest first."""
    rows = Assignment.objects.filter(
        assessor=user, handed_in_at__isnull=True, application__state=Application.State.SENT
    )
    rows = rows.filter(application__in=habilitet.cases_for(user, needs=FundPermission.ASSESS))
    rows = rows.filter(Q(application__call__division__isnull=True) | Q(application__quick_by__isnull=False))
    return list(rows.select_related("application__call__fund"))


def not_yet_impartial(user: User) -> QuerySet[Assignment]:
    """What `user` is asked to assess and has not yet said to have no interest in: those cases they do not read."""
    return Assignment.objects.filter(
        assessor=user, impartial_at__isnull=True, application__state=Application.State.SENT
    )
