"""From topics to a laid season in a real browser, on a phone and on a desk: accessible, and without scripts too."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season, Topic, Venue
from mikrovirk.voice import jobs_planner
from mikrovirk.voice.models import SeasonDraft, TopicSupport
from mikrovirk.voice.services import planning
from tests import axe
from tests import factories as f
from tests.voice import planner_rows as rows

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("PLANNER_SHOTS", "")  # a folder, to look at the pages
SIZES = [pytest.param(390, 844, id="phone"), pytest.param(1280, 900, id="desk")]


@pytest.fixture
def place(settings: Any, live_server: LiveServer, tmp_path: Path) -> Network:
    settings.SITE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path
    return rows.small_network()


@pytest.fixture(autouse=True)
def _no_process_left() -> Any:
    yield
    jobs_planner.end()


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def seen(page: Page, name: str) -> None:
    """Accessible, and nothing sticks out sideways."""
    axe.check(page)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{name} is {wide}px too wide"
    if SHOTS:
        size = page.viewport_size or {"width": 0}
        page.screenshot(path=f"{SHOTS}/{name}-{size['width']}.png", full_page=True)


def let_the_worker_look(draft: SeasonDraft) -> None:
    """What the worker does every second, until it is done."""
    until = time.monotonic() + 90
    while time.monotonic() < until:
        jobs_planner.look(now=timezone.now())
        draft.refresh_from_db()
        if draft.state not in planning.RUNNING:
            return
        time.sleep(0.2)


def answer_the_form(page: Page) -> None:
    page.get_by_label("Fra", exact=True).fill("2031-02-01")
    page.get_by_label("Hvor mange møder?").fill("3")
    for day in ("mandag", "tirsdag", "onsdag", "torsdag", "fredag"):
        page.get_by_role("checkbox", name=day).set_checked(day == "mandag")
    page.get_by_label("Hvilken af ugedagene?").select_option(label="sidste")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_from_a_wish_to_a_laid_season(
    page: Page, live_server: LiveServer, place: Network, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    anna = Person.objects.get(user__full_name="Anna Ø")
    as_user(page, live_server, anna.user)
    # A member says what she would come for, and suggests a topic that is there already.
    page.goto(f"{live_server.url}/me/")
    page.get_by_role("link", name="Emner i Møn").click()
    seen(page, "wishes")
    page.get_by_role("button", name="Det vil jeg komme til : AI").or_(
        page.get_by_role("button", name="Det vil jeg komme til: AI")
    ).click()
    expect(page.locator(f"#topic-{Topic.objects.get(name='AI').pk}")).to_contain_text("Du og én anden vil komme.")
    box = page.get_by_label("Hvad vil du gerne høre om?")
    box.press_sequentially("eksp")
    expect(page.locator("#similar")).to_contain_text("Er det et af disse?")
    expect(page.locator("#similar")).to_contain_text("Eksport")
    box.fill("Min første ansatte")
    expect(page.locator("#similar")).to_contain_text("Der er ikke noget lignende")
    seen(page, "wishes-suggest")
    page.get_by_role("button", name="Foreslå det").click()
    expect(page.get_by_text("»Min første ansatte« står på listen")).to_be_visible()
    assert TopicSupport.objects.filter(person=anna, topic__name="AI").exists()
    # The coordinator says what is wished.
    as_user(page, live_server, f.coordinator(place))
    page.goto(f"{live_server.url}/networks/moen/planner/")
    seen(page, "planner-empty")
    page.get_by_role("link", name="Oplægsholdere").first.click()
    seen(page, "planner-speakers")
    page.goto(f"{live_server.url}/networks/moen/planner/venues/{Venue.objects.first().pk}/")  # type: ignore[union-attr]
    seen(page, "planner-venue")
    page.goto(f"{live_server.url}/networks/moen/planner/new/")
    answer_the_form(page)
    expect(page.get_by_text("Ingen oplægsholder til emnet Eksport, som ét medlem vil komme til.")).to_be_visible()
    expect(page.get_by_role("button", name="Planlæg sæsonen (3 møder)")).to_be_visible()
    page.get_by_text("1 · 1.0").click()
    seen(page, "planner-new")
    page.get_by_role("button", name="Planlæg sæsonen (3 møder)").click()
    expect(page.get_by_text("Den venter på sin tur.")).to_be_visible()
    seen(page, "planner-running")
    draft = SeasonDraft.objects.get()
    let_the_worker_look(draft)
    expect(page.get_by_role("heading", name="Gå videre med plan A")).to_be_visible(timeout=15000)  # it came by itself
    page.locator("summary", has_text="Hvorfor").first.click()
    seen(page, "planner-ready")
    page.get_by_role("button", name="Vælg plan A").click()
    # One meeting by hand, with a clear word.
    page.get_by_role("link", name="Ret").first.click()
    page.get_by_label("Mødested").select_option(label="Havnehuset")
    page.get_by_role("button", name="Ret mødet").click()
    expect(page.get_by_text("Møde 1 er rettet.")).to_be_visible()
    page.get_by_role("link", name="Ret").first.click()
    page.get_by_label("Emne").select_option(label="AI")
    page.get_by_role("button", name="Ret mødet").click()
    expect(page.get_by_text("Det ville ikke holde længere:")).to_be_visible()
    seen(page, "planner-meeting")
    page.goto(f"{live_server.url}/networks/moen/planner/plans/{draft.pk}/")
    expect(page.get_by_text("i hånden", exact=True)).to_be_visible()
    page.get_by_role("button", name="Læg sæsonen (3 møder)").click()
    expect(page.get_by_text("»Foråret 2031« er lagt som kladder.")).to_be_visible()
    season = Season.objects.get()
    assert Meeting.objects.filter(season=season).count() == 3
    # Something changes: what is left is planned anew.
    page.goto(f"{live_server.url}/networks/moen/planner/")
    seen(page, "planner")
    page.get_by_role("link", name="Resten af »Foråret 2031«").click()
    page.locator("select").nth(1).select_option(label="Det kan ikke være på den dato")
    seen(page, "planner-rest")
    page.get_by_role("button", name="Planlæg resten på ny").click()
    let_the_worker_look(SeasonDraft.objects.order_by("-pk")[0])
    expect(page.get_by_role("button", name="Ret programmet sådan")).to_be_visible(timeout=15000)
    seen(page, "planner-moves")
    page.get_by_role("button", name="Ret programmet sådan").click()
    expect(page.get_by_text("Ét møde er rettet.")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_plans_side_by_side_and_what_cannot_be(
    page: Page, live_server: LiveServer, place: Network, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    rows.speaker(place, "Eksportør Sørensen-Vestergaard", place.topics.get(name="Eksport"), at_most=2)
    as_user(page, live_server, f.coordinator(place))
    page.goto(f"{live_server.url}/networks/moen/planner/new/")
    answer_the_form(page)
    page.get_by_role("button", name="Planlæg sæsonen (3 møder)").click()
    let_the_worker_look(SeasonDraft.objects.get())
    page.get_by_role("link", name="Sammenlign dem").click(timeout=15000)
    seen(page, "planner-compare")
    Venue.objects.update(capacity=1)
    page.goto(f"{live_server.url}/networks/moen/planner/new/")
    answer_the_form(page)
    page.get_by_role("button", name="Planlæg sæsonen (3 møder)").click()
    let_the_worker_look(SeasonDraft.objects.order_by("-pk")[0])
    expect(page.get_by_role("heading", name="Disse krav kan ikke holde sammen")).to_be_visible(timeout=15000)
    seen(page, "planner-impossible")
    page.get_by_role("button", name="Hvad hvis vi dropper det?").first.click()
    let_the_worker_look(SeasonDraft.objects.order_by("-pk")[0])
    expect(page.get_by_text("Ét krav er sluppet").or_(page.get_by_text("kan ikke holde sammen"))).to_be_visible(
        timeout=15000
    )


def test_without_scripts_it_works_by_loading_again(browser: Browser, live_server: LiveServer, place: Network) -> None:
    context = browser.new_context(java_script_enabled=False, locale="da-DK")
    page = context.new_page()
    as_user(page, live_server, f.coordinator(place))
    page.goto(f"{live_server.url}/networks/moen/planner/new/?first_date=2031-02-01")
    answer_the_form(page)
    page.get_by_label("Begynder kl.").fill("19:00")
    page.get_by_label("Hvor tit?").select_option(label="hver måned")
    for name in ("1.0", "2.0"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Se, hvad der mangler").click()
    page.get_by_role("button", name="Planlæg sæsonen (3 møder)").click()
    expect(page.get_by_text("Den venter på sin tur.")).to_be_visible()
    let_the_worker_look(SeasonDraft.objects.get())
    page.get_by_role("link", name="Se efter igen").click()
    page.get_by_role("button", name="Vælg plan A").click()
    expect(page.get_by_role("button", name="Læg sæsonen (3 møder)")).to_be_visible()
    context.close()
