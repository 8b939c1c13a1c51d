"""Two evenings of the example region, a 1.0 and a 2.0 meeting, from opening to the recap: one screen, one host, thirty phones.

Five of the phones, the host's and the screen are real browser windows; twenty-five are plain HTTP clients that follow by server-sent
events. The clocks of all of them are read at the same time and must agree within a second.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import BrowserContext, Page, expect

from mikrovirk.config.demo import region
from mikrovirk.directory.models import Person
from mikrovirk.live.models import Card, Evening, Hand, Question, Recap, SeatInput
from mikrovirk.live.queries.turns import run_of
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, Meeting, SignUp, SlotOffer
from mikrovirk.programme.services import meetings
from tests import axe, factories
from tests.live import windows
from tests.live.conftest import place  # noqa: F401  (a fixture)
from tests.live.phones import Line, PlainPhone
from tests.live.site import Site
from tests.live.windows import NewContext

WINDOWS, PLAIN = 5, 25
AGREE = 1.0  # seconds
PRESSES = {"1.0": 13, "2.0": 10}  # of the host, from "Open the evening" to the published recap
# When this page's countdown reaches nothing, by the machine's clock; read as it turns to another second.
LOOK_AT_THE_CLOCK = """() => {
  const text = () => document.querySelector("[data-countdown]").textContent;
  window.zero = (async () => {
    const first = text();
    while (text() === first) await new Promise((done) => setTimeout(done, 10));
    const [minutes, seconds] = text().split(".").map(Number);
    return (performance.timeOrigin + performance.now()) / 1000 + minutes * 60 + seconds;
  })();
  return true;
}"""
SEVEN_MINUTES_FAST = "const now = Date.now; Date.now = () => now() + 7 * 60 * 1000;"


class Room:
    """Everybody who is there, with what they look at."""

    def __init__(self, served: Site, new_context: NewContext, network: Network) -> None:
        self.site, self.new_context, self.network = served, new_context, network
        self.presses: list[str] = []
        self.screen: Page
        self.windows: list[Page] = []
        self.plain: list[PlainPhone] = []
        self.lines: list[Line] = []

    def comes_to_the_meeting(self, meeting: Meeting) -> None:
        """The coordinator signs in by the link that `make run` prints, and opens the evening from its page, on a phone."""
        context: BrowserContext = self.new_context()
        _role, link = region.sign_in_links()[0]
        windows.opened(context, f"{self.site.url}{urlsplit(link).path}").close()
        self.meeting_page = f"{self.site.url}/networks/{self.network.slug}/meetings/{meeting.pk}/evening/"
        self.host = windows.opened(context, self.meeting_page)
        self.host.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
        axe.check(self.host)
        self.press(self.host, "Open the evening")
        windows.following(self.host)
        self.evening = Evening.objects.get(meeting=meeting)
        axe.check(self.host)

    def press(self, page: Page, name: str, *, within: str = "main", first: bool = False) -> None:
        """A press of the coordinator, counted."""
        self.presses.append(name)
        buttons = page.locator(within).get_by_role("button", name=gettext(name), exact=True)
        links = page.locator(within).get_by_role("link", name=gettext(name), exact=True)
        found = buttons.or_(links)
        (found.first if first else found).click()

    def fills(self, rows: list[SignUp]) -> None:
        """The screen is turned on, and thirty phones come in."""
        code = self.evening.code
        self.screen = windows.screen(self.new_context(), self.site, code)
        axe.check(self.screen)
        for row in rows[:WINDOWS]:
            self.windows.append(self.window(row))
        for row in rows[WINDOWS : WINDOWS + PLAIN]:
            phone = PlainPhone.joined(self.site, code, sign_up=row.pk)
            self.plain.append(phone)
            self.lines.append(Line(phone))
        axe.check(self.windows[0])
        expect(self.host.locator("[data-region=people]")).to_contain_text("30")
        assert SignUp.objects.filter(meeting=self.evening.meeting, checked_in_at=None).count() == len(rows) - 30

    def window(self, row: SignUp) -> Page:
        context = self.new_context()
        if len(self.windows) == WINDOWS - 1:  # phones' own clocks differ
            context.add_init_script(SEVEN_MINUTES_FAST)
        page = windows.opened(context, f"{self.site.url}/l/{self.evening.code}/")
        page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
        if not self.windows:
            axe.check(page)
        page.locator("#place").select_option(str(row.pk))
        page.get_by_role("button", name=gettext("That is me")).click()
        return windows.following(page)

    def everybody_has(self, key: str) -> None:
        """Every page shows that turn, and every clock says the same."""
        for page in (self.host, self.screen, *self.windows):
            windows.wait_for_turn(page, key)
        states = [line.wait_for("run", lambda run: run["nowOn"] == key)[0] for line in self.lines]
        turn = next(turn for turn in states[0]["turns"] if turn["key"] == key)
        zero = [state["since"] / 1000 + turn["seconds"] - state["spent"] for state in states]
        pages = (self.host, self.screen, *self.windows)
        for page in pages:
            page.evaluate(LOOK_AT_THE_CLOCK)
        zero += [page.evaluate("() => window.zero") for page in pages]
        print(f"{turn['title']}: {len(zero)} clocks, {max(zero) - min(zero):.2f} s apart")
        assert max(zero) - min(zero) < AGREE

    def go_on(self, to: str) -> str:
        """Press "Next" and wait until everybody is there; the turn's key."""
        key = next(turn.key for turn in run_of(self.evening).ahead)
        self.press(self.host, to, within=".live-remote")
        self.everybody_has(key)
        return key

    def all_are_sound(self) -> None:
        for page in (self.host, self.screen, self.windows[0]):
            axe.check(page)
        for page in (self.host, self.screen, *self.windows):
            assert page.problems == []  # type: ignore[attr-defined]

    def leaves(self) -> None:
        for line in self.lines:
            line.close()


