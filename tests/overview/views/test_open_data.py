import csv
import json

import pytest
from django.test import Client

from mikrovirk.overview.queries.figures import NoCopy
from mikrovirk.overview.views import open_data
from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from tests.overview import made_figures
from tests.overview.pages import with_made_figures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _figures(monkeypatch) -> None:
    with_made_figures(monkeypatch)


def test_anybody_reads_the_page_with_licence_columns_and_definitions() -> None:
    page = Client().get("/open-data/").content.decode()
    for words in (
        "CC BY 4.0",
        "municipality",
        "micro_share_of_businesses",
        "/open-data/0390.csv",
        "/open-data/municipalities.json",
    ):
        assert words in page


def test_all_municipalities_in_one_file() -> None:
    rows = list(csv.DictReader(Client().get("/open-data/municipalities.csv").content.decode().splitlines()))
    assert {row["municipality"] for row in rows} == set(MUNICIPALITIES)
    own = [row for row in rows if row["municipality"] == "0390" and row["indicator"] == "businesses"]
    total = made_figures.made(made_figures.Area("0390"))["businesses"].value
    first = {"municipality": "0390", "name": "Vordingborg", "date": "2026-11-01", "indicator": "businesses", "part": ""}
    last = {"value": str(total), "of": "", "unit": "number", "suppressed": "false", "preliminary": "false"}
    assert own == [first | last]


def test_one_municipality_through_the_years_with_parts() -> None:
    answer = Client().get("/open-data/0390.json")
    found = json.loads(answer.content)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["definitions"]["churn"]["name"] == "Churn"
    days = {row["date"] for row in found["rows"]}
    assert (min(days), max(days), len(days)) == ("2008-01-01", "2026-11-01", 20)
    hidden = [row for row in found["rows"] if row["date"] == "2026-11-01" and row["suppressed"]]
    assert {(row["indicator"], row["part"], row["value"]) for row in hidden} >= {("moves_in", "0336", None)}


@pytest.mark.parametrize("name", ["9999.csv", "0390.exe", "names.csv"])
def test_there_is_nothing_else(name: str) -> None:
    assert Client().get(f"/open-data/{name}").status_code == 404


def test_nobody_chooses_another_way_to_count_here() -> None:
    plain, chosen = (
        Client().get(f"/open-data/0390.csv{query}").content for query in ("", "?with_holdings=1&on=2020-01-01")
    )
    assert plain == chosen


def test_before_a_register_is_read_in_the_definitions_stand_there(monkeypatch) -> None:
    def none():
        raise NoCopy

    monkeypatch.setattr(open_data, "copy_now", none)
    assert "Der er ingen tal endnu" in Client().get("/open-data/").content.decode()
    assert Client().get("/open-data/0390.csv").status_code == 404
    assert "Overlevelse" in Client().get("/overview/definitions/").content.decode()
