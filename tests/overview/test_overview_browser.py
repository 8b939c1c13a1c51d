"""The overview in a browser: by keyboard, on a phone, without a request that leaves the site, and as axe sees it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests import axe
from tests.overview.pages import officer, signed_in, with_made_figures


@pytest.fixture
def site(page: Page, live_server: LiveServer, transactional_db: None, monkeypatch) -> Iterator[str]:
    """The address of a site with made-up figures, an officer signed in; nothing is asked of any other site."""
    with_made_figures(monkeypatch)
    cookie = signed_in(officer()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    mistakes, hosts = [], set()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield live_server.url
    assert mistakes == []
    assert hosts == {urlsplit(live_server.url).netloc}


def test_an_officer_chooses_compares_and_downloads_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/overview/")
    page.get_by_label("Kommune", exact=True).focus()
    page.keyboard.type("Vording")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vordingborg")
    page.get_by_text("Tabel: Størrelse").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sizes-0390 table")).to_be_visible()
    page.get_by_text("Sådan er det talt: Størrelse").press("Enter")
    expect(page.locator("#sizes-0390 .definitions")).to_contain_text("Eurostat")
    page.get_by_text("Hent: Størrelse").press("Enter")
    with page.expect_download() as kept:
        page.locator("#sizes-0390").get_by_role("link", name="CSV").press("Enter")
    assert kept.value.suggested_filename == "vordingborg-sizes-2026-11-01.csv"
    page.get_by_role("link", name="Sammenlign med en anden").press("Enter")
    page.get_by_label("Sammenlign med").select_option("0376")
    page.get_by_role("button", name="Vis").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vordingborg ved siden af Guldborgsund")


def test_a_choice_stays_in_the_link_and_paper_fits_a4(page: Page, site: str) -> None:
    page.goto(f"{site}/overview/0390/")
    axe.check(page)
    page.locator(".choices-bar summary").click()
    page.get_by_label("Tæl holdingselskaber med").check()
    page.get_by_label("Som det var den").fill("2020-05-01")
    page.get_by_role("button", name="Vis").click()
    expect(page.get_by_label("Tæl holdingselskaber med")).to_be_checked()
    link = page.get_by_label("Link til siden med alle valg").input_value()
    assert link.endswith("/overview/0390/?on=2020-05-01&with_holdings=1")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 950})  # the width of A4 between its margins
    assert axe.sideways(page) == 0
    expect(page.locator(".choices-bar")).to_be_hidden()
    expect(page.locator("#survival-0390 svg")).to_be_visible()


@pytest.mark.parametrize("address", ["/overview/", "/overview/0390/compare/?with=0376", "/open-data/"])
def test_everybody_can_use_the_page(page: Page, site: str, address: str) -> None:
    page.goto(f"{site}{address}")
    axe.check(page)
