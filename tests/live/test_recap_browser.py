"""The pages round an evening in a real browser, on a phone and a desk: from the photo to the recap that everybody reads."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import axe, factories
from tests.live import evenings, told

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Network:
    settings.MEDIA_ROOT = tmp_path / "files"
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def held(place: Network) -> Meeting:
    starts_at = timezone.now() - timedelta(hours=4)
    meeting = evenings.meeting(place, starts_at=starts_at, newcomers=("Karen-Margrethe Nødskov-Pedersen",))
    told.talk(meeting)
    told.came(meeting, *(factories.member(place) for _number in range(2)))
    evening = told.evening_of(meeting)
    told.asked(evening, "Hvad koster en revisor for en helt lille virksomhed?", supported=2)
    told.asked(evening, "Møder om morgenen", kind="wish", supported=1)
    told.poll(evening, "Hvor mødes vi?", {"Stege": 2, "Vordingborg": 1})
    told.agreed(evening, "Bo laver en liste over revisorer")
    return meeting


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_from_the_evening_to_the_recap_that_everybody_reads(
    page: Page, live_server: LiveServer, held: Meeting, tmp_path: Path
) -> None:
    as_user(page, live_server, factories.coordinator(held.network))
    home = f"{live_server.url}/networks/mikrovirk/meetings/{held.pk}"
    page.goto(f"{home}/evening/")
    axe.check(page)
    page.get_by_role("link", name="Læg billeder ind").click()
    axe.check(page)
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(told.picture(size=(800, 600)))
    page.get_by_label("Billeder", exact=True).set_input_files(photo)
    page.get_by_label("Hvad viser de?").fill("Salen lytter")
    page.get_by_role("button", name="Send billederne ind").click()
    expect(page.get_by_text("Tak for billedet.")).to_be_visible()
    page.get_by_label("Vis det i opsamlingen").check()
    page.get_by_role("button", name="Gem oplysningerne").click()
    expect(page.get_by_text("Et billede vises kun, når alle på det har sagt ja.")).to_be_visible()
    axe.check(page)  # with its error
    page.get_by_label("Alle på billedet har sagt ja til, at det vises for alle").check()
    page.get_by_role("button", name="Gem oplysningerne").click()
    expect(page.get_by_text("Gemt. Billedet er med i opsamlingen.")).to_be_visible()
    page.goto(f"{home}/recap/edit/")
    axe.check(page)
    text = page.get_by_label("Det, alle må læse")
    text.fill(f"{text.input_value()}\n\nOg der var kage.")
    page.get_by_role("button", name="Udgiv den, og gør mailene klar").click()
    expect(page.get_by_text("Opsamlingen er udgivet.")).to_be_visible()
    axe.check(page)
    page.context.clear_cookies()
    page.goto(f"{home}/recap/")
    expect(page.get_by_text("Og der var kage.")).to_be_visible()
    expect(page.get_by_role("img", name="Salen lytter")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Fjern billedet her").click()
    axe.check(page)
    page.get_by_role("button", name="Fjern billedet").click()
    expect(page.get_by_role("heading", name="Billedet er væk")).to_be_visible()
    axe.check(page)
    page.goto(f"{home}/recap/")
    expect(page.get_by_role("img", name="Salen lytter")).to_have_count(0)


def test_a_phone_in_the_room_sends_a_photo_in(
    page: Page, live_server: LiveServer, place: Network, tmp_path: Path
) -> None:
    evening = evenings.open_now(evenings.meeting(place))
    page.set_viewport_size(axe.PHONE)
    page.goto(f"{live_server.url}/l/{evening.code}/")
    page.get_by_label("Dit navn").fill("Mie Krogh")
    page.get_by_role("button", name="Kom ind").click()
    page.goto(f"{live_server.url}/l/{evening.code}/photos/")
    axe.check(page)
    photo = tmp_path / "IMG_1.jpg"
    photo.write_bytes(told.picture(size=(800, 600)))
    page.get_by_label("Billeder", exact=True).set_input_files(photo)
    page.get_by_role("button", name="Send billederne ind").click()
    expect(page.get_by_role("heading", name="Sendt ind fra den her telefon")).to_be_visible()
    axe.check(page)


def test_what_is_typed_in_the_recap_survives_a_phone_that_goes_to_sleep(
    page: Page, live_server: LiveServer, held: Meeting
) -> None:
    as_user(page, live_server, factories.coordinator(held.network))
    where = f"{live_server.url}/networks/mikrovirk/meetings/{held.pk}/recap/edit/"
    page.goto(where)
    page.get_by_label("Det, alle må læse").fill("Halvfærdigt")
    page.wait_for_timeout(800)
    page.goto(where)
    expect(page.get_by_label("Det, alle må læse")).to_have_value("Halvfærdigt")
