from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from mikrovirk.fund.models import CoApplicant, FundRole
from mikrovirk.fund.permissions import FUND_ROLE_PERMISSIONS, FundPermission
from mikrovirk.fund.queries.funds import funds_for, own_applications, permissions_in
from mikrovirk.networks.models import Organisation, Role
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FundRole.Name.values)
def test_a_role_may_in_its_own_fund_what_the_table_says(name: str) -> None:
    fund, _other, user = make_fund(), make_fund(), factories.user()
    make_fund_role(fund, user, name)
    assert permissions_in(user, fund) == FUND_ROLE_PERMISSIONS[name]
    for permission in FundPermission:
        expected = [fund] if permission in FUND_ROLE_PERMISSIONS[name] else []
        assert list(funds_for(user, needs=permission)) == expected


def test_a_role_that_is_over_or_has_not_begun_does_not_count() -> None:
    fund, user = make_fund(), factories.user()
    role = make_fund_role(fund, user, FundRole.Name.DECIDER)
    role.until_date = factories.TODAY - timedelta(days=4000)
    role.since_date = role.until_date
    role.save()
    assert permissions_in(user, fund) == frozenset()
    assert not funds_for(user, needs=FundPermission.DECIDE).exists()


@pytest.mark.parametrize("name", [Role.Name.MUNICIPALITY, Role.Name.HOST])
def test_an_officer_sees_figures_of_the_funds_held_by_or_for_their_municipality(name: str) -> None:
    own = make_fund(municipalities=[])
    served = make_fund(municipalities=["0376", "0390"])
    neighbour = make_fund(municipalities=["0376"])
    user = factories.user()
    Role.objects.create(user=user, name=name, organisation=own.holder, since_date=factories.TODAY)
    Organisation.objects.filter(pk=neighbour.holder_id).update(municipality_code="0376")
    assert set(funds_for(user, needs=FundPermission.SEE_FIGURES)) == {own, served}
    assert not funds_for(user, needs=FundPermission.SEE_CASES).exists()
    assert permissions_in(user, own) == {FundPermission.SEE_FIGURES}
    assert permissions_in(user, neighbour) == frozenset()


def test_an_administrator_sees_the_figures_of_all_and_a_stranger_nothing() -> None:
    fund = make_fund()
    administrator = factories.user(is_administrator=True)
    assert list(funds_for(administrator, needs=FundPermission.SEE_FIGURES)) == [fund]
    assert permissions_in(administrator, fund) == {FundPermission.SEE_FIGURES}
    assert not funds_for(administrator, needs=FundPermission.SEE_CASES).exists()
    for stranger in (factories.user(), AnonymousUser()):
        assert not funds_for(stranger, needs=FundPermission.SEE_FIGURES).exists()
        assert permissions_in(stranger, fund) == frozenset()


def test_ones_own_applications_are_those_one_made_or_said_yes_to() -> None:
    call, maker, helper, asked = make_call(make_fund()), factories.person(), factories.user(), factories.user()
    made = make_application(call, maker)
    make_application(call, factories.person())
    CoApplicant.objects.create(
        application=made, name="A", email="a@example.example", user=helper, accepted_at=made.sent_at
    )
    CoApplicant.objects.create(application=made, name="B", email="b@example.example", user=asked)
    assert [list(own_applications(user)) for user in (maker.user, helper, asked, AnonymousUser())] == [
        [made],
        [made],
        [],
        [],
    ]
