"""The page of whom the networks reach, and its tables."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from mikrovirk.networks.models import Role
from tests import factories
from tests.overview import nearby

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/overview/0390/coverage"


def officer(kind: str = "municipality", name: str = "municipality", code: str = "0390") -> Client:
    user, client = factories.user(), Client()
    held_in = factories.organisation("kommunen", kind=kind, municipality_code=code)
    Role.objects.create(user=user, name=name, organisation=held_in, since_date=factories.TODAY)
    client.force_login(user)
    return client


def told(client: Client) -> str:
    answer = client.get(f"{HERE}/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_counts_of_three_or_more_and_the_white_spots() -> None:
    nearby.network()
    page = told(officer())
    assert "Hvem når netværkene i Vordingborg?" in page
    assert '<p class="stat-number">11 %</p>' in page
    assert '<p class="stat-number">28</p>' in page
    assert '<th scope="row">4780 Stege</th><td class="number" data-label="Virksomheder">19</td>' in page
    assert '<td class="number" data-label="I et netværk">under 3 eller skjult</td>' in page
    assert '<th scope="row">Hoteller og restauranter</th><td data-label="Sted">4780 Stege</td>' in page
    assert "under 3</td>" in page


def test_an_officer_reads_no_name_and_is_led_to_no_list() -> None:
    nearby.network()
    page = told(officer())
    for word in ("Tømrer 0", "Café 0", "Frisør 0", nearby.PROTECTED, "Medlem 0", "Storegade", "10000001", "/invite/"):
        assert word not in page


def test_who_coordinates_is_led_to_the_list() -> None:
    network = nearby.network()
    client = Client()
    client.force_login(factories.coordinator(network))
    assert 'href="/networks/moen/invite/"' in told(client)


def test_the_tables_hold_the_same() -> None:
    nearby.network()
    client = officer()
    answer = client.get(f"{HERE}.csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert lines[:4] == [
        ["Delt efter", "Del", "Mikrovirksomheder", "Nås af et netværk", "Procent"],
        ["", "Alle", "28", "3", "10,7"],
        ["Sted", "4780 Stege", "19", "", ""],
        ["Sted", "4760 Vordingborg", "9", "", ""],
    ]
    food = "Overnatningsfaciliteter og restaurationsvirksomhed, 4780 Stege"
    assert lines[-1] == ["Hvid plet: færre end 3 nås", food, "6", "", ""]
    sheet = load_workbook(io.BytesIO(client.get(f"{HERE}.xlsx").content)).active
    assert sheet is not None
    assert [list(row) for row in sheet.iter_rows(max_row=3, values_only=True)] == [
        ["Delt efter", "Del", "Mikrovirksomheder", "Nås af et netværk", "Procent"],
        [None, "Alle", 28, 3, 10.7],
        ["Sted", "4780 Stege", 19, None, None],
    ]


def test_who_may_not() -> None:
    nearby.network()
    elsewhere = officer(code="0376")
    assert {elsewhere.get(f"{HERE}{end}").status_code for end in ("/", ".csv", ".xlsx")} == {404}
    assert elsewhere.get("/overview/9999/coverage/").status_code == 404


def test_as_many_queries_however_many_members(django_assert_max_num_queries) -> None:
    client = officer()
    network = nearby.network()
    told(client)
    with django_assert_max_num_queries(30) as one:
        told(client)
    for number in range(3, 6):
        factories.member(network, firm=factories.business(f"Tømrer 0{number}", cvr=f"1000000{number}"))
    with django_assert_max_num_queries(30) as many:
        told(client)
    assert len(many) == len(one)


def test_without_a_register_it_is_said(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    client = officer()
    assert "Her er ingen kopi af virksomhedsregisteret endnu" in told(client)
    assert client.get(f"{HERE}.csv").status_code == 404
