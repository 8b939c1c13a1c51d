"""Every page of the example region as those see it who chose dark: one page of each name, found by its links."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.config.demo import region
from mikrovirk.home import demo
from mikrovirk.networks.models import Network
from mikrovirk.ui.looks import COOKIE
from tests import axe
from tests.journeys.walk import LEAVES, SAMPLES, name_of
from tests.journeys.world import World

CONTRAST = ["color-contrast"]
ALL_LINKS = "() => [...document.querySelectorAll('a[href]')].map(each => each.getAttribute('href'))"
AT_LEAST = 200  # names of pages; there are more with each part


@pytest.mark.soak
def test_every_page_can_be_read_in_the_dark(world: World, browser: Browser, example_network: Network) -> None:
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for _label, user in [("", None), *region.cast()]:
        context = chosen_dark(browser, world)
        walk(come_in(context, world, user), seen, found)
        context.close()
    print(f"\n{len(seen)} names of pages")
    assert found == {}
    assert len(seen) > AT_LEAST


def chosen_dark(browser: Browser, world: World) -> BrowserContext:
    """A phone set to light whose owner chose dark here; what follows an evening is left out, since it never ends."""
    context = browser.new_context(viewport=axe.PHONE, color_scheme="light")  # type: ignore[arg-type]  # a plain dict
    context.add_cookies([{"name": COOKIE, "value": "dark", "url": world.base_url}])
    context.route("**/events/**", lambda route: route.abort())
    return context


def come_in(context: BrowserContext, world: World, user: User | None) -> Page:
    page = context.new_page()
    start = reverse("home:demo_sign_in", args=[links.sign(demo.PURPOSE, user.pk)]) if user else "/"
    page.goto(world.base_url + start)
    return page


def walk(page: Page, seen: set[str], found: dict[str, list[str]]) -> None:
    """Look at a page of every name that can be reached and was not looked at."""
    waiting, here = [page.url], urlsplit(page.url).netloc
    while waiting:
        address = waiting.pop(0)
        name = name_of(address) if urlsplit(address).netloc == here else ""
        if not name or name in seen | LEAVES or name.startswith(SAMPLES):
            continue
        seen.add(name)
        if not is_page(page, address):
            continue
        if problems := axe.violations(page, CONTRAST):
            found[name] = problems
        waiting += [urljoin(page.url, link).partition("#")[0] for link in page.evaluate(ALL_LINKS)]


def is_page(page: Page, address: str) -> bool:
    """Open it; False where it is a file."""
    try:
        answer = page.goto(address)
    except PlaywrightError:  # a download
        return False
    return answer is not None and "text/html" in answer.headers.get("content-type", "")
