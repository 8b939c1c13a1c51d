"""The register of networks and offers for everybody."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.landscape.models import Entry, EntryArea
from mikrovirk.landscape.services.entries.own_networks import keep_own_networks
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG, make_entry, make_feed, make_outside_event

pytestmark = pytest.mark.django_db
GULDBORGSUND = "0376"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def page(client: Client, name: str, *values: object, query: str = "") -> str:
    return client.get(reverse(f"landscape:{name}", args=values) + query).content.decode()


def names(client: Client, query: str = "", code: str = VORDINGBORG) -> list[str]:
    answer = client.get(reverse("landscape:entries", args=[code]) + query)
    return [entry.name for entry in answer.context["entries"]]


def test_what_a_row_says(client: Client) -> None:
    make_entry(
        "Håndværkernes Erfa",
        audience="trade",
        industries="F",
        place="Storegade 10",
        price="200 kr. om året",
        how_often="Den første torsdag i måneden",
        last_activity_date=(NOW - timedelta(days=20)).date(),
    )
    text = page(client, "entries", VORDINGBORG)
    for words in (
        "Netværk og tilbud i Vordingborg",
        "1 opslag",
        "Erfa-gruppe",
        "Bygge- og anlægsvirksomhed",
        "Storegade 10, 4780 Stege",
        "Den første torsdag i måneden · 200 kr. om året",
        "Sidst afholdt",
    ):
        assert words in text
    assert "bo@erfa.example" not in text


def test_each_choice(client: Client) -> None:
    make_entry("Nystartet", audience="starting", is_free=True)
    make_entry("Rutinerede", audience="established", postcode="4760", language="en")
    make_entry("Tømrerne", audience="trade", industries="F", kind="network")
    make_entry("Naboerne", GULDBORGSUND)
    everything = ["Nystartet", "Rutinerede", "Tømrerne"]
    assert names(client) == everything
    assert names(client, "?audience=starting") == ["Nystartet"]
    assert names(client, "?kind=network") == ["Tømrerne"]
    assert names(client, "?trade=G") == ["Nystartet", "Rutinerede"]
    assert names(client, "?town=Stege") == ["Nystartet", "Tømrerne"]
    assert names(client, "?language=en") == ["Rutinerede"]
    assert names(client, "?free=1") == ["Nystartet"]
    assert names(client, "?q=tømrer") == ["Tømrerne"]
    assert names(client, "?kind=nonsense&trade=%00") == everything
    assert names(client, code="all") == ["Naboerne", *everything]
    assert "Intet passer til de valg" in page(client, "entries", VORDINGBORG, query="?q=ishockey")


def test_our_own_networks_stand_there_by_themselves(client: Client) -> None:
    network = factories.network(municipality_code=VORDINGBORG)
    factories.meeting(
        network, starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=9, hours=2), state="published"
    )
    keep_own_networks(now=NOW)
    keep_own_networks(now=NOW)
    network.name = "Mikronetværket"
    network.contact_name = "Mona Lund"
    network.save()
    assert names(client) == ["Mikronetværket"]
    entry = Entry.objects.get()
    text = page(client, "entry", entry.pk)
    assert "Mona Lund" in text
    assert "Netværket passer det selv." in text
    assert "Det næste" in text
    network.is_open = False
    network.save()
    keep_own_networks(now=NOW)
    assert names(client) == []
    network.is_open = True
    network.save()
    keep_own_networks(now=NOW)
    assert names(client) == ["Mikronetværket"]


def test_how_sure_it_is(client: Client) -> None:
    make_entry("Frisk")
    make_entry("Gammel", confirmed_at=NOW - timedelta(days=220))
    make_entry("Ny", confirmed_at=None)
    badges = {entry.name: entry.badge[0] for entry in client.get("/around/0390/").context["entries"]}
    assert badges == {"Frisk": "", "Gammel": "Ikke bekræftet i syv måneder", "Ny": "Ikke bekræftet endnu"}
    old = Entry.objects.get(name="Gammel")
    assert "Ingen har bekræftet det her i syv måneder. Spørg, før du tager af sted." in page(client, "entry", old.pk)


def test_a_calendar_says_when_it_was_last_held_and_what_comes(client: Client) -> None:
    feed = make_feed()
    make_outside_event("Erfa-møde", feed=feed, start=NOW - timedelta(days=3))
    make_outside_event("Julemøde", feed=feed, start=NOW + timedelta(days=3))
    entry = make_entry(feed=feed, last_activity_date=(NOW - timedelta(days=300)).date())
    (found,) = client.get("/around/0390/").context["entries"]
    assert (found.last_date, found.next_at) == ((NOW - timedelta(days=3)).date(), NOW + timedelta(days=3))
    text = page(client, "entry", entry.pk)
    assert "Julemøde" in text
    assert "Erfa-møde" not in text


def test_a_closed_one_says_so_and_one_taken_out_is_not_there(client: Client) -> None:
    closed = make_entry("Lukket", closed_at=NOW)
    out = make_entry("Ude", removed_at=NOW)
    assert names(client) == []
    assert "Det findes ikke mere" in page(client, "entry", closed.pk)
    assert client.get(reverse("landscape:entry", args=[out.pk])).status_code == 404


def test_the_map_shows_towns_with_and_without(client: Client) -> None:
    make_entry("Erfa i Stege")
    make_entry("Kontorfællesskab", kind="coworking")
    make_entry("Nede ved havnen", latitude=54.98, longitude=12.28)
    make_entry("Rundt omkring", postcode="")
    drawn = client.get(reverse("landscape:entries_map", args=[VORDINGBORG])).context["map"]
    assert [(spot.name, spot.words) for spot in drawn.spots if spot.count] == [
        ("Stege", "Stege: 2 opslag"),
        ("Stege", "Stege: Nede ved havnen"),
    ]
    assert [(town, len(entries)) for town, entries in drawn.by_town] == [("Stege", 3)]
    assert [entry.name for entry in drawn.elsewhere] == ["Rundt omkring"]
    assert "Vordingborg" in drawn.without
    assert "Stege" not in drawn.without
    assert all(0 <= spot.x <= drawn.width and 0 <= spot.y <= drawn.height for spot in drawn.spots)
    text = page(client, "entries_map", VORDINGBORG)
    assert 'href="/around/0390/?town=Stege"' in text
    assert "I ingen bestemt by" in text


def test_the_matrix_says_gaps_and_overlaps(client: Client) -> None:
    make_entry("Erfa A", audience="starting")
    make_entry("Erfa B", audience="starting")
    text = page(client, "entries_matrix", VORDINGBORG)
    assert "Erfa-gruppe: intet for etablerede virksomheder." in text
    assert "Der er intet opslag af slagsen “Kontorfællesskab”." in text
    assert "Erfa-gruppe i Stege, for dem, der er ved at starte" in text
    by_town = page(client, "entries_matrix", VORDINGBORG, query="?by=town")
    assert "Der holdes intet i " in by_town
    assert "Bygge- og anlægsvirksomhed" in page(client, "entries_matrix", VORDINGBORG, query="?by=trade")
    assert client.get(reverse("landscape:entries_matrix", args=[VORDINGBORG]) + "?by=moon").status_code == 404


def test_the_way_in(client: Client) -> None:
    assert "Der står intet i oversigten endnu" in page(client, "entries_choose")
    make_entry()
    assert client.get(reverse("landscape:entries_choose")).url == "/around/0390/"  # type: ignore[attr-defined]
    make_entry("Naboerne", GULDBORGSUND)
    assert "Guldborgsund" in page(client, "entries_choose")
    client.force_login(factories.coordinator(factories.network(municipality_code=GULDBORGSUND)))
    assert client.get(reverse("landscape:entries_choose")).url == "/around/0376/"  # type: ignore[attr-defined]
    assert client.get("/around/9999/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["entries", "entries_map", "entries_matrix", "entries_csv", "entries_json"])
def test_a_fixed_number_of_queries(
    client: Client, django_assert_max_num_queries: object, name: str, count: int
) -> None:
    for number in range(count):
        make_entry(f"Erfa {number}")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        client.get(reverse(f"landscape:{name}", args=[VORDINGBORG]))


def test_whoever_looks_after_it_gets_the_link_and_nobody_learns_the_address(client: Client) -> None:
    entry = make_entry()
    url = reverse("landscape:entry_yours", args=[entry.pk])
    said = "Hvis det er den adresse, vi har, er linket på vej til den."
    for email, sent in (("andre@eksempel.example", 0), ("BO@erfa.example", 1), ("bo@erfa.example", 1)):
        assert said in client.post(url, {"email": email}, follow=True).content.decode()
        assert Message.objects.filter(kind="landscape.entry_link").count() == sent
    assert "Skriv hele e-mailadressen" in client.post(url, {"email": "bo"}).content.decode()


def test_three_thousand(client: Client) -> None:
    first = make_entry("Erfa 0000", latitude=54.9, longitude=12.1, owner_email="")
    kept = {field.attname: getattr(first, field.attname) for field in Entry._meta.concrete_fields if field.name != "id"}
    rows = [
        Entry(**kept | {"name": f"Erfa {number:04}", "latitude": 54.8 + number / 10_000}) for number in range(1, 3_000)
    ]
    made = Entry.objects.bulk_create(rows)
    EntryArea.objects.bulk_create(EntryArea(entry=entry, municipality_code=VORDINGBORG) for entry in made)
    assert "3.000 opslag" in page(client, "entries", VORDINGBORG)
    drawn = client.get(reverse("landscape:entries_map", args=[VORDINGBORG])).context["map"]
    assert sum(1 for spot in drawn.spots if spot.label) <= 80
    text = page(client, "entries_matrix", VORDINGBORG)
    assert text.count("og 2.980 mere") == 2
    assert text.count("<li>") < 200
