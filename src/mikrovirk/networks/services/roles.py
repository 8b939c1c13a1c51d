"""Writes: who has which role, from when to when, and what was done about it by whom."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.accounts.services import known_or_new, sign_out
from mikrovirk.networks.models import Network, Organisation, Role, RoleChange

What = RoleChange.What


class LastCoordinator(Exception):
    """The network would be left without a coordinator."""


@transaction.atomic
def appoint(
    email: str,
    name: str,
    *,
    full_name: str,
    network: Network,
    on: date,
    until: date | None = None,
    by: User | None = None,
    why: str = "",
    at: datetime | None = None,
) -> Role:
    """Give the person with that address a role in `network`, known before or not, and note it; they are told by mail.

    `until`: the last day, which a substitute must have (ValueError). Whoever has the role already gets the new days.
    """
    if name == Role.Name.SUBSTITUTE and until is None:
        raise ValueError("a substitute has a last day")
    user = known_or_new(email, full_name=full_name)
    return give(user, name, network=network, on=on, until=until, by=by, why=why, at=at)


def give(
    user: User,
    name: str,
    *,
    network: Network,
    on: date,
    until: date | None,
    by: User | None,
    why: str,
    at: datetime | None,
) -> Role:
    """The role with these days, noted unless somebody has it just so."""
    days = {"since_date": on, "until_date": until}
    role, is_new = Role.objects.get_or_create(user=user, name=name, network=network, defaults=days)
    if not is_new:
        if role.until_date == until and (until is None or role.since_date == on):
            return role
        role.since_date = on if until else role.since_date
        role.until_date = until
        role.save(update_fields=["since_date", "until_date"])
    note(role, What.GIVEN, by=by, why=why, at=at)
    return role


def note(role: Role, what: str, *, by: User | None, why: str = "", at: datetime | None) -> RoleChange | None:
    """Keep what was done about a role in a network."""
    if role.network is None:
        return None
    return RoleChange.objects.create(
        network=role.network,
        user=role.user,
        role=role.name,
        what=what,
        since_date=role.since_date,
        until_date=role.until_date,
        by=by,
        why=why,
        at=at or timezone.now(),
    )


def grant_role(user: User, name: str, *, network: Network, on: date) -> Role:
    """Give `user` the role `name` in `network`; having it already changes nothing. Nobody is told."""
    role, _ = Role.objects.get_or_create(user=user, name=name, network=network, defaults={"since_date": on})
    return role


def revoke_role(user: User, name: str, *, network: Network) -> None:
    Role.objects.filter(user=user, name=name, network=network).delete()


@transaction.atomic
def end_role(role: Role, *, by: User | None = None, at: datetime | None = None) -> RoleChange | None:
    """Take a role back and note it; raise LastCoordinator where nobody else could run the network.

    Who saw other people's data with it is signed out everywhere, unless they gave it back themselves.
    """
    if role.name == Role.Name.COORDINATOR:
        # All of them are locked, in order: two coordinators who end each other's role at once come one after the other.
        held = Role.objects.select_for_update(of=("self",)).filter(network=role.network, name=role.name).order_by("pk")
        able = {other.pk for other in held.select_related("user") if other.user.is_active or other.pk == role.pk}
        if able <= {role.pk}:
            raise LastCoordinator
    noted = note(role, What.ENDED, by=by, at=at)
    role.delete()
    if role.name != Role.Name.MEMBER and by != role.user:
        sign_out(role.user)
    return noted


@transaction.atomic
def give_again(ended: RoleChange, *, by: User, at: datetime) -> Role:
    """Undo the end of a role: as it was, with its days."""
    begun = ended.since_date or timezone.localdate(at)
    return give(ended.user, ended.role, network=ended.network, on=begun, until=ended.until_date, by=by, why="", at=at)


@transaction.atomic
def end_run_out(today: date, *, at: datetime) -> int:
    """Take away the roles whose last day is over, and note it. They have not counted since; say how many there were."""
    over = list(
        Role.objects.select_for_update(of=("self",)).filter(until_date__lt=today).select_related("user", "network")
    )
    for role in over:
        note(role, What.RAN_OUT, by=None, at=at)
        role.delete()
        sign_out(role.user)
    Role.objects.filter(away_until_date__lt=today).update(away_from_date=None, away_until_date=None)
    return len(over)


def mark_told(change: RoleChange, *, at: datetime) -> None:
    """The mails about it are made."""
    RoleChange.objects.filter(pk=change.pk).update(told_at=at)


# --- on holiday ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def say_away(
    coordinator: User,
    *,
    network: Network,
    first: date,
    last: date,
    substitute: tuple[str, str] | None,
    at: datetime,
) -> Role | None:
    """A coordinator is away from one day to another; `substitute` (address, name) runs the network meanwhile.

    The substitute's role, or None. Raise ValueError if it is the coordinator's own address.
    """
    own = Role.objects.filter(user=coordinator, network=network, name=Role.Name.COORDINATOR)
    own.update(away_from_date=first, away_until_date=last)
    if substitute is None:
        return None
    email, full_name = substitute
    if email.strip().lower() == coordinator.email:
        raise ValueError("somebody else must be named")
    name = Role.Name.SUBSTITUTE
    return appoint(email, name, full_name=full_name, network=network, on=first, until=last, by=coordinator, at=at)


@transaction.atomic
def be_back(coordinator: User, *, network: Network, at: datetime) -> int:
    """The holiday is over, or is not held: whoever was named for it has nothing left to do. How many they were."""
    own = Role.objects.filter(user=coordinator, network=network, name=Role.Name.COORDINATOR).first()
    if own is None or own.away_from_date is None:
        return 0
    days = Q(since_date=own.away_from_date, until_date=own.away_until_date)
    named = list(
        Role.objects.filter(days, network=network, name=Role.Name.SUBSTITUTE).select_related("user", "network")
    )
    for role in named:
        end_role(role, by=coordinator, at=at)
    own.away_from_date = own.away_until_date = None
    own.save(update_fields=["away_from_date", "away_until_date"])
    return len(named)


# --- organisations -------------------------------------------------------------------------------------------------------


@transaction.atomic
def appoint_in_organisation(email: str, name: str, *, full_name: str, organisation: Organisation, on: date) -> Role:
    """Let somebody see what their organisation may: its networks as their host, or the figures as a municipality."""
    user = known_or_new(email, full_name=full_name)
    role, _ = Role.objects.get_or_create(user=user, name=name, organisation=organisation, defaults={"since_date": on})
    return role
