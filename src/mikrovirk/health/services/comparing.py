"""A network takes part in the comparison, and takes that back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.health.models import ComparisonConsent
from mikrovirk.networks.models import Network

WORDING = _(
    "Our network's measures may be part of what other networks of this installation are compared with. Shown are only "
    "quartiles of at least five other networks, rounded: never a name, never a single network's figure, and nothing about "
    "people. We can take this back at any time; from that moment our figures are in no comparison."
)


def join(network: Network, *, by: User, at: datetime) -> None:
    """Take part, in the words shown; doing it twice changes nothing."""
    words = {"wording": str(WORDING), "given_at": at, "given_by": by}
    ComparisonConsent.objects.get_or_create(network=network, withdrawn_at=None, defaults=words)


def leave(network: Network, *, by: User, at: datetime) -> None:
    """Take part no more: from now on the network's figures are in no comparison."""
    running = ComparisonConsent.objects.filter(network=network, withdrawn_at=None)
    running.update(withdrawn_at=at, withdrawn_by=by)
