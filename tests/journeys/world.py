"""A month that passes: the product served in this process, a real SMTP server, a real browser, and a clock we set.

The clock moves in this process only, so the worker's rounds run here too: the same functions the worker process calls.
That the worker process itself delivers, and survives being killed, is tests/mailing/test_kill.py.
"""

import email.policy
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache

import time_machine
from django.utils import timezone
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from mikrovirk.config import worker
from mikrovirk.mailing import workers
from mikrovirk.mailing.delivery import deliver_due
from tests import axe
from tests.mailing.smtp_server import Running

HREF = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Mail:
    """One mail as it arrived."""

    to: str
    subject: str
    text: str
    html: str
    calendar: str
    headers: EmailMessage = field(repr=False)

    @property
    def links(self) -> list[str]:
        """Every address in it, once, in order; the header's too."""
        found = HREF.findall(self.text) + HREF.findall(self.html.replace("&amp;", "&"))
        found += HREF.findall(self.headers.get("List-Unsubscribe", ""))
        return list(dict.fromkeys(link.rstrip(".,)>") for link in found))

    def link(self, path: str) -> str:
        """The first link whose path begins so ("/s/")."""
        return next(link for link in self.links if re.match(r"https?://[^/]+" + re.escape(path), link))


@cache
def parsed(content: bytes) -> Mail:
    """A mail as it arrived; each is read once, however often somebody looks through all of them."""
    message = BytesParser(policy=email.policy.default).parsebytes(content)
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}

    def of(kind: str) -> str:
        return str(parts[kind].get_content()) if kind in parts else ""

    calendar = parts["text/calendar"].get_payload(decode=True) if "text/calendar" in parts else b""
    assert isinstance(calendar, bytes)
    to = message["To"].addresses[0].addr_spec
    return Mail(to, message["Subject"], of("text/plain"), of("text/html"), calendar.decode(), message)


class World:
    """The served site with its mail server and its clock."""

    def __init__(self, base_url: str, smtp: Running, clock: time_machine.Coordinates) -> None:
        self.base_url, self.smtp, self.clock = base_url, smtp, clock
        self.opened: list[str] = []  # pages axe has seen
        self.worker = workers.enlist(now=timezone.now())

    def at(self, moment: datetime) -> None:
        """Set the clock, and let the worker do what has become due."""
        self.clock.move_to(moment)
        self.work()

    def pass_days(self, until: datetime) -> None:
        """Live through the days until then, with a round of the worker every morning and evening."""
        now = timezone.now()
        if until <= now:
            return
        while now + timedelta(hours=12) < until:
            now += timedelta(hours=12)
            self.at(now)
        self.at(until)

    def work(self) -> None:
        """One round of the worker's jobs, and all mails that are due then."""
        workers.beat(self.worker, now=timezone.now())
        assert worker.run_jobs(now=timezone.now()) == []
        self.clock.shift(timedelta(seconds=30))  # past the moment in which an approval can be taken back
        while deliver_due(now=timezone.now(), worker=self.worker.name, limit=500):
            pass
        workers.beat(self.worker, now=timezone.now())

    def mails(self, to: str = "", about: str = "") -> list[Mail]:
        """What has arrived, oldest first: to that address, with that in the subject."""
        found = [parsed(content) for content in self.smtp.mails()]
        return [mail for mail in found if to in ("", mail.to) and about.lower() in mail.subject.lower()]

    def last(self, to: str, about: str = "") -> Mail:
        found = self.mails(to, about)
        assert found, f"no mail to {to} about {about!r}; there are {[(m.to, m.subject) for m in self.mails(to)]}"
        return found[-1]


def said(words: str | re.Pattern[str]) -> str | re.Pattern[str]:
    """A text as the Danish page has it; a pattern is Danish already."""
    return gettext(words) if isinstance(words, str) else words


class Someone:
    """Somebody at a browser; presses that act or move to another page are counted, typed fields separately."""

    def __init__(self, world: World, browser: Browser, *, phone: bool = False) -> None:
        size = axe.PHONE if phone else axe.DESKTOP
        self.world = world
        self.context = browser.new_context(viewport=size, locale="da-DK", timezone_id="Europe/Copenhagen")  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.presses: list[str] = []
        self.typed = 0
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def opens(self, address: str) -> None:
        """Open an address that came from outside: a link in a mail, a bookmark."""
        answer = self.page.goto(address if address.startswith("http") else self.world.base_url + address)
        assert answer is not None
        assert answer.ok, f"{address}: {answer.status}"

    def comes_back(self) -> None:
        """Open this week's ten minutes from the bookmark: a press too."""
        self.presses.append("bookmark: Ugens ti minutter")
        self.opens("/start/")

    def press(self, name: str | re.Pattern[str], *, within: Locator | None = None, exact: bool = False) -> None:
        """Press a button or a link by what it says; `name` is the English text, looked up in Danish."""
        name = said(name)
        place = within or self.page.locator("main")
        found = place.get_by_role("button", name=name, exact=exact).or_(
            place.get_by_role("link", name=name, exact=exact)
        )
        self.presses.append(f"{name if isinstance(name, str) else name.pattern}")
        try:
            found.first.click()
        except PlaywrightError as error:
            raise AssertionError(f"{self.page.url}: nothing to press called {name!r} on\n{self.text()}") from error

    def text(self) -> str:
        return self.page.locator("body").inner_text()

    def choose_in_menu(self, name: str) -> None:
        name = gettext(name)
        self.presses.append(f"menu: {name}")
        self.page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()

    def types(self, label: str | re.Pattern[str], text: str) -> None:
        self.typed += 1
        label = said(label)
        self.page.get_by_label(label).first.fill(text)

    def picks(self, label: str | re.Pattern[str], choice: str) -> None:
        self.typed += 1
        label = said(label)
        self.page.get_by_label(label).first.select_option(label=str(said(choice)))

    def reads(self, *words: str) -> None:
        """What must stand on the page, so that a person sees it."""
        text = self.text()
        for word in map(gettext, words):
            assert word in text, f"{self.page.url}: {word!r} is not on the page:\n{text}"

    def looks(self) -> None:
        """Let axe look at the page at phone and desktop width; nothing may be wrong."""
        axe.check(self.page)
        self.world.opened.append(self.page.url)
        assert self.problems == []

    def leaves(self) -> None:
        self.context.close()
