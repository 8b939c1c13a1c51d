"""A mail scanner opens every link of every mail as it arrives, with scripts on: nothing happens. One click stops mails."""

import contextlib
import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.utils import timezone
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Unsubscription
from tests import factories
from tests.journeys import every_mail
from tests.journeys.world import World, parsed

AT_ONCE = 40  # pages the scanner has open
STAYS = 1000  # milliseconds on each page, once it has loaded
# Rows that may differ: sessions of whoever looks, and that the worker is alive.
PASSING = {"accounts.Session", "mailing.WorkerBeat"}
LEAD_TO = {
    "s",
    "f",
    "i",
    "e",
    "t",
    "h",
    "o",
    "follow",
    "mail",
    "networks",
    "account",
    "me",
}  # the first words of addresses


class Scanned(World):
    """A world in which every mail passes a scanner before anybody reads it."""

    def __init__(self, world: World, browser: Browser) -> None:
        super().__init__(world.base_url, world.smtp, world.clock)
        self.context = browser.new_context(locale="da-DK")
        self.pages: list[Page] = []  # used again and again: a new one for each link takes twice the time
        self.mail_count = 0
        self.scanned: set[str] = set()
        self.elsewhere: set[str] = set()
        self.answers: dict[int, int] = {}  # how many of each status

    def work(self) -> None:
        super().work()
        mails = self.smtp.mails()
        links = {link for content in mails[self.mail_count :] for link in parsed(content).links} - self.scanned
        self.mail_count = len(mails)
        self.elsewhere |= {link for link in links if not link.startswith(self.base_url)}
        if own := sorted(links - self.elsewhere):
            before = counts_and_sums()
            self.scan(own)
            assert counts_and_sums() == before, own

    def scan(self, links: list[str]) -> None:
        """Open each by GET and by HEAD, and in a browser."""
        for link in links:
            for method in ("GET", "HEAD"):
                status = fetched(link, method)
                self.answers[status] = self.answers.get(status, 0) + 1
        for start in range(0, len(links), AT_ONCE):
            some = links[start : start + AT_ONCE]
            while len(self.pages) < len(some):
                self.pages.append(self.context.new_page())
            for page, link in zip(self.pages, some, strict=False):
                visit(page, link)
            self.pages[0].wait_for_timeout(STAYS)
            for page in self.pages[: len(some)]:
                page.goto("about:blank")
        self.scanned.update(links)


def counts_and_sums() -> dict[str, tuple[int, str]]:
    """For every table: how many rows there are, and a checksum of all that stands in them."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in PASSING:
            rows = list(model._base_manager.order_by("pk").values_list())
            found[model._meta.label] = (len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
    return found


def fetched(link: str, method: str) -> int:
    """The status of a plain request without cookies."""
    try:
        with urllib.request.urlopen(urllib.request.Request(link, method=method), timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def visit(page: Page, link: str) -> None:
    """Load what is behind the link; its scripts run."""
    with contextlib.suppress(PlaywrightError):  # a file, which a scanner would keep
        page.goto(link, wait_until="load")


def first_words(links: Iterable[str]) -> set[str]:
    return {urlsplit(link).path.split("/")[1] for link in links if urlsplit(link).path}


def test_opening_every_link_changes_nothing(world: World, browser: Browser, settings: Any) -> None:
    settings.MAIL_MONTHLY_LIMIT = 50  # so that no mail is folded into another
    scanned = Scanned(world, browser)
    every_mail.live_through(scanned)
    scanned.context.close()
    assert every_mail.kinds_sent() == every_mail.ours()
    assert first_words(scanned.scanned) >= LEAD_TO
    assert set(scanned.answers) == {200}
    print(
        f"\n{scanned.mail_count} mails, {len(scanned.scanned)} links of ours, each opened in a browser, by GET and by HEAD"
    )
    print(f"{len(scanned.elsewhere)} lead elsewhere: {sorted(scanned.elsewhere)}")


def test_one_click_stops_the_kind_without_a_cookie(world: World) -> None:
    network, user = factories.network(), User.objects.create_user("lise@systuen.example", full_name="Lise Holm")
    now = timezone.now()
    kind = "programme.feedback_ask"
    sent = mailing.draft(
        kind=kind, occasion="meeting:1", network=network, recipients=[mailing.Recipient(user)], at=now, due_at=now
    )
    mailing.approve(sent, by=user, at=now)
    world.work()
    mail = world.last(user.email)
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail.headers["List-Unsubscribe"].strip("<> ")
    request = urllib.request.Request(address, data=b"List-Unsubscribe=One-Click", method="POST")
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.status == 200
    assert list(Unsubscription.objects.values_list("user__email", "network", "kind")) == [
        (user.email, network.pk, kind)
    ]
    later = mailing.draft(
        kind=kind,
        occasion="meeting:2",
        network=network,
        recipients=[mailing.Recipient(user)],
        at=now,
        due_at=now + timedelta(days=1),
    )
    assert later.messages.count() == 0
