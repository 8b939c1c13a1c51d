"""Goals, newcomers and memos in a browser: by an officer, a stranger and a member; on a phone; as axe sees it."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.overview.models import Goal, GoalActivity, Newcomer
from mikrovirk.overview.services import goals
from mikrovirk.overview.services.goals import Measured, Planned
from mikrovirk.programme.models import SignUp
from tests import axe
from tests import factories as f
from tests.overview import settlement
from tests.overview.pages import officer, signed_in
from tests.overview.strategy_pages import with_figures

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def site(
    page: Page, live_server: LiveServer, transactional_db: None, register_nearby: None, monkeypatch
) -> Iterator[str]:
    """The address of a site with made-up figures beside a small register; nothing is asked of any other site."""
    with_figures(monkeypatch)
    mistakes, hosts = [], set()
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    yield live_server.url
    assert mistakes == []
    assert hosts == {urlsplit(live_server.url).netloc}


def signs_in(page: Page, site: str, user: User | None) -> None:
    page.context.clear_cookies()
    if user:
        cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def test_an_officer_sets_a_goal_with_a_beginning_and_links_an_activity(page: Page, site: str) -> None:
    meeting = f.meeting(settlement.network(), starts_at=timezone.now() + timedelta(days=9))
    signs_in(page, site, officer())
    page.goto(f"{site}/overview/0390/goals/")
    page.get_by_role("link", name="Sæt et mål").click()
    page.get_by_label("Mål", exact=True).fill("Flere små virksomheder bliver")
    page.get_by_role("button", name="Sæt målet").click()
    page.get_by_label("Måles på").select_option("micro_businesses")
    page.get_by_label("Hvor det skal være").fill("9.000")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", name="Mikrovirksomheder")).to_be_visible()
    expect(page.get_by_text("9.000").first).to_be_visible()
    page.get_by_role("link", name="Planlæg en aktivitet").click()
    page.get_by_label("Hvad der bliver gjort").fill("Vis kontorerne frem")
    page.get_by_label("På hvilket møde?").select_option(str(meeting.pk))
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("link", name=meeting.title)).to_be_visible()
    page.get_by_role("button", name="Færdig").click()
    expect(page.get_by_text("Gjort", exact=False).first).to_be_visible()
    expect(page.get_by_role("button", name="Planlæg igen")).to_be_visible()
    assert GoalActivity.objects.get().meeting == meeting
    axe.check(page)


def test_a_stranger_writes_on_a_phone_and_is_welcomed_and_counted(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    place = settlement.network()
    lise = settlement.host(place, "Lise Holm", trade="Keramiker", village="Stege", is_public=True)
    settlement.page(text="Her er højt til himlen.")
    f.meeting(place, starts_at=timezone.now() + timedelta(days=5))
    signs_in(page, site, None)
    page.goto(f"{site}/move-here/0390/?from=qr")
    axe.check(page)
    page.get_by_label("Dit navn").fill("Signe Lund")
    page.get_by_label("Din e-mail").fill("signe@ler.example")
    page.get_by_label("Hvad laver din virksomhed?").fill("Keramik")
    page.get_by_role("button", name="Send det").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak")
    karen = officer()
    signs_in(page, site, karen)
    page.goto(f"{site}/overview/0390/newcomers/")
    page.get_by_role("link", name="Signe Lund").click()
    expect(page.get_by_text("samme branche")).to_be_visible()
    page.get_by_role("button", name="Spørg dem").click()
    expect(page.get_by_text("Lise Holm får en mail")).to_be_visible()
    axe.check(page)
    signs_in(page, site, lise.person.user)
    page.goto(f"{site}/me/newcomers/")
    page.get_by_role("button", name="Jeg har skrevet til dem").click()
    expect(page.get_by_text("Har fået svar")).to_be_visible()
    signs_in(page, site, karen)
    page.goto(f"{site}/overview/0390/newcomers/{Newcomer.objects.get().pk}/")
    page.get_by_role("button", name="Meld dem til").click()
    expect(page.get_by_text("De er meldt til")).to_be_visible()
    SignUp.objects.update(checked_in_at=timezone.now())
    page.goto(f"{site}/overview/0390/newcomers/")
    expect(page.get_by_text("Budt velkommen", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_every_page_reads_well_and_fits_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    made = goals.set_goal("0390", title="Flere små virksomheder", by=None, at=f.NOW)
    goals.measure_by(made, Measured("micro_businesses", 3000, timezone.localdate() - timedelta(900), 4000, 2032))
    goals.plan_activity(made, Planned("Kursus", due_date=timezone.localdate() - timedelta(9)), at=f.NOW)
    settlement.page()
    signs_in(page, site, officer())
    wide = {}
    for name in (
        "goals/",
        f"goals/{Goal.objects.get().pk}/",
        "newcomers/",
        "move-here/",
        "potential/",
        "memo/",
        "yearly/",
    ):
        page.goto(f"{site}/overview/0390/{name}")
        assert axe.violations(page) == [], name
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > PHONE["width"]:
            wide[name] = width
    assert wide == {}
