"""Writes: whose link brought somebody, and one thank-you to whoever passed it on."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person, Referral
from mikrovirk.directory.services.referrals import note_referral
from mikrovirk.mailing import services as mailing
from mikrovirk.programme import mails_friends as mails
from mikrovirk.programme.queries import friends as queries
from mikrovirk.programme.queries.friends import Invitation

THANKS_LIVE = timedelta(days=30)  # a thank-you that comes later is no pleasure


def note_brought(invitation: Invitation, person: Person, *, at: datetime) -> None:
    """Remember by which link somebody came; not of those who knew the network before."""
    if queries.is_new_to(invitation.network.pk, person):
        note_referral(invitation.network, person, inviter=invitation.inviter, at=at)


def thank_inviters(*, now: datetime) -> int:
    """Draft the thank-you of each whose guest has come or become a member; return how many. Nobody is thanked twice for one."""
    referrals = list(queries.to_be_thanked_for(now=now))
    for referral in referrals:
        thank(referral, at=now)
    return len(referrals)


@transaction.atomic
def thank(referral: Referral, *, at: datetime) -> None:
    """Draft one thank-you. Reads network, person and inviter."""
    locked = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if locked.thanked_at is not None or referral.inviter is None or referral.person is None:
        return
    locked.thanked_at = at
    locked.save(update_fields=["thanked_at"])
    mailing.draft(
        kind=mails.THANKS.key,
        occasion=occasion_of(referral),
        recipients=[mailing.Recipient(referral.inviter.user)],
        at=at,
        due_at=at,
        network=referral.network,
        context={
            "guest": referral.person.name,
            "network": referral.network.name,
            "url": settings.SITE_URL + reverse("programme:my_invitations"),
        },
        expires_at=at + THANKS_LIVE,
    )


def occasion_of(referral: Referral) -> str:
    return f"referral:{referral.pk}"


@transaction.atomic
def erase(user: User, *, at: datetime) -> None:
    """Stop the thanks that would name somebody, or reach them: before the directory takes the person out of the rest."""
    theirs = Referral.objects.filter(Q(person__user=user) | Q(inviter__user=user), thanked_at__isnull=False)
    for referral in theirs:
        mailing.withdraw(kind=mails.THANKS.key, occasion=occasion_of(referral), at=at, why="withdrawn")
