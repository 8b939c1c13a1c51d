"""The owner of an entry, behind the link in the mail, without an account."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.landscape.models import Entry, EntryChange
from mikrovirk.landscape.services.entries import writing
from mikrovirk.landscape.services.entries.asking import PURPOSE
from tests.factories import NOW
from tests.factories.landscape import make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def entry() -> Entry:
    return make_entry(confirmed_at=None)


def way(entry: Entry, name: str = "entry_link") -> str:
    return reverse(f"landscape:{name}", args=[links.sign(PURPOSE, entry.pk, entry.link_number)])


def press(client: Client, entry: Entry, what: str) -> str:
    return client.post(way(entry), {"what": what}, follow=True).content.decode()


def typed(**changed: Any) -> dict[str, Any]:
    usual = {"name": "Møns Erfa", "kind": "erfa", "audience": "everybody", "language": "da", "postcode": "4780"}
    return usual | changed


def log(entry: Entry) -> list[tuple[str, bool]]:
    return list(entry.changes.order_by("pk").values_list("what", "by_owner"))[1:]


def test_opening_it_changes_nothing(client: Client, entry: Entry) -> None:
    for method in (client.get, client.head):
        assert method(way(entry)).status_code == 200
    entry.refresh_from_db()
    assert (entry.confirmed_at, log(entry)) == (None, [])


def test_yes_with_one_press(client: Client, entry: Entry) -> None:
    assert "Passer det stadig?" in client.get(way(entry)).content.decode()
    assert "Tak. Vi spørger igen om et halvt år." in press(client, entry, "confirm")
    entry.refresh_from_db()
    assert entry.confirmed_at == NOW
    assert log(entry) == [("confirmed", True)]
    assert "Ja, det passer" not in client.get(way(entry)).content.decode()


def test_changing_it_confirms_it_and_can_be_undone(client: Client, entry: Entry) -> None:
    answer = client.post(way(entry, "entry_link_change"), typed(price="Gratis", postcode="4760"), follow=True)
    assert "Gemt, tak. Sådan ser det ud nu." in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.price, entry.town, entry.confirmed_at) == ("Gratis", "Vordingborg", NOW)
    assert entry.owner_email == "bo@erfa.example"
    assert "Fortrudt: der står det samme som før." in press(client, entry, "undo")
    entry.refresh_from_db()
    assert (entry.price, entry.town) == ("", "Stege")
    assert "Fortryd min seneste rettelse" not in client.get(way(entry)).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"postcode": "9"}, "Det postnummer findes ikke i Danmark."),
        ({"audience": "trade"}, "Skriv hvilken branche."),
        ({"point": "Stege"}, "Skriv det som to tal, det for nord først: 55.0089, 11.9106."),
        ({"point": "11.9106, 55.0089"}, "Skriv det som to tal"),
        ({"contact_email": "bo"}, "Skriv hele e-mailadressen"),
        ({"about": "Ring til 010190-1234"}, "CPR"),
    ],
)
def test_what_was_typed_wrongly_is_said_and_kept(
    client: Client, entry: Entry, changed: dict[str, str], said: str
) -> None:
    text = client.post(way(entry, "entry_link_change"), typed(how_often="Hver mandag", **changed)).content.decode()
    assert said in text
    assert 'value="Hver mandag"' in text
    entry.refresh_from_db()
    assert entry.how_often == ""


def test_it_is_no_more_and_is_there_after_all(client: Client, entry: Entry) -> None:
    assert "Tak, fordi du sagde det." in press(client, entry, "close")
    entry.refresh_from_db()
    assert entry.closed_at == NOW
    assert client.get(way(entry, "entry_link_change")).status_code == 404
    assert "Det står på listen igen." in press(client, entry, "reopen")
    entry.refresh_from_db()
    assert (entry.closed_at, entry.confirmed_at) == (None, NOW)
    assert log(entry) == [("closed", True), ("reopened", True)]


def test_what_a_keeper_changed_is_not_the_owners_to_undo(client: Client, entry: Entry) -> None:
    writing.change_entry(entry, at=NOW, price="100 kr.")
    press(client, entry, "undo")
    entry.refresh_from_db()
    assert entry.price == "100 kr."


def test_a_link_is_for_one_entry_and_one_owner(client: Client, entry: Entry) -> None:
    other = make_entry("En anden", owner_email="ida@erfa.example")
    old = way(entry)
    writing.change_entry(entry, at=NOW, owner_email="ny@erfa.example")
    broken = [
        old,
        reverse("landscape:entry_link", args=["nonsense"]),
        reverse("landscape:entry_link", args=[links.sign("signup", other.pk, other.link_number)]),
        reverse("landscape:entry_link", args=[links.sign(PURPOSE, other.pk)]),
    ]
    for url in broken:
        for answer in (client.get(url), client.post(url, {"what": "close"})):
            assert answer.status_code == 404
            assert "Linket virker ikke" in answer.content.decode()
    writing.remove_entry(other, at=NOW, by=None)
    assert client.get(way(other)).status_code == 404
    assert not EntryChange.objects.filter(by_owner=True).exists()
    assert client.post(way(entry), {"what": "nonsense"}).status_code == 404


def test_the_way_to_whatever_else_one_looks_after(client: Client, entry: Entry) -> None:
    other = make_entry("Møns Kontorhus", owner_email="BO@erfa.example")
    text = client.get(way(entry)).content.decode()
    assert "Du passer også de her" in text
    assert way(other) in text
