"""Writes: somebody is no longer whom to write to about a network, nor whom to ask."""

from collections.abc import Iterable

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import KnowHow, Network

GONE = "…"


def erase(user: User, *, networks: Iterable[int]) -> None:
    """Take a person off the networks' contact and off the notes of `networks`, which stay."""
    contact = Network.objects.filter(contact_email__iexact=user.email)
    contact.update(contact_name="", contact_email="", contact_phone="")
    if " " not in user.full_name:  # "Bo" alone stands in too many words
        return
    for note in KnowHow.objects.filter(network__in=set(networks), who__contains=user.full_name):
        KnowHow.objects.filter(pk=note.pk).update(who=GONE)
