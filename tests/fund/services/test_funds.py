from datetime import date, timedelta

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Call, Fund, FundRole
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import permissions_in
from mikrovirk.fund.services import funds as services
from mikrovirk.fund.services import ledger
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_fund
from tests.fund.office_rows import fund_with_money, open_call

pytestmark = pytest.mark.django_db
Name = FundRole.Name


def today() -> date:
    return timezone.localdate()


def give(fund: Fund, email: str, name: str = Name.CASEWORKER) -> FundRole:
    return services.give_role(fund, email, name, full_name="Sanne Bæk", by=None, at=NOW, on=today())


def mails() -> int:
    return Message.objects.filter(mailing__kind="fund.role_given").count()


def test_a_fund_is_made_with_its_first_caseworker_who_is_told() -> None:
    fields = {"holder": factories.organisation(), "name": "Idépuljen", "slug": "ideer"}
    fund = services.found_fund(
        fields,
        caseworker="Sanne@kommune.example",
        caseworker_name="Sanne Bæk",
        by=None,
        at=NOW,
        on=today(),
    )
    sanne = User.objects.get(email="sanne@kommune.example")
    assert sanne.full_name == "Sanne Bæk"
    assert FundPermission.EDIT_CALLS in permissions_in(sanne, fund)
    assert mails() == 1


def test_the_same_role_is_given_once() -> None:
    fund = make_fund()
    assert give(fund, "sanne@kommune.example") == give(fund, "sanne@kommune.example")
    assert mails() == 1


def test_a_role_that_ended_can_be_given_again() -> None:
    fund = make_fund()
    give(fund, "bo@kommune.example")
    role = give(fund, "sanne@kommune.example")
    role.since_date -= timedelta(days=9)
    role.save()
    services.end_role(role, on=today())
    role.refresh_from_db()
    assert role.until_date == today() - timedelta(days=1)
    assert permissions_in(role.user, fund) == frozenset()
    give(fund, "sanne@kommune.example")
    assert FundPermission.EDIT_CALLS in permissions_in(role.user, fund)


def test_a_role_of_one_day_is_gone_without_a_trace() -> None:
    fund = make_fund()
    give(fund, "bo@kommune.example")
    services.end_role(give(fund, "sanne@kommune.example", Name.DECIDER), on=today())
    assert list(fund.roles.values_list("user__email", flat=True)) == ["bo@kommune.example"]


def test_the_last_caseworker_stays() -> None:
    fund = make_fund()
    role = give(fund, "sanne@kommune.example")
    give(fund, "bo@kommune.example", Name.BOOKKEEPER)
    with pytest.raises(services.LastCaseworker):
        services.end_role(role, on=today())


def test_a_fund_is_closed_when_nothing_runs_and_can_go_on() -> None:
    fund = fund_with_money()
    call = open_call(fund)
    with pytest.raises(services.StillRunning):
        services.close_fund(fund, at=NOW)
    case = make_application(call)
    ledger.grant(case, 1_000_00, by=None, at=NOW, key="grant")
    call.state, call.decided_at = Call.State.DECIDED, NOW
    call.save()
    with pytest.raises(services.StillRunning):
        services.close_fund(fund, at=NOW)
    ledger.pay(case, 1_000_00, claim="1", by=None, at=NOW, key="pay")
    closed = services.close_fund(fund, at=NOW)
    assert closed.closed_at == NOW
    services.open_fund_again(closed)
    assert closed.closed_at is None
