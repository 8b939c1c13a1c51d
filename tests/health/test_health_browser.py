"""The page of a network's health in a real browser, on a phone and a desk: from a warning to the mail that waits for approval."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.health.services import comparing, snapshots
from mikrovirk.networks.models import Network
from tests import axe, factories
from tests.health import rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Netværket på Møn")


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_from_a_warning_to_the_mail_that_waits(page: Page, live_server: LiveServer, place: Network) -> None:
    now = timezone.now()
    as_user(page, live_server, rows.a_year(place, now=now))
    snapshots.take(place, now=now)
    here = f"{live_server.url}/networks/moen/health/"
    page.goto(here)
    expect(page.get_by_text("Netværket er ved at miste dem, der plejede at komme.")).to_be_visible()
    page.evaluate("() => document.querySelectorAll('main details').forEach(each => { each.open = true; })")
    axe.check(page)
    warning = page.get_by_role("article", name="De faste er ved at glide væk")
    warning.get_by_role("button", name="Læg til side med den begrundelse").click()
    expect(page.get_by_role("link", name="Hvorfor er det ikke et problem")).to_be_visible()
    axe.check(page)  # with its error
    warning = page.get_by_role("article", name="De faste er ved at glide væk")
    warning.get_by_role("button", name="Skriv udkast til en personlig mail til dem").click()
    expect(page.get_by_text("Udkastet ligger klar.")).to_be_visible()
    expect(page.get_by_role("button", name="Send til 10")).to_be_visible()
    page.goto(here)
    page.get_by_text("Én, der er taget hånd om").click()
    page.get_by_role("button", name="Tag den frem igen").click()
    expect(page.get_by_role("article", name="De faste er ved at glide væk")).to_be_visible()


def test_the_comparison_and_a_network_that_has_only_begun(page: Page, live_server: LiveServer, place: Network) -> None:
    now = timezone.now()
    as_user(page, live_server, rows.coordinator(place, now=now))
    page.goto(f"{live_server.url}/networks/moen/health/")
    expect(page.get_by_text("Det er for tidligt at sige, hvordan netværket har det.")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Sammenlign med andre netværk").click()
    axe.check(page)
    page.get_by_role("button", name="Vær med i sammenligningen").click()
    expect(page.get_by_role("heading", name="Der er for få med endnu")).to_be_visible()
    axe.check(page)
    for number in range(5):
        other = factories.network(f"andet-{number}")
        people = rows.members(other, 6 + number)
        rows.held(other, [people] * 4, last=now - timedelta(days=3))
        snapshots.take(other, now=now)
        comparing.join(other, by=factories.coordinator(other), at=now)
    rows.held(place, [rows.members(place, 9)] * 4, last=now - timedelta(days=3))
    snapshots.take(place, now=now)
    page.reload()
    expect(page.get_by_role("table")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Vær ikke med længere").click()
    expect(page.get_by_role("button", name="Vær med i sammenligningen")).to_be_visible()
