"""Reads: what a fund gave, to what, and what came of it, as everybody may know it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mikrovirk.fund.models import Application, Decision, Fund, Outcome, Report
from mikrovirk.fund.queries import ledger
from mikrovirk.fund.queries.ledger import Balances


@dataclass(frozen=True)
class Given:
    """A grant in the open. Amounts in øre; `report` only where it was read and may be shown."""

    decision: Decision
    balances: Balances
    report: Report | None

    @property
    def application(self) -> Application:
        return self.decision.application


def decided(fund: Fund) -> QuerySet[Decision]:
    """The decisions of a fund that are public: all of a call whose result is out, and small ones at once; newest first."""
    rows = Decision.objects.filter(application__call__fund=fund)
    return rows.select_related("application__call", "application__applicant__user", "application__business")


def grants_of(fund: Fund) -> QuerySet[Decision]:
    """What was granted. Who got money from the public purse is public at once (offentlighedsloven)."""
    return decided(fund).filter(outcome=Outcome.GRANTED).select_related("application__network")


def published_reports(fund: Fund) -> QuerySet[Report]:
    """The reports of a fund that were read and may be shown."""
    return Report.objects.filter(application__call__fund=fund, approved_at__isnull=False, may_publish=True)


def given(decisions: list[Decision]) -> list[Given]:
    """The grants with the money and what came of it. Four queries however many."""
    keys = [row.application_id for row in decisions]
    money = ledger.balances_of_applications(keys)
    reports = {
        report.application_id: report
        for report in Report.objects.filter(application__in=keys, approved_at__isnull=False, may_publish=True)
    }
    return [Given(row, money.get(row.application_id, Balances()), reports.get(row.application_id)) for row in decisions]


COLUMNS = (
    "number",
    "call",
    "title",
    "summary",
    "recipient",
    "network",
    "municipality",
    "decided_date",
    "asked_dkk",
    "granted_dkk",
    "paid_dkk",
    "returned_dkk",
    "takes_place_date",
    "people",
    "newcomers",
    "came_of_it",
    "deviation_reason",
)


def open_rows(fund: Fund) -> Iterator[dict[str, Any]]:
    """What was given as plain values, oldest first, for open data. Amounts in kroner."""
    rows = list(grants_of(fund).select_related("deviation").order_by("at", "pk"))
    for each in given(rows):
        case, report = each.application, each.report
        deviation = getattr(each.decision, "deviation", None)
        yield {
            "number": f"{case.call_id}-{case.number}",
            "call": case.call.title,
            "title": case.title,
            "summary": case.summary,
            "recipient": recipient_of(case),
            "network": case.network.name if case.network else "",
            "municipality": case.municipality,
            "decided_date": timezone.localtime(each.decision.at).date(),
            "asked_dkk": in_kroner(each.decision.asked),
            "granted_dkk": in_kroner(each.decision.amount),
            "paid_dkk": in_kroner(each.balances.paid),
            "returned_dkk": in_kroner(each.balances.returned),
            "takes_place_date": case.takes_place_date,
            "people": report.people if report else None,
            "newcomers": report.newcomers if report else None,
            "came_of_it": report.came_of_it if report else "",
            "deviation_reason": deviation.reason if deviation else "",
        }


def recipient_of(case: Application) -> str:
    """Who got it, as it may be published: the network or the business; a person alone is not named."""
    if case.network:
        return case.network.name
    return case.business.name if case.business else ""


def in_kroner(amount: int) -> float | int:
    """Øre as kroner, whole where they are."""
    return amount // 100 if amount % 100 == 0 else amount / 100


def as_text(value: object) -> str:
    """A value in a file: days as ISO, nothing as an empty cell."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
