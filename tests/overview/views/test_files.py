import json
from io import BytesIO
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from PIL import Image

from tests.overview import made_figures
from tests.overview.pages import officer, signed_in, with_made_figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_made_figures(monkeypatch)


def test_a_table_as_csv_for_danish_excel() -> None:
    answer = signed_in(officer()).get("/overview/0390/files/survival.csv?on=2024-01-01")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="vordingborg-survival-2024-01-01.csv"'
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("År efter starten;Vordingborg;")
    value = made_figures.made(made_figures.Area("0390"))["survival"].parts[0].value
    assert lines[1].split(";")[:2] == ["1", str(value).replace(".", ",")]
    assert "Kilde: Det Centrale Virksomhedsregister (CVR), som det var 1. november 2026" in lines


def test_hidden_numbers_stay_hidden_in_files() -> None:
    client = signed_in(officer())
    assert "Stevns;skjult;0" in client.get("/overview/0390/files/moves.csv").content.decode("utf-8-sig")
    found = json.loads(client.get("/overview/0390/files/moves.json").content)
    assert ["Stevns", None, 0] in found["panels"][0]["rows"]


def test_everything_as_a_workbook_with_numbers_as_numbers() -> None:
    answer = signed_in(officer()).get("/overview/0390/files/figures.xlsx")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == [
        *["Om tallene", "Vordingborg", "Størrelse", "Gennem årene", "Brancher", "Branchegrupper", "Byer"],
        *["Start og ophør", "Overlevelse", "Vækst", "Flytninger", "Hvad der er usikkert"],
    ]
    total = made_figures.made(made_figures.Area("0390"))["businesses"].value
    assert (book["Vordingborg"]["A2"].value, book["Vordingborg"]["B2"].value) == ("Virksomheder", total)
    sizes = book["Størrelse"]
    assert (sizes["A2"].value, sizes["C2"].number_format) == ("Ingen ansatte", "0.0%")
    assert sizes["B2"].value == round(total * 0.58)


def test_every_chart_as_a_drawing() -> None:
    client = signed_in(officer())
    for key in (
        "sizes",
        "years",
        "industries",
        "groups",
        "places",
        "births",
        "survival",
        "transitions",
        "moves",
        "map",
    ):
        drawn = client.get(f"/overview/0390/files/{key}.svg")
        assert drawn.headers["Content-Type"] == "image/svg+xml"
        words = " ".join(ElementTree.fromstring(drawn.content).itertext())
        assert "Kilde: Det Centrale Virksomhedsregister" in words, key
        assert "Vordingborg" in words, key


def test_a_chart_as_a_picture_for_a_slide() -> None:
    answer = signed_in(officer()).get("/overview/0390/files/sizes.png")
    assert Image.open(BytesIO(answer.content)).width == 1600


def test_what_has_no_chart_has_no_picture() -> None:
    assert signed_in(officer()).get("/overview/0390/files/certainty.png").status_code == 404


def test_two_areas_as_a_table() -> None:
    client = signed_in(officer())
    found = client.get("/overview/0390/compare/all.csv?with=0376").content.decode("utf-8-sig")
    assert "Indikator;Vordingborg;Guldborgsund;Danmark" in found
    assert load_workbook(BytesIO(client.get("/overview/0390/compare/all.xlsx?with=0376").content)).sheetnames == [
        "Om tallene",
        "Tal",
        "Andele",
    ]
    assert client.get("/overview/0390/compare/all.png").status_code == 404
    beside_country = client.get("/overview/0390/compare/all.csv").content.decode("utf-8-sig")
    assert "Indikator;Vordingborg;Danmark\r\n" in beside_country


def test_networks_are_no_file_for_strangers() -> None:
    assert signed_in(officer("0376")).get("/overview/0390/files/networks.csv").status_code == 404
    assert signed_in(officer()).get("/overview/0390/files/networks.csv").status_code == 200
