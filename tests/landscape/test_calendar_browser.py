"""The joint calendar in a browser: on a phone, by keyboard, and on a stranger's page that does its worst."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.landscape.models import FeedVisit
from tests import axe, factories
from tests.factories.landscape import VORDINGBORG, make_feed, make_outside_event
from tests.landscape.servers import OUTSIDE, Handler, serving

NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
A_DAY = timedelta(days=1)
HOSTILE = """
* { font: 4px/0.2 "Comic Sans MS", cursive !important; letter-spacing: 1em !important; text-transform: uppercase !important; direction: rtl !important; }
body *:not(h1, main) { display: none !important; visibility: hidden !important; opacity: 0.1 !important; position: absolute !important; inset-inline-start: -9999px !important;
  color: #fefefe !important; background: #fff !important; transform: rotate(180deg) !important; filter: blur(3px) !important; width: 9000px !important; margin: 400px !important; }
a, a:focus { outline: none !important; text-decoration: none !important; pointer-events: none !important; }
section, ul, li, p, h2 { all: unset !important; overflow: hidden !important; height: 0 !important; }
"""


@pytest.fixture
def shown(transactional_db: None) -> str:
    """The name of the first thing on: a network's meeting, then a library's activities."""
    now = timezone.now()
    network = factories.network("mikrovirk", name="MikroVirk", municipality_code=VORDINGBORG)
    factories.meeting(network, title="Bliv valgt af kunderne", starts_at=now + A_DAY, state="published")
    feed = make_feed("Vordingborg Bibliotekerne, Stege Bibliotek og Borgerservice", is_free=True)
    long = "Virksomhedsnetværksmødeplanlægningsværkstedet: moms, regnskab og bogføring for helt nye selvstændige"
    make_outside_event(long, feed=feed, start=now + 2 * A_DAY, description="Kom og vær med.")
    make_outside_event("Aflyst messe", feed=feed, start=timezone.localdate(now) + 3 * A_DAY, cancelled=True)
    return "Bliv valgt af kunderne"


@contextmanager
def foreign(live_server: LiveServer, body: str, policy: str) -> Iterator[str]:
    """A page of somebody else's, on a server of their own."""
    html = f'<!doctype html><html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kommunen</title><link rel="stylesheet" href="/hostile.css"></head><body><main><h1>Kommunen</h1>{body}</main></body></html>'

    def page(handler: Handler) -> None:
        handler.say(200, html.encode(), Content_Type="text/html; charset=utf-8", Content_Security_Policy=policy)

    def style(handler: Handler) -> None:
        handler.say(200, HOSTILE.encode(), Content_Type="text/css")

    with serving(OUTSIDE, {"/": page, "/hostile.css": style}) as server:
        yield f"http://{OUTSIDE}:{server.server_address[1]}/"


@pytest.fixture
def watched(page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch, settings: object) -> Iterator[Page]:
    """A page on which no script fails, no policy is broken and no cookie is set."""
    settings.SITE_URL = live_server.url  # type: ignore[attr-defined]
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on(
        "console",
        lambda said: (
            mistakes.append(said.text) if said.type == "error" and "favicon" not in said.location["url"] else None
        ),
    )
    yield page
    assert mistakes == []


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_widget_on_a_hostile_page_under_a_strict_policy(
    watched: Page, live_server: LiveServer, shown: str, size: dict[str, int]
) -> None:
    site = live_server.url
    policy = f"default-src 'none'; script-src {site}; connect-src {site}; style-src 'self'; base-uri 'none'; form-action 'none'"
    script = f'<script src="{site}/calendar/widget.js" data-calendar="{VORDINGBORG}" data-count="2" async></script>'
    watched.set_viewport_size(size)  # type: ignore[arg-type]
    with foreign(live_server, script, policy) as address:
        watched.goto(address)
        link = watched.get_by_role("link", name=shown)
        expect(link).to_be_visible()
        expect(watched.get_by_role("heading", name="Det sker i Vordingborg")).to_be_visible()
        expect(watched.get_by_role("listitem")).to_have_count(2)
        assert [watched.context.cookies(), axe.violations(watched), axe.sideways(watched)] == [[], [], 0]
        box, font = link.bounding_box(), link.evaluate("link => getComputedStyle(link).fontSize")
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= size["width"], box["height"] >= 24, font) == (
            True,
            True,
            True,
            "17px",
        )
        when = watched.locator("li > .when").first.bounding_box()
        assert when is not None
        assert when["width"] > 180  # whatever the page says a rem is
        watched.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert link.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
        assert (link.get_attribute("href") or "").startswith(f"{site}/networks/mikrovirk/meetings/")


