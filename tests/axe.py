"""Accessibility of a page as axe-core sees it: WCAG 2.1 A and AA, and its best practices."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser import settle

SCRIPT = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@cache
def source() -> str:
    return SCRIPT.read_text()


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it is now: one line for each rule with the elements that break it."""
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(f"() => {{ {source()} }}")  # by way of the debugger, so the page's own policy does not stop it
    page.evaluate(
        "() => document.getAnimations().forEach(each => each.effect.getComputedTiming().endTime < Infinity && each.finish())"
    )
    found: dict[str, Any] = page.evaluate(
        "rules => window.axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{rule['id']}: {rule['help']}: {'; '.join(node['html'][:160] for node in rule['nodes'][:3])}"
        for rule in found["violations"]
    ]


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
