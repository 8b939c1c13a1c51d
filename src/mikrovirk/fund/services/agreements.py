"""Writes: a grant is agreed upon, accepted or lapses, and ends when its money is accounted for."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.fund import mails_agreements as mails
from mikrovirk.fund.models import Agreement, Application, Report
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.services import agreement_mails, conditions, de_minimis, ledger
from mikrovirk.fund.services.interests import refuse_locked_out

State = Application.State


class NotStanding(Exception):
    """The agreement lapsed or ended, or was not accepted yet."""


class NotYet(Exception):
    """The grant cannot end: `why` is "report", "claims" or "money_back"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def make(application: Application, amount: int, *, by: User, at: datetime) -> Agreement:
    """The agreement about a grant of `amount` øre, with the conditions as they are now in each language.

    The letter of the decision leads to it.
    """
    today = timezone.localdate(at)
    call = application.call
    made = Agreement(
        application=application,
        amount=amount,
        advance=queries.advance_of(application, amount),
        made_at=at,
        made_by=by,
        accept_by_date=today + timedelta(days=call.accept_days),
        report_by_date=(application.takes_place_date or today) + timedelta(days=call.report_days),
    )
    made.texts = conditions.texts_of(made)
    made.save()
    return made


@transaction.atomic
def accept(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """The applicant says yes; raise NotStanding once it lapsed. A second yes changes nothing."""
    locked = hold(agreement)
    if locked.lapsed_at or locked.ended_at:
        raise NotStanding
    if locked.accepted_at is None:
        locked.accepted_at, locked.accepted_by = at, by
        locked.save(update_fields=["accepted_at", "accepted_by"])
    return locked


@transaction.atomic
def give_up(agreement: Agreement, *, by: User, at: datetime, because: str) -> Agreement:
    """The applicant does not want the grant after all; raise NotStanding where money was paid already, or it ended."""
    locked = hold(agreement)
    if locked.lapsed_at or locked.ended_at or locked.claims.filter(queries.SENT, refused_at__isnull=True).exists():
        raise NotStanding
    lapse(locked, by=by, at=at, because=because)
    return locked


def lapse(agreement: Agreement, *, by: User | None, at: datetime, because: str = "") -> None:
    """The grant is no more: its money is in the call again."""
    agreement.lapsed_at, agreement.lapsed_because = at, because
    agreement.save(update_fields=["lapsed_at", "lapsed_because"])
    Application.objects.filter(pk=agreement.application_id).update(state=State.LAPSED)
    ledger.free_unspent(agreement.application, by=by, at=at)
    de_minimis.void(agreement.application, because=because or _("the grant lapsed"), at=at)


@transaction.atomic
def end(agreement: Agreement, *, by: User, at: datetime) -> Agreement:
    """Close the case: what was not spent goes back to the call, and those who applied are thanked.

    Raise NotStanding, LockedOut, or NotYet while the report, a claim or money to give back is missing.
    """
    locked = hold(agreement)
    if locked.accepted_at is None or locked.lapsed_at or locked.ended_at:
        raise NotStanding
    application = locked.application
    refuse_locked_out(by, application)
    if not Report.objects.filter(application=application, approved_at__isnull=False).exists():
        raise NotYet("report")
    if locked.claims.filter(queries.WAITING).exists():
        raise NotYet("claims")
    if queries.settled_of(locked).too_much:
        raise NotYet("money_back")
    locked.ended_at, locked.ended_by = at, by
    locked.save(update_fields=["ended_at", "ended_by"])
    Application.objects.filter(pk=application.pk).update(state=State.CLOSED)
    ledger.free_unspent(application, by=by, at=at)
    agreement_mails.tell(locked, mails.ENDED, at=at)
    return locked


@transaction.atomic
def take_back(agreement: Agreement, amount: int, *, by: User, at: datetime, text: str = "") -> None:
    """Money that was paid came back: it is in the call again. Raise LockedOut, and the ledger's NotEnough."""
    locked = hold(agreement)
    refuse_locked_out(by, locked.application)
    ledger.give_back(locked.application, amount, by=by, at=at, text=text)


def hold(agreement: Agreement) -> Agreement:
    """The agreement as it is now, held until the transaction ends."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("application__call__fund")
    return rows.get(pk=agreement.pk)
