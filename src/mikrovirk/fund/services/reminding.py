"""Writes: what the clock does with grants. They lapse when nobody says yes, and reports are asked for."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mikrovirk.fund import mails_agreements as mails
from mikrovirk.fund.models import Agreement
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.services import agreement_mails
from mikrovirk.fund.services.agreements import hold, lapse
from mikrovirk.mailing.kinds import MailKind

ACCEPT_SOON = timedelta(days=3)
REPORT_SOON = timedelta(days=7)
REPORT_LATE_EVERY = timedelta(days=7)
LATE_AT_MOST = 3  # reminders of a report that is overdue; then the caseworker calls


def remind(*, now: datetime) -> None:
    """Lapse what was not accepted in time, and remind of what is near or late; doing it twice changes nothing."""
    today = timezone.localdate(now)
    waiting = Agreement.objects.filter(accepted_at__isnull=True, lapsed_at__isnull=True)
    for agreement in waiting.filter(accept_by_date__lt=today):
        lapse_unaccepted(agreement, at=now)
    for agreement in waiting.filter(accept_by_date__gte=today, accept_by_date__lte=today + ACCEPT_SOON, reminded_of=""):
        note(agreement, "accept", mails.ACCEPT_SOON, at=now)
    for agreement in queries.running().filter(queries.without_report(), report_by_date__lte=today + REPORT_SOON):
        remind_of_report(agreement, today=today, at=now)


@transaction.atomic
def lapse_unaccepted(agreement: Agreement, *, at: datetime) -> None:
    locked = hold(agreement)
    if locked.accepted_at is None and locked.lapsed_at is None:
        lapse(locked, by=None, at=at)
        agreement_mails.tell(locked, mails.LAPSED, at=at)


def remind_of_report(agreement: Agreement, *, today: date, at: datetime) -> None:
    """Once a week before the day, then each week after it, three times at most."""
    latest = agreement.reminded_of
    if today <= agreement.report_by_date:
        if not latest.startswith("report"):
            note(agreement, "report", mails.REPORT_SOON, at=at)
        return
    count = int(latest.removeprefix("report_late_")) if latest.startswith("report_late_") else 0
    rested = not count or agreement.reminded_at is None or at - agreement.reminded_at >= REPORT_LATE_EVERY
    if count < LATE_AT_MOST and rested:
        note(agreement, f"report_late_{count + 1}", mails.REPORT_LATE, at=at)


@transaction.atomic
def note(agreement: Agreement, what: str, kind: MailKind, *, at: datetime) -> None:
    """Remind, once: whoever noted it first sends it."""
    first = Agreement.objects.filter(pk=agreement.pk, reminded_of=agreement.reminded_of)
    if first.update(reminded_of=what, reminded_at=at):
        agreement_mails.tell(agreement, kind, at=at)
