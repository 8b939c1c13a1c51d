"""The way in, in the browser: chosen, brought, its columns said, looked at, carried out, undone."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mikrovirk.directory.models import MemberImport, Membership, RememberedColumns, TableImport
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from tests.factories import coordinator, member, network, role

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "data" / "way-in"
UNKNOWN = "Hvem;Hvor skrev;Kom?\nLise Holm;lise@systuen.example;ja\nPer Bo;per@bo.example;nej\n"


@pytest.fixture
def place() -> Network:
    return network("havnby")


@pytest.fixture
def office(client: Client, place: Network) -> Client:
    client.force_login(coordinator(place))
    return client


def bring(office: Client, place: Network, subject: str, name: str, content: bytes = b"") -> str:
    """Bring a file; the page one comes to."""
    brought = SimpleUploadedFile(name, content or (FILES / name).read_bytes())
    answer = office.post(reverse("home:bring_file", args=[place.slug, subject]), {"file": brought}, follow=True)
    return answer.text


def at(name: str, place: Network) -> str:
    return reverse(f"home:{name}", args=[place.slug, TableImport.objects.latest("pk").pk])


def test_the_choice_says_what_can_be_brought(office: Client, place: Network) -> None:
    page = office.get(reverse("home:bring", args=[place.slug])).text
    for words in ("Tag jeres historie med", "Medlemmer", "Hvem der kom til vores møder", "Møder, vi har holdt"):
        assert words in page
    assert "Hentet ind før" not in page


def test_a_list_is_looked_at_brought_in_and_taken_back(office: Client, place: Network) -> None:
    page = bring(office, place, "participants", "nemtilmeld-deltagere.csv")
    assert "Hent 6 rækker ind?" in page
    assert "Mødet er ikke holdt endnu" in page
    assert "Udelades:" in page
    assert not SignUp.objects.exists()
    page = office.post(at("bring_carry_out", place), follow=True).text
    assert "Listen er indlæst" in page
    assert SignUp.objects.count() == 6
    assert "nemtilmeld-deltagere.csv" in office.get(reverse("home:bring", args=[place.slug])).text
    page = office.post(at("bring_undo", place), follow=True).text
    assert "Alt er, som det var før listen." in page
    assert not SignUp.objects.exists()
    assert not Meeting.objects.exists()


def test_what_the_headings_do_not_say_is_asked_and_remembered(office: Client, place: Network) -> None:
    held = Meeting.objects.create(
        network=place,
        title="Salg",
        starts_at="2026-03-04T16:30Z",
        ends_at="2026-03-04T19:00Z",
        state=Meeting.State.PUBLISHED,
    )
    page = bring(office, place, "participants", "liste.csv", UNKNOWN.encode())
    assert "Hvilken kolonne er hvad?" in page
    assert ">Lise Holm · Per Bo</span>" in page
    chosen = {"column_0": "name", "column_1": "email", "column_2": "came", "silent": "came"}
    refused = office.post(at("bring_columns", place), chosen)
    assert refused.status_code == 422
    assert "Ingen kolonne siger, hvilket møde det er" in refused.text
    assert '<option value="came" selected>' in refused.text
    page = office.post(at("bring_columns", place), {**chosen, "meeting": held.pk}, follow=True).text
    assert "Hent 2 rækker ind?" in page
    assert RememberedColumns.objects.get().columns == {"name": 0, "email": 1, "came": 2}
    assert "Lise Holm" in bring(office, place, "participants", "igen.csv", UNKNOWN.encode())
    assert TableImport.objects.latest("pk").columns == {"name": 0, "email": 1, "came": 2}


def test_two_columns_cannot_be_the_same(office: Client, place: Network) -> None:
    bring(office, place, "meetings", "moeder.csv")
    answer = office.post(at("bring_columns", place), {"column_0": "day", "column_1": "day"})
    assert "Det er en anden kolonne i forvejen" in answer.text
    answer = office.post(at("bring_columns", place), {"column_2": "title"})
    assert "En af kolonnerne skal være: Dag" in answer.text


def test_rows_that_are_set_aside_are_handed_back_with_the_reason(office: Client, place: Network) -> None:
    bring(office, place, "meetings", "moeder.csv")
    answer = office.get(at("bring_set_aside", place))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Dato;Tid;Emne;Sted;Referat;Hvorfor"
    assert lines[1] == ";;Uden dato;;;Der er ingen dag, som kan læses. Skriv den som 4-3-2026."
    assert len(lines) == 3


def test_what_cannot_be_read_is_said_beside_the_field(office: Client, place: Network) -> None:
    assert "PDF" in bring(office, place, "meetings", "a.pdf", b"%PDF-1.7 ")
    empty = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    assert "Der er ingen møder i kalenderen." in bring(office, place, "meetings", "tom.ics", empty)
    assert "Vælg filen" in office.post(reverse("home:bring_file", args=[place.slug, "meetings"])).text
    assert office.get(reverse("home:bring_file", args=[place.slug, "noget"])).status_code == 404


def test_only_who_looks_after_the_members_may(client: Client, place: Network) -> None:
    client.force_login(role("steering", place))
    for page in ("bring", "take_out", "take_out_file"):
        assert client.get(reverse(f"home:{page}", args=[place.slug])).status_code == 404


def test_a_long_list_costs_what_a_short_one_costs(
    office: Client, place: Network, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = "".join(f"4-3-2026;Person {n};person{n}@firma.example\n" for n in range(1_000))
    bring(office, place, "participants", "lang.csv", f"Dato;Navn;E-mail\n{rows}".encode())
    with django_assert_max_num_queries(16):
        page = office.get(at("bring_table", place)).text
    assert "Hent 1.000 rækker ind?" in page
    assert "Person 49" in page
    assert "Person 51" not in page


def test_a_member_export_of_another_system_leaves_its_secrets_there(office: Client, place: Network) -> None:
    for name in ("foreninglet-medlemmer.csv", "foreninglet-dansk.csv"):
        file = SimpleUploadedFile(name, (FILES / name).read_bytes())
        page = office.post(reverse("directory:import", args=[place.slug]), {"file": file}, follow=True).text
        assert "Gemmes slet ikke:" in page
        content = bytes(MemberImport.objects.latest("pk").content).decode()
        assert "lise@systuen.example" in content
        assert not [secret for secret in ("hemmelig", "d8a8d9241f0ec44", "1977", "Kvinde") if secret in content]
    office.post(reverse("directory:import_carry_out", args=[place.slug, MemberImport.objects.earliest("pk").pk]))
    found = Membership.objects.order_by("person__user__full_name").values_list(
        "person__user__full_name", "joined_date", "person__phone"
    )
    assert [(name, str(day), phone) for name, day, phone in found] == [
        ("Lise Holm", "2019-05-01", "+4527526544"),
        ("Per Bo", "2021-09-15", "+4555812345"),
    ]


def test_a_member_list_whose_columns_cannot_be_told_is_asked_about(office: Client, place: Network) -> None:
    url = reverse("directory:import", args=[place.slug])
    content = b"Hvem;Kan naas paa\nLise Holm;ikke oplyst\nPer Bo;010170-1234\nEva Ek;eva@ek.example\n"
    page = office.post(url, {"file": SimpleUploadedFile("liste.csv", content)}, follow=True).text
    assert "Hvilken kolonne er hvad?" in page
    kept = MemberImport.objects.get()
    page_of_columns = reverse("home:bring_member_columns", args=[place.slug, kept.pk])
    assert office.get(reverse("directory:import_preview", args=[place.slug, kept.pk])).url == page_of_columns  # type: ignore[attr-defined]
    assert "En af kolonnerne skal være: E-mail" in office.post(page_of_columns, {"column_0": "name"}).text
    page = office.post(page_of_columns, {"column_0": "name", "column_1": "email"}, follow=True).text
    assert "Tag 1 medlem med" in page
    again = office.post(url, {"file": SimpleUploadedFile("liste.csv", content)}, follow=True).text
    assert "Tag 1 medlem med" in again


def test_who_is_here_already_is_known(office: Client, place: Network) -> None:
    member(place, "Lise Holm", email="lise@systuen.example")
    page = bring(office, place, "participants", "nemtilmeld-deltagere.csv")
    assert page.count("Ny her: kommer ind som gæst.") == 3


def test_the_data_can_be_taken_out(office: Client, place: Network) -> None:
    page = office.get(reverse("home:take_out", args=[place.slug])).text
    assert "Tag jeres data med ud" in page
    answer = office.get(reverse("home:take_out_file", args=[place.slug]))
    assert answer["Content-Type"] == "application/zip"
    assert answer.content.startswith(b"PK")
