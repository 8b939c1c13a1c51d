"""The ledger's writes. Each takes amounts in whole øre, adds entries and moves the balances in one transaction.

The fund's head row is held meanwhile: entries come one after the other, also from fifty processes at once.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain import ledger as rules
from mikrovirk.fund.domain.ledger import AccountName, Kind, Line, Place
from mikrovirk.fund.models import Application, Call, Fund, LedgerAccount, LedgerEntry, LedgerHead
from mikrovirk.fund.queries import ledger as stored
from mikrovirk.fund.queries.calls import room_for


class NotEnough(Exception):
    """There is less on the account than was asked for; nothing was changed. Amounts in øre.

    `kept` is more of the pot that lies there and is kept for others.
    """

    def __init__(self, account: str, wanted: int, there: int, *, kept: int = 0) -> None:
        super().__init__(f"{account}: {wanted} wanted, {there} there, {kept} kept for others")
        self.account, self.wanted, self.there, self.kept = account, wanted, there, kept


class BooksBroken(Exception):
    """An entry was changed or is missing: there is nothing to go on from. Compare with a file that was kept."""


class AlreadyDone(Exception):
    """This was done before, with the same key; nothing was changed."""


def appropriate(fund: Fund, amount: int, *, by: User | None, at: datetime, text: str, key: str = "") -> LedgerEntry:
    """Put money into the fund. Raise AlreadyDone where `key` was used before."""
    return post(fund, Kind.APPROPRIATED, amount, by=by, at=at, text=text, key=key)


def reduce(fund: Fund, amount: int, *, by: User | None, at: datetime, text: str, key: str = "") -> LedgerEntry:
    """Take money that is in no call out of the fund; raise NotEnough."""
    return post(fund, Kind.REDUCED, amount, by=by, at=at, text=text, key=key)


def allot(call: Call, amount: int, *, by: User | None, at: datetime, key: str = "") -> LedgerEntry:
    """Set money aside for a call; raise NotEnough, AlreadyDone."""
    return post(call.fund, Kind.ALLOTTED, amount, call=call, by=by, at=at, key=key)


@transaction.atomic
def take_back(call: Call, *, by: User | None, at: datetime, text: str = "") -> LedgerEntry | None:
    """Move what is available in a call back into the fund: the entry, or None where there was nothing."""
    hold(call.fund)
    left = stored.held(call.fund, Place(AccountName.AVAILABLE, call.pk))
    return post(call.fund, Kind.TAKEN_BACK, left, call=call, by=by, at=at, text=text) if left else None


@transaction.atomic
def reserve(
    application: Application, amount: int, *, by: User | None, at: datetime, text: str = "", key: str = ""
) -> LedgerEntry:
    """Reserve money of the call for an application; raise NotEnough, AlreadyDone.

    What is kept for another year, municipality or purpose is not there for it.
    """
    hold(application.call.fund)
    refuse_twice(application.call.fund, key)
    if (room := room_for(application)) < amount:
        call = application.call
        there = stored.held(call.fund, Place(AccountName.AVAILABLE, call.pk))
        raise NotEnough(AccountName.AVAILABLE.value, amount, room, kept=there - room)
    return of_application(application, Kind.RESERVED, amount, by=by, at=at, text=text, key=key)


@transaction.atomic
def release(
    application: Application, *, by: User | None, at: datetime, text: str = "", key: str = ""
) -> LedgerEntry | None:
    """Let go of what is still reserved for an application: the entry, or None where nothing was."""
    hold(application.call.fund)
    left = on_account(application, AccountName.RESERVED)
    if not left:
        return None
    return of_application(application, Kind.RELEASED, left, by=by, at=at, text=text, key=key)


@transaction.atomic
def grant(application: Application, amount: int, *, by: User | None, at: datetime, key: str) -> LedgerEntry:
    """Grant an amount: what was reserved is used first, the rest comes from the call, what is over goes back to it.

    Raise NotEnough, and AlreadyDone where `key` was used before.
    """
    fund = application.call.fund
    hold(fund)
    refuse_twice(fund, key)
    reserved = on_account(application, AccountName.RESERVED)
    if reserved < amount:
        reserve(application, amount - reserved, by=by, at=at)
    entry = of_application(application, Kind.GRANTED, amount, by=by, at=at, key=key)
    if reserved > amount:
        release(application, by=by, at=at)
    return entry


def pay(
    application: Application, amount: int, *, claim: str, by: User | None, at: datetime, key: str, text: str = ""
) -> LedgerEntry:
    """Pay from what was granted; `claim` is the voucher's number in the accounts. Raise NotEnough, AlreadyDone."""
    return of_application(application, Kind.PAID, amount, by=by, at=at, text=text, key=key, reference=claim)


