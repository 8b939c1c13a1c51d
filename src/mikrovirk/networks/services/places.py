"""Writes: organisations, networks and their parts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries
from mikrovirk.networks.models import Installation, Network, Organisation, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.networks.services.roles import grant_role

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
ADDRESS_LENGTH = 50


class UnknownPart(ValueError):
    """There is no part of that key."""


@transaction.atomic
def add_network(
    *, slug: str, name: str, host: Organisation | None = None, coordinator: User | None = None, on: date, **fields: str
) -> Network:
    """Add an empty network in which every part is off."""
    network = Network.objects.create(slug=slug, name=name, host=host, **fields)
    if coordinator:
        grant_role(coordinator, Role.Name.COORDINATOR, network=network, on=on)
    return network


def free_slug(name: str, model: type[Network] | type[Organisation] = Network) -> str:
    """A web address made of `name` that no other has: "Ærø Netværk" gives "aeroe-netvaerk"."""
    stem = slugify(name.translate(DANISH_LETTERS))[:ADDRESS_LENGTH].strip("-") or "netvaerk"
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def place_network(network: Network, *, host: Organisation | None, municipality_code: str, is_open: bool) -> None:
    """Say which organisation stands behind the network, in which municipality it is, and whether it goes on."""
    network.host, network.municipality_code, network.is_open = host, municipality_code, is_open
    network.save(update_fields=["host", "municipality_code", "is_open"])


def switch_parts(network: Network, *, on: Iterable[str]) -> None:
    """Make exactly the parts in `on` active in `network`; raise UnknownPart."""
    wanted = set(on)
    if unknown := wanted - KEYS:
        raise UnknownPart(", ".join(sorted(unknown)))
    network.parts = sorted(wanted)
    network.save(update_fields=["parts"])


def change_installation(installation: Installation, *, parts_on: Iterable[str]) -> None:
    """Save the installation's row; parts not in `parts_on` are off in every network, whatever it chose."""
    installation.parts_off = sorted(KEYS - set(parts_on))
    installation.save()


def change_accessibility(statement: dict[str, Any]) -> None:
    """Save what whoever hosts says about accessibility, as `home.accessibility` knows it."""
    installation = queries.installation()
    installation.accessibility = statement
    installation.save()


# --- organisations -------------------------------------------------------------------------------------------------------


def save_organisation(organisation: Organisation) -> Organisation:
    """Add or change an organisation; a new one gets its web address from its name."""
    if not organisation.slug:
        organisation.slug = free_slug(organisation.name, Organisation)
    organisation.save()
    return organisation