@pytest.fixture
def site(place: Site) -> Site:  # noqa: F811
    """The example region, served as `make run` serves it."""
    region.build(now=timezone.now())
    place.start(MIKROVIRK_DEMO="1")
    return place


@pytest.fixture
def network(site: Site) -> Network:
    return Network.objects.get(slug="mikrovirk")


def meeting_in(network: Network, name: str, title: str) -> Meeting:
    """A published meeting in that format that starts now."""
    meeting = meetings.add_meeting(
        network,
        starts_at=timezone.now() + timedelta(minutes=1),
        at=timezone.now() - timedelta(days=30),
        format=network.formats.get(name=name),
        title=title,
    )
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PUBLISHED)
    meeting.refresh_from_db()
    return meeting


def thirty_come(meeting: Meeting) -> list[SignUp]:
    """Thirty members of the example network on the list, and two who do not come."""
    members = Person.objects.filter(memberships__network=meeting.network, memberships__left_date=None).order_by("pk")
    return [factories.sign_up(meeting, person) for person in members[:32]]


def wait_for(page: Page, holds: Callable[[], Any], *, within: float = 10.0) -> None:
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def write_the_recap(room: Room) -> None:
    """The evening is over: the draft is read, changed and published."""
    meeting = room.evening.meeting
    now = timezone.now()
    length = meeting.ends_at - meeting.starts_at
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now - length, ends_at=now - timedelta(seconds=1))
    room.host.goto(room.meeting_page)
    axe.check(room.host)
    room.press(room.host, "Write the recap")
    room.host.wait_for_url("**/recap/edit/")
    axe.check(room.host)
    room.press(room.host, "Publish it and draft the mails")
    room.host.wait_for_load_state("load")
    recap = Recap.objects.get(meeting=meeting)
    assert recap.published_at is not None
    reader = windows.opened(
        room.new_context(), f"{room.site.url}/networks/{room.network.slug}/meetings/{meeting.pk}/recap/"
    )
    axe.check(reader)


def test_a_1_0_evening(site: Site, network: Network, new_context: NewContext) -> None:
    meeting = meeting_in(network, "1.0", "Salg uden at sælge")
    rows = thirty_come(meeting)
    for row in rows[:2]:
        tell_of(meeting, row)
    room = Room(site, new_context, network)
    room.comes_to_the_meeting(meeting)
    room.fills(rows)
    room.go_on("Start the evening")
    a_question_comes_up(room)
    room.go_on("Next")
    key = room.go_on("Next")
    hands_are_held_out(room, key)
    room.go_on("Next")
    while run_of(room.evening).ahead[0].kind != "networking":
        room.go_on("Next")
    room.go_on("Next")
    cards_are_handed_out(room)
    room.all_are_sound()
    room.press(room.host, "Next", within=".live-remote")
    for page in (room.screen, *room.windows):
        expect(page.locator("[data-live]")).to_have_attribute("data-stage", "after")
    room.all_are_sound()
    write_the_recap(room)
    room.leaves()
    print(f"\n1.0: {len(room.presses)} presses: {', '.join(room.presses)}")
    assert len(room.presses) == PRESSES["1.0"]


def tell_of(meeting: Meeting, row: SignUp) -> None:
    """One who has said yes to three minutes."""
    at = timezone.now()
    SlotOffer.objects.create(
        meeting=meeting,
        person=row.person,
        state=SlotOffer.State.ACCEPTED,
        offered_at=at,
        answered_at=at,
        texts_at=at,
        business_text="Jeg væver tæpper på bestilling.",
        contribution_text="Et lokale med lys og plads til otte.",
        expectation_text="Tre butikker, der vil vise mine ting.",
    )


