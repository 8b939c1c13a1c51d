"""What is fetched, and the many ways in that are refused: real servers, of which one must never be asked."""

import gzip
import time
from collections.abc import Iterator

import pytest

from mikrovirk.landscape.domain.addresses import NotAllowed, target_of
from mikrovirk.landscape.fetch_words import WORDS
from mikrovirk.landscape.services.fetching import CannotFetch, Fetched, Known, Refused, Rules, fetch
from tests.landscape import servers
from tests.landscape.servers import INSIDE, OUTSIDE, World

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.fixture(scope="module")
def started() -> Iterator[World]:
    with servers.world() as found:
        yield found


@pytest.fixture
def world(started: World) -> World:
    found = started.fresh()
    found.outside.pages["/feed.ics"] = lambda handler: handler.say(
        200, CALENDAR, Content_Type="text/calendar", ETag='"1"', Last_Modified="Sun, 22 Nov 2026 12:00:00 GMT"
    )
    return found


# --- the good way ----------------------------------------------------------------------------------------------------


def test_a_feed(world: World) -> None:
    found = fetch(world.url("/feed.ics?set=møder"), rules=world.rules())
    assert found == Fetched(
        world.url("/feed.ics?set=m%C3%B8der"),
        CALENDAR,
        content_type="text/calendar",
        etag='"1"',
        last_modified="Sun, 22 Nov 2026 12:00:00 GMT",
        addresses=(OUTSIDE,),
    )
    sent = world.outside.asked[0].headers
    assert sent["Host"] == f"public.example:{world.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(sent.keys())


def test_nothing_new(world: World) -> None:
    world.outside.pages["/"] = lambda handler: handler.say(
        304 if handler.headers["If-None-Match"] == '"1"' else 200, b""
    )
    assert fetch(world.url(), known=Known('"1"', "Sun, 22 Nov 2026 12:00:00 GMT"), rules=world.rules()).body is None
    assert world.outside.asked[0].headers["If-Modified-Since"] == "Sun, 22 Nov 2026 12:00:00 GMT"


def test_packed(world: World) -> None:
    world.outside.pages["/"] = lambda handler: handler.say(200, gzip.compress(CALENDAR), Content_Encoding="gzip")
    assert fetch(world.url(), rules=world.rules()).body == CALENDAR


@pytest.mark.parametrize(("status", "moved"), [(301, True), (308, True), (302, False), (307, False)])
def test_moved(world: World, status: int, moved: bool) -> None:
    world.outside.pages["/"] = servers.redirect("/feed.ics", status)
    found = fetch(world.url(), rules=world.rules())
    assert (found.body, found.moved_to) == (CALENDAR, world.url("/feed.ics") if moved else "")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "gone"), (410, "gone"), (401, "closed"), (403, "closed"), (503, "busy"), (500, "status")],
)
def test_the_server_says_no(world: World, status: int, reason: str) -> None:
    world.outside.pages["/"] = lambda handler: handler.say(status, b"no", Retry_After="120")
    with pytest.raises(CannotFetch) as caught:
        fetch(world.url(), rules=world.rules())
    assert (caught.value.reason, caught.value.retry_after) == (reason, 120)


# --- the ways in -----------------------------------------------------------------------------------------------------

