"""What everybody reads: the funds, one fund, one call."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.fund.models import Application, Call, Criterion, FundRole, Share
from mikrovirk.fund.services import ledger
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_idea
from tests.fund.office_rows import fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db


def test_everybody_sees_the_funds_and_what_can_be_applied_for(client: Client) -> None:
    fund = fund_with_money(purpose="Penge til medlemmernes ideer.", municipalities=["0390", "0376"])
    open_call(fund, title="Aktiviteter i foråret")
    open_call(fund, title="Sidste år", deadline_at=timezone.now() - timedelta(days=1))
    make_call(fund, title="Under skrivning", state=Call.State.DRAFT, opened_at=None)
    page = client.get("/fund/").content.decode()
    for words in ("Idépuljen", "Penge til medlemmernes ideer.", "Vordingborg, Guldborgsund", "Aktiviteter i foråret"):
        assert words in page
    assert "100.000\xa0kr." in page
    for hidden in ("Sidste år", "Under skrivning", "/fund/new/"):
        assert hidden not in page


def test_no_fund_says_so(client: Client) -> None:
    assert "Her er ingen pulje endnu" in client.get("/fund/").content.decode()


def test_the_list_costs_the_same_for_three(client: Client, django_assert_num_queries: Any) -> None:
    open_call(fund_with_money())
    client.get("/fund/")
    with django_assert_num_queries(2):
        client.get("/fund/")
    for number in range(2):
        open_call(fund_with_money(slug=f"pulje-{number}"))
    with django_assert_num_queries(2):
        client.get("/fund/")


def test_a_fund_has_its_calls_ideas_and_what_was_given(client: Client) -> None:
    fund = fund_with_money(about="Vi begyndte i 2026.", contact_email="puljen@kommune.example")
    open_call(fund, title="Aktiviteter i foråret")
    make_call(fund, title="Efteråret", state=Call.State.DECIDED)
    make_idea(fund, factories.person(), title="Fælles julemarked")
    page = client.get("/fund/ideer/").content.decode()
    for words in ("Aktiviteter i foråret", "Efteråret", "Fælles julemarked", "Vi begyndte i 2026.", "puljen@kommune"):
        assert words in page
    assert "/fund/ideer/office/" not in page


def test_an_applicant_finds_their_own_applications(client: Client) -> None:
    fund, person = fund_with_money(), factories.person()
    make_application(open_call(fund), person, title="Mit marked")
    make_application(open_call(fund), factories.person(), title="En andens")
    client.force_login(person.user)
    page = client.get("/fund/ideer/").content.decode()
    assert "Mit marked" in page
    assert "En andens" not in page


def test_whoever_works_in_the_fund_finds_the_office(client: Client) -> None:
    fund = fund_with_money()
    client.force_login(worker(fund))
    assert "/fund/ideer/office/" in client.get("/fund/ideer/").content.decode()


def test_a_call_says_its_rules(client: Client) -> None:
    fund = fund_with_money()
    call = open_call(
        fund,
        own_share=10,
        advance_percent=50,
        quick_up_to=5_000_00,
        quick_decider=factories.user("Lise Holm"),
        recommends="Styregruppen",
        decides="Erhvervsudvalget",
        who_may_apply="Alle netværk.",
        benefits_others=True,
    )
    Share.objects.create(call=call, kind="municipality", key="0390", amount=60_000_00)
    Criterion.objects.create(call=call, position=1, name="Gavner flere netværk", weight=2)
    page = client.get(f"/fund/ideer/calls/{call.pk}/").content.decode().replace("\xa0", " ")
    for words in (
        "100.000 kr.",
        "Fra 1.000 kr. til 40.000 kr.",
        "mindst 10 procent",
        "50 procent",
        "Lise Holm",
        "Styregruppen",
        "Erhvervsudvalget",
        "Vordingborg</span>: 60.000 kr.",
        "Gavner flere netværk",
        f"/fund/ideer/calls/{call.pk}/apply/",
    ):
        assert words in page, words


def test_a_call_whose_deadline_is_over_takes_nothing(client: Client) -> None:
    call = open_call(fund_with_money(), deadline_at=timezone.now() - timedelta(minutes=1))
    page = client.get(f"/fund/ideer/calls/{call.pk}/").content.decode()
    assert "/apply/" not in page
    assert "Fristen var" in page


def test_a_call_that_was_called_off_says_why(client: Client) -> None:
    call = open_call(fund_with_money())
    call.state, call.cancelled_because = Call.State.CANCELLED, "Byrådet har flyttet pengene."
    call.save()
    assert "Byrådet har flyttet pengene." in client.get(f"/fund/ideer/calls/{call.pk}/").content.decode()


@pytest.mark.parametrize(("name", "status"), [(FundRole.Name.CASEWORKER, 200), (FundRole.Name.ASSESSOR, 404)])
def test_a_call_that_is_written_is_for_caseworkers(client: Client, name: str, status: int) -> None:
    fund = fund_with_money()
    call = make_call(fund, state=Call.State.DRAFT, opened_at=None)
    address = f"/fund/ideer/calls/{call.pk}/"
    assert client.get(address).status_code == 404
    client.force_login(worker(fund, name))
    assert client.get(address).status_code == status


def test_a_call_is_found_in_its_own_fund_only(client: Client) -> None:
    call = open_call(fund_with_money())
    make_fund(slug="anden")
    assert client.get(f"/fund/anden/calls/{call.pk}/").status_code == 404


def test_a_grant_is_public_as_soon_as_it_is_given(client: Client) -> None:
    from mikrovirk.fund.models import Decision

    fund = fund_with_money()
    make_application(open_call(fund), title="Venter endnu")
    case = make_application(open_call(fund), title="Offentligt marked", state=Application.State.GRANTED)
    ledger.grant(case, 5_000_00, by=None, at=factories.NOW, key=f"grant:{case.pk}")
    Decision.objects.create(
        application=case, outcome="granted", asked=10_000_00, amount=5_000_00, reason="Godt", at=factories.NOW
    )
    page = client.get("/fund/ideer/").content.decode().replace("\xa0", " ")
    assert "Offentligt marked" in page
    assert "5.000 kr." in page
    assert "Venter endnu" not in page
