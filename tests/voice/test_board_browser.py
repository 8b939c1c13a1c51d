"""The board in a browser: dragged with the mouse, moved with the keyboard, usable without scripts and on a phone."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Input, InputRound, Outcome, Theme
from tests import axe, factories
from tests.voice import sayings_shown
from tests.voice import stream_rows as rows

PHONE = {"width": 390, "height": 844}


@dataclass
class Place:
    """A network with a stream, and the cookie of somebody of its steering group."""

    network: Network
    round: InputRound
    cookie: dict[str, str]
    url: str


@pytest.fixture
def place(transactional_db: None, live_server: LiveServer) -> Place:
    moen = factories.network("moen", name="Netværket på Møn")
    asked = sayings_shown.stream(moen)
    client = Client()
    client.force_login(rows.steering(moen))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    return Place(moen, asked, cookie, live_server.url)


@pytest.fixture
def board(page: Page, place: Place) -> Iterator[Page]:
    """The board; a mistake in a script or a refused file fails the test."""
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text) if message.type == "error" else None)
    page.context.add_cookies([place.cookie])  # type: ignore[list-item]
    page.goto(f"{place.url}/networks/moen/voice/")
    yield page
    assert [mistake for mistake in mistakes if "422" not in mistake] == []  # a form that came back with its errors


def column(page: Page, name: str) -> Locator:
    return page.locator("[data-board] [data-group]").filter(has=page.get_by_role("heading", name=name))


def under(page: Page, name: str) -> list[str]:
    return column(page, name).locator(".voice-words > p[data-content]:not(.voice-asked)").all_inner_texts()


def row(page: Page, text: str) -> Locator:
    return page.locator("[data-board] [data-input]").filter(has_text=text)


def drag(page: Page, text: str, onto: Locator, *, down: float) -> None:
    """With the mouse, by the handle, to a place in a column."""
    handle = row(page, text).locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    assert start
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=3)
    end = onto.bounding_box()
    assert end
    with page.expect_response("**/sort/"):
        page.mouse.move(end["x"] + 60, end["y"] + down, steps=6)
        page.mouse.up()
    expect(page.locator(".voice-ghost")).to_have_count(0)


def stored(name: str) -> list[str]:
    theme = Theme.objects.get(name=name)
    return list(Input.objects.filter(theme=theme).order_by("position", "pk").values_list("text", flat=True))


def test_dragged_with_the_mouse_and_undone(board: Page) -> None:
    before = stored("Mødetider")
    drag(board, sayings_shown.PARKING, column(board, "Mødetider").locator("h2"), down=10)
    expect(column(board, "Mødetider").locator("[data-input]").first).to_contain_text(sayings_shown.PARKING)
    assert stored("Mødetider") == [sayings_shown.PARKING, *before]
    drag(board, sayings_shown.COFFEE, row(board, sayings_shown.PARKING), down=4)
    expect(column(board, "Mødetider").locator("[data-input]").first).to_contain_text(sayings_shown.COFFEE)
    assert stored("Mødetider") == [sayings_shown.COFFEE, sayings_shown.PARKING, *before]
    board.get_by_role("button", name="Fortryd").click()
    expect(column(board, "Mødetider").locator("[data-input]")).to_have_count(len(before) + 1)
    assert stored("Mødetider") == [sayings_shown.PARKING, *before]


def test_what_is_ticked_is_dragged_along(board: Page) -> None:
    for text in (sayings_shown.PARKING, sayings_shown.COFFEE):
        row(board, text).get_by_role("checkbox").check()
    expect(board.locator("[data-ticked-count]")).to_have_text("2")
    drag(board, sayings_shown.COFFEE, column(board, "Oplæg om tal").locator("h2"), down=10)
    expect(row(board, sayings_shown.PARKING)).to_be_visible()
    assert set(stored("Oplæg om tal")) >= {sayings_shown.PARKING, sayings_shown.COFFEE}


def test_a_drag_that_is_let_go_elsewhere_changes_nothing(board: Page) -> None:
    handle = row(board, sayings_shown.PARKING).locator("[data-handle]")
    box = handle.bounding_box()
    assert box
    board.mouse.move(box["x"] + 10, box["y"] + 10)
    board.mouse.down()
    board.mouse.move(box["x"] + 40, box["y"] + 40, steps=3)
    expect(board.locator(".voice-ghost")).to_be_visible()
    board.keyboard.press("Escape")
    expect(board.locator(".voice-ghost")).to_have_count(0)
    board.mouse.up()
    assert sayings_shown.PARKING in under(board, "Endnu ikke sorteret")


def test_moved_with_the_keyboard_alone(board: Page) -> None:
    handle = row(board, sayings_shown.PARKING).locator("[data-handle]")
    handle.focus()
    said = board.locator("#board-said")
    board.keyboard.press(" ")
    expect(said).to_contain_text("Løftet.")
    board.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Mødetider, plads 1 af")
    board.keyboard.press("ArrowDown")
    expect(said).to_contain_text("Mødetider, plads 2 af")
    expect(handle).to_be_focused()
    with board.expect_response("**/sort/"):
        board.keyboard.press("Enter")
    expect(column(board, "Mødetider").locator("[data-input]").nth(1)).to_contain_text(sayings_shown.PARKING)
    expect(row(board, sayings_shown.PARKING).locator("[data-handle]")).to_be_focused()
    assert stored("Mødetider")[1] == sayings_shown.PARKING


def test_escape_leaves_it_where_it_was(board: Page) -> None:
    before = under(board, "Endnu ikke sorteret")
    row(board, sayings_shown.PARKING).locator("[data-handle]").focus()
    for key in (" ", "ArrowRight", "ArrowRight", "Escape"):
        board.keyboard.press(key)
    expect(board.locator("#board-said")).to_have_text("Det ligger, hvor det lå.")
    assert under(board, "Endnu ikke sorteret") == before


def test_on_a_phone_it_is_dragged_onto_the_names_at_the_foot(board: Page) -> None:
    board.set_viewport_size(PHONE)  # type: ignore[arg-type]
    handle = row(board, sayings_shown.PARKING).locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    board.mouse.move(box["x"] + 10, box["y"] + 10)
    board.mouse.down()
    board.mouse.move(box["x"] + 20, box["y"] + 40, steps=3)
    name = board.locator(".voice-tray [data-group]").filter(has_text="Oplæg om tal").bounding_box()
    assert name
    with board.expect_response("**/sort/"):
        board.mouse.move(name["x"] + 20, name["y"] + 20, steps=3)
        board.mouse.up()
    assert sayings_shown.PARKING in stored("Oplæg om tal")


def test_without_scripts_the_ticks_and_buttons_do_it(browser: Browser, place: Place) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="da-DK")  # type: ignore[arg-type]
    context.add_cookies([place.cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{place.url}/networks/moen/voice/")
    expect(page.locator("[data-handle]").first).to_be_hidden()
    row(page, sayings_shown.PARKING).get_by_role("checkbox").check()
    page.get_by_label("Flyt det valgte til").select_option(label="Mødetider")
    page.get_by_role("button", name="Flyt", exact=True).click()
    assert stored("Mødetider")[-1] == sayings_shown.PARKING
    row(page, sayings_shown.PARKING).get_by_role("button", name="Op:").click()
    assert stored("Mødetider")[-2] == sayings_shown.PARKING
    page.get_by_role("button", name="Fortryd").click()
    assert stored("Mødetider")[-1] == sayings_shown.PARKING
    context.close()


def test_a_themes_own_page_has_ticks_and_nothing_to_drag_by(board: Page, place: Place) -> None:
    board.goto(f"{place.url}/networks/moen/voice/themes/{Theme.objects.get(name='Mødetider').pk}/")
    expect(board.get_by_role("checkbox", name="Vælg:").first).to_be_visible()
    assert board.locator("[data-handle]").filter(visible=True).count() == 0


def test_the_words_of_an_outcome_are_drafted_until_somebody_writes_their_own(board: Page) -> None:
    row(board, sayings_shown.PARKING).get_by_role("link", name="Giv svar").click()
    words = board.get_by_label("Det siger vi til dem")
    board.get_by_label("Taget op").check()
    expect(words).to_have_value("Tak for idéen. Den tager vi op, og du hører, når der sker noget.")
    board.get_by_label("Nej, fordi").check()
    expect(words).to_have_value("Tak for idéen. Vi gør det ikke denne gang, fordi …")
    board.get_by_role("button", name="Gem svaret").click()
    expect(board.get_by_text("Skriv hvorfor").first).to_be_visible()
    words = board.get_by_label("Det siger vi til dem")
    words.fill("Vi gør det ikke, fordi der er 40 pladser ved kirken.")
    board.get_by_label("Senere").check()
    expect(words).to_have_value("Vi gør det ikke, fordi der er 40 pladser ved kirken.")
    board.get_by_role("button", name="Gem svaret").click()
    expect(board.get_by_text("Inputtet har fået svar.")).to_be_visible()
    assert Input.objects.get(text=sayings_shown.PARKING).outcome == Outcome.LATER


def test_the_pages_are_within_reach_of_everybody(board: Page, place: Place) -> None:
    theme = Theme.objects.get(name="Mødetider")
    anonymous = Input.objects.exclude(receipt="").first()
    assert anonymous
    here = "/networks/moen/voice/"
    for where in (
        here,
        f"{here}waiting/",
        f"{here}themes/",
        f"{here}themes/suggested/",
        f"{here}themes/{theme.pk}/",
        f"{here}inputs/{anonymous.pk}/",
        f"{here}told/",
        f"{here}rounds/{place.round.pk}/conclusions/",
        f"/r/{anonymous.receipt}/",
        "/me/said/",
    ):
        board.goto(f"{place.url}{where}")
        expect(board.locator("h1")).to_be_visible()
        axe.check(board)
