from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from mikrovirk.networks.models import Role
from mikrovirk.overview.permissions import Access, access_of
from tests import factories

pytestmark = pytest.mark.django_db


def officer(name: str, code: str = "0390", kind: str = "municipality", **role):
    town = factories.organisation(f"sted-{name}-{code}", kind=kind, municipality_code=code)
    user = factories.user()
    Role.objects.create(user=user, name=name, organisation=town, since_date=factories.TODAY, **role)
    return user


@pytest.mark.parametrize("name", ["municipality", "host"])
def test_an_officer_sees_inside_the_own_municipality_and_sets_its_goals(name: str) -> None:
    access = access_of(officer(name))
    assert access == Access(frozenset({"0390"}), frozenset({"0390"}), "0390", False)
    assert (access.may_open, access.sees_inside("0390"), access.sees_inside("0376")) == (True, True, False)
    assert (access.may_set_goals("0390"), access.may_set_goals("0376")) == (True, False)


def test_a_business_council_sees_but_sets_no_goals() -> None:
    access = access_of(officer("host", kind="business_council"))
    assert (access.sees_inside("0390"), access.may_set_goals("0390")) == (True, False)


@pytest.mark.parametrize("name", ["coordinator", "substitute", "steering"])
def test_those_who_run_a_network_see_inside_its_municipality(name: str) -> None:
    place = factories.network("moen", municipality_code="0390")
    access = access_of(factories.role(name, place))
    assert (access.inside, access.sets_goals) == ({"0390"}, frozenset())


def test_a_member_a_stranger_and_a_role_that_is_over_see_nothing() -> None:
    place = factories.network("moen", municipality_code="0390")
    over = officer("municipality", until_date=factories.TODAY - timedelta(days=900))
    for user in (factories.role("member", place), factories.user(), over, AnonymousUser()):
        assert access_of(user) == Access()
        assert not access_of(user).may_open


def test_a_place_without_a_code_gives_nothing() -> None:
    assert not access_of(officer("host", code="")).may_open


def test_an_administrator_sees_everything() -> None:
    access = access_of(factories.user(is_administrator=True))
    assert (access.may_open, access.sees_inside("0101"), access.may_set_goals("0101")) == (True, True, True)


def test_it_costs_one_query(django_assert_num_queries) -> None:
    user = officer("municipality")
    with django_assert_num_queries(1):
        access_of(user)
