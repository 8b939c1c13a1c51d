"""What is known of earlier aid, which rate counts, and the lines of the central register."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from mikrovirk.fund.domain.de_minimis import euro_at_most
from mikrovirk.fund.models import Application
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.fund.services.de_minimis import EarlierAid, Linked
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund
from tests.fund.aid import AID, AT, CVR, ON, OTHER, THIRD, declare, euro_before, make_rate

pytestmark = pytest.mark.django_db


def a_case(cvr: str = CVR) -> Application:
    return make_application(make_call(make_fund()), factories.person(), cvr=cvr)


def grant_to(case: Application, amount: int) -> None:
    services.assess(case, AID, reason="Det er støtte.", by=factories.user(), at=AT)
    services.grant(case, amount, by=None, at=AT)


def test_the_rate_of_the_last_day_of_trade_counts_for_a_week() -> None:
    friday = make_rate(ON)
    assert queries.rate_on(ON) == queries.rate_on(ON + timedelta(days=6)) == friday
    assert queries.rate_on(ON - timedelta(days=1)) is None
    assert queries.rate_on(ON + timedelta(days=7)) is None
    monday = make_rate(ON + timedelta(days=3), "745.90")
    assert queries.rate_on(ON + timedelta(days=4)) == monday


def test_declared_kroner_are_taken_at_that_days_rate_or_as_the_most_they_can_have_been() -> None:
    make_rate(date(2025, 5, 2), "746.10")
    case = a_case()
    earlier = [
        EarlierAid(CVR, date(2025, 5, 2), 74_610_00, "DKK", "Vordingborg Kommune"),
        EarlierAid(CVR, date(2025, 5, 3), 74_610_00, "DKK", "Vordingborg Kommune"),
    ]
    found = queries.earlier_of(case, declare(case, case.applicant.user, earlier=earlier))
    assert [each.aid.euro for each in found] == [Fraction(10_000), euro_at_most(74_610_00)]


def test_what_the_applicant_declares_of_our_own_grants_counts_once() -> None:
    make_rate()
    first = a_case()
    declare(first, first.applicant.user)
    grant_to(first, 10_000_00)
    again = make_application(first.call, first.applicant, cvr=CVR)
    told = [EarlierAid(CVR, ON, 10_000_00, "DKK", "Kommunen"), EarlierAid(CVR, ON, 9_000_00, "DKK", "Regionen")]
    declare(again, first.applicant.user, earlier=told)
    services.assess(again, AID, reason="Det er støtte.", by=factories.user(), at=AT)
    found = queries.standing(again, 1_00, on=ON)
    assert [(each.authority, each.is_ours, each.is_declared_twice) for each in found.earlier] == [
        (str(first.call.fund.holder), True, False),
        ("Kommunen", False, True),
        ("Regionen", False, False),
    ]
    assert found.room.before == Fraction(19_000_00 * 100, 74_606)  # not 29,000 kroner


def test_somebody_who_calls_the_business_their_own_raises_a_doubt() -> None:
    other = a_case(OTHER)
    declare(other, other.applicant.user, cvr=OTHER, business_name="Linds Lager", linked=[Linked(CVR, "Holms Hus")])
    case = a_case()
    assert queries.doubts_about(declare(case, case.applicant.user)) == ("Linds Lager",)
    assert queries.doubts_about(declare(case, case.applicant.user, linked=[Linked(OTHER, "Linds Lager")])) == ()
    assert queries.doubts_about(declare(a_case(THIRD), case.applicant.user, cvr=THIRD)) == ()


def test_the_lines_of_the_register_hold_what_the_regulation_asks_for() -> None:
    make_rate()
    case = a_case()
    declare(case, case.applicant.user, linked=[Linked(OTHER, "Linds Lager")])
    services.assess(case, AID, reason="Det er støtte.", by=factories.user(), at=AT, industry_code="90.01")
    made = services.grant(case, 12_500_50, by=None, at=AT)
    [line] = queries.register_rows(queries.grants_of(case.call.fund))
    assert dict(zip(queries.HEADINGS, line, strict=True)) == {
        "beneficiary_name": "Holms Hus",
        "beneficiary_identifier_type": "CVR",
        "beneficiary_identifier": CVR,
        "single_undertaking_identifiers": f"{CVR} {OTHER}",
        "granting_authority": str(case.call.fund.holder),
        "granting_date": "2026-11-20",
        "aid_instrument": "grant",
        "nominal_amount": "12500.50",
        "nominal_currency": "DKK",
        "aid_amount_eur": "1675.54",
        "exchange_rate_dkk_per_100_eur": str(made.dkk_per_100_eur),
        "exchange_rate_date": "2026-11-20",
        "exchange_rate_source": "Danmarks Nationalbank",
        "sector_nace": "90.01",
        "legal_basis": "Regulation (EU) 2023/2831",
        "own_reference": f"{case.call.fund.slug}/{case.pk}",
        "register_reference": "",
        "registered_date": "",
    }


def test_twenty_working_days_know_the_danish_holidays() -> None:
    assert queries.register_by(date(2026, 12, 18)) == date(2027, 1, 19)
    assert queries.register_by(date(2027, 3, 22)) == date(2027, 4, 22)  # round Easter


def test_a_standing_is_asked_in_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    make_rate()
    case = a_case()
    rows = [euro_before(1_000, day=date(2025, 1, day)) for day in range(1, 29)]
    declare(case, case.applicant.user, earlier=rows, linked=[Linked(OTHER, "Linds Lager")])
    services.assess(case, AID, reason="Det er støtte.", by=factories.user(), at=AT)
    with django_assert_max_num_queries(8):
        assert queries.standing(case, 1_00, on=ON).room.before == 28_000
