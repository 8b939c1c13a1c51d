"""The register of networks and offers for those who keep it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.services.entries.asking import ask_owners
from mikrovirk.landscape.services.entries.own_networks import keep_own_networks
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network, Organisation, Role
from tests import factories
from tests.factories import NOW, TODAY
from tests.factories.landscape import VORDINGBORG, make_entry, make_feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def network() -> Network:
    return factories.network(municipality_code=VORDINGBORG)


@pytest.fixture
def keeper(client: Client, network: Network) -> Client:
    client.force_login(factories.coordinator(network))
    return client


def typed(**changed: Any) -> dict[str, Any]:
    usual = {
        "name": "Stege Kontorhus",
        "kind": "coworking",
        "audience": "everybody",
        "language": "da",
        "codes": [VORDINGBORG],
        "owner_name": "Ida Lund",
        "owner_email": "ida@kontorhus.example",
    }
    return usual | changed


def url(name: str, *values: object) -> str:
    return reverse(f"landscape:{name}", args=[VORDINGBORG, *values])


def do(keeper: Client, entry: Entry, what: str) -> str:
    return keeper.post(url("entry_do", entry.pk), {"what": what}, follow=True).content.decode()


def test_write_something_in_and_its_owner_is_asked(keeper: Client, network: Network) -> None:
    feed = make_feed()
    sent = typed(feed=str(feed.pk), industries=["G", "F"], point="55,0089; 11,9106", website="kontorhus.example")
    text = keeper.post(url("entry_new"), sent, follow=True).content.decode()
    entry = Entry.objects.get()
    assert f"venter på godkendelse i {network.name}" in text
    assert (entry.asking_network, entry.feed, entry.industries) == (network, feed, "FG")
    assert (entry.latitude, entry.longitude, entry.website) == (55.0089, 11.9106, "https://kontorhus.example")
    assert [area.municipality_code for area in entry.areas.all()] == [VORDINGBORG]
    ask_owners(now=NOW)
    assert Mailing.objects.get(kind="landscape.entry_ask").state == Mailing.State.DRAFT


def test_what_was_typed_wrongly_is_said_and_kept(keeper: Client) -> None:
    make_entry("Stege Kontorhus")
    for changed, said in (
        ({}, "Noget med det navn står allerede i oversigten."),
        ({"name": ""}, "Her mangler et svar."),
        ({"codes": ["0101"]}, "0101"),
        ({"codes": []}, "Her mangler et svar."),
    ):
        text = keeper.post(url("entry_new"), typed(**changed)).content.decode()
        assert said in text
        assert 'value="ida@kontorhus.example"' in text
    assert Entry.objects.count() == 1


def test_change_undo_and_see_who_did_what(keeper: Client, network: Network) -> None:
    entry = make_entry(asking_network=network)
    changed = typed(name="Møns Erfa", kind="erfa", owner_email="ida@erfa.example", price="50 kr.")
    assert "Gemt." in keeper.post(url("entry_keep", entry.pk), changed, follow=True).content.decode()
    entry.refresh_from_db()
    assert (entry.price, entry.owner_email, entry.link_number, entry.confirmed_at) == (
        "50 kr.",
        "ida@erfa.example",
        2,
        None,
    )
    text = keeper.get(url("entry_keep", entry.pk)).content.decode()
    assert "Ændret" in text
    assert "Fortryd den seneste rettelse" in text
    assert "Fortrudt" in do(keeper, entry, "undo")
    entry.refresh_from_db()
    assert (entry.price, entry.owner_email, entry.link_number) == ("", "bo@erfa.example", 3)
    same = typed(name="Møns Erfa", kind="erfa", owner_name="Bo Blad", owner_email="bo@erfa.example", postcode="4780")
    assert "Intet blev rettet." in keeper.post(url("entry_keep", entry.pk), same, follow=True).content.decode()


def test_take_out_put_back_close_and_open(keeper: Client) -> None:
    entry = make_entry()
    assert "Det er taget ud af oversigten." in do(keeper, entry, "remove")
    assert "Det står i oversigten igen." in do(keeper, entry, "put_back")
    assert "Det er lukket og ude af listen." in do(keeper, entry, "close")
    assert "Det står i oversigten igen." in do(keeper, entry, "reopen")
    done = list(entry.changes.order_by("pk").values_list("what", flat=True))
    assert done == ["added", "removed", "put_back", "closed", "reopened"]
    entry.refresh_from_db()
    assert (entry.removed_at, entry.closed_at) == (None, None)
    assert keeper.post(url("entry_do", entry.pk), {"what": "explode"}).status_code == 404


def test_ask_one_now_and_not_again_the_next_day(keeper: Client, network: Network) -> None:
    entry = make_entry(asking_network=network)
    assert f"Mailen venter på godkendelse i {network.name}." in do(keeper, entry, "ask")
    assert Mailing.objects.filter(kind="landscape.entry_ask").count() == 1
    assert "Ingen bliver spurgt" in do(keeper, entry, "ask")
    assert Mailing.objects.filter(kind="landscape.entry_ask").count() == 1


def test_the_states(keeper: Client) -> None:
    make_entry("Frisk")
    make_entry("Gammel", confirmed_at=NOW - timedelta(days=220))
    make_entry("Lukket", closed_at=NOW)
    make_entry("Ude", removed_at=NOW)
    expected = {"all": ["Frisk", "Gammel", "Lukket"], "unsure": ["Gammel"], "closed": ["Lukket"], "removed": ["Ude"]}
    for state, names in expected.items():
        answer = keeper.get(url("entries_keep") + f"?state={state}")
        assert [entry.name for entry in answer.context["entries"]] == names
    assert [tab["count"] for tab in answer.context["tabs"]] == [3, 1, 1, 1]
    assert keeper.get(url("entries_keep") + "?state=moon").status_code == 404


def test_one_of_our_own_networks(keeper: Client, network: Network) -> None:
    keep_own_networks(now=NOW)
    entry = Entry.objects.get()
    text = keeper.get(url("entry_keep", entry.pk)).content.decode()
    assert 'name="name"' not in text
    assert 'name="owner_email"' not in text
    sent = {"audience": "starting", "language": "da", "codes": [VORDINGBORG], "price": "Gratis", "is_free": "yes"}
    keeper.post(url("entry_keep", entry.pk), sent)
    entry.refresh_from_db()
    assert (entry.audience, entry.is_free, entry.name) == ("starting", True, network.name)
    assert 'value="remove"' not in text
    for what in ("remove", "close", "reopen", "ask"):
        assert keeper.post(url("entry_do", entry.pk), {"what": what}).status_code == 404
    entry.refresh_from_db()
    assert (entry.removed_at, entry.closed_at, entry.asked_at) == (None, None, None)


@pytest.mark.parametrize("count", [1, 3])
def test_a_fixed_number_of_queries(keeper: Client, django_assert_max_num_queries: Any, count: int) -> None:
    for number in range(count):
        make_entry(f"Erfa {number}")
    with django_assert_max_num_queries(16):
        keeper.get(url("entries_keep"))


def test_who_keeps_it_and_who_does_not(client: Client, network: Network) -> None:
    entry = make_entry()
    kommune = Organisation.objects.create(
        name="Vordingborg Kommune", slug="vk", kind="municipality", municipality_code=VORDINGBORG
    )
    officer = User.objects.create_user("preben@kommune.example", full_name="Preben")
    Role.objects.create(user=officer, name=Role.Name.MUNICIPALITY, organisation=kommune, since_date=TODAY)
    elsewhere = factories.coordinator(factories.network("mikronet", municipality_code="0376"), email="b@m.example")
    member = factories.member(network)
    pages = [url("entries_keep"), url("entry_new"), url("entry_keep", entry.pk)]
    for user, status in ((officer, 200), (elsewhere, 404), (member.user, 404)):
        client.force_login(user)
        assert {client.get(page).status_code for page in pages} == {status}
        assert client.post(url("entry_do", entry.pk), {"what": "remove"}).status_code == (302 if status == 200 else 404)
    client.logout()
    assert {client.get(page).status_code for page in pages} == {302}
