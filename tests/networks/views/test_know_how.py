"""Good to know: written down, changed, removed and put back by coordinators and the steering group."""

import pytest
from django.test import Client

from mikrovirk.networks.models import KnowHow, Network
from tests import factories

pytestmark = pytest.mark.django_db
NOTES = "/networks/moen/handover/notes/"
KEY = {"kind": "agreement", "subject": "Nøglen", "text": "Ligger hos biblioteket.", "who": "Rita, 12 34 56 78"}


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.mark.parametrize("role", ["coordinator", "substitute", "steering"])
def test_a_note_is_written_changed_removed_and_put_back(client: Client, moen: Network, role: str) -> None:
    user = factories.role(role, moen)
    client.force_login(user)
    assert client.get(f"{NOTES}new/").status_code == 200
    assert "Ligger hos biblioteket." in client.post(f"{NOTES}new/", KEY, follow=True).content.decode()
    note = KnowHow.objects.get()
    assert (note.network, note.written_by, note.who) == (moen, user, KEY["who"])
    client.post(f"{NOTES}{note.pk}/", {**KEY, "text": "Ligger hos Rita."})
    assert KnowHow.objects.get().text == "Ligger hos Rita."
    page = client.post(f"{NOTES}{note.pk}/remove/", follow=True).content.decode()
    assert "»Nøglen« er fjernet." in page
    assert "Ligger hos Rita." not in page
    page = client.post(f"{NOTES}{note.pk}/put-back/", follow=True).content.decode()
    assert "Ligger hos Rita." in page


@pytest.mark.parametrize("wrong", [{"subject": ""}, {"text": ""}, {"kind": "x"}, {"text": "010170-1234"}])
def test_a_wrong_note_keeps_what_was_typed(client: Client, moen: Network, wrong: dict[str, str]) -> None:
    client.force_login(factories.coordinator(moen))
    answer = client.post(f"{NOTES}new/", {**KEY, **wrong})
    assert answer.status_code == 422
    assert KEY["who"] in answer.content.decode()
    assert not KnowHow.objects.exists()


@pytest.mark.parametrize("role", ["member", "municipality", ""])
def test_nobody_else_writes(client: Client, moen: Network, role: str) -> None:
    note = KnowHow.objects.create(network=moen, subject="Nøglen", text="Hos Rita")
    client.force_login(factories.role(role, moen) if role else factories.user(is_administrator=True))
    pages = ("new/", f"{note.pk}/", f"{note.pk}/remove/", f"{note.pk}/put-back/")
    assert {client.post(f"{NOTES}{page}", KEY).status_code for page in pages} == {404}
    note.refresh_from_db()
    assert (note.text, note.removed_at) == ("Hos Rita", None)


def test_a_note_of_another_network_is_not_found(client: Client, moen: Network) -> None:
    note = KnowHow.objects.create(network=factories.network("stege"), subject="Nøglen", text="Hos Rita")
    client.force_login(factories.coordinator(moen))
    assert client.get(f"{NOTES}{note.pk}/").status_code == 404
