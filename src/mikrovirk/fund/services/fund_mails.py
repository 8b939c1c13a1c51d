"""The mails to those who work in a fund."""

from datetime import datetime

from mikrovirk.fund import mails_calls as mails
from mikrovirk.fund.models import FundRole
from mikrovirk.fund.services.application_mails import absolute
from mikrovirk.mailing import services as mailing


def tell_of_role(role: FundRole, *, at: datetime) -> None:
    """Write to somebody who got a role: what it is and where the fund is."""
    context = {
        "fund": role.fund.name,
        "role": mailing.in_each_language(lambda: str(role.get_name_display()).lower()),
        "url": absolute("fund:office", role.fund.slug),
    }
    occasion = f"fund-role:{role.pk}:{int(at.timestamp())}"
    mailing.send_service(kind=mails.ROLE_GIVEN.key, occasion=occasion, user=role.user, at=at, context=context)
