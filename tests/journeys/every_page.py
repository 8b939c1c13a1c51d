"""A walk through the example region in a browser: one page of each name, found by its links, by one role after the other."""

from collections.abc import Callable
from urllib.parse import urljoin

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.config.demo import region
from mikrovirk.home import demo
from tests.journeys.walk import LEAVES, SAMPLES, name_of
from tests.journeys.world import World

ALL_LINKS = "() => [...document.querySelectorAll('a[href]')].map(each => each.getAttribute('href'))"
Look = Callable[[Page], list[str]]


def walk_as_everybody(
    new_context: Callable[[], BrowserContext], world: World, look: Look
) -> tuple[int, dict[str, list[str]]]:
    """Look at a page of every name; how many names there were, and what was found on which."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for _label, user in [("", None), *region.cast()]:
        context = new_context()
        context.route("**/events/**", lambda route: route.abort())  # what follows an evening never ends
        walk(come_in(context, world, user), seen, found, look)
        context.close()
    return len(seen), found


def come_in(context: BrowserContext, world: World, user: User | None) -> Page:
    page = context.new_page()
    start = reverse("home:demo_sign_in", args=[links.sign(demo.PURPOSE, user.pk)]) if user else "/"
    page.goto(world.base_url + start)
    return page


def walk(page: Page, seen: set[str], found: dict[str, list[str]], look: Look) -> None:
    """Look at a page of every name that can be reached and was not looked at."""
    waiting = [page.url]
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        if not name or name in seen | LEAVES or name.startswith(SAMPLES):
            continue
        seen.add(name)
        if not is_page(page, address):
            continue
        if problems := look(page):
            found[name] = problems
        waiting += [urljoin(page.url, link).partition("#")[0] for link in page.evaluate(ALL_LINKS)]


def is_page(page: Page, address: str) -> bool:
    """Open it; False where it is a file."""
    try:
        answer = page.goto(address)
    except PlaywrightError:  # a download
        return False
    return answer is not None and "text/html" in answer.headers.get("content-type", "")
