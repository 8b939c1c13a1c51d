"""The pages about privacy: for everybody, for the administrator, and for each person."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Business, Consent, Person
from mikrovirk.networks.models import DataProtection, KnowHow, Network
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def network() -> Network:
    return factories.network("moen")


@pytest.fixture
def lise(network: Network) -> Person:
    """A member whose business is shown to everybody."""
    person = factories.member(network, "Lise Holm")
    directory.list_business(Business.objects.get(), by=person, wording="Alle må se den.", at=NOW, how=Consent.How.LINK)
    return person


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def administrator() -> Client:
    client = Client()
    client.force_login(factories.user(is_administrator=True))
    return client


# --- everybody -------------------------------------------------------------------------------------------------------


def test_everybody_reads_what_for_on_which_ground_and_how_long(client: Client, network: Network) -> None:
    DataProtection.objects.create(pk=1, controller="Vordingborg Kommune", is_authority=True, officer="dpo@example.dk")
    page = client.get("/privacy/").content.decode()
    for said in (
        "Vordingborg Kommune",
        "dpo@example.dk",
        "litra e",
        "slettes 1 år efter",
        "Kommunen ser tal, aldrig navne.",
    ):
        assert said in page


def test_a_part_nobody_uses_is_not_on_the_page(client: Client) -> None:
    factories.network("stege", parts=())
    assert "At invitere virksomheder i nærheden" not in client.get("/privacy/").content.decode()


# --- each person -----------------------------------------------------------------------------------------------------


def test_what_i_agreed_to_stands_with_its_words_and_is_taken_back(lise: Person) -> None:
    client = signed_in(lise)
    page = client.get("/me/consents/").content.decode()
    assert "Alle må se den." in page
    assert "på en side fra en mail" in page
    consent = Consent.objects.get()
    answer = client.post(f"/me/consents/shown/{consent.pk}/withdraw/", follow=True)
    assert "Taget tilbage" in answer.content.decode()
    assert Consent.objects.get().withdrawn_at
    assert Business.objects.get().listed_at is None
    again = client.post(f"/me/consents/shown/{consent.pk}/withdraw/", follow=True)
    assert "Det havde du allerede trukket tilbage." in again.content.decode()


def test_nobody_takes_back_what_another_said(lise: Person, network: Network) -> None:
    other = signed_in(factories.member(network))
    consent = Consent.objects.get()
    assert other.post(f"/me/consents/shown/{consent.pk}/withdraw/").status_code == 404
    assert other.post(f"/me/consents/story/{consent.pk}/withdraw/").status_code == 404
    assert other.post(f"/me/consents/welcome/{consent.pk}/withdraw/").status_code == 404
    assert Consent.objects.get().withdrawn_at is None


def test_without_any_yes_the_page_says_what_would_stand_here(network: Network) -> None:
    assert (
        "Lige nu er der intet, du har sagt ja til"
        in signed_in(factories.member(network)).get("/me/consents/").content.decode()
    )


def test_my_data_is_there_to_read(lise: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mikrovirk.ui.paper.pdf", lambda html, **more: html.encode())
    answer = signed_in(lise).get("/me/data/my-data.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Alle må se den." in answer.content.decode()
    assert "Alt, hvad der står om dig" in answer.content.decode()


# --- the administrator -----------------------------------------------------------------------------------------------


def test_the_administrator_sees_what_is_deleted_next(network: Network) -> None:
    KnowHow.objects.create(network=network, subject="Nøglen", text="x", removed_at=timezone.now() - timedelta(days=170))
    page = administrator().get("/installation/privacy/").content.decode()
    assert "Et notat til en efterfølger, som er fjernet, slettes efter 6 måneder." in page
    assert "Én er så gammel inden da" in page


def test_the_administrator_says_who_is_responsible_and_how_long(network: Network) -> None:
    client = administrator()
    client.post("/installation/privacy/", {"controller": "Vordingborg Erhverv", "contact": "a@b.dk"})
    assert DataProtection.objects.get().controller == "Vordingborg Erhverv"
    form = client.get("/installation/privacy/").context["keep"]
    days = {name: field.initial for name, field in form.fields.items()}
    client.post("/installation/privacy/keep/", {**days, "feedback": "365"})
    assert DataProtection.objects.get().keep_days == {"feedback": 365}
    wrong = client.post("/installation/privacy/keep/", {**days, "feedback": "1"})
    assert wrong.status_code == 422
    assert DataProtection.objects.get().controller == "Vordingborg Erhverv"


@pytest.mark.parametrize("name", ["record", "agreement"])
def test_the_papers_are_files(name: str) -> None:
    client = administrator()
    assert client.get(f"/installation/privacy/{name}.docx").content.startswith(b"PK")
    assert client.get(f"/installation/privacy/{name}.odt").status_code == 404


@pytest.mark.parametrize("where", ["", "record.docx"])
def test_nobody_else_sees_them(network: Network, where: str) -> None:
    assert signed_in(factories.member(network)).get(f"/installation/privacy/{where}").status_code == 404


def test_the_page_costs_as_much_whatever_is_due(network: Network, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    client = administrator()
    client.get("/installation/privacy/")
    for _number in range(3):
        KnowHow.objects.create(network=network, subject="x", text="x", removed_at=NOW - timedelta(days=900))
    with django_assert_max_num_queries(110):
        client.get("/installation/privacy/")
