"""A browser that is waited for: what a press started has ended before the next line of a test runs.

Playwright's click returns once the browser has taken it. The page it leads to, or what it sends in the background, may begin a
moment later; on a busy machine the next line would look at the old page. So every press in a test waits until the page is at rest.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request
from playwright.sync_api import Error as PlaywrightError

CARRIED = {"document", "fetch", "xhr"}  # what a press may start; a live page's event stream never ends
PRESSES = ("click", "press", "check", "uncheck", "select_option", "set_input_files")
# Lets what the page has put off run, without its clock, which a test may have stopped.
A_MOMENT = "() => new Promise(go => { const line = new MessageChannel(); line.port1.onmessage = go; line.port2.postMessage(0) })"
MOST_ROUNDS = 100  # of 20 ms and more: a test that holds an answer back goes on after some seconds

_open: "WeakKeyDictionary[BrowserContext, set[Request]]" = WeakKeyDictionary()


def watch(context: BrowserContext) -> BrowserContext:
    """Keep an eye on what the pages of this context ask for."""
    asked: set[Request] = set()

    def begins(request: Request) -> None:
        if request.resource_type in CARRIED and not request.service_worker:
            asked.add(request)

    def ends(request: Request) -> None:
        asked.discard(request)

    context.on("request", begins)
    context.on("requestfinished", ends)
    context.on("requestfailed", ends)
    _open[context] = asked
    return context


def settle(page: Page) -> None:
    """Wait until the page is loaded and waits for nothing."""
    if page.context not in _open:
        return
    for _ in range(MOST_ROUNDS):
        if page.is_closed():
            return
        try:
            page.wait_for_load_state("load")
            page.evaluate(A_MOMENT)
            page.wait_for_timeout(20)
        except PlaywrightError:  # it went to another page meanwhile, or was closed
            continue
        if not _open[page.context]:
            return


def wait_after_presses() -> None:
    """From now on every context is watched and every press of this process waits for its page."""

    def watched(new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
        @wraps(new_context)
        def call(self: Browser, **choices: Any) -> BrowserContext:
            context = new_context(self, **choices)
            return watch(context) if choices.get("java_script_enabled", True) is not False else context

        return call

    def waiting(press: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(press)
        def call(self: Locator, *values: Any, **choices: Any) -> Any:
            answer = press(self, *values, **choices)
            settle(self.page)
            return answer

        return call

    def after_rest(close: Callable[..., None]) -> Callable[..., None]:
        @wraps(close)
        def call(self: BrowserContext, *values: Any, **choices: Any) -> None:
            for page in self.pages:  # what the last press sent is stored before the database is emptied
                settle(page)
            close(self, *values, **choices)

        return call

    BrowserContext.close = after_rest(BrowserContext.close)  # type: ignore[method-assign]
    Browser.new_context = watched(Browser.new_context)  # type: ignore[method-assign]
    for name in PRESSES:
        setattr(Locator, name, waiting(getattr(Locator, name)))
