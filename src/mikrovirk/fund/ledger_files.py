"""The ledger as files: a table for the municipality's accounts, and a document for programs. Nobody's name is in them."""

import csv
from io import StringIO
from typing import Any

from django.utils import timezone

from mikrovirk.common.cells import harmless
from mikrovirk.fund.domain.ledger import Line, Place, route
from mikrovirk.fund.domain.money import in_kroner
from mikrovirk.fund.models import Application, Call, Fund
from mikrovirk.fund.queries import ledger

COLUMNS = [
    *["entry", "date", "time", "kind", "debit", "credit", "amount_dkk", "call", "call_title", "case"],
    *["voucher", "text", "digest"],
]


def as_csv(fund: Fund) -> str:
    """Every entry on a line, with ; between, kroner with a comma, and a mark that tells a spreadsheet it is UTF-8.

    An amount moves from the account in credit to the account in debit. What could be taken for a formula is quoted.
    """
    calls = dict(Call.objects.filter(fund=fund).values_list("pk", "title"))
    numbers = dict(Application.objects.filter(call__fund=fund).values_list("pk", "number"))
    out = StringIO()
    out.write("\ufeff")
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for line in ledger.lines_of(fund):
        table.writerow([harmless(value) for value in row_of(line, calls, numbers)])
    return out.getvalue()


def row_of(line: Line, calls: dict[int, str], numbers: dict[int, int | None]) -> list[object]:
    source, target = route(line)
    at = timezone.localtime(line.at)
    return [
        line.number,
        at.date().isoformat(),
        at.strftime("%H:%M:%S"),
        line.kind.value,
        account(target),
        account(source),
        in_kroner(line.amount),
        line.call or "",
        calls.get(line.call, "") if line.call else "",
        numbers.get(line.application) or "" if line.application else "",
        line.reference,
        line.text,
        line.digest,
    ]


def account(place: Place) -> str:
    """An account's name with the keys of its call and application: "granted/3/17"."""
    return "/".join(str(part) for part in (place.name.value, place.call, place.application) if part is not None)


def as_document(fund: Fund) -> dict[str, Any]:
    """The whole ledger in whole øre: entries, balances, and what does not agree."""
    lines = ledger.lines_of(fund)
    return {
        "fund": fund.slug,
        "unit": "øre",
        "entries": [
            {
                "number": line.number,
                "at": line.at.isoformat(),
                "kind": line.kind.value,
                "from": account(route(line)[0]),
                "to": account(route(line)[1]),
                "amount": line.amount,
                "voucher": line.reference,
                "text": line.text,
                "digest": line.digest,
            }
            for line in lines
        ],
        "balances": {account(place): balance for place, balance in sorted_places(ledger.stored_balances(fund))},
        "faults": [
            {
                "code": fault.code,
                "entry": fault.number,
                "account": account(fault.place) if fault.place else None,
                "stored": fault.stored,
                "expected": fault.expected,
            }
            for fault in ledger.faults(fund)
        ],
    }


def sorted_places(balances: dict[Place, int]) -> list[tuple[Place, int]]:
    return sorted(balances.items(), key=lambda each: (each[0].call or 0, each[0].application or 0, each[0].name))
