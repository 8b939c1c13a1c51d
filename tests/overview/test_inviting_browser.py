"""Whom to invite in a browser: from the members' page to a list, a note and a printed paper; and as axe sees the pages."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.overview.models import ContactUse, ListedBusiness
from mikrovirk.overview.services import inviting
from tests import axe, factories
from tests.overview import nearby


@pytest.fixture
def site(page: Page, live_server: LiveServer, transactional_db: None, register_nearby: None) -> Iterator[str]:
    """The address of the site, with the coordinator of Møn signed in; nothing is asked of any other site."""
    user, client = factories.coordinator(nearby.network()), Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    mistakes, hosts = [], set()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    # What shows a PDF is the browser's own (chrome:, chrome-extension:).
    page.on("request", lambda request: request.url.startswith("http") and hosts.add(urlsplit(request.url).netloc))
    yield live_server.url
    assert mistakes == []
    assert hosts == {urlsplit(live_server.url).netloc}


def test_from_the_members_to_a_visit(page: Page, site: str) -> None:
    page.goto(f"{site}/networks/moen/members/")
    page.get_by_role("link", name="Hvem kan I invitere?").click()
    page.get_by_label("Branche").select_option("I")
    expect(page.locator("#results tbody tr")).to_have_count(6)
    page.get_by_label("Café 03").check()
    page.get_by_label("Café 05").check()
    page.get_by_role("button", name="Sæt dem med kryds på jeres liste").click()
    expect(page.get_by_text("2 virksomheder er nu på jeres liste.")).to_be_visible()
    expect(page.locator("#results tbody tr")).to_have_count(4)  # the choice of trade is kept
    page.get_by_role("link", name="Jeres liste").click()
    page.get_by_text("Skriv, hvad der kom ud af det: Café 03").click()
    page.locator("li.row", has_text="Café 03").get_by_label("Hvad kom der ud af det").select_option("declined")
    page.get_by_role("button", name="Gem Café 03").click()
    expect(page.get_by_text("Noteret. Ingen her spørger dem igen.")).to_be_visible()
    expect(page.get_by_text("Én, der har sagt nej tak")).to_be_visible()
    page.get_by_role("button", name="Skriv besøgslisten ud").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    page.get_by_label("Hvad bruger du adresserne til?").fill("Besøg i december")
    with page.expect_response(lambda answer: answer.url.endswith("/print/")) as printed:
        page.get_by_role("button", name="Skriv besøgslisten ud").click()
    assert printed.value.headers["content-type"] == "application/pdf"
    page.goto(f"{site}/networks/moen/invite/log/")
    expect(page.get_by_role("cell", name="Besøg i december")).to_be_visible()
    assert dict(ListedBusiness.objects.values_list("unit_id", "state")) == {
        "20000003": "declined",
        "20000005": "chosen",
    }
    assert ContactUse.objects.exclude(form="seen").get().unit_ids == ["20000005"]


def test_everybody_can_use_the_pages(page: Page, site: str) -> None:
    network = nearby.Network.objects.get()
    user = factories.coordinator(network)
    inviting.put_on_list(network, ["10000001", "20000000", "20000001"], by=user, at=factories.NOW)
    ListedBusiness.objects.filter(unit_id="20000001").update(state="declined")
    inviting.use_list(network, form="visits", purpose="Besøg", by=user, at=factories.NOW)
    for size in (axe.DESKTOP, axe.PHONE):
        page.set_viewport_size(size)
        for address in ("/networks/moen/invite/", "/networks/moen/invite/list/", "/overview/0390/coverage/"):
            page.goto(f"{site}{address}")
            assert (axe.violations(page), axe.sideways(page)) == ([], 0), (address, size)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/networks/moen/invite/log/")
    assert (axe.violations(page), axe.sideways(page)) == ([], 0)