def test_the_widget_takes_on_the_page_it_stands_on(watched: Page, live_server: LiveServer, shown: str) -> None:
    """Dark where the page is dark, its typeface, several on one page, and a calm word where the calendar cannot be fetched."""
    site = live_server.url
    body = f'<div id="a" data-mikrovirk-calendar="all" data-title="Vores kalender" data-level="3" data-choice="?q=bliv"></div><div id="b" data-mikrovirk-calendar="9999"></div><script src="{site}/calendar/widget.js" async></script>'
    watched.goto("about:blank")
    with serving(OUTSIDE, {"/": lambda handler: handler.say(200, f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><style>body {{ background: #111; font-family: Georgia, serif }}</style><main><h1>X</h1><h2>Y</h2>{body}</main>'.encode(), Content_Type="text/html; charset=utf-8")}) as server:  # fmt: skip
        watched.route("**/calendar/9999/events.json*", lambda route: route.fulfill(status=200, body="no json"))
        watched.goto(f"http://{OUTSIDE}:{server.server_address[1]}/")
        expect(watched.get_by_role("heading", name="Vores kalender", level=3)).to_be_visible()
        expect(watched.locator("#b")).to_contain_text("The calendar cannot be fetched right now.")
        section = watched.locator("#a section")
        assert section.evaluate("one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fontFamily]") == [
            "rgb(38, 35, 31)",
            "Georgia, serif, system-ui, sans-serif",
        ]


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_the_frame_under_a_strict_policy(
    watched: Page, live_server: LiveServer, shown: str, size: dict[str, int]
) -> None:
    site = live_server.url
    frame = f'<iframe src="{site}/calendar/{VORDINGBORG}/frame/" title="Det sker" width="100%" height="620"></iframe>'
    watched.set_viewport_size(size)  # type: ignore[arg-type]
    with serving(OUTSIDE, {"/": lambda handler: handler.say(200, f'<!doctype html><html lang="da"><meta charset="utf-8"><title>x</title><main><h1>X</h1>{frame}</main>'.encode(), Content_Type="text/html; charset=utf-8", Content_Security_Policy=f"default-src 'none'; frame-src {site}")}) as server:  # fmt: skip
        watched.goto(f"http://{OUTSIDE}:{server.server_address[1]}/")
        expect(watched.frame_locator("iframe").get_by_role("link", name=shown)).to_be_visible()
    watched.goto(f"{site}/calendar/{VORDINGBORG}/frame/")
    assert (axe.violations(watched), axe.sideways(watched), watched.context.cookies()) == ([], 0, [])


def test_the_pages_for_everybody(watched: Page, live_server: LiveServer, shown: str) -> None:
    for path in ("calendar/", f"calendar/{VORDINGBORG}/month/", f"calendar/{VORDINGBORG}/widget/"):
        watched.goto(f"{live_server.url}/{path}")
        axe.check(watched)
    watched.goto(f"{live_server.url}/calendar/{VORDINGBORG}/")
    watched.get_by_label("Søg").fill("virksomhedsnet")
    expect(watched.get_by_text("1 aktivitet", exact=True)).to_be_visible()
    assert urlsplit(watched.url).query.startswith("q=virksomhedsnet")
    watched.get_by_role("link", name="Virksomhedsnetværksmøde").press("Enter")
    expect(watched.get_by_role("heading", level=1)).to_contain_text("Virksomhedsnetværksmøde")
    axe.check(watched)


def test_the_pages_of_whoever_keeps_it(watched: Page, live_server: LiveServer, transactional_db: None) -> None:
    network = factories.network("mikrovirk", municipality_code=VORDINGBORG)
    client = Client()
    client.force_login(factories.coordinator(network))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    watched.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    feed = make_feed("Biblioteket", network=network, owner_email="web@bibliotek.example")
    make_outside_event(feed=feed, start=timezone.now() + A_DAY)
    FeedVisit.objects.create(
        feed=feed, at=timezone.now(), outcome="read", found_count=3, problems=[["no_start", 12, "Kaffe", ""]]
    )
    for path in (
        "calendar/feeds/",
        "calendar/feeds/new/",
        f"calendar/feeds/{feed.pk}/",
        f"calendar/feeds/{feed.pk}/edit/",
    ):
        watched.goto(f"{live_server.url}/{path}")
        axe.check(watched)
