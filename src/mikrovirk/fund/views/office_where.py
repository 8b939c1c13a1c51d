"""The fund whose office a page is in, and what the reader may do there."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.models import Call, Fund
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import permissions_in
from mikrovirk.fund.views.where import fund_called

P = FundPermission


@dataclass(frozen=True)
class Office:
    """A fund and what the reader may do in it."""

    fund: Fund
    held: frozenset[FundPermission]

    @property
    def may_edit_calls(self) -> bool:
        return P.EDIT_CALLS in self.held

    @property
    def may_keep_books(self) -> bool:
        return P.KEEP_BOOKS in self.held

    def tabs(self, current: str) -> list[dict[str, Any]]:
        """The parts of the office the reader may open."""
        parts = [
            (P.SEE_CASES, "fund:office", _("What waits")),
            (P.SEE_CASES, "fund:office_calls", _("Calls")),
            (P.SEE_CASES, "fund:cases", _("Cases")),
            (P.SEE_CASES, "fund:office_votes", _("Votes")),
            (P.SEE_FIGURES, "fund:ledger", _("Money")),
            (P.SEE_FIGURES, "fund:statistics", _("Figures")),
            (P.EDIT_CALLS, "fund:fund_edit", _("The fund")),
        ]
        return [
            {"label": label, "url": reverse(name, args=[self.fund.slug]), "current": name == f"fund:{current}"}
            for needs, name, label in parts
            if needs in self.held
        ]


def office_of(request: MemberRequest, slug: str, *, needs: FundPermission) -> Office:
    """The office of the fund with that address; a 404 for those who may not do what `needs` says."""
    fund = fund_called(slug)
    held = permissions_in(request.user, fund)
    if needs not in held:
        raise Http404
    return Office(fund, held)


def call_in(office: Office, pk: int) -> Call:
    """A call of the fund; else a 404."""
    found = Call.objects.filter(fund=office.fund, pk=pk).select_related("quick_decider").first()
    if found is None:
        raise Http404
    found.fund = office.fund
    return found
