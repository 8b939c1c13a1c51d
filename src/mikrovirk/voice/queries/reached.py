"""Reads: whom a mail of the members' voice reaches."""

from django.db.models import OuterRef, Q

from mikrovirk.accounts.models import MailChoice
from mikrovirk.mailing.models import Unsubscription
from mikrovirk.networks.models import Network


def gets_mail(kind: str, network: Network | OuterRef, prefix: str = "") -> Q:
    """Whether a mail of that kind may go to the person at `prefix`: the same as mailing asks when it drafts."""
    refused = Unsubscription.objects.filter(Q(network=None) | Q(network=network), kind=kind).values("user")
    return Q(
        **{
            f"{prefix}user__is_active": True,
            f"{prefix}user__bounced_at__isnull": True,
            f"{prefix}user__mail_choice": MailChoice.ALL,
        }
    ) & ~Q(**{f"{prefix}user__in": refused})
