"""Writes: questions and answers between the fund's people and those who apply. Each is told by mail."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund import mails_applications as mails
from mikrovirk.fund.models import Application, CaseMessage, FundRole
from mikrovirk.fund.queries.funds import in_force
from mikrovirk.fund.queries.habilitet import locked_out_of
from mikrovirk.fund.services import application_mails


@transaction.atomic
def ask(application: Application, text: str, *, by: User, at: datetime) -> CaseMessage:
    """The fund's people ask, or say something, to everybody who applies."""
    made = CaseMessage.objects.create(application=application, by=by, is_from_fund=True, text=text, at=at)
    application_mails.tell_applicants(application, mails.ASKED.key, at=at, about=f":{made.pk}", text=text)
    return made


@transaction.atomic
def reply(application: Application, text: str, *, by: User, at: datetime) -> CaseMessage:
    """Somebody who applies answers or asks. Those who asked are told; before anybody did, every caseworker."""
    made = CaseMessage.objects.create(application=application, by=by, is_from_fund=False, text=text, at=at)
    url = application_mails.absolute("fund:case", application.call.fund.slug, application.pk)
    context = {**application_mails.words_of(application), "who": by.full_name or by.email, "text": text, "url": url}
    for user in who_handles(application, at=at):
        application_mails.send(application, mails.ANSWERED.key, user, context, at=at, about=f":{made.pk}")
    return made


def who_handles(application: Application, *, at: datetime) -> list[User]:
    """Those who asked in this case and are caseworkers still; else all caseworkers. Nobody who is locked out of it."""
    roles = FundRole.objects.filter(
        in_force(timezone.localdate(at)), fund=application.call.fund_id, name=FundRole.Name.CASEWORKER
    )
    locked = [row.user.pk for row in locked_out_of(application)]
    caseworkers = User.objects.filter(fund_roles__in=roles).exclude(pk__in=locked).distinct().order_by("pk")
    asked = application.thread.filter(is_from_fund=True).values("by")
    return list(caseworkers.filter(pk__in=asked)) or list(caseworkers)
