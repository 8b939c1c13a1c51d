"""The attending side in a real browser: accessible, nothing wider than a phone, and whole without scripts."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts import links
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, Feedback, Meeting, SignUp
from tests import axe, factories
from tests.programme.evenings import answer_link, coming_meeting

pytestmark = pytest.mark.django_db(transaction=True)
LONG_NAME = "Karen-Margrethe Vandborg Mikkelsen-Østergård af Store Heddinge"


@pytest.fixture
def place() -> Network:
    return factories.network(
        "mikrovirk", name="MikroVirk i Vordingborg og på Møn", contact_name="Dorte", contact_email="d@e.example"
    )


@pytest.fixture
def evening(place: Network) -> Meeting:
    venue = factories.venue(place, latitude="54.98610", longitude="12.28400", parking="Gratis bag biblioteket.")
    meeting = coming_meeting(place, venue=venue, format=factories.format_1_0(place), capacity=3, summary="Om priser.")
    AgendaItem.objects.create(meeting=meeting, position=1, kind="talk", title="Oplæg", minutes=40)
    return meeting


def sign_in(page: Page, live_server: LiveServer, place: Network) -> None:
    client = Client()
    client.force_login(factories.coordinator(place))
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def test_the_public_pages_are_accessible(page: Page, live_server: LiveServer, place: Network, evening: Meeting) -> None:
    coming_meeting(place, days=20, state="cancelled", cancelled_why="Sne.", title="Aflyst")
    held = coming_meeting(place, days=-20, title="Holdt")
    root = f"{live_server.url}/networks/mikrovirk/meetings/"
    for address in (
        root,
        f"{root}?archive=1",
        f"{root}{evening.pk}/",
        f"{root}{held.pk}/",
        f"{root}{evening.pk}/sign-up/",
    ):
        page.goto(address)
        axe.check(page)
    page.goto(f"{live_server.url}/networks/mikrovirk/follow/")
    axe.check(page)
    page.get_by_role("button", name="Send mig en mail").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe.check(page)


def test_signing_up_from_the_keyboard_with_a_mistake_on_the_way(
    page: Page, live_server: LiveServer, evening: Meeting
) -> None:
    page.goto(f"{live_server.url}/networks/mikrovirk/meetings/{evening.pk}/")
    page.get_by_role("link", name="Tilmeld dig mødet").press("Enter")
    page.get_by_label("Dit navn").fill(LONG_NAME)
    page.get_by_label("Din e-mail").fill("karen@")
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Dit navn")).to_have_value(LONG_NAME)
    axe.check(page)
    page.get_by_label("Din e-mail").fill("karen@baek.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er tilmeldt. Vi ses!")
    axe.check(page)
    assert SignUp.objects.get().meeting == evening


def test_the_pages_behind_a_mail_s_link_are_accessible(
    page: Page, live_server: LiveServer, place: Network, evening: Meeting
) -> None:
    lise = factories.member(place, LONG_NAME, firm=factories.business("Systuen", seeks="en revisor"))
    page.goto(live_server.url + answer_link(evening, lise))
    axe.check(page)
    page.get_by_role("button", name="Ja, jeg kommer").click()
    expect(page.get_by_text("Du er tilmeldt, Karen-Margrethe.")).to_be_visible()
    factories.sign_up(evening, factories.member(place, "Åse Ærø"), is_listed=True)
    page.get_by_text("Tag en gæst med", exact=True).click()
    page.get_by_label("Din gæsts navn").fill("Gitte Gæst")
    page.get_by_role("button", name="Tilmeld min gæst").click()
    expect(page.locator(".rows").first).to_contain_text("Gitte Gæst")
    axe.check(page)
    page.get_by_role("button", name="Meld mig fra").click()
    expect(page.get_by_role("button", name="Jeg kommer alligevel")).to_be_visible()
    axe.check(page)
    for _number in range(3):
        factories.sign_up(evening, factories.member(place), made_at=timezone.now())
    Meeting.objects.filter(pk=evening.pk).update(places_taken=3)
    page.reload()
    page.get_by_role("button", name="Skriv mig på ventelisten").click()
    expect(page.get_by_text("Du er nummer 1 på ventelisten.")).to_be_visible()
    axe.check(page)


def test_rating_in_two_taps(page: Page, live_server: LiveServer, place: Network) -> None:
    held = coming_meeting(place, days=-1)
    row = factories.sign_up(held, factories.member(place), checked_in_at=held.starts_at)
    page.goto(f"{live_server.url}/f/{links.sign('feedback', row.pk)}/")
    axe.check(page)
    page.get_by_role("button", name="God", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, fordi du sagde, hvordan det var")
    assert Feedback.objects.get().rating == 4
    axe.check(page)


def test_the_list_at_the_door_and_the_report_are_accessible(
    page: Page, live_server: LiveServer, place: Network
) -> None:
    page.emulate_media(reduced_motion="reduce")  # or the colours are measured half-way through a change
    tonight = factories.meeting(place, starts_at=timezone.now() + timezone.timedelta(hours=1))
    for name in (LONG_NAME, "Bo Jensen"):
        factories.sign_up(tonight, factories.member(place, name))
    held = coming_meeting(place, days=-2)
    for number in range(3):
        row = factories.sign_up(held, factories.member(place), checked_in_at=held.starts_at if number else None)
        Feedback.objects.create(sign_up=row, meeting=held, rating=3 + number % 3, text="Godt oplæg.")
    sign_in(page, live_server, place)
    page.goto(f"{live_server.url}/networks/mikrovirk/meetings/{tonight.pk}/check-in/")
    axe.check(page)
    page.get_by_role("button", name=re.compile("Er her.*Bo Jensen")).click()
    expect(page.locator(".door-counts")).to_contain_text("1 er her")
    axe.check(page)
    page.goto(f"{live_server.url}/networks/mikrovirk/meetings/{held.pk}/report/")
    axe.check(page)


def test_without_scripts_every_step_works(
    browser: Browser, live_server: LiveServer, place: Network, evening: Meeting
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="da-DK", viewport={"width": 320, "height": 700})
    page = context.new_page()
    sign_in(page, live_server, place)
    factories.sign_up(evening, factories.member(place, "Bo Jensen"))
    page.goto(f"{live_server.url}/networks/mikrovirk/meetings/{evening.pk}/check-in/")
    page.get_by_role("searchbox").fill("bo")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=re.compile("Er her.*Bo Jensen")).click()
    expect(page.get_by_role("button", name=re.compile("Fortryd.*Bo Jensen"))).to_be_visible()
    assert SignUp.objects.get().checked_in_at is not None
    context.close()
