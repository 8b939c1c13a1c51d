"""A list is brought in after a preview, and taken out again in one go."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mikrovirk.landscape.models import Entry
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.landscape import VORDINGBORG, make_entry

pytestmark = pytest.mark.django_db
URL = reverse("landscape:entries_import", args=[VORDINGBORG])
LIST = """Navn;Type;Postnr;Pris;E-mail
Præstø Erfa;Erfa;4720;100 kr.;ida@praestoe.example
Møns Erfa;Erfa;4760;600 kr.;en-anden@erfa.example
Uændret;Erfa;4780;;
Præstø Erfa;;;;
;;;;
"""


@pytest.fixture
def network() -> Network:
    return factories.network(name="MikroVirk", municipality_code=VORDINGBORG)


@pytest.fixture
def keeper(client: Client, network: Network) -> Client:
    client.force_login(factories.coordinator(network))
    return client


def send(client: Client, text: str = LIST) -> HttpResponse:
    answer: HttpResponse = client.post(URL, {"file": SimpleUploadedFile("liste.csv", text.encode())})
    return answer


def say_yes(client: Client, preview: HttpResponse) -> HttpResponse:
    found = re.search(r'name="rows" value="([^"]+)"', preview.content.decode())
    assert found
    answer: HttpResponse = client.post(URL, {"rows": found[1]}, follow=True)
    return answer


def test_seen_before_it_is_written_then_written_then_undone(keeper: Client, network: Network) -> None:
    make_entry("Møns Erfa")
    make_entry("Uændret")
    preview = send(keeper)
    text = preview.content.decode()
    for words in (
        "1 nyt opslag",
        "1 opslag, der findes i forvejen",
        "1 opslag bliver, som det er",
        "Linje 5: står der to gange.",
    ):
        assert words in text
    assert Entry.objects.count() == 2
    answer = say_yes(keeper, preview)
    assert "2 opslag er skrevet ind." in answer.content.decode()
    new, filled = Entry.objects.get(name="Præstø Erfa"), Entry.objects.get(name="Møns Erfa")
    assert (new.town, new.owner_email, new.asking_network) == ("Præstø", "ida@praestoe.example", network)
    assert (filled.price, filled.town, filled.owner_email) == ("600 kr.", "Vordingborg", "bo@erfa.example")
    found = re.search(r'name="brought" value="([^"]+)"', answer.content.decode())
    assert found
    undo = reverse("landscape:entries_import_undo", args=[VORDINGBORG])
    assert "2 opslag er, som de var før." in keeper.post(undo, {"brought": found[1]}, follow=True).content.decode()
    new.refresh_from_db()
    filled.refresh_from_db()
    assert new.removed_at is not None
    assert (filled.price, filled.town) == ("", "Stege")
    assert "0 opslag" in keeper.post(undo, {"brought": found[1]}, follow=True).content.decode()
    assert keeper.post(undo, {"brought": "i går"}).status_code == 404


def test_what_is_no_list_is_said_beside_the_field(keeper: Client) -> None:
    assert "PDF" in send(keeper, "%PDF-1.4").content.decode()
    assert "Her mangler et svar." in keeper.post(URL).content.decode()
    assert "Der er intet at skrive ind." in send(keeper, "Navn\n").content.decode()
    again = keeper.post(URL, {"rows": "nonsense"}, follow=True).content.decode()
    assert "Vælg filen igen." in again


def test_who_may_not(client: Client, network: Network) -> None:
    client.force_login(factories.member(network).user)
    undo = reverse("landscape:entries_import_undo", args=[VORDINGBORG])
    statuses = {client.get(URL).status_code, send(client).status_code, client.post(undo, {"brought": "x"}).status_code}
    assert statuses == {404}
