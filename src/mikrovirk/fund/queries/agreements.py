"""Reads: agreements, how their money stands, and what waits for the fund's people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.settling import Settled, advance, approvals_needed
from mikrovirk.fund.models import Agreement, Application, BudgetLine, Claim, Receipt, Report
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import ledger
from mikrovirk.fund.queries.habilitet import cases_for

SENT = Q(sent_at__isnull=False)
WAITING = SENT & Q(paid_at__isnull=True, refused_at__isnull=True)


@dataclass(frozen=True)
class ClaimRow:
    """A claim with how far it is: `needed` people must find it right, `approved_by` did."""

    claim: Claim
    receipts: Sequence[Receipt]
    approved_by: Sequence[User]
    needed: int

    @property
    def is_approved(self) -> bool:
        return len(self.approved_by) >= self.needed


def agreement_of(application: Application) -> Agreement | None:
    return Agreement.objects.filter(application=application).select_related("application__call__fund").first()


def report_of(application: Application) -> Report | None:
    return Report.objects.filter(application=application).first()


def own_money(application: Application) -> int:
    """What the applicant brings along, in øre."""
    lines = application.budget.filter(side=BudgetLine.Side.OWN)
    return lines.aggregate(sum=Sum("amount"))["sum"] or 0


def settled_of(agreement: Agreement) -> Settled:
    """How the grant's money stands. Four queries."""
    receipts = Receipt.objects.filter(claim__agreement=agreement, claim__paid_at__isnull=False)
    return Settled(
        granted=agreement.amount,
        paid=ledger.of_application(agreement.application).paid,
        spent=receipts.aggregate(sum=Sum("amount"))["sum"] or 0,
        own=own_money(agreement.application),
    )


def advance_left(agreement: Agreement) -> int:
    """What may still be asked for in advance, in øre: once, and before there are receipts."""
    if agreement.claims.filter(SENT, refused_at__isnull=True).exists():
        return 0
    return agreement.advance


def advance_of(application: Application, amount: int) -> int:
    """What of a grant the call pays before there are receipts."""
    return advance(amount, per_cent=application.call.advance_percent)


def claim_being_written(agreement: Agreement) -> Claim | None:
    """The claim receipts are put in now; None where nobody has begun one."""
    return agreement.claims.filter(sent_at__isnull=True).first()


def claim_rows(agreement: Agreement) -> list[ClaimRow]:
    """Every claim that was sent under an agreement. Four queries."""
    claims = agreement.claims.filter(SENT).prefetch_related("receipts", "approvals__by").order_by("number")
    limit = agreement.application.call.fund.two_approve_over
    return [
        ClaimRow(
            claim,
            list(claim.receipts.all()),
            [each.by for each in claim.approvals.all() if each.by],
            approvals_needed(claim.amount, two_over=limit),
        )
        for claim in claims
    ]


def open_claims(user: User) -> QuerySet[Claim]:
    """The claims that are neither paid nor refused, of cases `user` may see, the oldest first; `approved` counts."""
    cases = cases_for(user).values("pk")
    rows = Claim.objects.filter(WAITING, agreement__application__in=cases)
    rows = rows.annotate(approved=Count("approvals")).select_related("agreement__application__call__fund")
    return rows.order_by("sent_at", "pk")


NEEDS_MORE = Q(approved=0) | Q(approved=1, amount__gt=F("agreement__application__call__fund__two_approve_over"))


def claims_to_approve(user: User) -> QuerySet[Claim]:
    """The claims that wait for `user` to find them right."""
    cases = cases_for(user, needs=FundPermission.APPROVE_PAYMENTS).values("pk")
    rows = open_claims(user).filter(NEEDS_MORE, agreement__application__in=cases)
    return rows.exclude(approvals__by=user)


def claims_to_pay(user: User) -> QuerySet[Claim]:
    """The claims that are approved and wait for `user` to pay them."""
    cases = cases_for(user, needs=FundPermission.KEEP_BOOKS).values("pk")
    return open_claims(user).filter(~NEEDS_MORE, agreement__application__in=cases)


def reports_to_read(user: User) -> QuerySet[Report]:
    """The reports that wait for a caseworker to read them."""
    cases = cases_for(user, needs=FundPermission.HANDLE_CASES).values("pk")
    rows = Report.objects.filter(application__in=cases, sent_at__isnull=False, approved_at__isnull=True)
    return rows.select_related("application__call__fund").order_by("sent_at", "pk")


def running() -> QuerySet[Agreement]:
    """Agreements that were accepted and have not ended."""
    return Agreement.objects.filter(
        accepted_at__isnull=False, lapsed_at__isnull=True, ended_at__isnull=True
    ).select_related("application__call__fund")


def late_reports(user: User, *, today: date) -> QuerySet[Agreement]:
    """The grants `user` handles whose report is overdue, the oldest first."""
    cases = cases_for(user, needs=FundPermission.HANDLE_CASES).values("pk")
    rows = running().filter(application__in=cases, report_by_date__lt=today)
    return rows.filter(without_report()).order_by("report_by_date", "pk")


def without_report() -> Q:
    return Q(application__report__isnull=True) | Q(application__report__sent_at__isnull=True)


def to_end(user: User) -> QuerySet[Agreement]:
    """The grants whose report is read and whose claims are all dealt with: to be closed."""
    cases = cases_for(user, needs=FundPermission.HANDLE_CASES).values("pk")
    rows = running().filter(application__in=cases, application__report__approved_at__isnull=False)
    return rows.exclude(claims__in=Claim.objects.filter(WAITING)).order_by("made_at", "pk")
