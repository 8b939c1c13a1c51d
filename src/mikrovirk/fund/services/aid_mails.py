"""The mail that asks an applicant for a declaration on de minimis aid."""

from datetime import datetime

from mikrovirk.fund.models import Application
from mikrovirk.fund.services.application_mails import absolute
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message


def ask_for_declaration(application: Application, *, at: datetime) -> Message | None:
    """Ask, once a day at most; None where nobody can be written to."""
    if application.applicant is None:
        return None
    fund = application.call.fund
    context = {
        "fund": fund.name,
        "title": application.title,
        "url": absolute("fund:aid_declare", fund.slug, application.pk),
        "contact": fund.contact_email or fund.contact_name or fund.name,
    }
    occasion = f"aid:{application.pk}:{at:%Y-%m-%d}"
    user = application.applicant.user
    return mailing.send_service(kind="fund.aid_declaration", occasion=occasion, user=user, at=at, context=context)
