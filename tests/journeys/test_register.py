"""A municipal officer and the register: from a printed link of the example region to a memo with the same figures as the pages.

They look at the overview, put two municipalities beside each other, find a white spot, take the table along, set a goal and link an
activity; somebody writes on the public page, is welcomed at the next meeting and counted; the memo is opened as PDF and DOCX.
"""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from mikrovirk.config.demo import region
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.models import Goal, Newcomer
from mikrovirk.overview.queries import newcomers, own_counts
from mikrovirk.overview.queries.figures import figures
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.register.queries import copies
from tests import axe
from tests.journeys.world import Someone, World

NAME, ADDRESS = "Ronja Hvidkær", "ronja@hvidkaer-glas.example"
FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?(?: %)?")


class Officer(Someone):
    """Somebody who came in by a printed link, and of whom it is noted which sites their browser asks."""

    def __init__(self, world: World, browser: Browser, *, phone: bool = False) -> None:
        super().__init__(world, browser, phone=phone)
        self.is_on_phone = phone
        self.sites: set[str] = set()
        self.page.on("request", lambda request: self.sites.add(urlsplit(request.url).netloc))

    def comes_as(self, who: str) -> None:
        """By the link that `mikrovirk demo` prints for them."""
        links = dict(region.sign_in_links())
        self.opens(links[gettext(who)])

    def takes(self, name: str) -> bytes:
        """Download what a button or link gives."""
        with self.page.expect_download() as kept:
            self.press(name)
        return Path(kept.value.path()).read_bytes()

    def looks(self) -> None:
        """axe looks at both widths already: who has a phone only sees that nothing is wider than it."""
        if self.is_on_phone:
            assert axe.sideways(self.page) == 0, self.page.url
        else:
            super().looks()

    def asked_nobody_else(self) -> None:
        assert {site for site in self.sites if site} == {urlsplit(self.world.base_url).netloc}


@pytest.fixture
def next_meeting(world: World, settings: Any, build_example: Callable[[datetime], None]) -> Meeting:
    """The example region with its register; the next meeting of MikroVirk."""
    settings.DEMO = True
    build_example(timezone.now())
    world.work()
    network = Network.objects.get(slug="mikrovirk")
    coming = meeting_queries.coming(network, now=timezone.now()).filter(starts_at__gt=timezone.now())
    return coming.order_by("starts_at")[0]


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_an_officer_from_the_overview_to_the_memo(
    world: World, browser: Browser, next_meeting: Meeting, phone: bool
) -> None:
    officer = Officer(world, browser, phone=phone)
    officer.comes_as("Municipality")
    looks_at_the_overview(officer)
    compares_two_municipalities(officer)
    finds_a_white_spot(officer)
    sets_a_goal(officer, next_meeting)
    somebody_writes(world, browser)
    welcomes_them(officer, next_meeting)
    they_come(world, browser, next_meeting)
    officer.comes_as("Municipality")
    sees_them_counted(officer)
    hands_the_memo_on(officer)
    officer.asked_nobody_else()
    print(f"\n{len(officer.presses)} presses, {officer.typed} fields typed: {', '.join(officer.presses)}")


def micro() -> str:
    """How many micro-businesses the register of the example has in Vordingborg, as the pages write it."""
    copy = copies.current()
    assert copy is not None
    found = figures(Area(municipality="0390"), on=copy.as_of, choices=Choices())
    return whole(found["micro_businesses"].value or 0)


def whole(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".")


def tab(officer: Officer, name: str) -> None:
    officer.press(name, within=officer.page.get_by_role("navigation", name=gettext("The municipality")), exact=True)


def looks_at_the_overview(officer: Officer) -> None:
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Vordingborg")
    officer.reads("What there is", "What changes", micro())
    officer.looks()


def compares_two_municipalities(officer: Officer) -> None:
    """Guldborgsund beside Vordingborg; the table they take along has what stands on the page."""
    tab(officer, "Compare")
    officer.picks(re.compile("^" + gettext("Compare with")), "Guldborgsund")
    officer.press("Show", exact=True)
    expect(officer.page.get_by_role("heading", level=1)).to_have_text("Vordingborg ved siden af Guldborgsund")
    officer.looks()
    text = officer.takes("The table as CSV").decode("utf-8-sig")
    row = next(line.split(";") for line in text.splitlines() if micro() in line or micro().replace(".", "") in line)
    both = [cell.replace(".", "") for cell in row if cell.replace(".", "").isdigit()]
    shown = officer.text().replace(".", "")
    assert len(both) >= 2
    assert all(number in shown for number in both)


def finds_a_white_spot(officer: Officer) -> None:
    """A trade in a place that the networks hardly reach, and the table of it."""
    tab(officer, "Whom the networks reach")
    officer.reads("White spots")
    officer.looks()
    first = officer.page.locator("#spots-heading ~ table tbody tr").first
    place = first.locator("td").nth(0).inner_text()
    assert re.match(r"4\d\d\d \w+", place)
    found = officer.takes("as CSV").decode("utf-8-sig")
    row = officer.page.locator("#postcodes-heading ~ table tbody tr", has_text=place).locator("th, td")
    name, businesses, reached = row.all_inner_texts()[:3]
    assert f"{name};{businesses};{reached};" in found


