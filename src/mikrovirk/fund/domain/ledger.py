"""The ledger's rules: which accounts there are, which way money moves, and how a change afterwards is found.

Amounts are whole øre. Every entry moves one amount from one account to another, so all accounts together are always nil.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

OF_ENTRIES = ("number", "digest", "head")  # codes of faults in the entries; the others are in the balances
NO_DIGEST = ""  # what the first entry of a ledger goes on from


class AccountName(StrEnum):
    """Where money is. The first two belong to a fund, `AVAILABLE` to a call, the rest to an application."""

    APPROPRIATION = "appropriation"  # what the holder gave; its balance is below nil by as much
    UNALLOTTED = "unallotted"  # in the fund, not in a call yet
    AVAILABLE = "available"
    RESERVED = "reserved"
    GRANTED = "granted"
    PAID = "paid"


OF_APPLICATION = (AccountName.RESERVED, AccountName.GRANTED, AccountName.PAID)


class Kind(StrEnum):
    """What happened to the money."""

    APPROPRIATED = "appropriated"
    REDUCED = "reduced"
    ALLOTTED = "allotted"
    TAKEN_BACK = "taken_back"
    RESERVED = "reserved"
    RELEASED = "released"
    GRANTED = "granted"
    PAID = "paid"
    RETURNED = "returned"
    FREED = "freed"


A = AccountName
# From which account to which.
ROUTES: dict[Kind, tuple[AccountName, AccountName]] = {
    Kind.APPROPRIATED: (A.APPROPRIATION, A.UNALLOTTED),
    Kind.REDUCED: (A.UNALLOTTED, A.APPROPRIATION),
    Kind.ALLOTTED: (A.UNALLOTTED, A.AVAILABLE),
    Kind.TAKEN_BACK: (A.AVAILABLE, A.UNALLOTTED),
    Kind.RESERVED: (A.AVAILABLE, A.RESERVED),
    Kind.RELEASED: (A.RESERVED, A.AVAILABLE),
    Kind.GRANTED: (A.RESERVED, A.GRANTED),
    Kind.PAID: (A.GRANTED, A.PAID),
    Kind.RETURNED: (A.PAID, A.AVAILABLE),
    Kind.FREED: (A.GRANTED, A.AVAILABLE),
}


@dataclass(frozen=True)
class Place:
    """One account: its name, and the call and application it belongs to, if any."""

    name: AccountName
    call: int | None = None
    application: int | None = None


@dataclass(frozen=True)
class Line:
    """One entry as it is stored."""

    number: int
    kind: Kind
    amount: int
    at: datetime
    call: int | None = None
    application: int | None = None
    by: int | None = None
    text: str = ""
    reference: str = ""
    key: str = ""
    digest: str = NO_DIGEST


@dataclass(frozen=True)
class Fault:
    """Something stored that does not agree with the rest: which code, and the entry's number or the account."""

    code: str  # "number", "digest", "head", "balance", "below_nil", "not_nil"
    number: int | None = None
    place: Place | None = None
    stored: int | None = None
    expected: int | None = None


def place_of(name: AccountName, call: int | None, application: int | None) -> Place:
    """The account of that name an entry about `call` and `application` touches."""
    if name in OF_APPLICATION:
        return Place(name, call, application)
    return Place(name, call) if name is A.AVAILABLE else Place(name)


def route(line: Line) -> tuple[Place, Place]:
    """The accounts an entry moves its amount from and to."""
    source, target = ROUTES[line.kind]
    return place_of(source, line.call, line.application), place_of(target, line.call, line.application)


def digest(line: Line, before: str) -> str:
    """The fingerprint of an entry and, through `before`, of all those ahead of it."""
    told = [
        before,
        line.number,
        line.kind.value,
        line.amount,
        line.at.astimezone(UTC).isoformat(timespec="microseconds"),
        line.call,
        line.application,
        line.by,
        line.text,
        line.reference,
        line.key,
    ]
    return sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def rebuilt(lines: Iterable[Line]) -> dict[Place, int]:
    """Every account's balance, from the entries alone."""
    balances: dict[Place, int] = {}
    for line in lines:
        source, target = route(line)
        balances[source] = balances.get(source, 0) - line.amount
        balances[target] = balances.get(target, 0) + line.amount
    return balances


def faults(lines: Iterable[Line], stored: Mapping[Place, int], *, last_number: int, last_digest: str) -> list[Fault]:
    """What does not agree: entries with each other, the head with the last entry, balances with the entries."""
    lines = list(lines)
    found, before = [], NO_DIGEST
    for expected, line in enumerate(lines, start=1):
        if line.number != expected:
            found.append(Fault("number", line.number, stored=line.number, expected=expected))
        if line.digest != digest(line, before):
            found.append(Fault("digest", line.number))
        before = line.digest
    if (last_number, last_digest) != (len(lines), before):
        found.append(Fault("head", stored=last_number, expected=len(lines)))
    return found + wrong_balances(rebuilt(lines), stored)


def wrong_balances(expected: Mapping[Place, int], stored: Mapping[Place, int]) -> list[Fault]:
    """Accounts whose stored balance is not what the entries come to, or is below nil; and whether all come to nil."""
    found = []
    for place in sorted({*expected, *stored}, key=lambda each: (each.name, each.call or 0, each.application or 0)):
        ours, theirs = expected.get(place, 0), stored.get(place, 0)
        if ours != theirs:
            found.append(Fault("balance", place=place, stored=theirs, expected=ours))
        if theirs < 0 and place.name is not A.APPROPRIATION:
            found.append(Fault("below_nil", place=place, stored=theirs))
    if total := sum(stored.values()):
        found.append(Fault("not_nil", stored=total, expected=0))
    return found
