"""Writes: those who got a grant tell what came of it, and a caseworker reads it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund import mails_agreements as mails
from mikrovirk.fund.models import Application, Report
from mikrovirk.fund.queries import agreements as queries
from mikrovirk.fund.services import agreement_mails
from mikrovirk.fund.services.agreements import NotStanding
from mikrovirk.fund.services.interests import refuse_locked_out

FIELDS = ("happened", "came_of_it", "people", "newcomers", "picture_text", "may_publish")


class AlreadyRead(Exception):
    """The report was read: it is not changed any more."""


@transaction.atomic
def save(
    application: Application,
    told: Mapping[str, Any],
    *,
    at: datetime,
    picture: "ContentFile[bytes] | None" = None,
    drop_picture: bool = False,
) -> Report:
    """Keep what is typed; raise AlreadyRead, and NotStanding without an agreement that is accepted."""
    agreement = queries.agreement_of(application)
    if agreement is None or agreement.accepted_at is None or agreement.lapsed_at:
        raise NotStanding
    Report.objects.get_or_create(application=application, defaults={"changed_at": at})
    report = Report.objects.select_for_update().get(application=application)
    if report.approved_at:
        raise AlreadyRead
    for name in FIELDS:
        if name in told:
            setattr(report, name, told[name])
    old = report.picture.name
    if picture is not None:
        report.picture = picture
    elif drop_picture:
        report.picture, report.picture_text = "", ""
    report.changed_at = at
    report.save()
    if old and old != report.picture.name:
        storage = report.picture.storage
        transaction.on_commit(lambda: storage.delete(old))
    return report


@transaction.atomic
def send(report: Report, *, by: User, at: datetime) -> Report:
    """Hand the report in; it can be changed until it is read. Raise AlreadyRead."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.approved_at:
        raise AlreadyRead
    locked.sent_at, locked.sent_by = at, by
    locked.save(update_fields=["sent_at", "sent_by"])
    return locked


@transaction.atomic
def approve(report: Report, *, by: User, at: datetime) -> Report:
    """A caseworker has read it: from now on everybody sees it, where that was allowed. Raise LockedOut."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    refuse_locked_out(by, locked.application)
    if locked.sent_at and locked.approved_at is None:
        locked.approved_at, locked.approved_by = at, by
        locked.save(update_fields=["approved_at", "approved_by"])
    return locked


@transaction.atomic
def ask_again(report: Report, *, by: User, at: datetime, why: str) -> Report:
    """Something is missing: those who applied are told what, and can change it. Raise LockedOut, AlreadyRead."""
    locked = Report.objects.select_for_update().get(pk=report.pk)
    refuse_locked_out(by, locked.application)
    if locked.approved_at:
        raise AlreadyRead
    locked.sent_at = locked.sent_by = None
    locked.save(update_fields=["sent_at", "sent_by"])
    agreement = queries.agreement_of(locked.application)
    if agreement is not None:
        agreement_mails.tell(agreement, mails.REPORT_AGAIN, at=at, why=why)
    return locked
