"""Reads: what a fund reached, for the municipality: sums and counts, no names. Amounts in øre."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from mikrovirk.fund.models import Application, Call, Decision, Fund, Outcome, Report
from mikrovirk.fund.queries import ledger
from mikrovirk.fund.queries.help_in_kind import HelpCount, help_of
from mikrovirk.fund.queries.ledger import Balances

State = Application.State


@dataclass(frozen=True)
class Spread:
    """One municipality or network: applications, grants, and what they come to."""

    key: str
    applied: int
    granted: int
    amount: int


@dataclass(frozen=True)
class Statistics:
    """A fund, or one of its calls, in figures."""

    applied: int
    asked: int
    granted: int
    refused: int
    withdrawn: int
    first_time: int  # applicants who had never applied to the fund before
    money: Balances
    reports: int
    people: int
    newcomers: int
    cost_of_reported: int  # what was paid to the activities that told how many took part
    help: HelpCount
    municipalities: list[Spread] = field(default_factory=list)
    networks: list[Spread] = field(default_factory=list)

    @property
    def cost_per_participant(self) -> int | None:
        """Money that was paid, by people who took part, of the activities that told how many did."""
        return self.cost_of_reported // self.people if self.people else None


def statistics_of(fund: Fund, call: Call | None = None) -> Statistics:
    """The figures of the fund, or of one call. A fixed number of queries."""
    sent = Application.objects.filter(call__fund=fund, sent_at__isnull=False)
    decisions = Decision.objects.filter(application__call__fund=fund)
    if call is not None:
        sent, decisions = sent.filter(call=call), decisions.filter(application__call=call)
    columns = ("pk", "state", "amount", "municipality", "network__name", "applicant")
    rows: list[dict[str, Any]] = [dict(row) for row in sent.order_by("sent_at").values(*columns)]
    granted = dict(decisions.filter(outcome=Outcome.GRANTED).values_list("application", "amount"))
    calls = [call.pk] if call else list(fund.calls.values_list("pk", flat=True))
    reports = list(
        Report.objects.filter(application__in=granted, approved_at__isnull=False).values(
            "application", "people", "newcomers"
        )
    )
    told = [each for each in reports if each["people"]]
    paid = ledger.balances_of_applications([each["application"] for each in told])
    return Statistics(
        applied=len(rows),
        asked=sum(row["amount"] for row in rows),
        granted=len(granted),
        refused=decisions.exclude(outcome=Outcome.GRANTED).count(),
        withdrawn=sum(row["state"] == State.WITHDRAWN for row in rows),
        first_time=first_timers(fund, {row["applicant"] for row in rows if row["applicant"]}, call),
        money=summed(list(ledger.balances_of_calls(calls).values())),
        reports=len(reports),
        people=sum(each["people"] or 0 for each in told),
        newcomers=sum(each["newcomers"] or 0 for each in told),
        cost_of_reported=sum(each.paid for each in paid.values()),
        help=help_of(call or fund),
        municipalities=spread(rows, granted, "municipality"),
        networks=spread(rows, granted, "network__name"),
    )


def summed(each: list[Balances]) -> Balances:
    names = ("available", "reserved", "granted", "paid", "returned")
    return Balances(**{name: sum(getattr(row, name) for row in each) for name in names})


def first_timers(fund: Fund, applicants: set[int], call: Call | None) -> int:
    """How many of the applicants applied to no earlier call of the fund; of the whole fund: how many there are."""
    if call is None or call.opened_at is None:
        return len(applicants)
    earlier = Application.objects.filter(call__fund=fund, sent_at__lt=call.opened_at, applicant__in=applicants).exclude(
        call=call
    )
    return len(applicants) - len(set(earlier.values_list("applicant", flat=True)))


def spread(rows: list[dict[str, Any]], granted: dict[int, int], by: str) -> list[Spread]:
    """Applications and grants by municipality or network, the most money first; what has none is left out."""
    applied, given, money = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        key = row[by] or ""
        applied[key] += 1
        if row["pk"] in granted:
            given[key] += 1
            money[key] += granted[row["pk"]]
    found = [Spread(key, applied[key], given[key], money[key]) for key in applied if key]
    return sorted(found, key=lambda each: (-each.amount, -each.applied, each.key))
