"""What the ledger says: balances of a fund, a call and an application, in whole øre."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Sum

from mikrovirk.fund.domain import ledger as rules
from mikrovirk.fund.domain.ledger import AccountName, Fault, Kind, Line, Place
from mikrovirk.fund.models import Application, Call, Fund, LedgerAccount, LedgerEntry, LedgerHead


@dataclass(frozen=True)
class Balances:
    """Where the money of a call or an application is, in øre. `returned` came back and is counted as available too."""

    available: int = 0
    reserved: int = 0
    granted: int = 0  # and not paid yet
    paid: int = 0
    returned: int = 0  # paid back, or granted and never spent

    @property
    def total(self) -> int:
        return self.available + self.reserved + self.granted + self.paid

    @property
    def committed(self) -> int:
        """What was granted and not given up: paid or still to be paid."""
        return self.granted + self.paid


@dataclass(frozen=True)
class FundTotals:
    """What was put into a fund, and what of it is in no call yet, in øre."""

    appropriated: int
    unallotted: int


def fields_of(place: Place) -> dict[str, Any]:
    """The row of an account, as a filter."""
    return {"name": place.name.value, "call_id": place.call, "application_id": place.application}


def held(fund: Fund, place: Place) -> int:
    """What an account holds."""
    rows = LedgerAccount.objects.filter(fund=fund, **fields_of(place))
    return rows.values_list("balance", flat=True).first() or 0


def balances(call: Call) -> Balances:
    """Where the money of a call is: two queries."""
    return balances_of_calls([call.pk]).get(call.pk, Balances())


def of_application(application: Application) -> Balances:
    """Where an application's money is: two queries."""
    return balances_of_applications([application.pk]).get(application.pk, Balances())


def balances_of_calls(calls: Collection[int]) -> dict[int, Balances]:
    """The balances of several calls, by key: two queries."""
    return gathered("call", calls)


def balances_of_applications(applications: Collection[int]) -> dict[int, Balances]:
    """The balances of several applications, by key: two queries."""
    return gathered("application", applications)


def of_fund(fund: Fund) -> Balances:
    """The balances of all calls of a fund together: two queries."""
    found = list(gathered("call", list(fund.calls.values_list("pk", flat=True))).values())
    return Balances(*(sum(getattr(each, part.name) for each in found) for part in fields(Balances)))


def gathered(by: str, keys: Collection[int]) -> dict[int, Balances]:
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    chosen = {f"{by}__in": keys}
    for key, name, total in (
        LedgerAccount.objects.filter(**chosen).values_list(by, "name").annotate(total=Sum("balance")).order_by()
    ):
        found[key][name] = total
    back = LedgerEntry.objects.filter(**chosen, kind__in=[Kind.RETURNED.value, Kind.FREED.value])
    for key, total in back.values_list(by).annotate(total=Sum("amount")).order_by():
        found[key]["returned"] = total
    return {key: Balances(**each) for key, each in found.items()}


def totals(fund: Fund) -> FundTotals:
    """What was put into the fund, and what is in no call."""
    given = held(fund, Place(AccountName.APPROPRIATION))
    return FundTotals(appropriated=-given, unallotted=held(fund, Place(AccountName.UNALLOTTED)))


def lines_of(fund: Fund) -> list[Line]:
    """The entries of a fund as they are stored, in order."""
    columns = ("number", "kind", "amount", "at", "call", "application", "by", "text", "reference", "key", "digest")
    rows = LedgerEntry.objects.filter(fund=fund).order_by("number").values(*columns)
    return [Line(**{**row, "kind": Kind(row["kind"])}) for row in rows]


def stored_balances(fund: Fund) -> dict[Place, int]:
    """Every account of a fund with what its row says it holds."""
    rows = LedgerAccount.objects.filter(fund=fund).values_list("name", "call", "application", "balance")
    return {Place(AccountName(name), call, application): balance for name, call, application, balance in rows}


def head_of(fund: Fund) -> LedgerHead:
    """How far the ledger has come; one that was never written in has come nowhere."""
    return LedgerHead.objects.filter(fund=fund).first() or LedgerHead(fund=fund)


def faults(fund: Fund) -> list[Fault]:
    """What in the stored ledger does not agree with the rest; empty where everything does."""
    head = head_of(fund)
    return rules.faults(
        lines_of(fund), stored_balances(fund), last_number=head.last_number, last_digest=head.last_digest
    )
