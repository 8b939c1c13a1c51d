"""Writes: networks, their parts, and who has which role."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.networks.parts import KEYS


class UnknownPart(ValueError):
    """There is no part of that key."""


@transaction.atomic
def add_network(*, slug: str, name: str, host: Organisation | None = None, coordinator: User | None = None, on: date, **fields: str) -> Network:
    """Add an empty network in which every part is off."""
    network = Network.objects.create(slug=slug, name=name, host=host, **fields)
    if coordinator:
        grant_role(coordinator, Role.Name.COORDINATOR, network=network, on=on)
    return network


def grant_role(user: User, name: str, *, network: Network, on: date) -> Role:
    """Give `user` the role `name` in `network`; having it already changes nothing."""
    role, _ = Role.objects.get_or_create(user=user, name=name, network=network, defaults={"since_date": on})
    return role


def revoke_role(user: User, name: str, *, network: Network) -> None:
    Role.objects.filter(user=user, name=name, network=network).delete()


def switch_parts(network: Network, *, on: Iterable[str]) -> None:
    """Make exactly the parts in `on` active in `network`; raise UnknownPart."""
    wanted = set(on)
    if unknown := wanted - KEYS:
        raise UnknownPart(", ".join(sorted(unknown)))
    network.parts = sorted(wanted)
    network.save(update_fields=["parts"])
