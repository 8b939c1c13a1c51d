"""Writes: by whose link somebody found a network."""

from datetime import datetime

from mikrovirk.directory.models import Person, Referral
from mikrovirk.networks.models import Network


def note_referral(network: Network, person: Person, *, inviter: Person | None, at: datetime) -> None:
    """Remember who brought somebody (`inviter` None: a link or poster without a name). The first one counts."""
    if inviter is None or inviter.pk != person.pk:
        Referral.objects.get_or_create(network=network, person=person, defaults={"inviter": inviter, "made_at": at})
