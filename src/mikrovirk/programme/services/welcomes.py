"""Writes: the dates of the next meetings into the welcome of a new member, which the directory drafts."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

WELCOME = "directory.welcome"
SHOWN = 3


def put_dates_in(*, now: datetime) -> None:
    """Give welcomes that have not left the next meetings of today; doing it twice changes nothing."""
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=mailing_services.NOT_SENT)
    welcomes = Mailing.objects.filter(Exists(waiting), kind=WELCOME).select_related("network").order_by("network", "pk")
    known: dict[int, dict[str, str]] = {}
    for welcome in welcomes:
        if welcome.network is None:
            continue
        if welcome.network.pk not in known:
            known[welcome.network.pk] = dates_of(welcome.network, now=now)
        context = welcome.context | {"dates": known[welcome.network.pk]}
        if context != welcome.context:
            mailing_services.renew(welcome, context=context, calendar="", expires_at=welcome.expires_at)


def dates_of(network: Network, *, now: datetime) -> dict[str, str]:
    """The next published meetings, one a line, in every language."""
    coming = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__gt=now)
    meetings = list(coming.order_by("starts_at", "pk").values_list("starts_at", "title")[:SHOWN])
    return in_each_language(lambda: "\n".join(f"{dates.moment(starts_at)}: {title}" for starts_at, title in meetings))
