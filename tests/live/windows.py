"""Windows of a real browser on an evening: a phone that came in, the host's phone, the screen."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page

from mikrovirk.accounts.models import User
from tests import axe
from tests.live.site import Site

NewContext = Callable[..., BrowserContext]
WAIT_MS = 10_000


def opened(context: BrowserContext, address: str) -> Page:
    """A page; what its scripts complain of fails the test that looks at `page.problems`."""
    page = context.new_page()
    page.set_default_timeout(WAIT_MS)
    page.problems = []  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.problems.append(str(error)))  # type: ignore[attr-defined]
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, f"{address}: {answer.status}"
    return page


def phone(new_context: NewContext, site: Site, code: str, name: str = "Mie Krogh", **options: Any) -> Page:
    """Somebody's phone, come in by name."""
    context = new_context(**options)
    page = opened(context, f"{site.url}/l/{code}/")
    page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    if not page.locator("#name").is_visible():
        page.locator("details summary").click()
    page.locator("#name").fill(name)
    page.locator("details button").click()
    page.locator("[data-live][data-line=open]").wait_for()
    return page


def host(new_context: NewContext, site: Site, code: str, user: User, **options: Any) -> Page:
    """The phone of somebody who runs the evening."""
    context = new_context(**options)
    context.add_cookies([site.cookie(user)])  # type: ignore[list-item]
    page = following(opened(context, f"{site.url}/l/{code}/host/"))
    page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    return page


def screen(context: BrowserContext, site: Site, code: str) -> Page:
    page = following(opened(context, f"{site.url}/l/{code}/screen/"))
    page.set_viewport_size(axe.DESKTOP)  # type: ignore[arg-type]
    return page


def following(page: Page) -> Page:
    page.locator("[data-live][data-line=open]").wait_for()
    return page


def lose_net(page: Page, *, notice: str) -> None:
    """No net from now on, and the page says so there.

    What was on its way may arrive after the browser has said that the net is gone, and look like a line: then it says so again.
    """
    page.context.set_offline(True)
    deadline = time.monotonic() + WAIT_MS / 1000
    while not page.locator(notice).is_visible():
        assert time.monotonic() < deadline, "the page does not see that the net is gone"
        page.evaluate("() => dispatchEvent(new Event('offline'))")
        page.wait_for_timeout(100)


def press(page: Page, kind: str, **data: str) -> None:
    """Press a button of the remote control."""
    more = "".join(f"[data-{name}='{value}']" for name, value in data.items())
    page.locator(f".live-remote button[data-press={kind}]{more}:visible").click()


def wait_for_turn(page: Page, key: str, *, timeout: float = WAIT_MS) -> None:
    """Until this page has that turn on."""
    page.locator(f"[data-live][data-now-on='{key}']").wait_for(timeout=timeout)
