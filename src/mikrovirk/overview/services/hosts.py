"""Writes: a member says yes to welcoming newcomers, and takes it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import WelcomeHost

WORDING = _(
    "I would like to welcome businesses that move here or begin. Their name, address and what they look for are passed on to me, and "
    "my name is passed on to them. I answer within a week, and take them along to a meeting. I can stop at any time."
)


class NotAMember(Exception):
    """Only members of the network welcome newcomers for it."""


@transaction.atomic
def become_host(
    person: Person,
    network: Network,
    *,
    trade: str = "",
    place: str = "",
    words: str = "",
    is_public: bool = False,
    at: datetime,
) -> WelcomeHost:
    """Make a member a host, or write anew what stands of them; raise NotAMember."""
    if not Membership.objects.filter(person=person, network=network, left_date=None).exists():
        raise NotAMember
    host, new = WelcomeHost.objects.get_or_create(
        person=person,
        network=network,
        withdrawn_at=None,
        defaults={
            "trade": trade,
            "place": place,
            "words": words,
            "is_public": is_public,
            "wording": str(WORDING),
            "given_at": at,
        },
    )
    if not new:
        host.trade, host.place, host.words, host.is_public = trade, place, words, is_public
        host.save(update_fields=["trade", "place", "words", "is_public"])
    return host


@transaction.atomic
def stop_hosting(host: WelcomeHost, *, at: datetime) -> None:
    """Take the yes back: their newcomers wait for another host, and the public pages name them no longer."""
    if host.withdrawn_at is not None:
        return
    host.withdrawn_at, host.is_public = at, False
    host.save(update_fields=["withdrawn_at", "is_public"])
    open_ones = host.newcomers.filter(welcomed_at=None, closed_at=None, answered_at=None)
    open_ones.update(host=None, host_at=None)


def end_former(*, at: datetime) -> int:
    """Members who left their network welcome nobody for it any more; return how many stopped."""
    running = Membership.objects.filter(person=OuterRef("person"), network=OuterRef("network"), left_date=None)
    former = list(WelcomeHost.objects.filter(~Exists(running), withdrawn_at=None))
    for host in former:
        stop_hosting(host, at=at)
    return len(former)
