"""Writes: getting a network's meetings by mail without being a member; confirmed once, by a button behind a mail's link."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.mailing import services as mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme import mails_attend as mails
from mikrovirk.programme.models import Follower

FORGOTTEN_AFTER = timedelta(days=14)  # an unconfirmed wish


@transaction.atomic
def ask_to_follow(network: Network, *, name: str, email: str, at: datetime) -> None:
    """Take the wish down and send the mail with which it is confirmed: at most one a day to an address.

    Whether the address was known cannot be seen from outside.
    """
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, full_name=name)
    Follower.objects.get_or_create(user=user, network=network, defaults={"asked_at": at})
    mailing.send_service(
        kind=mails.FOLLOW_CONFIRM.key,
        occasion=f"follow:{network.pk}:{at.date().isoformat()}",
        user=user,
        at=at,
        network=network,
        context={"network": network.name, "url": follow_url(network, user)},
    )


def follow_url(network: Network, user: User) -> str:
    """The page on which somebody confirms, or stops, getting the meetings by mail."""
    return f"{settings.SITE_URL}/follow/{links.sign('follow', network.pk, user.pk)}/"


def confirm(network: Network, user: User, *, at: datetime) -> None:
    """Send this person the meetings from now on; doing it twice changes nothing."""
    follower, _is_new = Follower.objects.get_or_create(user=user, network=network, defaults={"asked_at": at})
    if follower.confirmed_at is None:
        follower.confirmed_at = at
        follower.save(update_fields=["confirmed_at"])


def unfollow(network: Network, user: User) -> None:
    """Send this person no more meetings as a follower."""
    Follower.objects.filter(user=user, network=network).delete()


def unconfirmed(before: datetime) -> QuerySet[Follower]:
    """Wishes that nobody confirmed."""
    return Follower.objects.filter(confirmed_at=None, asked_at__lt=before)


def forget_unconfirmed(*, now: datetime) -> int:
    """Forget wishes that nobody confirmed; how many."""
    return unconfirmed(now - FORGOTTEN_AFTER).delete()[0]
