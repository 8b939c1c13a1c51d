"""What waits for each who works in a fund."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.fund.models import (
    Application,
    Assignment,
    Call,
    CaseMessage,
    Condition,
    Criterion,
    Fund,
    FundRole,
    Vote,
)
from tests import factories
from tests.factories.fund import make_application, make_call
from tests.fund.office_rows import fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db
Name = FundRole.Name
OFFICE = "/fund/ideer/office/"


@pytest.fixture
def fund() -> Fund:
    return fund_with_money()


def shown(client: Client, fund: Fund, name: str = Name.CASEWORKER) -> str:
    client.force_login(worker(fund, name))
    return client.get(OFFICE).content.decode()


def test_nothing_waits(client: Client, fund: Fund) -> None:
    assert "Der venter ikke noget på dig" in shown(client, fund)


def test_a_caseworker_sees_what_to_check_answer_and_close_the_late_first(client: Client, fund: Fund) -> None:
    call = open_call(fund, title="Foråret")
    Condition.objects.create(call=call, position=0, text="Gavn", is_general_benefit=True)
    make_application(call, factories.person(), title="Skal tjekkes")
    asked = make_application(call, factories.person(), title="Har skrevet")
    CaseMessage.objects.create(application=asked, is_from_fund=False, text="Må vi flytte datoen?")
    make_call(fund, title="Udkast til efteråret", state=Call.State.DRAFT, opened_at=None)
    over = open_call(fund, title="Vinteren", deadline_at=timezone.now() - timedelta(days=1))
    page = shown(client, fund)
    places = [
        page.index(words) for words in ("Vinteren", "Udkast til efteråret", "Skal tjekkes", "Ansøgeren skrev sidst")
    ]
    assert places == sorted(places)
    assert f"/fund/ideer/office/calls/{over.pk}/" in page
    assert "Forsinket" in page


def test_a_question_that_was_answered_does_not_wait(client: Client, fund: Fund) -> None:
    case = make_application(open_call(fund), factories.person(), title="Har skrevet")
    CaseMessage.objects.create(
        application=case, is_from_fund=False, text="Må vi?", at=timezone.now() - timedelta(days=1)
    )
    CaseMessage.objects.create(application=case, is_from_fund=True, text="Ja")
    assert "Ansøgeren skrev sidst" not in shown(client, fund)


def test_a_word_in_a_case_that_is_over_waits_for_nobody(client: Client, fund: Fund) -> None:
    over = make_application(open_call(fund), factories.person(), title="Er slut", state="closed")
    CaseMessage.objects.create(application=over, is_from_fund=False, text="Tak for denne gang.")
    assert "Ansøgeren skrev sidst" not in shown(client, fund)


def test_a_decider_sees_what_is_ready_and_no_drafts(client: Client, fund: Fund) -> None:
    late = timezone.now() - timedelta(days=1)
    make_application(open_call(fund), factories.person(), title="Lille sag", quick_by=late)
    make_call(fund, title="Udkast", state=Call.State.DRAFT, opened_at=None)
    page = shown(client, fund, Name.DECIDER)
    assert "Lille sag" in page
    assert "Forsinket" in page
    assert "Udkast" not in page


def test_nobody_sees_a_case_they_have_an_interest_in(client: Client, fund: Fund) -> None:
    person = factories.person("Anna Lund")
    make_application(open_call(fund), person, title="Min egen", quick_by=timezone.now())
    FundRole.objects.create(
        fund=fund, user=person.user, name=Name.DECIDER, since_date=factories.TODAY - timedelta(9999)
    )
    client.force_login(person.user)
    assert "Min egen" not in client.get(OFFICE).content.decode()


@pytest.mark.parametrize(
    ("name", "tabs"),
    [
        (Name.CASEWORKER, ["calls", "cases", "ledger", "fund"]),
        (Name.ASSESSOR, ["calls", "cases"]),
        (Name.DECIDER, ["calls", "cases", "ledger"]),
        (Name.BOOKKEEPER, ["calls", "cases", "ledger"]),
    ],
)
def test_each_has_the_tabs_they_may_open(client: Client, fund: Fund, name: str, tabs: list[str]) -> None:
    page = shown(client, fund, name)
    for word in ("calls", "cases", "ledger", "fund"):
        assert (f'href="{OFFICE}{word}/"' in page) == (word in tabs), word
        if word in tabs:
            assert client.get(f"{OFFICE}{word}/").status_code == 200


def test_it_is_for_the_funds_own_people(client: Client, fund: Fund) -> None:
    client.force_login(worker(fund_with_money(slug="anden")))
    assert client.get(OFFICE).status_code == 404
    client.force_login(factories.user(is_administrator=True))
    assert client.get(OFFICE).status_code == 404


def test_the_page_costs_the_same_for_three_cases(client: Client, fund: Fund, django_assert_num_queries: Any) -> None:
    call = open_call(fund)
    Condition.objects.create(call=call, position=0, text="Gavn", is_general_benefit=True)
    make_application(call, factories.person())
    shown(client, fund)
    with django_assert_num_queries(49) as captured:
        client.get(OFFICE)
    for _number in range(2):
        make_application(call, factories.person())
    with django_assert_num_queries(len(captured)):
        client.get(OFFICE)


def test_the_menu_leads_whoever_works_in_a_fund_to_it(client: Client, fund: Fund) -> None:
    user = worker(fund)
    client.force_login(user)
    assert f'href="{OFFICE}"' in client.get("/fund/").content.decode()
    FundRole.objects.create(
        fund=fund_with_money(slug="anden"), user=user, name=Name.DECIDER, since_date=timezone.localdate()
    )
    assert 'href="/fund/"' in client.get(OFFICE).content.decode()


def test_the_menu_of_others_says_nothing_of_it(client: Client, fund: Fund) -> None:
    client.force_login(factories.user())
    assert OFFICE not in client.get("/fund/").content.decode()


# --- a call on its way to its result ----------------------------------------------------------------------------------


def assessed_call(fund: Fund, **fields: Any) -> Call:
    return open_call(
        fund, title="Foråret", state=Call.State.ASSESSING, deadline_at=timezone.now() - timedelta(days=1), **fields
    )


def test_a_case_that_nobody_assesses_waits_for_the_caseworker(client: Client, fund: Fund) -> None:
    call = assessed_call(fund)
    Criterion.objects.create(call=call, position=1, name="Gavn")
    case = make_application(call, factories.person(), title="Uden bedømmer")
    page = shown(client, fund)
    assert "Spørg bedømmere" in page
    Assignment.objects.create(application=case, assessor=worker(fund, Name.ASSESSOR))
    assert "Spørg bedømmere" not in client.get(OFFICE).content.decode()


def test_a_pot_whose_cases_are_ready_waits_to_be_divided_and_then_published(client: Client, fund: Fund) -> None:
    call = assessed_call(fund)
    case = make_application(call, factories.person())
    division = f"/fund/ideer/office/calls/{call.pk}/division/"
    page = shown(client, fund)
    assert "Fordel puljen" in page
    assert division in page
    case.state = Application.State.REFUSED
    case.save()
    page = client.get(OFFICE).content.decode()
    assert "Fordel puljen" not in page
    assert "Offentliggør resultatet" in page


def test_a_vote_waits_to_be_prepared_and_to_be_counted(client: Client, fund: Fund) -> None:
    call = assessed_call(fund, rule=Call.Rule.EQUAL_SHARES)
    make_application(call, factories.person())
    page = shown(client, fund)
    assert "Forbered afstemningen" in page
    assert "Fordel puljen" not in page
    vote = Vote.objects.create(
        call=call,
        list_date=factories.TODAY,
        closes_at=timezone.now() + timedelta(days=1),
        state=Vote.State.OPEN,
        rules_digest="0",
        opened_at=timezone.now(),
    )
    Call.objects.update(state=Call.State.VOTING)
    assert "Der venter ikke noget på dig" in client.get(OFFICE).content.decode()
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    assert "Tæl stemmerne" in client.get(OFFICE).content.decode()
