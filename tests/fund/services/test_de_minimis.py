"""Assessing, declaring, granting below the ceiling, and telling the register."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections

from mikrovirk.fund.models import AidGrant, Application, FundRole, Interest, Undertaking
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.queries.de_minimis import Hindrance
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.fund.services.interests import LockedOut
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role
from tests.fund.aid import AID, AT, CVR, NO_AID, ON, OTHER, declare, euro_before, make_rate

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Application:
    fund = make_fund()
    make_fund_role(fund, factories.user(), FundRole.Name.CASEWORKER)
    return make_application(make_call(fund), factories.person(), cvr=CVR)


def assess(case: Application, answers: object = AID, **more: object) -> None:
    by = FundRole.objects.get(fund=case.call.fund).user
    services.assess(case, answers, reason="Et marked i konkurrence med andre.", by=by, at=AT, **more)  # type: ignore[arg-type]


def refused(case: Application, amount: int = 10_000_00) -> Hindrance:
    with pytest.raises(services.MayNotGrant) as caught:
        services.grant(case, amount, by=None, at=AT)
    assert AidGrant.objects.count() == 0
    return caught.value.hindrance


def test_a_business_gets_nothing_before_somebody_said_whether_it_is_aid(case: Application) -> None:
    assert refused(case) == Hindrance.NOT_ASSESSED


def test_whoever_applies_without_a_business_needs_no_assessment() -> None:
    assert services.grant(make_application(make_call(make_fund())), 1_000_00, by=None, at=AT) is None


def test_support_that_is_no_aid_is_granted_without_declaration_or_register(case: Application) -> None:
    assess(case, NO_AID)
    assert services.grant(case, 10_000_00, by=None, at=AT) is None
    assert AidGrant.objects.count() == 0


def test_aid_needs_a_declaration_then_a_rate_and_is_written_down_with_both(case: Application) -> None:
    assess(case, industry_code="9001")
    assert refused(case) == Hindrance.NOT_DECLARED
    declare(case, case.applicant.user, earlier=[euro_before(1_000)])
    assert refused(case) == Hindrance.NO_RATE
    make_rate()
    made = services.grant(case, 74_606_00, by=None, at=AT)
    assert (made.euro_cents, made.before_cents, made.granted_date) == (10_000_00, 1_000_00, ON)
    assert (made.cvr, made.group, made.authority) == (CVR, [CVR], str(case.call.fund.holder))
    assert (made.dkk_per_100_eur, made.rate_date, made.rate_source) == (
        Decimal("746.06"),
        ON,
        "Danmarks Nationalbank",
    )
    assert made.register_by_date == date(2026, 12, 18)


def test_granted_twice_it_stands_once(case: Application) -> None:
    assess(case)
    declare(case, case.applicant.user)
    make_rate()
    first = services.grant(case, 10_000_00, by=None, at=AT)
    assert services.grant(case, 90_000_00, by=None, at=AT + timedelta(days=1)) == first
    assert list(AidGrant.objects.values_list("amount", flat=True)) == [10_000_00]
    with pytest.raises(services.AlreadyGranted):
        assess(case, NO_AID)
    with pytest.raises(services.AlreadyGranted):
        declare(case, case.applicant.user)


def test_the_ceiling_is_held_to_the_hundredth_of_a_krone(case: Application) -> None:
    assess(case)
    declare(case, case.applicant.user, earlier=[euro_before(290_000)])
    make_rate()
    assert refused(case, 74_606_01) == Hindrance.OVER
    assert services.grant(case, 74_606_00, by=None, at=AT) is not None


def test_help_in_kind_counts_with_the_money(case: Application) -> None:
    assess(case, in_kind=1_00)
    declare(case, case.applicant.user, earlier=[euro_before(290_000)])
    make_rate()
    assert refused(case, 74_606_00) == Hindrance.OVER
    assert services.grant(case, 74_605_00, by=None, at=AT).amount == 74_606_00


def test_what_two_funds_gave_one_undertaking_counts_together(case: Application) -> None:
    """Another fund gave a linked business its grant last year; neither applicant knows the other's sum."""
    make_rate()
    before = make_application(make_call(make_fund()), factories.person(), cvr=OTHER)
    services.assess(before, AID, reason="Det samme.", by=factories.user(), at=AT)
    declare(before, before.applicant.user, cvr=OTHER)
    services.grant(before, 74_606_00 * 29, by=None, at=AT)
    assess(case)
    declare(case, case.applicant.user, linked=[services.Linked(OTHER, "Linds Lager")])
    found = queries.standing(case, 74_606_00 + 1, on=ON)
    assert (found.hindrance, found.room.before, found.group) == (Hindrance.OVER, 290_000, (CVR, OTHER))
    services.void(before, because="Tilsagnet blev ikke accepteret.", at=AT)
    assert queries.standing(case, 74_606_00 + 1, on=ON).hindrance is None


