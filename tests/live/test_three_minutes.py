"""The three minutes in a real browser: the card, the taps, the yes, an empty turn, and the frame on another website."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from mikrovirk.directory.models import Membership
from mikrovirk.live.models import Evening, Hand
from mikrovirk.live.queries.newest import Texts, new_in_network
from mikrovirk.live.services import newest
from mikrovirk.mailing.models import Message
from tests import axe
from tests.live import evenings, windows
from tests.live.introductions import evening_with, have_told, membership, speaker, turn_keys, write_texts
from tests.live.site import Site
from tests.live.windows import NewContext

LONG = (
    "Bogholderi for små virksomheder på Møn og Bogø, især for håndværkere, der hellere vil være ude hos kunderne end sidde "
    "med bilagene om aftenen, og for foreninger, der har brug for en kasserer på deltid og gerne vil holde regnskab."
)
PROJECTOR = {"width": 1920, "height": 1080}


@pytest.fixture
def evening(site: Site) -> Evening:
    evening = evening_with("Sofie Holm", "Frode Bak")
    write_texts(evening)
    return evening


def phone(new_context: NewContext, site: Site, code: str, listed: str) -> Page:
    """The phone of somebody on the list."""
    page = windows.opened(new_context(), f"{site.url}/l/{code}/")
    page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    page.select_option("#place", label=listed)
    page.get_by_role("button", name="Det er mig").click()
    return windows.following(page)


def go_to(host: Page, name: str) -> None:
    """On now: the line of the programme with that name."""
    row = host.locator("[data-row]", has_text=name)
    row.locator("summary").first.click()
    row.get_by_role("button", name="Nu", exact=True).click()


def test_a_hand_is_held_out_and_taken_and_an_empty_turn_is_given_away(
    site: Site, evening: Evening, new_context: NewContext
) -> None:
    evenings.coming(evening, "Karen Fisker")
    host = windows.host(new_context, site, evening.code, evenings.host(evening))
    screen = windows.screen(new_context(), site, evening.code)
    screen.set_viewport_size(PROJECTOR)  # type: ignore[arg-type]
    sofie = phone(new_context, site, evening.code, "Sofie Holm")
    karen = phone(new_context, site, evening.code, "Karen Fisker")
    guest = windows.phone(new_context, site, evening.code, "Frk. Jensen-Nødskov")
    go_to(host, "Sofie Holm")
    for page in (screen, karen, guest, sofie):
        expect(page.locator("dd:visible", has_text="Jeg lapper jakker.")).to_be_visible()
    expect(sofie.get_by_role("button", name="Jeg kan hjælpe")).to_be_hidden()

    help_button = karen.get_by_role("button", name="Jeg kan hjælpe")
    help_button.click()
    expect(help_button).to_have_attribute("aria-pressed", "true")
    help_button.click()
    expect(help_button).to_have_attribute("aria-pressed", "false")
    karen.get_by_role("button", name="Lad os tale sammen").click()
    guest.get_by_role("button", name="Jeg kender en").click()
    guest.get_by_label("Din e-mail eller dit telefonnummer").fill("Jensens vej 4")
    guest.get_by_role("button", name="Gem min kontakt").click()
    expect(guest.locator("[data-refused=contact]")).to_have_text(re.compile("hverken en e-mailadresse"))
    expect(guest.get_by_label("Din e-mail eller dit telefonnummer")).to_have_value("Jensens vej 4")

    card = sofie.locator(".live-question", has_text="Karen Fisker")
    expect(card).to_contain_text("Lad os tale sammen")
    card.get_by_role("button", name="Ja, del kontakt").click()
    expect(sofie.get_by_text("I har begge sagt ja.")).to_be_visible()
    expect(karen.get_by_text("I har begge sagt ja.")).to_be_visible()
    assert Message.objects.filter(kind="live.contact").count() == 2

    go_to(host, "Frode Bak")
    host.get_by_role("button", name="Næste", exact=True).click()
    expect(screen.get_by_text("De her 3 minutter er ledige")).to_be_visible()
    host.locator(".live-side").get_by_role("button", name=re.compile("Frk. Jensen-Nødskov")).click()
    expect(screen.locator(".intro", has_text="Frk. Jensen-Nødskov")).to_be_visible()
    for page in (host, screen, sofie, karen, guest):
        assert page.problems == []  # type: ignore[attr-defined]
        assert axe.violations(page) == []
        assert axe.sideways(page) == 0


def test_a_new_member_is_asked_on_their_phone_when_they_have_told(
    site: Site, evening: Evening, new_context: NewContext
) -> None:
    have_told(evening, 0)
    sofie = phone(new_context, site, evening.code, "Sofie Holm")
    sofie.locator("#introduced-about").fill("Jeg syr og lapper.")
    sofie.get_by_role("button", name="Ja, vis det til alle").click()
    expect(sofie.get_by_text("Du vises som ny i netværket")).to_be_visible()
    network = evening.meeting.network
    assert [each.about for each in new_in_network(network)] == ["Jeg syr og lapper."]
    assert axe.violations(sofie) == []


def test_the_longest_texts_fit_the_screen(site: Site, evening: Evening, new_context: NewContext) -> None:
    write_texts(evening, (LONG, LONG, LONG))
    screen = windows.screen(new_context(), site, evening.code)
    host = windows.host(new_context, site, evening.code, evenings.host(evening))
    go_to(host, "Sofie Holm")
    for size in (PROJECTOR, {"width": 1280, "height": 720}, {"width": 1024, "height": 768}):
        screen.set_viewport_size(size)  # type: ignore[arg-type]
        card = screen.locator(".intro:visible").bounding_box()
        foot, top = screen.locator(".screen-foot").bounding_box(), screen.locator(".screen-top").bounding_box()
        assert card
        assert foot
        assert top
        assert card["y"] >= top["y"] + top["height"] - 1, size
        assert card["y"] + card["height"] <= foot["y"] + 1, size
        letters = screen.locator(".intro:visible dd").first.evaluate(
            "place => parseFloat(getComputedStyle(place).fontSize)"
        )
        assert letters >= min(0.045 * size["height"], 0.025 * size["width"])


def test_the_pages_of_the_member_and_for_everybody(site: Site, evening: Evening, page: Page) -> None:
    have_told(evening, 0)
    sofie = speaker(evening)
    Hand.objects.create(
        evening=evening,
        turn=turn_keys(evening)[0],
        speaker=sofie,
        phone=evenings.phone(evening, "Mie Krogh"),
        kind=Hand.Kind.TALK,
        at=evening.meeting.starts_at,
    )
    Membership.objects.filter(person=sofie).update(introduced_date=evening.meeting.starts_at.date())
    page.context.add_cookies([site.cookie(sofie.user)])  # type: ignore[list-item]
    windows.opened(page.context, f"{site.url}/me/hands/")
    page.goto(f"{site.url}/me/hands/")
    axe.check(page)
    member = Membership.objects.select_related("network", "business", "person__user").get(
        pk=membership(sofie, evening).pk
    )
    newest.show(member, Texts(LONG, "Kort", LONG), at=evening.meeting.starts_at)
    page.goto(f"{site.url}/networks/{member.network.slug}/new/")
    axe.check(page)
    page.goto(f"{site.url}/networks/{member.network.slug}/new/embed/")
    axe.check(page)
    page.set_viewport_size({"width": 240, "height": 500})
    assert axe.sideways(page) == 0


@contextmanager
def website(html: str) -> Iterator[str]:
    """Another website with one page; its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_another_website_shows_the_newest_in_a_frame_without_a_cookie(
    site: Site, evening: Evening, new_context: NewContext
) -> None:
    context = new_context()
    little_page = f"{site.url}/networks/{evening.meeting.network.slug}/new/embed/"
    with website(f'<iframe src="{little_page}"></iframe>') as address:
        page = context.new_page()
        page.goto(address)
        expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    assert context.cookies() == []
