"""The seat in real browsers: the room gives from a phone, the host puts it in order with finger or keyboard, the screen shows it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from mikrovirk.accounts import links
from mikrovirk.live.models import Evening, SeatTaken
from tests import axe
from tests.live import evenings, seat_rows
from tests.live.seat_rows import give
from tests.live.site import Site

PHONE = {"width": 390, "height": 844}
WALL = {"width": 1920, "height": 1080}
ADVICE = ("Ring til de ti største i oktober", "Gå sammen med køkkenmontøren", "Hæv prisen")


@pytest.fixture
def evening(site: Site) -> Evening:
    made, _application = seat_rows.evening()
    seat_rows.go(made, "input")
    phone = evenings.phone(made, "Bodil Øster")
    for text in ADVICE:
        give(made, phone, text, named="1")
    return made


def host_of(page: Page, site: Site, evening: Evening) -> Page:
    page.context.add_cookies([site.cookie(evenings.host(evening))])  # type: ignore[list-item]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site.url}/l/{evening.code}/host/")
    expect(page.locator("[data-seat-input]")).to_have_count(3)
    return page


def group(page: Page, title: str) -> Locator:
    return page.locator("[data-seat-group]").filter(has=page.get_by_role("heading", name=title))


def under(page: Page, title: str) -> list[str]:
    return group(page, title).locator(".seat-words > p:first-child").all_inner_texts()


def sent(page: Page) -> None:
    """Wait until all that was pressed is stored: the browser keeps nothing of it any more."""
    kept = "() => Object.keys(localStorage).filter((key) => key.startsWith('mikrovirk:room:')).length"
    for _each in range(200):
        if not page.evaluate(kept):
            return
        page.wait_for_timeout(50)
    raise AssertionError("it was not stored in ten seconds")


def box_of(place: Locator) -> dict[str, float]:
    """Where it lies; asked again while the page is given the same thing anew."""
    for _each in range(100):
        expect(place).to_be_visible()
        if box := place.bounding_box():
            return dict(box)  # type: ignore[arg-type]
    raise AssertionError(f"{place} lies nowhere")


def drag(page: Page, text: str, onto: Locator, *, down: float) -> None:
    """With the finger, from the lines beside a text to a place in a heading."""
    page.evaluate("() => scrollTo(0, 0)")
    handle = page.locator("[data-seat-input]").filter(has_text=text).locator("[data-seat-handle]")
    handle.evaluate("node => node.scrollIntoView({block: 'center'})")
    start, end = box_of(handle), box_of(onto)
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 14, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + 60, end["y"] + down, steps=5)
    page.mouse.up()
    sent(page)
    page.wait_for_timeout(500)  # every page of the room is given the new order within a quarter of a second


def test_the_host_puts_in_order_by_dragging_and_by_the_keyboard(page: Page, site: Site, evening: Evening) -> None:
    host_of(page, site, evening)
    drag(page, ADVICE[0], group(page, "Tilbud").locator("h3"), down=8)
    expect(group(page, "Tilbud").locator("[data-seat-input]")).to_have_count(1)
    drag(page, ADVICE[2], page.locator("[data-seat-input]").filter(has_text=ADVICE[1]), down=4)
    expect(group(page, "Råd").locator("[data-seat-input]").first).to_contain_text(ADVICE[2])
    # The same by the keyboard alone.
    chosen = page.locator("[data-seat-input]").filter(has_text=ADVICE[1]).get_by_label("Flyt til")
    chosen.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(group(page, "Kontakt").locator("[data-seat-input]")).to_have_count(1)
    sent(page)
    page.reload()
    expect(page.locator("[data-seat-input]")).to_have_count(3)
    assert [under(page, title) for title in ("Råd", "Tilbud", "Kontakt")] == [[ADVICE[2]], [ADVICE[0]], [ADVICE[1]]]


def test_a_drag_that_is_let_go_elsewhere_changes_nothing(page: Page, site: Site, evening: Evening) -> None:
    host_of(page, site, evening)
    drag(page, ADVICE[0], page.get_by_role("heading", name="I salen"), down=4)
    assert (page.locator(".seat-ghost").count(), under(page, "Råd")) == (0, list(ADVICE))


def test_what_the_host_types_stays_while_more_comes_in(page: Page, site: Site, evening: Evening) -> None:
    host_of(page, site, evening)
    rename = group(page, "Råd")
    rename.get_by_text("Ret overskriften").click()
    rename.get_by_label("Overskrift").fill("Det skal du gø")
    give(evening, evenings.phone(evening, "Ida"), "Skriv til dem")
    expect(page.locator("[data-seat-input]")).to_have_count(4)
    expect(rename.get_by_label("Overskrift")).to_be_focused()
    page.keyboard.type("re")
    rename.get_by_role("button", name="Gem overskriften").click()
    expect(page.get_by_role("heading", name="Det skal du gøre")).to_be_visible()


def test_from_the_phone_to_the_screen(
    page: Page, site: Site, evening: Evening, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    host_of(page, site, evening)
    address = f"{site.url}/l/{evening.code}/"
    screen = new_context().new_page()
    screen.set_viewport_size(WALL)  # type: ignore[arg-type]
    screen.goto(f"{address}screen/")
    phone = new_context().new_page()
    phone.set_viewport_size(PHONE)  # type: ignore[arg-type]
    phone.goto(address)
    phone.fill("#name", "Frk. Jensen-Nødskov")
    phone.get_by_role("button", name="Kom ind").click()
    phone.get_by_label("Tilbud", exact=True).check()
    phone.get_by_label("Skriv det, eller tal til tastaturets mikrofon").fill("Jeg tager billeder af tre opgaver")
    phone.get_by_role("button", name="Giv det videre").click()
    expect(phone.get_by_text("Tak. Det er modtaget.")).to_be_visible()
    expect(screen.locator(".seat-counts")).to_contain_text("1 Tilbud")
    page.get_by_role("button", name="Alle på skærmen").click()
    expect(screen.locator(".seat-headings")).to_contain_text("Jeg tager billeder af tre opgaver – Frk. Jensen-Nødskov")
    phone.get_by_text("Du har givet 1 ting").click()
    phone.get_by_role("button", name="Tag det tilbage").click()
    expect(screen.locator(".seat-headings")).not_to_contain_text("Jeg tager billeder")
    assert [axe.violations(each) for each in (page, phone, screen)] == [[], [], []]
    for each in (page, phone):
        each.set_viewport_size({"width": 320, "height": 700})
        assert axe.sideways(each) == 0


def test_the_members_own_pages_are_for_everybody(page: Page, site: Site, evening: Evening) -> None:
    taken = SeatTaken.objects.select_related("application__person__user").get(evening=evening)
    own = f"{site.url}/seat/{links.sign('seat', taken.pk, taken.application.person.user_id)}/"
    page.goto(own)
    axe.check(page)
    page.get_by_label("Det er på vej").check()
    page.get_by_label("Et par ord om det").fill("Jeg har ringet til syv.")
    page.get_by_role("button", name="Send mit svar").click()
    page.get_by_role("link", name="Fortæl det som en historie").click()
    axe.check(page)
    page.get_by_label("Overskrift").fill("Syv ordrer")
    page.get_by_label("Jeg siger ja til").check()
    page.get_by_role("button", name="Ja, send den til koordinatoren").click()
    expect(page.get_by_text("Den venter på koordinatoren.")).to_be_visible()
    page.goto(f"{site.url}/networks/mikrovirk/stories/")
    axe.check(page)


def test_the_pdf_is_fetched_by_a_press(page: Page, site: Site, evening: Evening) -> None:
    taken: Any = SeatTaken.objects.select_related("application__person__user").get(evening=evening)
    page.goto(f"{site.url}/seat/{links.sign('seat', taken.pk, taken.application.person.user_id)}/")
    with page.expect_response(lambda answer: answer.url.endswith("input.pdf")) as found:
        page.get_by_role("button", name="Tag det med hjem (PDF)").click()
    assert (found.value.status, found.value.headers["content-type"]) == (200, "application/pdf")
