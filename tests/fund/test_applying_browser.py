"""Applying on a phone in a real browser: what is typed is kept by itself, and the budget adds up meanwhile."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.fund.models import Application
from mikrovirk.fund.services import applications
from tests import axe, factories
from tests.factories.fund import make_call, make_fund

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_typed_is_kept_and_adds_up(page: Page, live_server: LiveServer) -> None:
    call = make_call(make_fund(slug="ideer"), own_share=20, small_up_to=10_000_00)
    anna = factories.member(factories.network("moen"), "Anna Ø")
    begun = applications.start(call, anna, at=timezone.now())
    client: Any = Client()
    client.force_login(anna.user)
    key = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    address = f"{live_server.url}/fund/ideer/applications/{begun.pk}/edit/"
    page.goto(address)
    axe.check(page)
    page.get_by_label("Hvad kalder du det?").fill("Fælles julemarked")
    page.get_by_label("Linje 1: til hvad").first.fill("Leje af ridehuset")
    page.get_by_label("Linje 1: kroner").first.fill("12.500")
    expect(page.locator("#sums")).to_contain_text(re.compile(r"Egne og andre penge skal være mindst 2\.500\skr\."))
    expect(page.locator("#kept")).to_contain_text("Gemt kl.")
    page.get_by_label("Linje 1: kroner").last.fill("2.500")
    expect(page.locator("#sums")).to_contain_text(re.compile(r"Du søger om\s*10\.000\skr\."))
    page.goto(address)
    expect(page.get_by_label("Linje 1: kroner").first).to_have_value("12.500")
    page.get_by_role("button", name="Send ansøgningen").click()
    expect(page.get_by_role("group", name="Der er noget, du skal rette")).to_be_visible()
    axe.check(page)
    page.get_by_label("I få linjer: Hvad sker der, og for hvem?").fill("Et marked for alle.")
    page.get_by_label("Linje 1: til hvad").last.fill("Standleje")
    page.get_by_role("button", name="Send ansøgningen").click()
    expect(page.get_by_text("Tak. Din ansøgning er modtaget.")).to_be_visible()
    axe.check(page)
    assert list(Application.objects.values_list("number", "amount", "title")) == [(1, 10_000_00, "Fælles julemarked")]


def test_an_idea_is_supported_with_one_tap(page: Page, live_server: LiveServer) -> None:
    fund = make_fund(slug="ideer")
    anna = factories.member(factories.network("moen"), "Anna Ø")
    client: Any = Client()
    client.force_login(anna.user)
    key = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/fund/ideer/ideas/new/")
    axe.check(page)
    page.get_by_label("Idéen i få ord").fill("Fælles julemarked")
    page.get_by_label("Hvad skal der ske?").fill("Vi holder et marked i ridehuset.")
    page.get_by_role("button", name="Læg min idé i kassen").click()
    page.get_by_role("button", name="Jeg er med").click()
    expect(page.get_by_text("Én synes, det er en god idé · én er med")).to_be_visible()
    expect(page.get_by_role("button", name="Jeg er med")).to_have_attribute("aria-pressed", "true")
    axe.check(page)
    assert fund.ideas.count() == 1
