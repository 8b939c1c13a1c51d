"""What the scripts do, in a real browser on the gallery, with and without scripts."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User


@pytest.fixture
def cookies(transactional_db: None, live_server: LiveServer) -> list[dict[str, str]]:
    client = Client()
    client.force_login(User.objects.create_user("drift@havnby.example", is_administrator=True))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    return [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]


@pytest.fixture
def gallery(page: Page, cookies: list[dict[str, str]], live_server: LiveServer) -> Iterator[Page]:
    """The gallery, opened by an administrator; a mistake in a script or a refused file fails the test."""
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(live_server.url + reverse("ui:gallery"))
    yield page
    assert mistakes == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 800})
    assert gallery.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_targets_are_large_enough_for_a_thumb(gallery: Page, width: int) -> None:
    gallery.set_viewport_size({"width": width, "height": 800})
    small = gallery.evaluate(
        """[...document.querySelectorAll(`.button, input:not([type=hidden], [type=checkbox], [type=radio]), select, .tabs a,
        .back-link, .link-button, .check, .choices label, summary, .site-footer a`)]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44)
        .map((element) => element.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_the_menu_of_a_phone_opens_and_closes(gallery: Page) -> None:
    gallery.set_viewport_size({"width": 390, "height": 800})
    menu = gallery.locator("#site-menu")
    expect(menu).to_be_hidden()
    gallery.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    gallery.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_errors_take_the_focus_and_lead_to_their_fields(gallery: Page) -> None:
    expect(gallery.locator("[data-error-summary]")).to_be_focused()
    gallery.get_by_role("link", name=re.compile("^Hvordan var mødet")).click()
    focused = gallery.evaluate("[document.activeElement.name, document.activeElement.type]")
    assert focused == ["rating", "radio"]


def test_a_question_comes_before_what_cannot_be_undone(gallery: Page) -> None:
    start = gallery.url
    delete = gallery.get_by_role("button", name="Slet mødet")
    delete.click()
    question = gallery.get_by_role("dialog", name="Vil du slette mødet 30. november?")
    expect(question).to_contain_text("28 tilmeldte får besked")
    question.get_by_role("button", name="Annuller").click()
    expect(question).to_be_hidden()
    assert gallery.url == start
    delete.click()
    question.get_by_role("button", name="Slet og giv besked").click()
    gallery.wait_for_url("**/ui/?#buttons")


def test_what_is_left_is_counted(gallery: Page) -> None:
    area = gallery.locator("textarea").first
    area.fill("Jeg bygger legetøj.")
    expect(area.locator("xpath=following-sibling::p")).to_have_text("381 tegn tilbage")


def test_what_was_typed_is_put_back(gallery: Page) -> None:
    form = gallery.locator("form[data-keep]")
    # With an error on the page the server's copy counts, so the other form is taken away first.
    gallery.route("**/ui/", _without_errors)
    gallery.reload()
    form.locator("[name=business]").fill("Havnens Cykler")
    form.locator("[name=wants][value=summary]").check()
    gallery.reload()
    expect(form.locator("[name=business]")).to_have_value("Havnens Cykler")
    expect(form.locator("[name=wants][value=summary]")).to_be_checked()
    form.get_by_role("button", name="Begynd forfra").click()
    expect(form.locator("[name=business]")).to_have_value("Klip & Kaffe")
    gallery.reload()
    expect(form.get_by_text("Vi har sat det ind igen")).to_have_count(0)


def _without_errors(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace("data-error-summary", ""))


def test_a_form_is_sent_once(gallery: Page) -> None:
    posts: list[str] = []
    gallery.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    gallery.route("**/language/", lambda route: route.fulfill(status=204))
    button = gallery.get_by_role("button", name="English")
    button.click()
    button.click(force=True)
    assert len(posts) == 1


def test_the_filter_works_while_typing(gallery: Page) -> None:
    gallery.get_by_role("searchbox").fill("frisør")
    gallery.wait_for_url("**q=fris%C3%B8r**")
    expect(gallery.get_by_role("searchbox")).to_be_focused()


def test_without_scripts_nothing_is_missing(
    browser: Browser, cookies: list[dict[str, str]], live_server: LiveServer
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(live_server.url + reverse("ui:gallery"))
    page.get_by_role("button", name="Menu").click()
    expect(page.locator("#site-menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-js]")).to_be_hidden()
    page.get_by_role("search").get_by_role("button", name="Vis").click()
    page.wait_for_url("**/ui/?q=&trade=**")
    context.close()
