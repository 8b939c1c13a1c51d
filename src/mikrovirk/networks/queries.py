"""Reads: which networks somebody may do something in, who has which role there, which parts are on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Installation, KnowHow, Network, Organisation, Role, RoleChange, WatchCase
from mikrovirk.networks.parts import KEYS
from mikrovirk.networks.permissions import ADMINISTRATOR_PERMISSIONS, ROLE_PERMISSIONS, Permission, roles_with

RUN_BY = (Role.Name.COORDINATOR, Role.Name.SUBSTITUTE)
OFFICERS = (Role.Name.MUNICIPALITY, Role.Name.HOST)
SOMEBODY = -1  # stands for the user's key
SOME_DAY = date(1, 1, 1)  # stands for today


def networks_for(user: User | AnonymousUser, *, needs: Permission) -> QuerySet[Network]:
    """The networks in which `user` may do what `needs` says, by an own role or by one in its host organisation."""
    if not user.is_authenticated:
        return Network.objects.none()
    if user.is_administrator and needs in ADMINISTRATOR_PERMISSIONS:
        return Network.objects.all()
    sql, parameters = reached_by(tuple(roles_with(needs)))
    today = timezone.localdate()
    values = [user.pk if value == SOMEBODY else today if str(value) == str(SOME_DAY) else value for value in parameters]
    return Network.objects.filter(pk__in=RawSQL(sql, values))  # noqa: S611  the text is `reached_by`'s own


@dataclass(frozen=True)
class Keeping:
    """The municipalities whose common matters (calendars, register of networks, division of roles) somebody keeps, those of
    their first role first. All who keep them may mend each other's entries, so that nothing hangs on one person."""

    codes: tuple[str, ...] = ()
    everything: bool = False  # an administrator's

    def __bool__(self) -> bool:
        return self.everything or bool(self.codes)

    def __contains__(self, code: str) -> bool:
        return self.everything or code in self.codes


def keeping_of(user: User | AnonymousUser) -> Keeping:
    """Which municipalities `user` keeps: who runs a network there, holds a role in an organisation there, or looks after the
    installation. One query."""
    if not user.is_authenticated:
        return Keeping()
    held = roles_now().filter(user=user).order_by("since_date", "pk")
    codes: dict[str, None] = {}
    for name, of_organisation, of_network in held.values_list(
        "name", "organisation__municipality_code", "network__municipality_code"
    ):
        code = of_organisation if name in OFFICERS else of_network if name in RUN_BY else None
        if code:
            codes[code] = None
    return Keeping(tuple(codes), user.is_administrator)


def in_force(on: date | None = None, prefix: str = "") -> Q:
    """Roles that count on that day (today): those without a last day, and the others from their first to their last."""
    day = on or timezone.localdate()
    return Q(**{f"{prefix}until_date": None}) | Q(**{f"{prefix}until_date__gte": day, f"{prefix}since_date__lte": day})


def roles_now() -> QuerySet[Role]:
    """The roles that count today."""
    return Role.objects.filter(in_force())


