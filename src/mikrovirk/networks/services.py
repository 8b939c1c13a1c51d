"""Writes: networks, their parts, and who has which role."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Installation, Network, Organisation, Role
from mikrovirk.networks.parts import KEYS


class UnknownPart(ValueError):
    """There is no part of that key."""


class LastCoordinator(Exception):
    """The network would be left without a coordinator."""


@transaction.atomic
def add_network(
    *, slug: str, name: str, host: Organisation | None = None, coordinator: User | None = None, on: date, **fields: str
) -> Network:
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


@transaction.atomic
def end_role(role: Role) -> None:
    """Take a role in a network back; raise LastCoordinator where nobody else could run it."""
    if role.name == Role.Name.COORDINATOR:
        others = Role.objects.select_for_update().filter(network=role.network, name=role.name).exclude(pk=role.pk)
        if not others.exists():
            raise LastCoordinator
    role.delete()


def change_installation(installation: Installation, *, parts_on: Iterable[str]) -> None:
    """Save the installation's row; parts not in `parts_on` are off in every network, whatever it chose."""
    installation.parts_off = sorted(KEYS - set(parts_on))
    installation.save()
