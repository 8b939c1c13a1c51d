"""The way in, by hand: accessible at every step, on a phone as well."""

from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import SignUp
from tests import axe, factories

pytestmark = pytest.mark.django_db(transaction=True)
LIST = Path(__file__).parents[2] / "data" / "way-in" / "nemtilmeld-deltagere.csv"


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_a_list_of_participants_is_brought_along_and_taken_back(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen")
    factories.member(network, "Lise Holm", email="lise@systuen.example")
    as_user(page, live_server, factories.coordinator(network))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/networks/moen/bring/")
    axe.check(page)
    page.get_by_role("link", name="Hvem der kom til vores møder").click()
    page.get_by_label("Filen").set_input_files(LIST)
    page.get_by_role("button", name="Se, hvad der er på listen").click()
    expect(page.get_by_role("heading", name="Hent 6 rækker ind?")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Ret, hvilken kolonne der er hvad").click()
    axe.check(page)
    page.get_by_label("Billettype").select_option(label="Udeladt")
    page.get_by_role("button", name="Se, hvad der vil ske").click()
    page.get_by_role("button", name="Hent det ind").click()
    expect(page.get_by_text("Det er hentet ind.")).to_be_visible()
    assert SignUp.objects.count() == 6
    axe.check(page)
    page.get_by_role("button", name="Fortryd det hele").click()
    page.get_by_role("dialog").get_by_role("button", name="Fortryd det hele").click()
    expect(page.get_by_text("Alt er, som det var før listen.")).to_be_visible()
    page.goto(f"{live_server.url}/networks/moen/take-out/")
    axe.check(page)
