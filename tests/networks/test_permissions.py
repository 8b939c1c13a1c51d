"""The whole table of who may do what: every role with every permission, in every place it can be held."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.networks.permissions import Permission, roles_with
from tests import factories

pytestmark = pytest.mark.django_db

P = Permission
# What each role may do, written out once more: a change of the table in the code must be made here too.
MAY = {
    "member": {P.SEE_NETWORK, P.TAKE_PART},
    "steering": {P.SEE_NETWORK, P.TAKE_PART, P.SEE_STEERING, P.SEE_FIGURES, P.CHECK_IN, P.STEER},
    "coordinator": {
        P.SEE_NETWORK,
        P.TAKE_PART,
        P.SEE_STEERING,
        P.SEE_FIGURES,
        P.EDIT_MEMBERS,
        P.EDIT_PROGRAMME,
        P.SEND_MAIL,
        P.CHECK_IN,
        P.STEER,
        P.EDIT_NETWORK,
        P.INVITE_BUSINESSES,
    },
    "substitute": {
        P.SEE_NETWORK,
        P.TAKE_PART,
        P.SEE_STEERING,
        P.SEE_FIGURES,
        P.EDIT_PROGRAMME,
        P.SEND_MAIL,
        P.CHECK_IN,
        P.STEER,
    },
    "host": {P.SEE_NETWORK, P.SEE_STEERING, P.SEE_FIGURES, P.INVITE_BUSINESSES},
    "municipality": {P.SEE_FIGURES},
    "administrator": {P.SEE_FIGURES, P.EDIT_NETWORK},
    "nobody": set(),
}


@pytest.fixture
def world() -> dict[str, Network]:
    """Four networks: one's own, one of the same host, one in the same municipality, and one of others."""
    erhverv = factories.organisation("vordingborg-erhverv")
    others = factories.organisation("guldborgsund-erhverv")
    return {
        "own": factories.network("moen", host=erhverv, municipality_code="0390"),
        "same host": factories.network("praestoe", host=erhverv, municipality_code="0376"),
        "same municipality": factories.network("stege", municipality_code="0390"),
        "others": factories.network("nykoebing", host=others, municipality_code="0376"),
    }


def holder(role: str, own: Network) -> User:
    """Somebody with that role: in the network, in its host organisation, or in its municipality."""
    if role == "nobody":
        return factories.user()
    if role == "administrator":
        return factories.user(is_administrator=True)
    if role == "host":
        return in_organisation(role, own.host)
    if role == "municipality":
        return in_organisation(role, municipality())
    return factories.role(role, own)


def municipality(code: str = "0390") -> Organisation:
    name = f"kommune-{code}"
    return factories.organisation(name, kind="municipality", municipality_code=code)


def in_organisation(role: str, organisation: Organisation | None) -> User:
    user = factories.user()
    Role.objects.create(user=user, name=role, organisation=organisation, since_date=factories.TODAY)
    return user


def days_around(today: date, first: int, last: int) -> dict[str, date]:
    return {"since_date": today + timedelta(days=first), "until_date": today + timedelta(days=last)}


def reach(user: User, permission: Permission) -> set[str]:
    return {network.slug for network in queries.networks_for(user, needs=permission)}


@pytest.mark.parametrize(("role", "permission"), list(product(MAY, Permission)))
def test_every_role_and_permission(world: dict[str, Network], role: str, permission: Permission) -> None:
    user = holder(role, world["own"])
    reached = {"host": {"moen", "praestoe"}, "municipality": {"moen", "stege"}}.get(role, {"moen"})
    if role == "administrator":
        reached = {network.slug for network in world.values()}
    expected = reached if permission in MAY[role] else set()
    assert reach(user, permission) == expected
    for network in world.values():
        assert queries.may(user, permission, network) == (network.slug in expected)


@pytest.mark.parametrize("permission", list(Permission))
def test_a_stranger_may_nothing(world: dict[str, Network], permission: Permission) -> None:
    from django.contrib.auth.models import AnonymousUser

    assert list(queries.networks_for(AnonymousUser(), needs=permission)) == []


def test_the_roles_that_carry_a_permission_are_listed() -> None:
    assert roles_with(P.CHECK_IN) == ["steering", "coordinator", "substitute"]
    assert roles_with(P.SEND_MAIL) == ["coordinator", "substitute"]
    assert {permission for permission in Permission if not roles_with(permission)} == set()


@pytest.mark.parametrize(("first", "last", "counts"), [(0, 0, True), (-5, -1, False), (1, 9, False), (-9, 9, True)])
@pytest.mark.parametrize("name", ["substitute", "coordinator", "steering"])
def test_a_role_with_a_last_day_counts_from_its_first_to_its_last(
    world: dict[str, Network], name: str, first: int, last: int, counts: bool
) -> None:
    user, today = factories.user(), timezone.localdate()
    Role.objects.create(user=user, name=name, network=world["own"], **days_around(today, first, last))
    for permission in Permission:
        assert reach(user, permission) == ({"moen"} if counts and permission in MAY[name] else set())
    assert queries.role_names(user, world["own"]) == ({name} if counts else set())
    assert [role for role, _ in queries.roles_held(user)] == ([name] if counts else [])
    assert list(queries.people_with(world["own"], name)) == ([user] if counts else [])
    runs = counts and name != "steering"
    assert list(queries.running(world["own"])) == ([user] if runs else [])
    assert queries.runs_something(user) == runs


@pytest.mark.parametrize("first", [-9, 1])
def test_a_hosts_role_that_ran_out_or_begins_later_carries_nothing(world: dict[str, Network], first: int) -> None:
    user, own = factories.user(), world["own"]
    days = days_around(timezone.localdate(), first, first + 2)
    Role.objects.create(user=user, name="host", organisation=own.host, **days)
    assert [reach(user, permission) for permission in Permission] == [set()] * len(Permission)
    assert list(queries.hosts_of(own)) == []


@pytest.mark.parametrize("role", ["member", "steering", "coordinator"])
def test_a_role_in_an_organisation_is_not_one_in_its_networks_beyond_the_table(
    world: dict[str, Network], role: str
) -> None:
    """Somebody marked as coordinator in the host organisation coordinates what it hosts, and nothing else."""
    user = in_organisation(role, world["own"].host)
    for permission in Permission:
        assert reach(user, permission) == ({"moen", "praestoe"} if permission in MAY[role] else set())


def test_a_municipality_without_a_code_reaches_no_network_without_one() -> None:
    nowhere = factories.network("nowhere", municipality_code="")
    unfinished = factories.organisation("ny", kind="municipality", municipality_code="")
    user = in_organisation("municipality", unfinished)
    assert reach(user, P.SEE_FIGURES) == set()
    assert not queries.may(user, P.SEE_FIGURES, nowhere)


def test_only_a_municipality_reaches_by_its_code() -> None:
    factories.network("moen", municipality_code="0390")
    council = factories.organisation("raad", kind="business_council", municipality_code="0390")
    assert reach(in_organisation("municipality", council), P.SEE_FIGURES) == set()


def test_two_roles_add_up() -> None:
    moen, stege = factories.network("moen"), factories.network("stege")
    user = factories.role("member", moen)
    Role.objects.create(user=user, name="coordinator", network=stege, since_date=factories.TODAY)
    assert reach(user, P.TAKE_PART) == {"moen", "stege"}
    assert reach(user, P.SEND_MAIL) == {"stege"}


def test_an_ended_role_is_over_at_once() -> None:
    moen = factories.network("moen")
    user = factories.coordinator(moen)
    Role.objects.all().delete()
    assert {permission for permission in Permission if reach(user, permission)} == set()
