"""The mails a call sets off."""

from datetime import datetime

from mikrovirk.fund import mails_calls as mails
from mikrovirk.fund.models import Application, Call
from mikrovirk.fund.services.application_mails import tell_applicants


def tell_called_off(call: Call, *, at: datetime) -> None:
    """Tell everybody whose application waits, and those who have a draft, that the call is called off, and why."""
    waiting = (Application.State.SENT, Application.State.DRAFT)
    for application in call.applications.filter(state__in=waiting).select_related("applicant__user", "call__fund"):
        tell_applicants(application, mails.CALLED_OFF.key, at=at, because=call.cancelled_because)
