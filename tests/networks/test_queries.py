"""Which networks somebody belongs to, and at what price."""

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from mikrovirk.networks import queries
from mikrovirk.networks.models import Role
from mikrovirk.networks.permissions import Permission
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_roles_somebody_holds_are_told_oldest_first() -> None:
    moen, stege = factories.network("moen"), factories.network("stege")
    user = factories.role("member", stege)
    Role.objects.create(user=user, name="coordinator", network=moen, since_date=factories.TODAY)
    assert queries.roles_held(user) == [("member", stege), ("coordinator", moen)]
    assert queries.role_names(user, moen) == {"coordinator"}
    assert queries.role_names(AnonymousUser(), moen) == set()


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_ups_do_not_grow_with_the_networks(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    office = factories.organisation()
    user = factories.user()
    Role.objects.create(user=user, name="host", organisation=office, since_date=factories.TODAY)
    networks = [factories.network(host=office) for _ in range(count)]
    with django_assert_num_queries(2):
        assert {network for _, network in queries.roles_held(user)} == set(networks)
    with django_assert_num_queries(1):
        assert len(queries.networks_for(user, needs=Permission.SEE_STEERING)) == count
    with django_assert_num_queries(1):
        assert [organisation.network_count for organisation in queries.all_organisations()] == [count]


def test_people_with_a_role_are_active_ones_of_that_network() -> None:
    moen, stege = factories.network("moen"), factories.network("stege")
    karen = factories.role("steering", moen)
    factories.role("steering", moen, is_active=False)
    factories.role("steering", stege)
    factories.role("member", moen)
    assert list(queries.people_with(moen, "steering")) == [karen]


def test_who_runs_something() -> None:
    moen = factories.network("moen")
    people = {name: factories.role(name, moen) for name in ("member", "steering", "coordinator")}
    people["administrator"] = factories.user(is_administrator=True)
    assert {name for name, user in people.items() if queries.runs_something(user)} == {"coordinator", "administrator"}
    assert not queries.runs_something(AnonymousUser())
