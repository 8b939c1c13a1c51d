"""Writes: the next meetings, and where to begin, into the welcome of a new member, which the directory drafts."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.directory.models import Membership
from mikrovirk.directory.queries.standing import standing_in
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.first_steps import in_lines, steps_for

WELCOME = "directory.welcome"
SHOWN = 3


def put_dates_in(*, now: datetime) -> None:
    """Give welcomes that have not left the next meetings of today, and where to begin; twice changes nothing."""
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=mailing_services.NOT_SENT)
    welcomes = Mailing.objects.filter(Exists(waiting), kind=WELCOME).select_related("network").order_by("network", "pk")
    known: dict[int, dict[str, str]] = {}
    for welcome in welcomes:
        if welcome.network is None:
            continue
        if welcome.network.pk not in known:
            known[welcome.network.pk] = dates_of(welcome.network, now=now)
        context = welcome.context | {"dates": known[welcome.network.pk]}
        if not context.get("steps"):
            context |= beginning_of(welcome, now=now)
        if context != welcome.context:
            mailing_services.renew(welcome, context=context, calendar="", expires_at=welcome.expires_at)


def beginning_of(welcome: Mailing, *, now: datetime) -> dict[str, Any]:
    """Where whoever is welcomed begins: with what suits a newly started or an established business, if that is known."""
    key = welcome.occasion.partition(":")[2]
    member = Membership.objects.select_related("network", "business").filter(pk=key).first()
    if member is None:
        return {}
    network = member.network
    standing = standing_in(member, today=timezone.localdate(now))
    if standing is None:
        steps = in_each_language(
            lambda: _("Have you just begun, or has your business run for years? Choose where to begin.")
        )
        return {"steps": steps}
    begin = settings.SITE_URL + reverse("programme:welcome_to", args=[network.slug, standing.value])
    return {"steps": in_each_language(lambda: in_lines(steps_for(standing, network, now=now))), "begin": begin}


def dates_of(network: Network, *, now: datetime) -> dict[str, str]:
    """The next published meetings, one a line, in every language."""
    coming = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__gt=now)
    meetings = list(coming.order_by("starts_at", "pk").values_list("starts_at", "title")[:SHOWN])
    return in_each_language(lambda: "\n".join(f"{dates.moment(starts_at)}: {title}" for starts_at, title in meetings))
