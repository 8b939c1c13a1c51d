"""One case, as somebody of the fund may see it, and what a section of its page is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Assignment, Fund
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, habilitet
from mikrovirk.fund.queries.funds import permissions_in


@dataclass(frozen=True)
class Case:
    """A case with what its reader may do in it."""

    application: Application
    user: User

    @property
    def fund(self) -> Fund:
        return self.application.call.fund

    @cached_property
    def permissions(self) -> frozenset[FundPermission]:
        held = permissions_in(self.user, self.fund)
        quick = self.application.quick_by and self.application.call.quick_decider_id == self.user.pk
        return held | {FundPermission.DECIDE} if quick else held

    @property
    def may_handle(self) -> bool:
        return FundPermission.HANDLE_CASES in self.permissions

    @property
    def may_decide(self) -> bool:
        return FundPermission.DECIDE in self.permissions

    @property
    def waits(self) -> bool:
        """Whether it still waits for a decision."""
        return self.application.state == Application.State.SENT

    @cached_property
    def assignments(self) -> list[Assignment]:
        return assessing.assignments_of(self.application)

    @property
    def own(self) -> Assignment | None:
        """The reader's own part in assessing it."""
        return next((row for row in self.assignments if row.assessor_id == self.user.pk), None)

    @property
    def must_say_impartial(self) -> bool:
        """An assessor says that they have no interest before they read the case."""
        return self.own is not None and self.own.impartial_at is None and self.waits


@dataclass(frozen=True)
class Section:
    """A part of a case's page. `context` gives what its template finds as `part`; None: not shown to this reader."""

    key: str
    label: str | Promise
    template: str
    context: Callable[[Case], Mapping[str, Any] | None]


def case_of(request: MemberRequest, fund_slug: str, pk: int, *, needs: FundPermission) -> Case:
    """The case, for whom `needs` allows and who has no interest in it; for the others there is no such page.

    An assessor who has not said yet that they have no interest finds no page but the one that asks.
    """
    case = case_to_open(request, fund_slug, pk, needs=needs)
    if case.must_say_impartial:
        raise Http404
    return case


def case_to_open(request: MemberRequest, fund_slug: str, pk: int, *, needs: FundPermission) -> Case:
    """The same, also while an assessor is to say whether they have an interest."""
    rows = habilitet.cases_for(request.user, needs=needs).select_related(
        "call__fund__holder", "call__quick_decider", "applicant__user", "business", "network", "idea"
    )
    return Case(get_object_or_404(rows, call__fund__slug=fund_slug, pk=pk), request.user)
