"""The plan, the agenda editor, the speaker's page and the toolbox in a real browser: accessible, and of use by hand."""

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
from mikrovirk.programme.models import Meeting, Season, Talk
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup, talks
from tests import axe, factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def network(settings: Any, live_server: LiveServer, tmp_path: Path) -> Network:
    settings.SITE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path
    place = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(place)
    factories.venue(place, capacity=40, parking="Gratis bag biblioteket.")
    return place


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def draft(network: Network) -> Meeting:
    starts_at = (timezone.localtime() + timedelta(days=30)).replace(hour=17, minute=30, second=0, microsecond=0)
    first = network.formats.get(key="1-0")
    return meeting_services.add_meeting(
        network, starts_at=starts_at, at=timezone.now(), format=first, venue=network.venues.first()
    )


def test_season_is_laid_in_a_few_moves_and_published(page: Page, live_server: LiveServer, network: Network) -> None:
    factories.member(network)
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/mikrovirk/plan/")
    axe.check(page)
    page.get_by_role("link", name="Læg en sæson").first.click()
    page.get_by_label("Første dato").fill("2030-01-16")
    page.get_by_label("Første dato").press("Tab")
    expect(page.get_by_label("Hvor tit?").locator("option").first).to_have_text("den tredje onsdag i måneden")
    page.get_by_label("Hvor tit?").select_option(label="hver fjerde onsdag")
    expect(page.get_by_text("Flyttet fra onsdag 13. februar 2030: Vinterferie")).to_be_visible()
    page.get_by_label("Hvor?").select_option(label="Et nyt mødested …")
    page.get_by_label("Det nye mødesteds navn").fill("Bageriet")
    page.get_by_label("Dato for møde 3").fill("2030-03-14")
    page.get_by_label("Dato for møde 3").press("Tab")
    expect(page.get_by_text("Torsdag 14. marts 2030")).to_be_visible()
    expect(page.get_by_label("Det nye mødesteds navn")).to_have_value("Bageriet")
    axe.check(page)
    page.get_by_role("button", name="Læg sæsonen (6 møder)").click()
    expect(page.get_by_text("»Foråret 2030« er lagt som kladder.")).to_be_visible()
    axe.check(page)
    assert Season.objects.get().meetings.filter(venue__name="Bageriet").count() == 6
    page.get_by_role("button", name="Udgiv alle 6 møder").click()
    expect(page.get_by_text("6 møder er udgivet.")).to_be_visible()
    axe.check(page)


def test_agenda_is_made_by_buttons_and_hours_follow(page: Page, live_server: LiveServer, network: Network) -> None:
    meeting = draft(network)
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/mikrovirk/plan/meetings/{meeting.pk}/agenda/")
    axe.check(page)
    page.locator("#id_line-1-minutes").fill("60")
    page.locator("#id_line-1-minutes").press("Tab")
    expect(page.locator("#line-length")).to_have_text("Slutter kl. 19.45")
    page.get_by_role("button", name="Flyt punkt 3 op").click()
    expect(page.locator("#id_line-1-title")).to_have_value("3 × 3 minutter")
    page.get_by_role("button", name="Tilføj et punkt").click()
    expect(page.locator("#id_line-4-title")).to_have_value("")
    page.locator("#id_line-4-title").fill("Kage")
    page.get_by_role("button", name="Fjern punkt 4").click()
    expect(page.locator("#id_line-3-title")).to_have_value("Kage")
    page.locator("#id_line-3-minutes").fill("")
    page.get_by_role("button", name="Gem programmet").click()
    expect(page.get_by_text("Punkt 4 har ingen minutter.")).to_be_visible()
    axe.check(page)
    page.locator("#id_line-3-minutes").fill("10")
    page.locator("#id_line-3-minutes").press("Enter")  # the first button of the form saves, and rearranges nothing
    expect(page.get_by_text("Programmet er gemt.")).to_be_visible()
    titles = [line.title for line in meeting.agenda.all()]
    assert titles == ["Velkomst", "3 × 3 minutter", "Fagligt oplæg", "Kage", "Netværke frit"]
    axe.check(page)


def test_speaker_answers_and_fills_in_on_a_phone(
    page: Page, live_server: LiveServer, network: Network, tmp_path: Path
) -> None:
    meeting = draft(network)
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/mikrovirk/plan/meetings/{meeting.pk}/")
    page.get_by_label("Oplægsholder", exact=True).fill("Tove Tal")
    page.get_by_label("Oplægsholderens e-mail").fill("tove@tal.example")
    page.get_by_role("button", name="Gem, og spørg oplægsholderen").click()
    expect(page.get_by_text("Her er mailen til oplægsholderen.")).to_be_visible()
    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(talks.speaker_url(Talk.objects.get()))
    axe.check(page)
    page.get_by_role("button", name="Ja, jeg kommer").click()
    expect(page.get_by_text("Tak, vi glæder os.")).to_be_visible()
    page.get_by_label("Oplæggets titel").fill("Moms uden mavepine")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt. Du kan komme tilbage")).to_be_visible()
    slides = tmp_path / "moms.pdf"
    slides.write_bytes(b"%PDF-1.4\n")
    page.get_by_text("Tilføj materiale").click()
    page.get_by_label("Hvad er det?").fill("Slides fra aftenen")
    page.get_by_label("Fil", exact=True).set_input_files(slides)
    page.get_by_role("button", name="Tilføj", exact=True).click()
    expect(page.get_by_role("link", name="Slides fra aftenen")).to_be_visible()
    axe.check(page)


@pytest.mark.parametrize(
    "address",
    [
        "plan/extra/",
        "plan/days-off/",
        "plan/?past=1",
        "plan/meetings/{pk}/move/",
        "plan/meetings/{pk}/cancel/",
        "plan/meetings/{pk}/copy/",
        "formats/",
        "formats/new/",
        "topics/",
        "venues/",
        "venues/new/",
        "usual-tasks/",
        "talks/{talk}/material/",
        "toolbox/",
        "toolbox/add/",
    ],
)
def test_every_page_of_the_plan_is_accessible(
    page: Page, live_server: LiveServer, network: Network, address: str
) -> None:
    meeting = draft(network)
    talk = Talk.objects.create(network=network, meeting=meeting, title="Moms", speaker_name="Tove Tal")
    box = talks.add_to_toolbox(network, topic=network.topics.get(name="Salg"), title="Guide", by="", at=timezone.now())
    talks.add_material(box, kind="checklist", title="Tjekliste", text="Ring\nSkriv", at=timezone.now())
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/mikrovirk/{address.format(pk=meeting.pk, talk=talk.pk)}")
    axe.check(page)


def test_season_can_be_laid_without_scripts(browser: Any, live_server: LiveServer, network: Network) -> None:
    context = browser.new_context(java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/mikrovirk/plan/new/")
    page.get_by_label("Hvor mange møder?").fill("2")
    page.get_by_role("button", name="Vis datoerne").click()
    page.get_by_role("button", name="Læg sæsonen (2 møder)").click()
    expect(page.get_by_text("er lagt som kladder.")).to_be_visible()
    assert Meeting.objects.count() == 2
    context.close()