def give_back(
    application: Application,
    amount: int,
    *,
    by: User | None,
    at: datetime,
    key: str = "",
    text: str = "",
    claim: str = "",
) -> LedgerEntry:
    """Take back money that was paid: it is available in the call again. Raise NotEnough, AlreadyDone."""
    return of_application(application, Kind.RETURNED, amount, by=by, at=at, text=text, key=key, reference=claim)


@transaction.atomic
def free_unspent(
    application: Application, *, by: User | None, at: datetime, text: str = "", key: str = ""
) -> LedgerEntry | None:
    """What was granted and is not paid goes back to the call: the entry, or None where nothing is left."""
    hold(application.call.fund)
    left = on_account(application, AccountName.GRANTED)
    if not left:
        return None
    return of_application(application, Kind.FREED, left, by=by, at=at, text=text, key=key)


@transaction.atomic
def rebuild(fund: Fund) -> int:
    """Lay the balances anew from the entries alone; how many were wrong. Raise BooksBroken where the entries do not agree."""
    head = hold(fund)
    lines, kept = stored.lines_of(fund), stored.stored_balances(fund)
    found = rules.faults(lines, kept, last_number=head.last_number, last_digest=head.last_digest)
    if any(fault.code in rules.OF_ENTRIES for fault in found):
        raise BooksBroken
    expected = rules.rebuilt(lines)
    wrong = {fault.place for fault in rules.wrong_balances(expected, kept) if fault.place}
    for place in wrong:
        where = stored.fields_of(place)
        LedgerAccount.objects.update_or_create(fund=fund, **where, defaults={"balance": expected.get(place, 0)})
    return len(wrong)


def of_application(application: Application, kind: Kind, amount: int, **told: object) -> LedgerEntry:
    call = application.call
    return post(call.fund, kind, amount, call=call, application=application, **told)  # type: ignore[arg-type]


def on_account(application: Application, name: AccountName) -> int:
    return stored.held(application.call.fund, Place(name, application.call_id, application.pk))


@transaction.atomic
def post(
    fund: Fund,
    kind: Kind,
    amount: int,
    *,
    by: User | None,
    at: datetime,
    call: Call | None = None,
    application: Application | None = None,
    text: str = "",
    reference: str = "",
    key: str = "",
) -> LedgerEntry:
    """Add one entry and move its amount; raise NotEnough, AlreadyDone, and ValueError for nothing or less."""
    if amount <= 0:
        raise ValueError("an entry moves more than nothing")
    head = hold(fund)
    refuse_twice(fund, key)
    line = Line(
        number=head.last_number + 1,
        kind=kind,
        amount=amount,
        at=at,
        call=call.pk if call else None,
        application=application.pk if application else None,
        by=by.pk if by else None,
        text=text,
        reference=reference,
        key=key,
    )
    move(fund, line)
    digest = rules.digest(line, head.last_digest)
    entry = LedgerEntry.objects.create(
        fund=fund,
        number=line.number,
        kind=kind.value,
        amount=amount,
        at=at,
        call=call,
        application=application,
        by=by,
        text=text,
        reference=reference,
        key=key,
        digest=digest,
    )
    head.last_number, head.last_digest = line.number, digest
    head.save()
    return entry


def hold(fund: Fund) -> LedgerHead:
    """Hold the fund's ledger until the transaction ends; others wait."""
    LedgerHead.objects.get_or_create(fund=fund)
    return LedgerHead.objects.select_for_update().get(fund=fund)


def refuse_twice(fund: Fund, key: str) -> None:
    if key and LedgerEntry.objects.filter(fund=fund, key=key).exists():
        raise AlreadyDone(key)


def move(fund: Fund, line: Line) -> None:
    """Move the amount between the two accounts; raise NotEnough where the first holds less."""
    source, target = rules.route(line)
    there = stored.held(fund, source)
    if source.name is not AccountName.APPROPRIATION and there < line.amount:
        raise NotEnough(source.name.value, line.amount, there)
    add(fund, source, -line.amount)
    add(fund, target, line.amount)


def add(fund: Fund, place: Place, amount: int) -> None:
    where = stored.fields_of(place)
    if not LedgerAccount.objects.filter(fund=fund, **where).update(balance=F("balance") + amount):
        LedgerAccount.objects.create(fund=fund, **where, balance=amount)