ADDRESSES = {
    "an address of this machine": "http://127.0.0.1:{port}/",
    "another one of this machine": "http://127.8.9.10:{port}/",
    "this machine by name": "http://localhost:{port}/",
    "this machine by name with a dot": "http://localhost.:{port}/",
    "a name below localhost": "http://a.localhost:{port}/",
    "decimal": "http://2130706433:{port}/",
    "hexadecimal": "http://0x7f000001:{port}/",
    "hexadecimal by parts": "http://0x7f.0x0.0x0.0x1:{port}/",
    "octal": "http://017700000001:{port}/",
    "octal by parts": "http://0177.0.0.1:{port}/",
    "shortened": "http://127.1:{port}/",
    "nought": "http://0:{port}/",
    "nought in four": "http://0.0.0.0:{port}/",
    "digits in circles": "http://①②⑦.⓪.⓪.①:{port}/",
    "full-width dots": "http://127。0。0。1:{port}/",
    "IPv6 of this machine": "http://[::1]:{port}/",
    "IPv6 of nothing": "http://[::]:{port}/",
    "IPv4 in IPv6": "http://[::ffff:127.0.0.1]:{port}/",
    "IPv4 in IPv6, hexadecimal": "http://[::ffff:7f00:1]:{port}/",
    "IPv4 in IPv6, the old way": "http://[::127.0.0.1]:{port}/",
    "IPv4 behind NAT64": "http://[64:ff9b::7f00:1]:{port}/",
    "IPv4 behind 6to4": "http://[2002:7f00:1::]:{port}/",
    "an IPv6 zone": "http://[fe80::1%25lo]:{port}/",
    "private network, 10": "http://10.0.0.1:{port}/",
    "private network, 172": "http://172.16.0.1:{port}/",
    "private network, 192": "http://192.168.1.1:{port}/",
    "a cloud's own data": "http://169.254.169.254:{port}/latest/meta-data/",
    "shared by a provider": "http://100.64.0.1:{port}/",
    "multicast": "http://224.0.0.1:{port}/",
    "broadcast": "http://255.255.255.255:{port}/",
    "unique local IPv6": "http://[fd00::1]:{port}/",
    "site local IPv6": "http://[fec0::1]:{port}/",
    "a single word": "http://intranet:{port}/",
    "a name of the inside": "http://wiki.internal:{port}/",
    "a name for the inside": "http://inside.example:{port}/",
    "a name for both": "http://both.example:{port}/",
    "a name for IPv6 of this machine": "http://inside6.example:{port}/",
    "a user name before the address": "http://public.example@127.0.0.1:{port}/",
    "user name and password": "http://user:password@public.example:{port}/",
    "a user name with a port": "http://public.example:80@127.0.0.1:{port}/",
    "a backslash": "http://public.example\\@127.0.0.1:{port}/",
    "a line break": "http://public.example:{port}/\r\nX-Injected: 1",
    "a space": "http://public.example:{port}/ HTTP/1.1",
    "a NUL": "http://public.example\x00.127.0.0.1:{port}/",
    "file": "file:///etc/passwd",
    "gopher": "gopher://127.0.0.1:{port}/_GET%20/",
    "ftp": "ftp://127.0.0.1:{port}/",
    "dict": "dict://127.0.0.1:{port}/info",
    "data": "data:text/calendar,BEGIN:VCALENDAR",
    "javascript": "javascript:alert(1)",
    "no scheme": "//127.0.0.1:{port}/",
    "nothing after the scheme": "http:///",
    "a broken IPv6": "http://[::1:{port}/",
    "a port out of range": "http://public.example:99999/",
    "a port for mail": "http://public.example:25/",
    "too long": "http://public.example:{port}/" + "a" * 3000,
}  # fmt: skip


def names(world: World) -> None:
    world.names |= {
        "inside.example": [[INSIDE]],
        "both.example": [[OUTSIDE, INSIDE]],
        "inside6.example": [["::1"]],
        "rebinding.example": [[OUTSIDE], [INSIDE]],
        "rebound.example": [[INSIDE], [OUTSIDE]],
    }


@pytest.mark.parametrize("way", ADDRESSES)
def test_an_address_that_is_not_asked(world: World, way: str) -> None:
    names(world)
    with pytest.raises(Refused) as caught:
        fetch(ADDRESSES[way].format(port=world.port), rules=world.rules())
    assert caught.value.reason in WORDS
    assert (world.inside.asked, world.outside.asked) == ([], [])


@pytest.mark.parametrize(
    "way", [way for way, url in ADDRESSES.items() if len(url) < 2000 and way not in ("no scheme", "a space")]
)
def test_the_same_by_a_redirect(world: World, way: str) -> None:
    """The public server sends us there; a header holds no line break or NUL, those come percent-encoded."""
    names(world)
    place = ADDRESSES[way].format(port=world.port).replace("\r\n", "").replace("\x00", "\\").encode().decode("latin-1")
    world.outside.pages["/"] = servers.redirect(place)
    with pytest.raises(CannotFetch):
        fetch(world.url(), rules=world.rules())
    assert world.inside.asked == []


def test_a_chain_of_redirects_that_ends_inside(world: World) -> None:
    for number in range(3):
        world.outside.pages[f"/{number}"] = servers.redirect(f"/{number + 1}")
    world.outside.pages["/3"] = servers.redirect(f"http://{INSIDE}:{world.port}/")
    with pytest.raises(Refused):
        fetch(world.url("/0"), rules=world.rules())
    assert (len(world.outside.asked), world.inside.asked) == (4, [])


def test_redirects_without_end(world: World) -> None:
    world.outside.pages["/"] = servers.redirect("/")
    with pytest.raises(CannotFetch, match="redirects"):
        fetch(world.url(), rules=world.rules())
    assert len(world.outside.asked) == 6


