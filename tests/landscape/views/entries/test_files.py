"""The register of networks and offers for other programs."""

import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.landscape.domain.entry_lists import read_list
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def test_json(client: Client) -> None:
    make_entry(
        audience="trade",
        industries="FG",
        place="Storegade 10",
        price="200 kr.",
        is_free=False,
        contact_email="kontakt@erfa.example",
        last_activity_date=(NOW - timedelta(days=9)).date(),
    )
    make_entry("Tysk klub", language="other")
    answer = client.get(reverse("landscape:entries_json", args=[VORDINGBORG]) + "?trade=F&language=da")
    told = json.loads(answer.content)
    assert (told["title"], told["next"], len(told["entries"])) == ("Netværk og tilbud i Vordingborg", None, 1)
    (entry,) = told["entries"]
    point = entry.pop("latitude"), entry.pop("longitude")
    assert all(point)
    assert entry.pop("url").endswith(f"/around/entries/{entry.pop('id')}/")
    assert entry == {
        "kind": "erfa",
        "name": "Møns Erfa",
        "about": "",
        "audience": "trade",
        "trades": ["F", "G"],
        "place": "Storegade 10",
        "postcode": "4780",
        "town": "Stege",
        "price": "200 kr.",
        "free": False,
        "how_often": "",
        "language": "da",
        "contact_name": "",
        "contact_email": "kontakt@erfa.example",
        "contact_phone": "",
        "website": "",
        "last_held": (NOW - timedelta(days=9)).date().isoformat(),
        "next_held": None,
        "standing": "confirmed",
        "confirmed": NOW.date().isoformat(),
        "municipalities": [VORDINGBORG],
    }
    assert "bo@erfa.example" not in answer.content.decode()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert json.loads(client.get("/around/0390/networks.json?in=en").content)["title"].startswith("Networks and offers")


def test_csv_that_opens_in_a_spreadsheet(client: Client) -> None:
    make_entry("=HYPERLINK(1)", price="+45", industries="F", audience="trade")
    answer = client.get(reverse("landscape:entries_csv", args=[VORDINGBORG]))
    text = answer.content.decode()
    assert text.startswith("\ufeffNavn;Hvad er det?;Hvad det er;For hvem;")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    told = [row[name] for name in ("Navn", "Hvad er det?", "Pris", "For hvem", "By")]
    assert told == ["'=HYPERLINK(1)", "Erfa-gruppe", "'+45", "Bygge- og anlægsvirksomhed", "Stege"]
    assert "bo@erfa.example" not in text
    assert answer["Content-Disposition"] == 'attachment; filename="networks-0390.csv"'


def test_our_own_file_can_be_read_in_again(client: Client) -> None:
    said = {"about": "Otte virksomheder", "place": "Storegade 10", "price": "600 kr.", "how_often": "Hver måned"}
    said |= {"contact_name": "Bo Blad", "contact_email": "bo@blad.example", "website": "https://erfa.example"}
    make_entry(audience="established", last_activity_date=(NOW - timedelta(days=9)).date(), **said)
    (found,) = read_list(client.get(reverse("landscape:entries_csv", args=[VORDINGBORG])).content)
    assert {name: found.values[name] for name in said} == said
    assert (found.name, found.values["kind"], found.values["audience"]) == ("Møns Erfa", "erfa", "established")
    assert (found.values["postcode"], "last_activity_date" in found.values) == ("4780", True)


def test_nothing_new_is_said_in_a_word(client: Client) -> None:
    make_entry()
    url = reverse("landscape:entries_json", args=[VORDINGBORG])
    etag = client.get(url)["ETag"]
    again = client.get(url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    make_entry("En til")
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_a_hundred_at_a_time(client: Client) -> None:
    for number in range(101):
        make_entry(f"Erfa {number:03}")
    first = json.loads(client.get("/around/0390/networks.json?kind=erfa").content)
    assert len(first["entries"]) == 100
    assert first["next"].endswith("/around/0390/networks.json?kind=erfa&page=2")
    second = json.loads(client.get("/around/0390/networks.json?kind=erfa&page=2").content)
    assert ([entry["name"] for entry in second["entries"]], second["next"]) == (["Erfa 100"], None)
    assert client.get("/around/0390/networks.json?page=0").status_code == 404
    assert client.get("/around/0390/networks.json?in=%0a")["Content-Language"] == "da"


def test_the_day_it_was_confirmed_is_the_danish_one(client: Client) -> None:
    make_entry(confirmed_at=datetime(2026, 1, 9, 23, 30, tzinfo=UTC))
    (entry,) = json.loads(client.get(reverse("landscape:entries_json", args=[VORDINGBORG])).content)["entries"]
    assert entry["confirmed"] == "2026-01-10"
    assert ";2026-01-10;" in client.get(reverse("landscape:entries_csv", args=[VORDINGBORG])).content.decode()