def test_what_may_not_be_given_as_de_minimis_aid_is_refused(case: Application) -> None:
    services.assess(
        case,
        services.Answers(True, True, True, True, is_excluded=True),
        reason="Det er primær landbrugsproduktion.",
        by=factories.user(),
        at=AT,
    )
    assert refused(case) == Hindrance.EXCLUDED


def test_a_declaration_for_another_number_does_not_count(case: Application) -> None:
    assess(case)
    declare(case, case.applicant.user, cvr=OTHER)
    assert refused(case) == Hindrance.OTHER_NUMBER


def test_who_has_an_interest_does_not_assess(case: Application) -> None:
    caseworker = FundRole.objects.get(fund=case.call.fund).user
    Interest.objects.create(application=case, user=caseworker, ground="family", declared_at=AT)
    with pytest.raises(LockedOut):
        assess(case)
    with pytest.raises(LockedOut):
        services.assess(case, AID, reason="Det er min egen.", by=case.applicant.user, at=AT)


def test_what_was_assessed_and_declared_before_is_kept(case: Application) -> None:
    assess(case)
    assess(case, NO_AID)
    declare(case, case.applicant.user)
    declare(case, case.applicant.user, earlier=[euro_before(5)])
    assert case.aid_assessments.count() == case.aid_declarations.count() == 2
    assert queries.assessment_of(case).finding == "no-aid"
    assert queries.declaration_of(case).earlier.count() == 1


def test_a_rate_can_be_put_right_until_something_was_reckoned_with_it(case: Application) -> None:
    make_rate(rate="745.00")
    assert make_rate(rate="746.06").dkk_per_100_eur == Decimal("746.06")
    assess(case)
    declare(case, case.applicant.user)
    services.grant(case, 10_000_00, by=None, at=AT)
    with pytest.raises(services.RateUsed):
        make_rate(rate="745.00")


def test_the_register_was_told(case: Application) -> None:
    make_rate()
    assess(case)
    declare(case, case.applicant.user)
    made = services.grant(case, 10_000_00, by=None, at=AT)
    assert list(queries.to_register(case.call.fund)) == [made]
    services.mark_registered(made, reference="DK-2026-17", by=factories.user(), on=ON)
    assert list(queries.to_register(case.call.fund)) == []
    assert AidGrant.objects.get().registered_as == "DK-2026-17"


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_stay_below_the_ceiling_together() -> None:
    """Two funds grant one business 200,000 euro each; in memory there is one connection, so there one after the other."""
    make_rate()
    cases = [make_application(make_call(make_fund()), factories.person(), cvr=CVR) for _ in range(2)]
    for each in cases:
        services.assess(each, AID, reason="Det er støtte.", by=factories.user(), at=AT)
        declare(each, each.applicant.user)

    def decide(each: Application) -> bool:
        try:
            return services.grant(each, 74_606_00 * 20, by=None, at=AT) is not None
        except services.MayNotGrant:
            return False
        finally:
            if not in_memory:
                connections.close_all()

    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    with ThreadPoolExecutor(2) as both:
        answers = list(map(decide, cases) if in_memory else both.map(decide, cases))
    assert sorted(answers) == [False, True]
    assert AidGrant.objects.get().euro_cents == 200_000_00


def test_each_business_is_a_row_that_others_wait_at(case: Application) -> None:
    services.wait_in_line([OTHER, CVR, CVR])
    services.wait_in_line([CVR])
    assert sorted(Undertaking.objects.values_list("cvr", flat=True)) == sorted([CVR, OTHER])
