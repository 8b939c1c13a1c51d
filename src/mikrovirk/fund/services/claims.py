"""Writes: money is asked for under an agreement, found right, refused, and paid once."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max

from mikrovirk.accounts.models import User
from mikrovirk.fund import mails_agreements as mails
from mikrovirk.fund.domain.settling import approvals_needed, payable
from mikrovirk.fund.models import Agreement, Approval, Claim, Receipt
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.services import agreement_mails, ledger
from mikrovirk.fund.services.agreements import NotStanding, hold
from mikrovirk.fund.services.interests import refuse_locked_out

RECEIPTS_AT_MOST = 60


class NothingInAdvance(Exception):
    """The call pays nothing in advance, or it was asked for already."""


class ClaimIsOver(Exception):
    """The claim is paid or refused already."""


class NotApproved(Exception):
    """Too few of the fund's people have found the claim right."""


class NoReceipts(Exception):
    """There is no receipt in the claim."""


class TooManyReceipts(Exception):
    """The claim has as many receipts as are taken."""


@transaction.atomic
def add_receipt(
    agreement: Agreement, file: "File[bytes]", *, text: str, amount: int, name: str, is_picture: bool, at: datetime
) -> Receipt:
    """Put a receipt in the claim that is being written; raise NotStanding, TooManyReceipts.

    The file is checked and, where it is a picture, written anew; `amount` is in øre.
    """
    claim = being_written(standing(agreement))
    if claim.receipts.count() >= RECEIPTS_AT_MOST:
        raise TooManyReceipts
    return Receipt.objects.create(
        claim=claim, text=text, amount=amount, file=file, name=name[:160], is_picture=is_picture
    )


def remove_receipt(receipt: Receipt) -> None:
    """Take a receipt out of a claim that was not sent, with its file."""
    name, storage = receipt.file.name, receipt.file.storage
    receipt.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def send_receipts(agreement: Agreement, *, account: str, note: str = "", by: User, at: datetime) -> Claim:
    """Send the claim with its receipts. What is to be paid is what they come to less what was paid before.

    Receipts for what was paid in advance lead to a claim of nothing: it is looked at all the same. Raise NotStanding, NoReceipts.
    """
    locked = standing(agreement)
    claim = queries.claim_being_written(locked)
    if claim is None or not claim.receipts.exists():
        raise NoReceipts
    claim.agreement = locked
    claim.amount = to_pay(claim)
    return sent(claim, account=account, note=note, by=by, at=at)


@transaction.atomic
def claim_advance(agreement: Agreement, *, account: str, note: str = "", by: User, at: datetime) -> Claim:
    """Ask for what the call pays in advance; raise NotStanding, NothingInAdvance."""
    locked = standing(agreement)
    amount = queries.advance_left(locked)
    if not amount:
        raise NothingInAdvance
    claim = Claim(agreement=locked, number=next_number(locked), kind=Claim.Kind.ADVANCE, amount=amount)
    return sent(claim, account=account, note=note, by=by, at=at)


def sent(claim: Claim, *, account: str, note: str, by: User, at: datetime) -> Claim:
    claim.account, claim.note, claim.sent_by, claim.sent_at = account, note, by, at
    claim.save()
    return claim


def standing(agreement: Agreement) -> Agreement:
    """The agreement, held; raise NotStanding where no money can be asked for under it."""
    locked = hold(agreement)
    if locked.accepted_at is None or locked.lapsed_at or locked.ended_at:
        raise NotStanding
    return locked


def being_written(agreement: Agreement) -> Claim:
    known = queries.claim_being_written(agreement)
    number = next_number(agreement)
    return known or Claim.objects.create(agreement=agreement, number=number, kind=Claim.Kind.RECEIPTS)


def next_number(agreement: Agreement) -> int:
    last = agreement.claims.aggregate(last=Max("number"))["last"] or 0
    return int(last) + 1


def to_pay(claim: Claim) -> int:
    """What a claim on receipts leads to, beside what was paid before, in øre."""
    return payable(queries.settled_of(claim.agreement), sum(each.amount for each in claim.receipts.all()))


@transaction.atomic
def approve(claim: Claim, *, by: User, at: datetime) -> Claim:
    """Somebody of the fund finds the claim right; raise ClaimIsOver, LockedOut. Twice by the same counts once.

    One that leads to no payment is dealt with when enough have.
    """
    locked = open_claim(claim)
    refuse_locked_out(by, locked.agreement.application)
    Approval.objects.get_or_create(claim=locked, by=by, defaults={"at": at})
    if not locked.amount and is_approved(locked):
        settle(locked, by=by, at=at)
    return locked


@transaction.atomic
def refuse(claim: Claim, *, because: str, by: User, at: datetime) -> Claim:
    """The claim is not right; those who applied are told why and can hand in another. Raise ClaimIsOver, LockedOut."""
    locked = open_claim(claim)
    refuse_locked_out(by, locked.agreement.application)
    locked.refused_at, locked.refused_by, locked.refused_because = at, by, because
    locked.save(update_fields=["refused_at", "refused_by", "refused_because"])
    about = f":{locked.number}"
    agreement_mails.tell(locked.agreement, mails.CLAIM_REFUSED, at=at, amount=locked.amount, why=because, about=about)
    return locked


@transaction.atomic
def pay(claim: Claim, *, by: User, at: datetime) -> Claim:
    """Note that the claim is paid, and book it; raise ClaimIsOver, NotApproved, LockedOut, and the ledger's NotEnough.

    What is paid is worked out anew from what was paid meanwhile.
    """
    locked = open_claim(claim)
    application = locked.agreement.application
    refuse_locked_out(by, application)
    if not is_approved(locked):
        raise NotApproved
    if locked.kind == Claim.Kind.RECEIPTS:
        locked.amount = to_pay(locked)
    if locked.amount:
        voucher = f"{application.call_id}-{application.number}-{locked.number}"
        ledger.pay(application, locked.amount, claim=voucher, by=by, at=at, key=f"claim:{locked.pk}")
    settle(locked, by=by, at=at)
    agreement_mails.tell(locked.agreement, mails.PAID, at=at, amount=locked.amount, about=f":{locked.number}")
    return locked


def settle(claim: Claim, *, by: User, at: datetime) -> None:
    claim.paid_at, claim.paid_by = at, by
    claim.save(update_fields=["amount", "paid_at", "paid_by"])


def is_approved(claim: Claim) -> bool:
    needed = approvals_needed(claim.amount, two_over=claim.agreement.application.call.fund.two_approve_over)
    return claim.approvals.count() >= needed


def open_claim(claim: Claim) -> Claim:
    """The claim as it is now, with its agreement held until the transaction ends."""
    agreement = hold(claim.agreement)
    found = Claim.objects.get(pk=claim.pk)
    if not found.is_open:
        raise ClaimIsOver
    found.agreement = agreement
    return found
