"""Every way in, by way of a feed that somebody added: refused, logged in words, and harmless."""

from collections.abc import Iterator
from functools import partial

import pytest

from mikrovirk.landscape.fetch_words import WORDS
from mikrovirk.landscape.models import Feed, OutsideEvent
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import read_here
from mikrovirk.landscape.services.fetching import fetch
from tests.factories import NOW
from tests.factories.landscape import make_feed
from tests.landscape import servers
from tests.landscape.servers import INSIDE, OUTSIDE, World
from tests.landscape.services.test_fetching import ADDRESSES, names

pytestmark = pytest.mark.django_db
HOSTILE = {
    "endless body": servers.endless,
    "gzip bomb": servers.bomb,
    "slow body": servers.slow_body,
    "redirect chain": servers.redirect("/again"),
    "other protocol": servers.raw(b"SSH-2.0-OpenSSH\r\n"),
}


@pytest.fixture(scope="module")
def started() -> Iterator[World]:
    with servers.world() as found:
        yield found


@pytest.fixture
def world(started: World) -> World:
    found = started.fresh()
    names(found)
    return found


def logged(world: World, feed: Feed) -> tuple[str, bool, bool, bool]:
    """How the visit is written down, whether its reason has words, and whether anything came of it."""
    fetching = partial(fetch, rules=world.rules(seconds=0.5))
    log = visiting.visit(feed, now=NOW, fetching=fetching, reading=read_here)
    feed.refresh_from_db()
    return (
        log.outcome,
        log.reason in WORDS,
        OutsideEvent.objects.exists(),
        feed.next_at is not None and feed.next_at > NOW,
    )


def test_at_least_twenty_five_ways_are_refused_logged_and_harmless(world: World) -> None:
    ways = {way: url.format(port=world.port) for way, url in ADDRESSES.items() if "\x00" not in url and len(url) < 2000}
    found = {way: logged(world, make_feed(way, url=url)) for way, url in ways.items()}
    assert len(found) > 50
    assert {way: said for way, said in found.items() if said != ("refused", True, False, True)} == {}
    assert (world.inside.asked, world.outside.asked) == ([], [])


def test_redirects_and_rebinding_are_logged_too(world: World) -> None:
    world.outside.pages["/in"] = servers.redirect(f"http://{INSIDE}:{world.port}/")
    world.outside.pages["/back"] = servers.redirect(world.url("/", host="rebinding.example"))
    world.names["rebinding.example"] = [[OUTSIDE], [INSIDE]]
    feeds = [make_feed(url=world.url("/in")), make_feed(url=world.url("/back", host="rebinding.example"))]
    assert [logged(world, feed) for feed in feeds] == [("refused", True, False, True)] * 2
    assert world.inside.asked == []


@pytest.mark.parametrize("way", HOSTILE)
def test_hostile_servers_are_logged_too(world: World, way: str) -> None:
    world.outside.pages |= {"/": HOSTILE[way], "/again": HOSTILE[way]}
    assert logged(world, make_feed(url=world.url())) == ("failed", True, False, True)


def test_an_answer_with_too_many_activities_is_cut(world: World) -> None:
    calendar = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101T000000Z\nSUMMARY:x\nRRULE:FREQ=MINUTELY\nEND:VEVENT\nEND:VCALENDAR"
    world.outside.pages["/"] = lambda handler: handler.say(200, calendar)
    fetching = partial(fetch, rules=world.rules())
    log = visiting.visit(make_feed(url=world.url()), now=NOW, fetching=fetching, reading=read_here)
    assert (log.outcome, log.found_count, sorted(problem[0] for problem in log.problems)) == (
        "read",
        10_000,
        ["too_many", "too_often"],
    )
