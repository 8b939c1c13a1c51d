"""The import in the browser: brought, looked at, carried out, undone, mended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mikrovirk.directory.models import MemberImport, Membership, Person
from mikrovirk.networks.models import Network
from tests.factories import business, coordinator, member, network

pytestmark = pytest.mark.django_db
HEADINGS = "Navn;E-mail;Telefon;Firma;Postnr.;By"
LISE = "Lise Holm;lise@systuen.example;27526544;Systuen;4780;Stege"
PER = "Per Bo;per@bo.example;;Bådbyg;4791;Borre"
BAD = "Uden Mail;;;Firma;4780;Stege"


@pytest.fixture
def place() -> Network:
    return network("havnby")


@pytest.fixture
def office(client: Client, place: Network) -> Client:
    client.force_login(coordinator(place))
    return client


def bring(office: Client, place: Network, *lines: str, name: str = "liste.csv") -> MemberImport:
    content = "\r\n".join([HEADINGS, *lines]).encode("cp1252")
    response = office.post(
        reverse("directory:import", args=[place.slug]), {"file": SimpleUploadedFile(name, content)}, follow=True
    )
    assert response.redirect_chain, response.context["form"].errors
    return MemberImport.objects.latest("pk")


def page_of(office: Client, kept: MemberImport, **query: str) -> str:
    return office.get(reverse("directory:import_preview", args=[kept.network.slug, kept.pk]), query).text


def act(office: Client, kept: MemberImport, name: str, **posted: str) -> str:
    return office.post(reverse(f"directory:{name}", args=[kept.network.slug, kept.pk]), posted, follow=True).text


def test_the_page_says_what_a_good_list_looks_like(office: Client, place: Network) -> None:
    page = office.get(reverse("directory:import", args=[place.slug])).text
    assert "Sådan ser en god liste ud" in page
    assert "En række med et CPR-nummer bliver aldrig læst ind" in page


def test_the_preview_changes_nothing_and_says_what_would_happen(office: Client, place: Network) -> None:
    firm = business("Systuen", postcode="4780")
    lise = member(place, "Lise Holm", firm=firm, email="lise@systuen.example")
    Person.objects.filter(pk=lise.pk).update(phone="+4511111111")
    kept = bring(office, place, LISE, PER, BAD, PER.replace("Per Bo", "Per"))
    page = page_of(office, kept)
    assert "Tag 1 medlem med, og udfyld for 1" in page
    assert "<strong data-content>11 11 11 11</strong>" in page  # kept, beside what the list says
    assert "listen siger <span data-content>27 52 65 44" in page
    assert "Der mangler en e-mailadresse." in page
    assert "Samme person som i række 3." in page
    assert "1 række kan ikke læses" in page
    assert Membership.objects.count() == 1
    lise.refresh_from_db()
    assert lise.phone == "+4511111111"


def test_rows_can_be_looked_at_by_what_happens_to_them(office: Client, place: Network) -> None:
    kept = bring(office, place, LISE, PER, BAD)
    assert "Lise Holm" in page_of(office, kept, show="new")
    assert "Uden Mail" not in page_of(office, kept, show="new")
    assert "Lise Holm" not in page_of(office, kept, show="unreadable")
    assert "Lise Holm" in page_of(office, kept, show="nonsense")


def test_one_click_carries_it_out_and_one_undoes_it(office: Client, place: Network) -> None:
    kept = bring(office, place, LISE, PER)
    page = act(office, kept, "import_carry_out")
    assert "Listen er indlæst: 2 nye medlemmer." in page
    assert Membership.objects.filter(network=place).count() == 2
    assert "Listen er allerede indlæst." in act(office, kept, "import_carry_out")
    page = act(office, kept, "import_undo")
    assert "Alt er, som det var før listen." in page
    assert not Membership.objects.exists()
    assert "Der er ikke mere at fortryde her." in act(office, kept, "import_undo")


def test_what_was_changed_since_is_named_after_undoing(office: Client, place: Network) -> None:
    kept = bring(office, place, LISE, PER)
    act(office, kept, "import_carry_out")
    Membership.objects.filter(person__user__email="per@bo.example").update(note="Kører gerne")
    page = act(office, kept, "import_undo")
    assert "undtagen disse" in page
    assert "Per Bo" in page
    assert [each.person.name for each in Membership.objects.all()] == ["Per Bo"]


def test_the_same_file_twice_says_that_there_is_nothing_to_do(office: Client, place: Network) -> None:
    act(office, bring(office, place, LISE), "import_carry_out")
    page = page_of(office, bring(office, place, LISE))
    assert "Alt på listen er i netværket i forvejen. Der er intet at ændre." in page
    assert "carry-out" not in page


def test_the_lists_word_can_be_chosen_for_one_row_and_for_all(office: Client, place: Network) -> None:
    act(office, bring(office, place, LISE, PER), "import_carry_out")
    kept = bring(office, place, LISE.replace("27526544", "40404040"), PER.replace("Borre", "Stege"))
    page = page_of(office, kept)
    assert "Der er intet nyt på listen. 2 rækker siger noget andet end det, der står her." in page
    act(office, kept, "import_choose", word="list", row="2")
    kept.refresh_from_db()
    assert kept.choices == [2]
    act(office, kept, "import_choose", word="list")
    kept.refresh_from_db()
    assert kept.choices == [2, 3]
    act(office, kept, "import_choose", word="here", row="3")
    page = page_of(office, kept)
    assert "Udfyld for 1 medlem" in page
    assert "<del data-content>27 52 65 44</del> → <strong data-content>40 40 40 40</strong>" in page
    act(office, kept, "import_carry_out")
    assert Person.objects.get(user__email="lise@systuen.example").phone == "+4540404040"


def test_unreadable_rows_are_downloaded_mended_and_brought_again(office: Client, place: Network) -> None:
    kept = bring(office, place, LISE, BAD)
    act(office, kept, "import_carry_out")
    response = office.get(reverse("directory:import_unreadable", args=[place.slug, kept.pk]))
    text = response.content.decode("utf-8-sig")
    assert response["Content-Disposition"] == 'attachment; filename="raekker-til-rettelse.csv"'
    assert text.splitlines()[1].startswith("Uden Mail;;")
    assert "Der mangler en e-mailadresse." in text
    mended = text.replace("Uden Mail;;", "Uden Mail;nu@mail.example;")
    again = office.post(
        reverse("directory:import", args=[place.slug]),
        {"file": SimpleUploadedFile("rettet.csv", mended.encode("utf-8-sig"))},
        follow=True,
    )
    assert "Tag 1 medlem med" in again.text


def test_members_who_are_not_on_the_list_are_named(office: Client, place: Network) -> None:
    member(place, "Hans Væk", firm=business("Hans' Haver"))
    page = page_of(office, bring(office, place, LISE))
    assert "1 medlem står ikke på listen og bliver ved med at være medlem" in page
    assert "Hans Væk, Hans&#x27; Haver" in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom."),
        (b"%PDF-1.7 \n", "Filen er en PDF."),
        (b"Hej\r\nmed\r\ndig\r\n", "Vi kan ikke finde"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_to_do(
    office: Client, place: Network, content: bytes, words: str
) -> None:
    response = office.post(
        reverse("directory:import", args=[place.slug]), {"file": SimpleUploadedFile("fil.csv", content)}
    )
    assert words in response.context["form"].errors["file"][0]
    assert not MemberImport.objects.exists()


def test_another_networks_import_is_not_found(office: Client, client: Client, place: Network) -> None:
    kept = bring(office, place, LISE)
    client.force_login(coordinator(network("andet")))
    for slug in ("havnby", "andet"):
        assert client.get(reverse("directory:import_preview", args=[slug, kept.pk])).status_code == 404
        assert client.post(reverse("directory:import_carry_out", args=[slug, kept.pk])).status_code == 404
    assert not Membership.objects.exists()


def test_opening_the_actions_changes_nothing(office: Client, place: Network) -> None:
    kept = bring(office, place, LISE)
    for name in ("import_carry_out", "import_undo", "import_choose"):
        assert office.get(reverse(f"directory:{name}", args=[place.slug, kept.pk])).status_code == 405
    assert not Membership.objects.exists()


def test_the_preview_costs_the_same_for_one_and_for_three_thousand_rows(
    office: Client, place: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member(place)
    for rows in (1, 3000):
        kept = bring(office, place, *(f"Person {n};person{n}@a.example;;Firma {n};4780;Stege" for n in range(rows)))
        address = reverse("directory:import_preview", args=[place.slug, kept.pk])
        with django_assert_num_queries(9):
            page = office.get(address).text
    assert "1–50 af 3.000" in page
