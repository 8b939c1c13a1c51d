"""Taking over: a substitute appointed by those the watch has told, and the mails about roles that were given."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.accounts.queries import is_switched_off
from mikrovirk.common import dates
from mikrovirk.home.handover import mails, watch
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.services import in_each_language
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role, RoleChange

FOR_AS_LONG = timedelta(weeks=8)  # unless another day is named: two meetings of a monthly network
AT_MOST = timedelta(weeks=26)
TOLD_OF = (Role.Name.COORDINATOR, Role.Name.SUBSTITUTE, Role.Name.STEERING)


class NotAsked(Exception):
    """Nothing is open that would let this person appoint a substitute."""


class SwitchedOff(Exception):
    """That person's account is switched off."""


@transaction.atomic
def appoint_substitute(
    network: Network, *, by: User, email: str, full_name: str, until: date, why: str, now: datetime
) -> Role:
    """Let somebody run the network until that day, on the word of the steering group or the host organisation.

    Raise NotAsked where the watch has not told them, or it is so no longer; SwitchedOff where that person cannot sign in.
    """
    state = watch.state_of(network, now)
    if not watch.may_take_over(by, network, watch.still_so(network, state)):
        raise NotAsked
    if is_switched_off(email):
        raise SwitchedOff
    role = network_services.appoint(
        email,
        Role.Name.SUBSTITUTE,
        full_name=full_name,
        network=network,
        on=timezone.localdate(now),
        until=until,
        by=by,
        why=why,
        at=now,
    )
    watch.close_settled(network, watch.state_of(network, now), now)  # what was open because nobody ran it ends here
    return role


def tell_of_roles(now: datetime) -> int:
    """Write to those who were given a role since the last time, and to coordinators of a substitute they did not name."""
    waiting = RoleChange.objects.filter(told_at=None, what=RoleChange.What.GIVEN, role__in=TOLD_OF)
    changes = list(waiting.select_related("network", "user", "by").order_by("pk")[:100])
    for change in changes:
        tell_of(change, now)
        network_services.mark_told(change, at=now)
    return len(changes)


def tell_of(change: RoleChange, now: datetime) -> None:
    """The mails about one role that was given; none if it was taken back meanwhile, or given by oneself."""
    network = change.network
    if not Role.objects.filter(user=change.user, name=change.role, network=network).exists():
        return
    if change.by_id != change.user_id:
        write(change, change.user, mails.ROLE_GIVEN.key, reverse("home:handover", args=[network.slug]), now)
    if change.role == Role.Name.SUBSTITUTE:
        page = reverse("networks:settings", args=[network.slug]) + "#roles"
        coordinators = network_queries.people_with(network, Role.Name.COORDINATOR)
        for coordinator in coordinators.exclude(pk__in=[change.by_id or 0, change.user_id]):
            write(change, coordinator, mails.SUBSTITUTE_APPOINTED.key, page, now)


def write(change: RoleChange, to: User, kind: str, page: str, now: datetime) -> None:
    context = {
        "network": change.network.name,
        "role": in_each_language(lambda: role_in_words(change.role)),
        "days": in_each_language(lambda: days_in_words(change)),
        "by": str(change.by) if change.by else "",
        "who": str(change.user),
        "why": change.why,
        "url": settings.SITE_URL + page,
    }
    mailing.send_service(
        kind=kind, occasion=f"role:{change.pk}", user=to, at=now, network=change.network, context=context
    )


def role_in_words(role: str) -> str:
    """As it stands in the middle of a sentence."""
    return {
        Role.Name.COORDINATOR: _("coordinator"),
        Role.Name.SUBSTITUTE: _("substitute coordinator"),
        Role.Name.STEERING: _("a member of the steering group"),
    }[Role.Name(role)]


def days_in_words(change: RoleChange) -> str:
    if change.until_date is None:
        return ""
    first = dates.day(change.since_date or timezone.localdate(change.at))
    return _("From %(first)s to %(last)s, both included.") % {"first": first, "last": dates.day(change.until_date)}
