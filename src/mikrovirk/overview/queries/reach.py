"""Reads: which businesses of the register are a member's."""

from collections.abc import Iterable
from dataclasses import dataclass

from mikrovirk.directory.models import Business
from mikrovirk.directory.queries.businesses import businesses_in
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.matching import Matching, Ours, matched
from mikrovirk.overview.queries import local
from mikrovirk.register.queries.copies import Copy

FIELDS = ("pk", "cvr", "name", "postcode", "town")


def reached_in(copy: Copy, municipality: str) -> frozenset[str]:
    """The numbers of the local micro-businesses for which somebody is a member of an open network, anywhere. Two queries."""
    open_networks = Network.objects.filter(is_open=True).values_list("pk", flat=True)
    here = {each.unit_id for each in local.micro_businesses(copy, municipality)}
    return matching_of(copy, municipality, businesses_of(open_networks), numbers=here).unit_ids & here


def matching_of(copy: Copy, municipality: str, ours: list[Ours], *, numbers: Iterable[str]) -> Matching:
    """Our businesses beside the register; names are looked for in the municipality, and only if some have no number."""
    looked_for = any(not each.cvr for each in ours)
    names = local.names_here(copy, municipality) if looked_for else {}
    return matched(ours, numbers, names)


def businesses_of(networks: Iterable[int]) -> list[Ours]:
    """The businesses with a running membership in one of those networks."""
    rows = Business.objects.filter(businesses_in(list(networks))).order_by("pk")
    return [Ours(*row) for row in rows.values_list(*FIELDS)]


@dataclass(frozen=True, slots=True)
class NotFound:
    """A member's business that is not found in the register: which one it is the coordinator can say by its CVR number."""

    business: Business
    is_unclear: bool  # its name fits several


def not_found(copy: Copy, network: Network) -> list[NotFound]:
    """The network's businesses that are not found, by name."""
    ours = businesses_of([network.pk])
    here = {each.unit_id for each in local.micro_businesses(copy, network.municipality_code)}
    numbers = here | local.living(copy, {each.cvr for each in ours if each.cvr} - here)
    found = matching_of(copy, network.municipality_code, ours, numbers=numbers)
    rows = Business.objects.filter(pk__in=found.unclear | found.missing).order_by("name", "pk")
    return [NotFound(business, business.pk in found.unclear) for business in rows]
