"""Pages that mark their activities with schema.org."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.landscape.domain.calendars.reading import Event, Reading
from mikrovirk.landscape.domain.pages.reading import read_page

URL = "https://bibliotek.example/kalender/"


def read(html: str | bytes) -> Reading:
    octets = html if isinstance(html, bytes) else html.encode()
    return read_page(octets, url=URL, first_date=date(2026, 1, 1), end_date=date(2027, 1, 1))


def json_ld(*items: Any) -> str:
    return f"<html lang='da-DK'><script type='application/ld+json'>{json.dumps(items[0] if len(items) == 1 else items)}</script></html>"


def a_talk(**changed: Any) -> dict[str, Any]:
    usual = {
        "@context": "https://schema.org",
        "@type": "EducationEvent",
        "name": "Moms for begyndere",
        "startDate": "2026-03-02T19:00:00+01:00",
        "endDate": "2026-03-02T21:00:00+01:00",
        "url": "/moms",
        "description": "<p>Kom og lær</p>",
        "location": {
            "@type": "Place",
            "name": "Stege Bibliotek",
            "address": {"streetAddress": "Storegade 10", "postalCode": "4780", "addressLocality": "Stege"},
        },
        "offers": {"price": "0", "priceCurrency": "DKK"},
    }
    return {**usual, **changed}


MICRODATA = """<html lang="da"><body>
<div itemscope itemtype="https://schema.org/Event">
  <h2 itemprop="name">Moms <b>for</b> begyndere</h2>
  <meta itemprop="startDate" content="2026-03-02T19:00:00+01:00"><time itemprop="endDate" datetime="2026-03-02T21:00+01:00">kl. 21</time>
  <a itemprop="url" href="/moms">Læs mere</a><div itemprop="description">Kom og lær</div>
  <div itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name">Stege Bibliotek</span>
    <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress"><span itemprop="streetAddress">Storegade 10</span>,
    <span itemprop="postalCode">4780</span> <span itemprop="addressLocality">Stege</span></p></div>
  <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="0.00"></div>
</div></body></html>"""


@pytest.mark.parametrize("html", [json_ld(a_talk(description="Kom og lær")), MICRODATA])
def test_the_same_in_both_ways_of_saying_it(html: str) -> None:
    found = read(html)
    (event,) = found.events
    assert event == Event(
        uid="/moms",
        start=event.start,
        end=event.end,
        all_day=False,
        summary="Moms for begyndere",
        location="Stege Bibliotek, Storegade 10, 4780 Stege",
        cancelled=False,
        description="Kom og lær",
        url="https://bibliotek.example/moms",
        is_free=True,
        language="da",
    )
    assert (event.start.isoformat(), event.end.isoformat()) == (
        "2026-03-02T19:00:00+01:00",
        "2026-03-02T21:00:00+01:00",
    )
    assert found.problems == ()


@pytest.mark.parametrize(
    ("changed", "start", "end"),
    [
        ({}, "2026-03-02T19:00:00+01:00", "2026-03-02T21:00:00+01:00"),
        ({"startDate": "2026-03-02T18:00Z"}, "2026-03-02T19:00:00+01:00", "2026-03-02T21:00:00+01:00"),
        ({"startDate": "2026-03-02 19:00"}, "2026-03-02T19:00:00+01:00", "2026-03-02T21:00:00+01:00"),
        ({"startDate": "2026-03-02T19:00", "endDate": None}, "2026-03-02T19:00:00+01:00", "2026-03-02T19:00:00+01:00"),
        ({"startDate": "2026-03-02", "endDate": None}, "2026-03-02", "2026-03-03"),
        ({"startDate": "2026-03-02", "endDate": "2026-03-04"}, "2026-03-02", "2026-03-05"),
        ({"endDate": "2026-03-01T10:00"}, "2026-03-02T19:00:00+01:00", "2026-03-02T19:00:00+01:00"),
        ({"startDate": {"@value": "2026-03-02T19:00"}}, "2026-03-02T19:00:00+01:00", "2026-03-02T21:00:00+01:00"),
    ],
)
def test_when(changed: dict[str, Any], start: str, end: str) -> None:
    (event,) = read(json_ld(a_talk(**changed))).events
    assert (event.start.isoformat(), event.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("changed", "free"),
    [({}, True), ({"offers": {"price": 100}}, False), ({"offers": None}, None), ({"isAccessibleForFree": False}, False),
     ({"offers": [{"price": "0,00"}, {"price": "0"}]}, True), ({"isAccessibleForFree": "https://schema.org/True"}, True)],
)  # fmt: skip
def test_whether_it_is_free(changed: dict[str, Any], free: bool | None) -> None:
    assert [event.is_free for event in read(json_ld(a_talk(**changed))).events] == [free]


def test_wherever_it_stands_on_the_page() -> None:
    graph = {"@graph": [{"@type": "WebPage", "mainEntity": a_talk(name="A")}, a_talk(name="B", url="/b")]}
    series = a_talk(name="C", url="/c", subEvent=[a_talk(name="D", url="/d", startDate="2026-03-09T19:00")])
    assert {event.summary for event in read(json_ld(graph, series)).events} == {"A", "B", "C", "D"}
    assert len(read(json_ld(a_talk(), a_talk())).events) == 1  # said twice


def test_cancelled_and_out_of_the_window() -> None:
    found = read(
        json_ld(a_talk(eventStatus="https://schema.org/EventCancelled"), a_talk(url="/x", startDate="2028-01-01"))
    )
    assert [event.cancelled for event in found.events] == [True]


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<html><body>Ingen</body></html>", ["page_without"]),
        ("", ["page_without"]),
        (json_ld(a_talk(startDate="snart")), ["page_start"]),
        (json_ld(a_talk(endDate="sent")), ["page_end"]),
        ("<script type='application/ld+json'>{nej</script>", ["page_without", "page_json"]),
        ("<script type='application/ld+json'>" + "[" * 5000 + "</script>", ["page_without", "page_json"]),
        ("<script type='application/ld+json'>" + '{"a":' * 500 + "1" + "}" * 500 + "</script>", ["page_without"]),
        (json_ld(a_talk(location=[], offers=7, url={"@id": 3}, description=["a", 2])), []),
    ],
)  # fmt: skip
def test_what_was_wrong_is_said(html: str, codes: list[str]) -> None:
    assert [problem.code for problem in read(html).problems] == codes


def test_a_page_in_another_encoding() -> None:
    html = MICRODATA.replace("<html", '<meta charset="iso-8859-1"><html').replace("begyndere", "børn").encode("latin-1")
    assert [event.summary for event in read(html).events] == ["Moms for børn"]


PIECES = ["<div itemscope itemtype='https://schema.org/Event'>", "</div>", "<b itemprop='name'>", "</b>", "<meta itemprop=startDate content=2026-03-02>",
          "<script type='application/ld+json'>", "</script>", '{"@type":"Event","name":', '"A"', "}", "[", "]", "<!--", "-->", "<", "&", "x" * 50]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_nothing_raises_whatever_the_page(pieces: list[str]) -> None:
    read("".join(pieces))
