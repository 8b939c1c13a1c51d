"""Reads: by whose link somebody found a network. Each sees whom they brought themselves; nobody sees others' numbers."""

from django.db.models import QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person, Referral
from mikrovirk.networks.models import Network


def inviter_in(person: Person, network: Network) -> Person | None:
    """Who brought somebody to the network; None where nobody did, or nobody knows who."""
    found = Referral.objects.filter(person=person, network=network).select_related("inviter").first()
    return found.inviter if found else None


def brought_by(user: User) -> QuerySet[Referral]:
    """Those who found a network by the user's links, the latest first."""
    mine = Referral.objects.filter(inviter__user=user, person__isnull=False)
    return mine.select_related("person__user", "network").order_by("-made_at", "-pk")
