"""The joint calendar for other programs."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
import recurring_ical_events
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from mikrovirk.landscape.models import OutsideEvent
from mikrovirk.landscape.services.twins import find_twins
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG, make_feed, make_outside_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
A_DAY = timedelta(days=1)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def full() -> None:
    network = factories.network(name="MikroVirk", municipality_code=VORDINGBORG)
    factories.meeting(network, title="Bliv valgt", starts_at=NOW + A_DAY, state="published")
    make_outside_event(
        "Moms for begyndere; del 1, Åbent",
        feed=make_feed("Rådet", is_free=True),
        description="a\nb",
        url="https://x.example/1",
    )
    make_outside_event("Moms for begyndere; del 1, Åbent", feed=make_feed("Avisen"))
    make_outside_event("Messe", start=date(2027, 1, 20), end=date(2027, 1, 23), cancelled=True)
    find_twins(VORDINGBORG, since=NOW)


@pytest.mark.usefixtures("full")
def test_icalendar_read_back_by_another_program(client: Client) -> None:
    answer = client.get(reverse("landscape:ics", args=[VORDINGBORG]))
    calendar = Calendar.from_ical(answer.content)
    found = recurring_ical_events.of(calendar).between(NOW, NOW + 30 * A_DAY)
    said = sorted(
        (str(each["SUMMARY"]), each.start.isoformat(), str(each.get("STATUS")), str(each.get("COMMENT", "")))
        for each in found
    )
    assert said == [
        ("Messe", "2027-01-20", "CANCELLED", "Biblioteket"),
        ("MikroVirk: Bliv valgt", "2027-01-12T10:00:00+01:00", "CONFIRMED", ""),
        ("Moms for begyndere; del 1, Åbent", "2027-01-13T10:00:00+01:00", "CONFIRMED", "Rådet · Avisen"),
    ]
    assert str(calendar["X-WR-CALNAME"]) == "Det sker i Vordingborg"
    assert not client.cookies


@pytest.mark.usefixtures("full")
def test_a_choice_of_it(client: Client) -> None:
    assert client.get(reverse("landscape:ics", args=["all"]) + "?free=1&q=moms").content.count(b"BEGIN:VEVENT") == 1


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize(("ending", "start"), [("rss", b"<rss"), ("atom", b"<feed")])
def test_news(client: Client, ending: str, start: bytes) -> None:
    answer = client.get(reverse(f"landscape:{ending}", args=["all"]) + "?q=moms")
    assert start in answer.content
    assert answer.content.count("Moms for begyndere; del 1, Åbent".encode()) == 1
    assert b"Aflyst: Messe" in client.get(reverse(f"landscape:{ending}", args=["all"])).content


@pytest.mark.usefixtures("full")
def test_json(client: Client) -> None:
    answer = client.get(reverse("landscape:json", args=["all"]) + "?q=moms")
    row = OutsideEvent.objects.get(same_as=None, title__startswith="Moms")
    assert json.loads(answer.content) == {
        "title": "Det sker",
        "language": "da",
        "page": "http://localhost:8000/calendar/all/?q=moms",
        "events": [
            {
                "id": f"activity-{row.pk}",
                "title": "Moms for begyndere; del 1, Åbent",
                "start": "2027-01-13T10:00:00+01:00",
                "end": "2027-01-13T11:00:00+01:00",
                "all_day": False,
                "when": "onsdag 13. januar kl. 10.00–11.00",
                "place": "Stege Bibliotek, Storegade 10, 4780 Stege",
                "town": "Stege",
                "url": f"http://localhost:8000/calendar/activities/{row.pk}/",
                "link": "https://x.example/1",
                "organisers": ["Rådet", "Avisen"],
                "cancelled": False,
                "moved_from": None,
                "audience": "everybody",
                "language": "da",
                "free": True,
                "description": "a\nb",
            }
        ],
        "next": None,
    }
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_json_goes_on(client: Client) -> None:
    feed = make_feed()
    rows = [OutsideEvent(feed=feed, municipality_code=VORDINGBORG, key=str(n), title=f"{n}", starts_at=NOW + n * A_DAY, ends_at=NOW + n * A_DAY,
                         first_seen_at=NOW, changed_at=NOW) for n in range(1, 151)]  # fmt: skip
    OutsideEvent.objects.bulk_create(rows)
    first = json.loads(client.get(reverse("landscape:json", args=["all"]) + "?free=").content)
    assert (len(first["events"]), first["next"]) == (100, "http://localhost:8000/calendar/all/events.json?free=&page=2")
    second = json.loads(client.get(first["next"]).content)
    assert (second["events"][0]["title"], len(second["events"]), second["next"]) == ("101", 50, None)
    assert client.get(reverse("landscape:json", args=["all"]) + "?page=x").status_code == 404


@pytest.mark.usefixtures("full")
def test_in_the_language_of_the_address(client: Client) -> None:
    client.cookies["django_language"] = "en"
    addresses = [reverse("landscape:json", args=["all"]) + query for query in ("", "?in=en", "?in=xx")]
    assert [json.loads(client.get(address).content)["title"] for address in addresses] == [
        "Det sker",
        "What goes on",
        "Det sker",
    ]


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("address", ["calendar.ics", "news.rss", "events.json"])
def test_nothing_new(client: Client, address: str, django_assert_max_num_queries: Any) -> None:
    address = f"/calendar/{VORDINGBORG}/{address}"
    etag = client.get(address)["ETag"]
    with django_assert_max_num_queries(3):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    OutsideEvent.objects.filter(title="Messe").update(changed_at=NOW + A_DAY)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200