@cache
def reached_by(names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    """SQL for the keys of the networks that SOMEBODY reaches by one of the roles, and its parameters.

    Nearly every page asks it, and making the text costs four times as much as running it: so it is made once for each
    permission.
    """
    held = Role.objects.filter(in_force(SOME_DAY), user=SOMEBODY, name__in=names)
    area = held.filter(organisation__kind="municipality").exclude(organisation__municipality_code="")
    reached = Network.objects.filter(
        Q(pk__in=held.values("network"))
        | Q(host__in=held.values("organisation"))
        | Q(municipality_code__in=area.values("organisation__municipality_code"))
    ).order_by()
    sql, parameters = reached.values("pk").query.sql_with_params()
    return sql, tuple(parameters)


def may(user: User | AnonymousUser, permission: Permission, network: Network) -> bool:
    """True if `user` may do that in `network`."""
    return networks_for(user, needs=permission).filter(pk=network.pk).exists()


def permissions_in(
    user: User, network: Network, *, held: Sequence[tuple[str, Network]] | None = None
) -> frozenset[Permission]:
    """Everything `user` may do in `network`. `held`: their roles, if they are known; else at most two queries."""
    roles = roles_held(user) if held is None else held
    carried = [ROLE_PERMISSIONS[name] for name, place in roles if place.pk == network.pk]
    return frozenset().union(*carried, ADMINISTRATOR_PERMISSIONS if user.is_administrator else ())


def role_names(user: User | AnonymousUser, network: Network) -> set[str]:
    """The roles `user` has in `network` itself."""
    if not user.is_authenticated:
        return set()
    return set(roles_now().filter(user=user, network=network).values_list("name", flat=True))


def people_with(network: Network, name: str) -> QuerySet[User]:
    """The active users with the role `name` in `network` today."""
    return User.objects.filter(
        in_force(prefix="roles__"), roles__network=network, roles__name=name, is_active=True
    ).distinct()


def running(network: Network) -> QuerySet[User]:
    """Those who run `network` today and whose account is on: coordinators and substitutes."""
    return User.objects.filter(
        in_force(prefix="roles__"), roles__network=network, roles__name__in=RUN_BY, is_active=True
    ).distinct()


def parts_of(network: Network) -> frozenset[str]:
    """The keys of the parts that are on in `network`: switched on there and offered by the installation."""
    if not network.parts:
        return frozenset()
    offered = network.offered_parts
    return frozenset(network.parts) & (offered_parts() if offered is None else offered)


def look_up_parts(networks: Iterable[Network]) -> None:
    """Ask once which parts the installation offers: of these rows `parts_of` knows it then. For a page made by many apps."""
    rows = [network for network in networks if network.parts]
    offered = offered_parts() if rows else None
    for network in rows:
        network.offered_parts = offered


def has_part(network: Network, key: str) -> bool:
    return key in network.parts and key in parts_of(network)


def installation() -> Installation:
    """The one row about this installation; a fresh one where none was saved yet."""
    return Installation.objects.filter(pk=1).first() or Installation(pk=1)


def is_example() -> bool:
    """True where `mikrovirk demo` serves what it made: no installation made by `mikrovirk init` is ever that."""
    return bool(settings.DEMO) and installation().is_example


def roles_held(user: User) -> list[tuple[str, Network]]:
    """Each role `user` has, with its network: own ones oldest first, then those by way of an organisation. At most two queries."""
    roles = roles_now().filter(user=user).select_related("network", "organisation").order_by("since_date", "pk")
    held = [(role.name, role.network) for role in roles if role.network]
    by_organisation = {role.organisation_id: role.name for role in roles if role.organisation_id}
    if by_organisation:
        codes = {
            r.organisation.municipality_code for r in roles if r.organisation and r.organisation.kind == "municipality"
        }
        reached = Network.objects.filter(Q(host__in=by_organisation) | Q(municipality_code__in=codes - {""}))
        held += [(by_organisation.get(network.host_id or 0, Role.Name.MUNICIPALITY), network) for network in reached]
    return held


def staff_of(network: Network) -> QuerySet[Role]:
    """Coordinators, steering group and substitutes of `network` with their users; those too who begin later."""
    names = [*RUN_BY, Role.Name.STEERING]
    held = Role.objects.filter(network=network, name__in=names).exclude(until_date__lt=timezone.localdate())
    return held.select_related("user").order_by("name", "since_date", "pk")


def all_networks(words: str = "") -> QuerySet[Network]:
    """Every network of the installation with its host, or those that the words find; for the administrator."""
    return found_by(words, Network.objects.select_related("host").order_by("name", "pk"))


def found_by(words: str, networks: QuerySet[Network]) -> QuerySet[Network]:
    """Those whose name, place or host has each of the words."""
    for word in words.split():
        networks = networks.filter(Q(name__icontains=word) | Q(place__icontains=word) | Q(host__name__icontains=word))
    return networks


def runs_something(user: User | AnonymousUser) -> bool:
    """True for coordinators, their substitutes and administrators."""
    if not user.is_authenticated:
        return False
    return user.is_administrator or roles_now().filter(user=user, name__in=RUN_BY).exists()


def offered_parts() -> frozenset[str]:
    """The keys of the parts that networks of this installation may switch on."""
    return KEYS - frozenset(installation().parts_off)


def all_organisations() -> QuerySet[Organisation]:
    """Every organisation with `network_count`, the networks it is the host of; for the administrator."""
    return Organisation.objects.annotate(network_count=Count("networks")).order_by("name", "pk")


def people_of(organisation: Organisation) -> QuerySet[Role]:
    """The roles held by way of `organisation`, with their users."""
    return Role.objects.filter(organisation=organisation).select_related("user").order_by("since_date", "pk")


# --- handing over --------------------------------------------------------------------------------------------------------


def hosts_of(network: Network) -> QuerySet[User]:
    """Those whose account is on and who hold the host's role in the organisation behind `network`."""
    if network.host_id is None:
        return User.objects.none()
    return User.objects.filter(
        in_force(prefix="roles__"),
        roles__organisation=network.host_id,
        roles__name=Role.Name.HOST,
        is_active=True,
    ).distinct()


def know_how_of(network: Network) -> QuerySet[KnowHow]:
    """What somebody wrote down for whoever runs the network."""
    return KnowHow.objects.filter(network=network, removed_at=None).select_related("written_by")


def open_cases(network: Network) -> QuerySet[WatchCase]:
    return WatchCase.objects.filter(network=network, closed_at=None)


def changes_in(network: Network) -> QuerySet[RoleChange]:
    """Who got or gave back a role, newest first."""
    return RoleChange.objects.filter(network=network).select_related("user", "by")


def changes_of(user: User) -> list[dict[str, str]]:
    """The roles somebody got or gave back, as plain values for their own copy."""
    rows = RoleChange.objects.filter(user=user).select_related("network")
    return [
        {
            "network": row.network.name,
            "role": row.role,
            "what": row.what,
            "at": row.at.isoformat(),
            "until": row.until_date.isoformat() if row.until_date else "",
            "why": row.why,
        }
        for row in rows
    ]


def last_ended(network: Network, pk: int) -> RoleChange | None:
    """The role that was just ended, if it can be given again."""
    found = RoleChange.objects.filter(network=network, pk=pk, what=RoleChange.What.ENDED).select_related("user").first()
    if found is None or (found.until_date and found.until_date < timezone.localdate()):
        return None
    return None if Role.objects.filter(user=found.user, name=found.role, network=network).exists() else found
