"""The stage's pages in a real browser, on a phone and a desk: accessible, and done with as few taps as promised."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, MeetingTask, SlotOffer
from mikrovirk.programme.services import slots
from tests import axe, factories
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def link(site: LiveServer, name: str, purpose: str, *values: int) -> str:
    return site.url + reverse(f"programme:{name}", args=[links.sign(purpose, *values)])


def test_three_minutes_are_accepted_with_two_taps(page: Page, live_server: LiveServer, place: Network) -> None:
    meeting = rows.introductions(place, starts_at=timezone.now() + timedelta(days=12), venue=factories.venue(place))
    person = factories.member(place, "Lise Holm", firm=factories.business("Systuen", about="Jeg syr gardiner."))
    offer = rows.offer(meeting, person)
    page.goto(link(live_server, "slot_answer", "slot", offer.pk))  # the first tap, in the mail
    axe.check(page)
    page.get_by_role("button", name="Ja tak, jeg tager tre minutter").click()  # the second
    expect(page.get_by_role("heading", name="Tre minutter er dine")).to_be_visible()
    axe.check(page)
    expect(page.get_by_label("Min virksomhed")).to_have_value("Jeg syr gardiner.")
    page.get_by_label("Hvad jeg forventer af netværket").fill("En at dele stand med")
    page.get_by_role("button", name="Gem mine tekster").click()
    expect(page.get_by_text("Dine tekster er gemt.")).to_be_visible()
    offer.refresh_from_db()
    assert (offer.state, offer.expectation_text) == ("accepted", "En at dele stand med")
    page.get_by_role("button", name="Giv mine tre minutter videre").click()
    expect(page.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
    axe.check(page)


def test_what_came_of_the_expectation_is_told(page: Page, live_server: LiveServer, place: Network) -> None:
    held = rows.introductions(place, starts_at=timezone.now() - timedelta(days=91))
    offer = rows.offer(held, factories.member(place), "accepted", expectation_text="En at dele stand med")
    page.goto(link(live_server, "expectation", "expectation", offer.pk))
    axe.check(page)
    page.get_by_role("button", name="Send mit svar").click()
    axe.check(page)  # with its errors
    page.get_by_label("Delvis").check()
    page.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_text("Koordinatoren læser det, du skrev.")).to_be_visible()
    assert SlotOffer.objects.get().expectation_met == "partly"


def test_the_coordinator_fills_the_three_minutes(page: Page, live_server: LiveServer, place: Network) -> None:
    meeting = rows.introductions(place, starts_at=timezone.now() + timedelta(days=12))
    for person in rows.newcomers(place, "Asta Ny", "Bent Ny", "Carla Ny", "Dan Ældre"):
        person.memberships.update(joined_date=timezone.localdate() - timedelta(days=person.pk))
    slots.offer_slots(now=timezone.now())
    as_user(page, live_server, factories.coordinator(place))
    page.goto(live_server.url + reverse("programme:slots", args=[place.slug, meeting.pk]))
    axe.check(page)
    page.get_by_role("button", name="Send til 3").click()
    expect(page.get_by_text("Har ikke svaret")).to_have_count(3)
    page.get_by_role("button", name="Sæt på").last.click()
    expect(page.get_by_text("1 af 3 pladser er taget")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Tag af").click()
    expect(page.get_by_text("0 af 3 pladser er taget")).to_be_visible()


def test_the_seat_is_applied_for_chosen_and_undone(page: Page, live_server: LiveServer, place: Network) -> None:
    rows.with_seat(place, starts_at=timezone.now() + timedelta(days=14), title="Strategi på én side")
    lise = factories.member(place, "Lise Holm")
    page.goto(link(live_server, "hot_seat_link", "hotseat", place.pk, lise.user.pk))
    axe.check(page)
    page.get_by_role("button", name="Send til koordinatoren").click()
    axe.check(page)  # with its errors
    page.get_by_label("Den varme stol: Jeg har en udfordring").check()
    page.get_by_label("På én linje").fill("Flere kunder om vinteren")
    page.get_by_label("Din udfordring").fill("Jeg har prøvet alt.")
    page.get_by_role("button", name="Send til koordinatoren").click()
    expect(page.get_by_text("Du hører fra os, når det er din tur.")).to_be_visible()
    axe.check(page)
    as_user(page, live_server, factories.coordinator(place))
    page.goto(live_server.url + reverse("programme:hot_seat", args=[place.slug]))
    axe.check(page)
    page.get_by_role("button", name="Vælg til").click()
    expect(page.get_by_text("Mailen til den, der er valgt")).to_be_visible()
    assert HotSeatApplication.objects.get().state == "chosen"
    axe.check(page)
    page.get_by_role("button", name="Fortryd valget").click()
    expect(page.get_by_role("button", name="Vælg til")).to_be_visible()


def test_somebody_is_asked_in_the_coordinators_own_words(page: Page, live_server: LiveServer, place: Network) -> None:
    rows.with_seat(place, starts_at=timezone.now() + timedelta(days=14))
    factories.member(place, "Lise Holm")
    as_user(page, live_server, factories.coordinator(place))
    page.goto(live_server.url + reverse("programme:hot_seat", args=[place.slug]))
    axe.check(page)
    page.get_by_label("Dine ord").fill("Kære Lise, vil du?")
    page.get_by_role("button", name="Send til Lise Holm").click()
    expect(page.get_by_text("Har ikke svaret")).to_be_visible()
    page.get_by_role("button", name="Tag tilbage").click()
    expect(page.get_by_label("Dine ord")).to_be_visible()


def test_a_task_is_taken_with_one_tap(page: Page, live_server: LiveServer, place: Network) -> None:
    meeting = factories.meeting(place, starts_at=timezone.now() + timedelta(days=5))
    rows.task(meeting, "Stå i døren")
    lise = factories.member(place, "Lise Holm")
    factories.sign_up(meeting, lise)
    page.goto(link(live_server, "tasks_link", "tasks", meeting.pk, lise.user.pk))
    axe.check(page)
    page.get_by_role("button", name="Den tager jeg").click()
    expect(page.get_by_text("»Stå i døren« er din.")).to_be_visible()
    axe.check(page)
    assert MeetingTask.objects.get().taken_by == lise.user
    as_user(page, live_server, factories.coordinator(place))
    page.goto(live_server.url + reverse("programme:tasks", args=[place.slug, meeting.pk]))
    axe.check(page)
    page.get_by_text("Giv den til en").click()
    page.get_by_label("Hvem gør det?").select_option(label="Ingen endnu")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("0 af 1 taget").first).to_be_visible()
