"""Writes: those one applies together with are asked by mail, and say yes or no behind the link in it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk.accounts.links import sign
from mikrovirk.accounts.models import User
from mikrovirk.directory.services.people import add_guest
from mikrovirk.fund import mails_applications as mails
from mikrovirk.fund.models import Application, CoApplicant
from mikrovirk.fund.services import application_mails
from mikrovirk.mailing import services as mailing


def invite(application: Application, *, at: datetime) -> None:
    """Ask those who have not been asked yet."""
    who = application.applicant.name if application.applicant else ""
    for row in application.co_applicants.filter(invited_at=None):
        user = User.objects.filter(email=row.email).first() or User.objects.create_user(row.email, full_name=row.name)
        url = application_mails.absolute("fund:together", sign("together", row.pk))
        words = {"who": who, "name": row.name, "summary": application.summary, "url": url}
        context = {**application_mails.words_of(application), **words}
        application_mails.send(application, mails.TOGETHER.key, user, context, at=at)
        CoApplicant.objects.filter(pk=row.pk).update(invited_at=at)


@transaction.atomic
def answer(row: CoApplicant, *, accepts: bool, at: datetime) -> CoApplicant:
    """Say yes, or no; the last answer counts until the case is decided. The applicant is told."""
    locked = (
        CoApplicant.objects.select_for_update(of=("self",)).select_related("application__call__fund").get(pk=row.pk)
    )
    said = locked.accepted_at is not None if locked.accepted_at or locked.declined_at else None
    if said is accepts:
        return locked
    locked.user = add_guest(name=locked.name, email=locked.email).user if accepts else None
    locked.accepted_at, locked.declined_at = (at, None) if accepts else (None, at)
    locked.save(update_fields=["user", "accepted_at", "declined_at"])
    tell_applicant(locked, accepts=accepts, at=at)
    return locked


def tell_applicant(row: CoApplicant, *, accepts: bool, at: datetime) -> None:
    application = row.application
    if application.applicant is None:
        return
    said = mailing.in_each_language(lambda: _("Yes") if accepts else _("No"))
    context = {**application_mails.words_of(application), "who": row.name, "answer": said}
    user = application.applicant.user
    application_mails.send(application, mails.TOGETHER_ANSWERED.key, user, context, at=at, about=f":{row.pk}")
