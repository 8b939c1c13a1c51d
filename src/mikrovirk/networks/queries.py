"""Reads: which networks somebody may do something in."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Installation, Network, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.networks.permissions import ADMINISTRATOR_PERMISSIONS, Permission, roles_with


def networks_for(user: User | AnonymousUser, *, needs: Permission) -> QuerySet[Network]:
    """The networks in which `user` may do what `needs` says, by an own role or by one in its host organisation."""
    if not user.is_authenticated:
        return Network.objects.none()
    if user.is_administrator and needs in ADMINISTRATOR_PERMISSIONS:
        return Network.objects.all()
    names = roles_with(needs)
    own = Role.objects.filter(user=user, name__in=names, network=OuterRef("pk"))
    hosts = Role.objects.filter(user=user, name__in=names, organisation=OuterRef("host"))
    area = Role.objects.filter(user=user, name__in=names, organisation__kind="municipality").exclude(organisation__municipality_code="")
    area = area.filter(organisation__municipality_code=OuterRef("municipality_code"))
    return Network.objects.filter(Q(Exists(own)) | Q(Exists(hosts)) | Q(Exists(area)))


def may(user: User | AnonymousUser, permission: Permission, network: Network) -> bool:
    """True if `user` may do that in `network`."""
    return networks_for(user, needs=permission).filter(pk=network.pk).exists()


def role_names(user: User | AnonymousUser, network: Network) -> set[str]:
    """The roles `user` has in `network` itself."""
    if not user.is_authenticated:
        return set()
    return set(Role.objects.filter(user=user, network=network).values_list("name", flat=True))


def people_with(network: Network, name: str) -> QuerySet[User]:
    """The active users with the role `name` in `network`."""
    return User.objects.filter(roles__network=network, roles__name=name, is_active=True).distinct()


def parts_of(network: Network) -> frozenset[str]:
    """The keys of the parts that are on in `network`: switched on there and offered by the installation."""
    if not network.parts:
        return frozenset()
    return frozenset(network.parts) & KEYS - frozenset(installation().parts_off)


def has_part(network: Network, key: str) -> bool:
    return key in network.parts and key in parts_of(network)


def installation() -> Installation:
    """The one row about this installation; a fresh one where none was saved yet."""
    return Installation.objects.filter(pk=1).first() or Installation(pk=1)
