"""The fund's pages in a browser: a call is written without a page load between its rows, and everything fits a phone."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.fund.models import Call, Criterion, Fund, FundRole, Share
from tests import axe
from tests.factories.fund import make_application, make_call, make_fund_role, make_idea
from tests.fund.office_rows import fund_with_money, open_call, worker

OFFICE = "/fund/ideer/office/"


@pytest.fixture
def fund(transactional_db: None) -> Fund:
    return fund_with_money(purpose="Penge til medlemmernes ideer.", contact_email="puljen@kommune.example")


@pytest.fixture
def office(page: Page, fund: Fund, live_server: LiveServer) -> Iterator[Page]:
    """Signed in as somebody who does everything in the fund; a mistake in a script or a refused file fails the test."""
    user, client, mistakes = worker(fund), Client(), list[str]()
    for name in (FundRole.Name.BOOKKEEPER, FundRole.Name.DECIDER):
        make_fund_role(fund, user, name)
    client.force_login(user)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    yield page
    assert mistakes == []


def test_a_criterion_is_added_where_one_is_and_what_was_typed_stays(
    office: Page, fund: Fund, live_server: LiveServer
) -> None:
    office.goto(f"{live_server.url}{OFFICE}calls/new/")
    office.get_by_label("Titel").fill("Foråret")
    office.get_by_role("button", name="Et kriterium mere").click()
    expect(office.get_by_label("Kriterium", exact=True)).to_have_count(4)
    office.get_by_label("Kriterium", exact=True).last.fill("Noget nyt")
    office.locator("#criteria3-up").click()
    expect(office.get_by_label("Kriterium", exact=True).nth(2)).to_have_value("Noget nyt")
    expect(office.get_by_label("Titel")).to_have_value("Foråret")
    choices = office.get_by_label("Hvad man kan vælge").first
    expect(choices).to_be_hidden()
    office.get_by_label("Sådan svares der").first.select_option("choice")
    expect(choices).to_be_visible()
    for label, text in (("Det er pengene til", "Ideer"), ("Puljen", "100.000"), ("Største beløb", "40.000")):
        office.get_by_label(label, exact=False).first.fill(text)
    choices.fill("Ude\nInde")
    office.get_by_role("button", name="Gem ansøgningsrunden").last.click()
    expect(office.get_by_role("heading", name="Før den åbner")).to_be_visible()
    call = Call.objects.get()
    assert [each.name for each in call.criteria.all()][2] == "Noget nyt"
    assert call.questions[0]["choices"] == ["Ude", "Inde"]


def test_the_pages_fit_a_phone_and_axe_finds_nothing(office: Page, fund: Fund, live_server: LiveServer) -> None:
    call = open_call(fund, title="Aktiviteter i foråret", decides="Erhvervsudvalget")
    Criterion.objects.create(call=call, position=1, name="Gavner flere netværk", weight=2)
    Share.objects.create(call=call, kind="municipality", key="0390", amount=60_000_00)
    draft = make_call(fund, title="Efteråret", state=Call.State.DRAFT, opened_at=None)
    make_application(call, title="Åbne værksteder på Møn i pinsen")
    make_idea(fund)
    office.set_viewport_size(axe.PHONE)
    for address in (
        "/fund/",
        "/fund/ideer/",
        f"/fund/ideer/calls/{call.pk}/",
        OFFICE,
        f"{OFFICE}calls/",
        f"{OFFICE}calls/{call.pk}/",
        f"{OFFICE}calls/{draft.pk}/",
        f"{OFFICE}calls/{draft.pk}/edit/",
        f"{OFFICE}ledger/",
        f"{OFFICE}fund/",
    ):
        office.goto(f"{live_server.url}{address}")
        assert axe.violations(office) == [], address
        assert axe.sideways(office) == 0, address
