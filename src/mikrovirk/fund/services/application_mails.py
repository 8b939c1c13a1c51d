"""The mails an application sets off: to the applicant, to those who apply with them, and to the caseworkers."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.fund import mails_applications as mails
from mikrovirk.fund.models import Application
from mikrovirk.fund.queries.calls_open import taking_applications
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.mailing import services as mailing

DRAFT_SOON = timedelta(days=2)
JUST_NOW = timedelta(hours=1)  # who is writing needs no mail about it


def absolute(name: str, *values: object) -> str:
    return settings.SITE_URL + reverse(name, args=values)


def page_of(application: Application) -> str:
    return absolute("fund:application", application.call.fund.slug, application.pk)


def words_of(application: Application) -> dict[str, Any]:
    """What every mail about an application can say of it."""
    call, fund = application.call, application.call.fund
    return {
        "fund": fund.name,
        "call": call.title,
        "title": application.title,
        "number": application.number or "",
        "amount": mailing.in_each_language(lambda: asked_for(application)),
        "deadline": mailing.in_each_language(lambda: dates.moment(call.deadline_at) if call.deadline_at else ""),
        "contact": fund.contact_email or fund.contact_phone or fund.name,
        "url": page_of(application),
    }


def asked_for(application: Application) -> str:
    """The amount in words; help alone where no money is asked for."""
    return kroner(application.amount) if application.amount else _("help, and no money")


def applicants(application: Application) -> list[User]:
    """The applicant, and those who said yes to applying with them."""
    people = [application.applicant.user] if application.applicant else []
    accepted = application.co_applicants.filter(accepted_at__isnull=False, user__isnull=False).select_related("user")
    return list({user.pk: user for user in [*people, *(row.user for row in accepted)] if user}.values())


def tell_applicants(application: Application, kind: str, *, at: datetime, about: str = "", **words: object) -> None:
    """One mail to each who applies. `words` beside what `words_of` says; `about` tells two of one moment apart."""
    context = {**words_of(application), **words}
    for user in applicants(application):
        send(application, kind, user, context, at=at, about=about)


def send(
    application: Application, kind: str, user: User, context: dict[str, Any], *, at: datetime, about: str = ""
) -> None:
    occasion = f"case:{application.pk}:{int(at.timestamp())}{about}"
    mailing.send_service(kind=kind, occasion=occasion, user=user, at=at, context=context)


def remind_of_drafts(*, now: datetime) -> None:
    """Those whose draft is not sent two days before the deadline are told so, once for each deadline."""
    near = taking_applications(at=now).filter(deadline_at__lte=now + DRAFT_SOON)
    waiting = Application.objects.filter(call__in=near, state=Application.State.DRAFT, applicant__isnull=False)
    begun = waiting.exclude(title="").filter(changed_at__lte=now - JUST_NOW)
    for application in begun.select_related("call__fund", "applicant__user"):
        url = absolute("fund:application_edit", application.call.fund.slug, application.pk)
        deadline = application.call.deadline_at
        if application.applicant and deadline:
            mailing.send_service(
                kind=mails.DRAFT_WAITS.key,
                occasion=f"case:{application.pk}:{int(deadline.timestamp())}",
                user=application.applicant.user,
                at=now,
                context={**words_of(application), "url": url},
                expires_at=deadline,
            )


def tell_received(application: Application, *, at: datetime, is_change: bool) -> None:
    """The receipt; on the quick track it says when the answer comes."""
    kind = mails.CHANGED if is_change else mails.RECEIVED
    by = application.quick_by
    quick = mailing.in_each_language(lambda: quick_words(by)) if by else ""
    tell_applicants(application, kind.key, at=at, quick=quick)


def quick_words(by: datetime) -> str:
    return _("It is a small sum, so you have an answer by %(day)s at the latest.") % {
        "day": dates.day(timezone.localtime(by).date())
    }


def tell_withdrawn(application: Application, *, at: datetime, may_apply_again: bool) -> None:
    deadline = application.call.deadline_at if may_apply_again else None
    again = mailing.in_each_language(lambda: again_words(deadline)) if deadline else ""
    tell_applicants(application, mails.WITHDRAWN.key, at=at, again=again)


def again_words(deadline: datetime) -> str:
    return _("Nothing is lost: you can apply again until %(deadline)s.") % {"deadline": dates.moment(deadline)}