def sets_a_goal(officer: Officer, meeting: Meeting) -> None:
    """With the beginning counted by itself, and an activity that the network does with them at its next meeting."""
    tab(officer, "Goals")
    officer.looks()
    officer.press("Set a goal")
    officer.types("Goal", "Flere, der arbejder med glas, bliver en del af et netværk")
    officer.press("Set the goal")
    goal = Goal.objects.get(title__startswith="Flere, der arbejder")
    if not officer.page.get_by_label(gettext("Measured by")).count():
        officer.press("Add what it is measured by")
    officer.page.get_by_label(gettext("Measured by")).select_option("micro_businesses")
    today = timezone.localdate()
    officer.types("Day of the beginning", today.replace(year=today.year - 3).isoformat())
    officer.types("Where it should be", "2.400")
    officer.types("By the end of", str(today.year + 3))
    officer.looks()
    officer.press("Keep it")
    officer.press("Plan an activity")
    officer.types("What is done", "Glaskunstnerne inviteres til næste møde")
    officer.page.get_by_label(gettext("At which meeting?")).select_option(str(meeting.pk))
    officer.press("Keep it")
    officer.looks()
    indicator = goal.indicators.get()
    assert 1000 < indicator.baseline < 2400
    officer.reads("2.400", whole(indicator.baseline), micro())
    assert goal.activities.get().meeting == meeting


def somebody_writes(world: World, browser: Browser) -> None:
    """Four fields on the public page, on a phone; the host gets a mail, the writer is told what happens."""
    writer = Officer(world, browser, phone=True)
    writer.opens(reverse("overview:move_here", args=["0390"]) + "?from=qr")
    writer.looks()
    writer.types("Your name", NAME)
    writer.types("Your e-mail", ADDRESS)
    writer.types("What does your business do?", "Glaspuster")
    writer.types("What do you look for, and when?", "Et værksted på Møn til sommer")
    writer.press("Send it")
    writer.looks()
    world.work()
    newcomer = Newcomer.objects.get(name=NAME)
    assert (newcomer.source, newcomer.host is not None) == ("qr", True)
    assert newcomer.host is not None
    assert NAME in world.last(newcomer.host.person.user.email, NAME).text + NAME
    writer.asked_nobody_else()
    writer.leaves()


def welcomes_them(officer: Officer, meeting: Meeting) -> None:
    """The officer sees who wrote, says that they were answered, and signs them up for the next meeting."""
    to_the_municipality(officer)
    tab(officer, "Newcomers")
    officer.looks()
    officer.press(NAME)
    officer.press("They have been answered")
    officer.looks()
    row = officer.page.locator("li.row", has_text=meeting.title).last
    officer.press(re.compile("^" + re.escape(gettext("Sign them up"))), within=row)
    officer.reads("They are signed up and get the mail that every guest gets.")
    officer.world.work()
    assert officer.world.mails(ADDRESS)
    assert Newcomer.objects.get(name=NAME).meeting == meeting


def to_the_municipality(officer: Officer) -> None:
    """By the menu, which is folded on a phone."""
    if officer.is_on_phone:
        officer.press("Menu", within=officer.page.get_by_role("banner"))
    officer.choose_in_menu("The municipality")


def they_come(world: World, browser: Browser, meeting: Meeting) -> None:
    """The evening: the coordinator ticks them off at the door."""
    before = newcomers.counts_of("0390", today=timezone.localdate()).welcomed
    world.at(meeting.starts_at + timedelta(minutes=5))
    coordinator = Officer(world, browser, phone=True)
    coordinator.comes_as("Coordinator")
    coordinator.opens(reverse("programme:check_in", args=[meeting.network.slug, meeting.pk]))
    coordinator.page.locator("[data-sign-up]", has_text=NAME).get_by_role("button").click()
    coordinator.page.wait_for_function("() => !document.querySelector('[data-status]:not([hidden])')")
    coordinator.page.reload()
    assert SignUp.objects.get(meeting=meeting, person__user__email=ADDRESS).checked_in_at
    assert newcomers.counts_of("0390", today=timezone.localdate()).welcomed == before + 1
    coordinator.asked_nobody_else()
    coordinator.leaves()


def sees_them_counted(officer: Officer) -> None:
    tab(officer, "Newcomers")
    officer.press(NAME)
    officer.reads("Welcomed")
    officer.looks()


def hands_the_memo_on(officer: Officer) -> None:
    """Every figure of the memo's tables and lists stands in the PDF and in the DOCX, and the register's also on the overview."""
    to_the_municipality(officer)
    overview = officer.text()
    tab(officer, "Memos and reports")
    officer.press("Committee memo")
    officer.looks()
    memo = officer.page.locator("article").inner_text()
    told = set(FIGURE.findall(plain(memo)))
    assert micro() in told
    assert len(told) > 40
    pdf = plain(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(officer.takes("As PDF"))).pages))
    paper = docx.Document(io.BytesIO(officer.takes("As DOCX, to go on writing in")))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    written = plain(" ".join([*(paragraph.text for paragraph in paper.paragraphs), *cells]))
    assert told - set(FIGURE.findall(pdf)) == set()
    assert told - set(FIGURE.findall(written)) == set()
    rows = {row[0]: row[1] for row in rows_of(officer, "article")}
    today = timezone.localdate()
    welcomed = own_counts.count("newcomers_welcomed", "0390", on=today)
    assert rows[gettext("Newcomers welcomed in a year")] == str(welcomed)
    assert f"Budt velkommen: {newcomers.counts_of('0390', today=today).welcomed}." in plain(memo)
    assert plain(rows[gettext("Micro-businesses")]) in plain(overview)


def rows_of(officer: Officer, place: str) -> list[list[str]]:
    rows = officer.page.locator(f"{place} tbody tr")
    return [rows.nth(number).locator("th, td").all_inner_texts() for number in range(rows.count())]


def plain(text: str) -> str:
    """Without the spaces that must not break, and what a line's end cut apart."""
    return re.sub(r"\s+", " ", text.replace("\xa0", " ").replace("\u202f", " "))