def test_a_name_that_changes_between_the_check_and_the_connection(world: World) -> None:
    """The name is looked up once: what was checked is what is connected to."""
    names(world)
    world.outside.pages["/"] = lambda handler: handler.say(200, b"fine")
    found = fetch(world.url(host="rebinding.example"), rules=world.rules())
    assert (found.body, found.addresses, world.looked_up) == (b"fine", (OUTSIDE,), ["rebinding.example"])
    with pytest.raises(Refused):
        fetch(world.url(host="rebinding.example"), rules=world.rules())
    with pytest.raises(Refused):
        fetch(world.url(host="rebound.example"), rules=world.rules())
    assert world.inside.asked == []


def test_a_redirect_to_the_same_name_is_checked_anew(world: World) -> None:
    names(world)
    world.outside.pages["/"] = servers.redirect(world.url("/again", host="rebinding.example"))
    with pytest.raises(Refused):
        fetch(world.url(host="rebinding.example"), rules=world.rules())
    assert world.inside.asked == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (servers.endless, "too_large"),
        (servers.bomb, "too_large"),
        (servers.slow_body, "slow"),
        (servers.slow_head, "slow"),
        (servers.silent, "slow"),
        (servers.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), "too_large"),
        (lambda handler: handler.say(200, b"x", Content_Encoding="br"), "encoding"),
        (lambda handler: handler.say(200, gzip.compress(b"x" * 9000)[:-20], Content_Encoding="gzip"), "garbled"),
        (lambda handler: handler.say(200, b"no gzip", Content_Encoding="gzip"), "garbled"),
        (servers.raw(b"SSH-2.0-OpenSSH\r\n"), "garbled"),
        (servers.raw(b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 500 + b"\r\n"), "garbled"),
        (servers.raw(b"HTTP/1.1 200 OK\r\nX: " + b"1" * 100_000 + b"\r\n\r\n"), "garbled"),
        (servers.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), "garbled"),
        (servers.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nx"), "garbled"),
        (servers.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx"), "garbled"),
        (servers.redirect(""), "redirects"),
    ],
)
def test_a_hostile_answer(world: World, answer: servers.Answering, reason: str) -> None:
    world.outside.pages["/"] = answer
    began = time.monotonic()
    with pytest.raises(CannotFetch) as caught:
        fetch(world.url(), rules=world.rules(seconds=0.6))
    assert caught.value.reason == reason
    assert time.monotonic() - began < 3


def test_an_encrypted_address_must_show_who_it_is(world: World) -> None:
    """The outside server speaks no TLS at all: nothing is sent to it in the clear."""
    with pytest.raises(CannotFetch) as caught:
        fetch(world.url().replace("http:", "https:"), rules=world.rules())
    assert (caught.value.reason, world.outside.asked) == ("tls", [])


def test_a_name_that_takes_too_long_to_look_up(world: World) -> None:
    def slowly(host: str, port: int) -> list[str]:
        time.sleep(1)
        return [OUTSIDE]

    with pytest.raises(CannotFetch) as caught:
        fetch(world.url(), rules=world.rules(look_up=slowly, seconds=0.2))
    assert caught.value.reason == "slow"


def test_trouble_on_the_way(world: World) -> None:
    with pytest.raises(CannotFetch, match="no_such_name"):
        fetch(world.url(host="unknown.example"), rules=world.rules())
    closed = World(world.outside, world.inside, {"public.example": [["127.0.0.2"]]})
    with pytest.raises(CannotFetch, match="no_answer"):
        fetch("http://public.example:9/", rules=closed.rules(ports=frozenset({9})))


def test_the_usual_rules_know_nothing_of_loopback() -> None:
    with pytest.raises(Refused):
        fetch("http://127.0.0.2/")
    with pytest.raises(Refused):
        fetch("http://public.example/", rules=Rules(look_up=lambda host, port: [OUTSIDE]))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("https://Kalender.Example/feed.ics", "https://kalender.example/feed.ics"),
        ("webcal://kalender.example/feed.ics", "https://kalender.example/feed.ics"),
        ("http://blåbær.example", "http://xn--blbr-roah.example/"),
        ("  https://kalender.example/a b?", None),
        ("https://kalender.example/%C3%A6?q=å#del", "https://kalender.example/%C3%A6?q=%C3%A5"),
        ("https://kalender.example:8443/x", "https://kalender.example:8443/x"),
        ("https://93.184.216.34/x", "https://93.184.216.34/x"),
        ("https://[2606:2800:220:1::1]/x", "https://[2606:2800:220:1::1]/x"),
    ],
)
def test_addresses_that_are_asked(written: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(NotAllowed):
            target_of(written)
    else:
        assert target_of(written).url == found
