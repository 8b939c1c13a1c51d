"""By keyboard alone: signing up, this week's ten minutes, checking people in at the door, answering a round."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import SignUp
from mikrovirk.voice.models import Input
from tests import factories
from tests.browser import settle
from tests.voice import round_rows

pytestmark = pytest.mark.django_db(transaction=True)
MOST_STEPS = 80
# What has the focus: its name, and whether one sees that it has it.
FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const label = at.labels?.[0]?.innerText ?? at.getAttribute("aria-label") ?? (at.innerText || at.value || "");
    const around = at.closest("label, .field, .choice") ?? at;
    const ring = each => getComputedStyle(each).outlineStyle !== "none" || getComputedStyle(each).boxShadow !== "none";
    return [label.replace(/\\s+/g, " ").trim(), at === document.body || ring(at) || ring(around)];
}"""


class Keys:
    """Somebody without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, words: str) -> None:
        """Press Tab until what is called so has the focus; each stop on the way is seen."""
        passed = []
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            name, is_seen = self.page.evaluate(FOCUSED)
            assert is_seen, f"nobody sees that {name!r} has the focus on {self.page.url}"
            if words in name:
                return
            passed.append(name)
        raise AssertionError(f"{words!r} is out of reach on {self.page.url}: {passed}")

    def presses(self, words: str, key: str = "Enter") -> None:
        self.goes_to(words)
        self.page.keyboard.press(key)
        settle(self.page)

    def types(self, words: str, text: str) -> None:
        self.goes_to(words)
        self.page.keyboard.type(text)


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Netværket på Møn", contact_email="kontor@erhverv.example")


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_one_signs_up_and_is_checked_in_at_the_door(page: Page, live_server: LiveServer, place: Network) -> None:
    meeting = factories.meeting(place, starts_at=timezone.now() + timedelta(hours=1), title="Priser, der holder")
    keys = Keys(page)
    page.goto(f"{live_server.url}/networks/moen/")
    keys.presses("Priser, der holder")
    keys.presses("Tilmeld dig mødet")
    keys.types("Dit navn", "Karen Bæk")
    keys.types("Din e-mail", "karen@baek.example")
    page.keyboard.press("Enter")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er tilmeldt. Vi ses!")
    row = SignUp.objects.get(meeting=meeting)
    assert (row.person and row.person.name, row.checked_in_at) == ("Karen Bæk", None)

    as_user(page, live_server, factories.coordinator(place))
    page.goto(f"{live_server.url}/networks/moen/week/")
    keys.presses("Gå til indholdet")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")
    keys.presses("Åbn listen til døren")
    keys.presses("Karen Bæk", " ")
    row.refresh_from_db()
    assert row.checked_in_at is not None


def test_a_round_is_answered(page: Page, live_server: LiveServer, place: Network) -> None:
    factories.member(place, "Lise Holm")
    now = timezone.now()
    round = round_rows.sent(place, at=now, deadline_at=now + timedelta(days=14))
    keys = Keys(page)
    page.goto(live_server.url + round_rows.link(round.asks.get()))
    keys.types("Hvad savner du?", "Flere aftener om priser.")
    keys.presses("Send mit svar")
    expect(page.get_by_text("Tak, Lise. Dit svar er kommet ind.")).to_be_visible()
    assert list(Input.objects.values_list("text", flat=True)) == ["Flere aftener om priser."]
