"""The mails about a grant: reminders, payment, and the end."""

from datetime import datetime

from mikrovirk.common import dates
from mikrovirk.fund.models import Agreement
from mikrovirk.fund.services import application_mails
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.kinds import MailKind


def tell(
    agreement: Agreement, kind: MailKind, *, at: datetime, amount: int | None = None, why: str = "", about: str = ""
) -> None:
    """One mail to each who applied, about the grant; `amount` in øre, where the mail names another than the grant's.

    `about` tells mails of one moment apart.
    """
    told = agreement.amount if amount is None else amount
    application_mails.tell_applicants(
        agreement.application,
        kind.key,
        at=at,
        about=about,
        amount=mailing.in_each_language(lambda: kroner(told)),
        accept_by=mailing.in_each_language(lambda: dates.day(agreement.accept_by_date)),
        report_by=mailing.in_each_language(lambda: dates.day(agreement.report_by_date)),
        why=why,
        report_url=absolute_report(agreement),
    )


def absolute_report(agreement: Agreement) -> str:
    application = agreement.application
    return application_mails.absolute("fund:report", application.call.fund.slug, application.pk)
