"""Accessibility of a page as axe-core sees it: WCAG 2.1 A and AA, and its best practices."""

from functools import cache
from pathlib import Path
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Page

from tests.browser import settle

SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
RUN = """async rules => {
    for (const each of document.getAnimations())
        if (each.effect.getComputedTiming().endTime < Infinity) each.finish();
    const found = await window.axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    const shown = rule => rule.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join("; ");
    return found.violations.map(rule => `${rule.id}: ${rule.help}: ${shown(rule)}`);
}"""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
_has_axe: "WeakSet[BrowserContext]" = WeakSet()


@cache
def source() -> str:
    return SCRIPT.read_text()


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds on the page as it is now: one line for each rule with the elements that break it."""
    bring_axe(page)
    found: list[str] = page.evaluate(RUN, rules)
    return found


def bring_axe(page: Page) -> None:
    """Have axe on the page, and on what its context loads from now on, which costs a tenth of handing it over each time."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(f"() => {{ {source()} }}")  # by way of the debugger, so the page's own policy does not stop it
    if page.context not in _has_axe:
        page.context.add_init_script(path=SCRIPT)
        _has_axe.add(page.context)


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window; 0 on every page of ours."""
    return int(page.evaluate("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"))


def check(page: Page) -> None:
    """Fail with axe's words unless the page is without violations at phone and desktop width, and never scrolls sideways."""
    settle(page)
    before = page.viewport_size
    found = {}
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict of the two
        problems = violations(page)
        if width := sideways(page):
            problems.append(f"{width} px wider than the window")
        if problems:
            found[name] = problems
    if before:
        page.set_viewport_size(before)
    assert found == {}, f"{page.url}: {found}"
