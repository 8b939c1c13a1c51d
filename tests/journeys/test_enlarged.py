"""Every page at four times the size, for somebody whom motion makes ill: nothing sideways, nothing out of reach, nothing moves.

A window of 1,280 by 1,024 pixels at 400 % shows what a window of 320 by 256 does (WCAG 2.1, 1.4.10).
"""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from mikrovirk.networks.models import Network
from tests import axe
from tests.journeys.every_page import walk_as_everybody
from tests.journeys.world import World

ENLARGED = {"width": 1_280 // 4, "height": 1_024 // 4}
AT_LEAST = 200  # names of pages; there are more with each part
MOST_COVERED = 0.5  # of the window, by what stays while one scrolls
MOVES = """() => document.getAnimations().filter(each => {
    const {duration, iterations} = each.effect.getTiming();
    return each.playState === "running" && (iterations === Infinity || duration > 100);
}).map(each => `moves: ${each.effect.target?.outerHTML.slice(0, 120)}`)"""
STAYS = """() => {
    const stays = [...document.body.querySelectorAll("*")].filter(each => {
        const {position, visibility, display} = getComputedStyle(each);
        return ["fixed", "sticky"].includes(position) && visibility === "visible" && display !== "none";
    });
    scrollTo(0, document.documentElement.scrollHeight / 2);
    const heights = stays.map(each => each.getBoundingClientRect())
        .filter(box => box.width > innerWidth / 2 && box.bottom > 0 && box.top < innerHeight)
        .map(box => Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
    scrollTo(0, 0);
    return heights.reduce((sum, each) => sum + each, 0) / innerHeight;
}"""
CUT = """() => [...document.querySelectorAll("a[href], button, input, select, textarea")].filter(each => {
    const box = each.getBoundingClientRect();
    const hidden = !box.width || getComputedStyle(each).visibility !== "visible" || each.closest("[hidden], .visually-hidden, dialog");
    const scrolls = each.parentElement.closest("*") && [...function* (node) {
        for (; node; node = node.parentElement) yield getComputedStyle(node).overflowX;
    }(each.parentElement)].some(overflow => ["auto", "scroll"].includes(overflow));
    return !hidden && !scrolls && box.right > innerWidth + 1;
}).slice(0, 3).map(each => `out of reach: ${each.outerHTML.slice(0, 120)}`)"""


def problems(page: Page) -> list[str]:
    """What somebody would meet on the page as it is now."""
    found: list[str] = [*page.evaluate(MOVES), *page.evaluate(CUT)]
    if width := axe.sideways(page):
        found.append(f"{width} px wider than the window")
    covered: float = page.evaluate(STAYS)
    if covered > MOST_COVERED:
        found.append(f"{covered:.0%} of the window is covered by what stays")
    return found


@pytest.mark.soak
def test_every_page_at_four_times_the_size_without_motion(
    world: World, browser: Browser, example_network: Network
) -> None:
    def enlarged() -> BrowserContext:
        return browser.new_context(viewport=ENLARGED, reduced_motion="reduce")  # type: ignore[arg-type]  # a plain dict

    names, found = walk_as_everybody(enlarged, world, problems)
    print(f"\n{names} names of pages")
    assert found == {}
    assert names > AT_LEAST
