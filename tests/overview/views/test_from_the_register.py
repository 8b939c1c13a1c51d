"""The same pages from a register that was read in, not from figures made up."""

import json
import re

import pytest

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.overview.services import cubes
from tests.overview import nearby
from tests.overview.pages import officer, signed_in

pytestmark = pytest.mark.django_db


def test_the_page_its_files_and_open_data_say_the_same(register_nearby) -> None:
    cubes.build_missing()
    found = told_figures(Area("0390"), on=nearby.DAY, choices=Choices())
    assert found
    businesses = found["businesses"].value
    assert businesses
    assert found["micro_businesses"].suppressed  # there is one larger business: the micro ones would give it away
    client = signed_in(officer())
    page = client.get("/overview/0390/").content.decode()
    assert re.findall(r'<p class="stat-number">(.*?)</p>', page)[:3] == ["skjult"] * 3
    assert f">{words.whole(businesses)}</td>" in page
    kept = json.loads(client.get("/overview/0390/files/figures.json").content)
    headline = {row[0]: row[1] for row in kept["panels"][0]["rows"]}
    assert (headline["Virksomheder"], headline["Mikrovirksomheder"]) == (businesses, None)
    rows = json.loads(client.get("/open-data/0390.json").content)["rows"]
    newest = {row["indicator"]: row["value"] for row in rows if row["date"] == "2026-11-01" and not row["part"]}
    assert (newest["businesses"], newest["micro_businesses"]) == (businesses, None)
    assert newest["births"] == found["births"].value


def test_no_name_of_a_business_stands_on_a_page_or_in_a_file(register_nearby) -> None:
    client = signed_in(officer())
    for address in ("/overview/0390/", "/overview/0390/files/figures.json", "/open-data/0390.csv"):
        said = client.get(address).content.decode()
        assert nearby.PROTECTED not in said
        assert "Tømrer 0" not in said
        assert "Lukket Vej" not in said


def test_holding_companies_count_when_they_are_asked_for(register_nearby) -> None:
    client = signed_in(officer())
    plain, more = (
        json.loads(client.get(f"/overview/0390/files/figures.json{query}").content)["panels"][0]["rows"]
        for query in ("", "?with_associations=1")
    )
    businesses = {name: rows[0][1] for name, rows in (("plain", plain), ("more", more))}
    assert businesses["more"] == businesses["plain"] + 1
