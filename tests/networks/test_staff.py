"""Those who work with other people's data, whatever their role is called."""

import pytest
from django.contrib.auth.models import AnonymousUser

from mikrovirk.networks.models import Role
from mikrovirk.networks.staff import is_staff
from tests import factories
from tests.factories.fund import make_fund, make_fund_role

pytestmark = pytest.mark.django_db


def test_all_but_members_and_the_steering_group() -> None:
    moen = factories.network("moen", host=factories.organisation("moen-erhverv"))
    people = {name: factories.role(name, moen) for name in ("member", "steering", "substitute", "coordinator")}
    for name in ("host", "municipality"):
        people[name] = factories.user()
        Role.objects.create(user=people[name], name=name, organisation=moen.host, since_date=factories.TODAY)
    people["administrator"] = factories.user(is_administrator=True)
    assert {name for name, user in people.items() if not is_staff(user)} == {"member", "steering"}
    assert not is_staff(AnonymousUser())


@pytest.mark.parametrize("name", ["caseworker", "assessor", "decider", "bookkeeper"])
def test_those_who_work_in_a_fund(name: str) -> None:
    user = factories.user()
    made = make_fund_role(make_fund(), user, name)
    assert is_staff(user)
    made.until_date = made.since_date
    made.save()
    assert not is_staff(user)