def a_question_comes_up(room: Room) -> None:
    """Typed on one phone, supported by the others, shown on the screen with a press."""
    window = room.windows[1]
    window.locator("#ask-text").fill("Hvad koster en hjemmeside?")
    window.locator("form[data-say=question] button").click()
    for line in room.lines:
        line.wait_for("questions", lambda part: "hjemmeside" in part["html"])
    question = Question.objects.get(evening=room.evening)
    for phone in room.plain[:10]:
        phone.say("support", question=question.pk)
    expect(room.host.locator(".live-question")).to_contain_text("11")
    room.press(room.host, "On the screen", within="[data-region=questions]")
    expect(room.screen.locator("[data-region=showing]")).to_contain_text("Hvad koster en hjemmeside?")
    axe.check(room.screen)


def hands_are_held_out(room: Room, key: str) -> None:
    """One tap while a newcomer tells; afterwards the two get each other's contact if both wish it."""
    expect(room.screen.locator(f"[data-turn='{key}']")).to_contain_text("Jeg væver tæpper")
    axe.check(room.screen)
    hands = Hand.objects.filter(evening=room.evening)
    helper = room.windows[2]
    helper.locator(f"[data-turn='{key}'] [data-say=hand]").first.click()
    wait_for(helper, lambda: hands.count() == 1)
    speaker = room.windows[0]
    speaker.get_by_role("button", name=gettext("Yes, exchange contact")).click()
    wait_for(speaker, lambda: hands.exclude(taken_at=None).count() == 1)
    assert helper.locator("[data-mine=hands]").inner_text() != ""


def cards_are_handed_out(room: Room) -> None:
    """Whom to meet: made with one press, for all who are checked in, on every phone."""
    room.press(room.host, "Whom to meet?")
    room.windows[3].get_by_role("button", name=gettext("See whom I should meet")).click(timeout=20_000)
    expect(room.windows[3].locator(".meet-name").first).to_be_visible()
    axe.check(room.windows[3])
    met = {pk for pair in Card.objects.filter(evening=room.evening).values_list("first", "second") for pk in pair}
    assert len(met) == WINDOWS + PLAIN
    for phone in room.plain[:3]:
        assert gettext("Whom to meet") in phone.mine()["html"]["cards"]


def test_a_2_0_evening(site: Site, network: Network, new_context: NewContext) -> None:
    meeting = meeting_in(network, "2.0", "Strategi på én side")
    rows = thirty_come(meeting)
    at = timezone.now()
    HotSeatApplication.objects.create(
        network=network,
        person=rows[0].person,
        kind=HotSeatApplication.Kind.HOT_SEAT,
        title="Flere kunder om vinteren",
        brief="Jeg har prøvet alt.",
        state=HotSeatApplication.State.CHOSEN,
        openness=HotSeatApplication.Openness.MEMBERS,
        meeting=meeting,
        applied_at=at,
        chosen_at=at,
    )
    room = Room(site, new_context, network)
    room.comes_to_the_meeting(meeting)
    room.fills(rows)
    room.go_on("Start the evening")
    while run_of(room.evening).current.kind != "hot_seat":  # type: ignore[union-attr]
        room.go_on("Next")
    expect(room.screen.locator("main")).to_contain_text("Flere kunder om vinteren")
    room.all_are_sound()
    while run_of(room.evening).current.kind != "input":  # type: ignore[union-attr]
        key = room.go_on("Next")
    the_room_gives(room, key)
    room.all_are_sound()
    while run_of(room.evening).ahead:
        room.go_on("Next")
    room.press(room.host, "Next", within=".live-remote")
    for page in (room.screen, *room.windows):
        expect(page.locator("[data-live]")).to_have_attribute("data-stage", "after")
    write_the_recap(room)
    room.leaves()
    print(f"\n2.0: {len(room.presses)} presses: {', '.join(room.presses)}")
    assert len(room.presses) == PRESSES["2.0"]


def the_room_gives(room: Room, key: str) -> None:
    """Everybody types something for the one in the seat, two of them with a thumb on glass."""
    for phone in room.plain:
        phone.say("seat_input", kind="advice", text="Ring til de gamle kunder først.", named="1")
    for window in room.windows[1:3]:
        form = window.locator(f"[data-turn='{key}'] form[data-say=seat_input]")
        form.locator("textarea").fill("Jeg kender en, der køber ind til hotellet.")
        form.get_by_role("button").click()
        form.locator("[data-thanks]:not([hidden])").wait_for()
    wait_for(room.host, lambda: SeatInput.objects.filter(seat__evening=room.evening).count() == PLAIN + 2)
    expect(room.host.locator(f"[data-turn='{key}'] .seat-input")).to_have_count(PLAIN + 2)
    room.press(room.host, "All on the screen")
    expect(room.screen.locator(f"[data-turn='{key}']")).to_contain_text("Ring til de gamle kunder først.")
    axe.check(room.screen)
