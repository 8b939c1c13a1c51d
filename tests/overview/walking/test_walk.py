"""Every figure of the product equals, to the last unit, what a plain walk over the same documents finds."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.overview.queries.figures import Area, Choices, Figures, figures
from mikrovirk.overview.services import cubes
from mikrovirk.register.made_up import documents, write_lines
from mikrovirk.register.services.importing import import_files
from mikrovirk.register.services.readers.table_mapping import read_mapping
from tests.overview.walking.units import FIRST, LAST, Unit, of_brreg, of_cvr
from tests.overview.walking.walk import Walk

UNTIL = date(2026, 11, 1)
CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"with_holdings": True, "with_letting": True, "with_associations": True, "with_others": True, "span": 3},
    {"workplaces": True, "with_handovers": True},
    {"full_time": True, "without_zero": True, "span": 1},
    {"known_size_only": True, "without_protected": True, "with_holdings": True},
)


def as_walked(found: Figures) -> dict[str, Any]:
    """The product's answer in the shape of the walk's; parts that are nothing are left out of both."""
    return {
        row.key: (row.value, row.of, parts({part.key: (part.value, part.of) for part in row.parts})) for row in found
    }


def parts(found: dict[tuple[str, ...], Any]) -> dict[tuple[str, ...], Any]:
    return {key: value for key, value in found.items() if any(value)}


def assert_equal(walk: Walk, found: Figures) -> None:
    walked = {key: (value, of, parts(some)) for key, (value, of, some) in walk.figures().items()}
    assert as_walked(found) == walked


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Any, Any]]:
    """A data folder with made-up documents read in and their cubes, and the same documents for the walk."""
    from django.conf import settings

    folder, before = tmp_path_factory.mktemp("walk"), settings.DATA
    settings.DATA = folder
    write_lines(folder / "documents.ndjson", 500, seed=7, until=UNTIL)
    outcome = import_files([folder / "documents.ndjson"], "cvr", as_of=UNTIL)
    assert outcome.set_aside == []
    cubes.build(outcome.copy)
    settings.DATA = before
    return folder, of_cvr(documents(500, seed=7, until=UNTIL))


@pytest.mark.parametrize("choices", CHOICES, ids=lambda choices: "+".join(choices) or "plain")
@pytest.mark.parametrize("on", [UNTIL, date(2016, 1, 1), date(2012, 2, 29)], ids=str)
def test_made_up_documents(made_up: Any, settings: Any, on: date, choices: dict[str, Any]) -> None:
    settings.DATA, units = made_up
    for municipality in ("0390", "0376", None):
        found = figures(Area(municipality), on=on, choices=Choices(**choices))
        assert_equal(Walk(units, municipality=municipality, on=on, **choices), found)


def test_a_postcode(made_up: Any, settings: Any) -> None:
    settings.DATA, units = made_up
    found = figures(Area("0390", "4760"), on=UNTIL, choices=Choices())
    assert_equal(Walk(units, municipality="0390", postcode="4760", on=UNTIL), found)


def hits(file: Path) -> list[dict[str, Any]]:
    return [hit["_source"] for hit in json.loads(file.read_text("utf-8"))["hits"]["hits"]]


def test_real_documents_of_cvr(settings: Any, tmp_path: Path, shared_data: Path) -> None:
    """Every municipality that occurs in them, and both of the region, with cubes and without."""
    settings.DATA = tmp_path
    files = sorted((shared_data / "register" / "cvr").glob("magenta_*.json"))
    as_of = date(2017, 2, 5)
    copy = import_files(files, "cvr", as_of=as_of).copy
    units = of_cvr(document for file in files for document in hits(file))
    compared = Compared(units)
    compared.on(as_of, "0101", workplaces=False)
    compared.on(date(2005, 6, 15), "0153", workplaces=True)
    cubes.build(copy)
    codes = {where for unit in units.values() for _, _, (where, _, _) in unit.addresses} | {"0390", "0376"}
    assert len(codes) > 5
    for workplaces in (False, True):
        for code in (*sorted(codes), None):
            compared.on(as_of, code, workplaces=workplaces)
    compared.on(date(2005, 6, 15), "0153", workplaces=True)
    compared.on(date(2016, 9, 30), "0561", workplaces=True)
    # The company of the documents is there, and so are its jobs.
    assert figures(Area("0101"), on=as_of, choices=Choices())["jobs"].value


class Compared:
    def __init__(self, units: dict[Any, Any]) -> None:
        self.units = units

    def on(self, day: date, code: str | None, *, workplaces: bool) -> None:
        found = figures(Area(code), on=day, choices=Choices(workplaces=workplaces))
        assert_equal(Walk(self.units, municipality=code, on=day, workplaces=workplaces), found)


def test_real_documents_of_bronnoysund(settings: Any, tmp_path: Path, shared_data: Path) -> None:
    settings.DATA = tmp_path
    folder = shared_data / "register" / "other"
    files = [folder / "no_brreg_search_asa_5.json", folder / "no_brreg_entity_923609016.json"]
    as_of = date(2026, 3, 20)
    cubes.build(import_files(files, "brreg", as_of=as_of).copy)
    entities = [
        *json.loads(files[0].read_text("utf-8"))["_embedded"]["enheter"],
        json.loads(files[1].read_text("utf-8")),
    ]
    units = of_brreg(entities, as_of=as_of, scheme="NACE2.1")
    for code in ("0301", "1103", None):
        found = figures(Area(code, country="NO"), on=as_of, choices=Choices(with_holdings=True))
        assert_equal(Walk(units, municipality=code, on=as_of, with_holdings=True), found)


ALL = {"with_holdings": True, "with_letting": True, "with_associations": True, "with_others": True}


def test_british_companies(settings: Any, tmp_path: Path, shared_data: Path) -> None:
    """Living companies without municipality, form or size: how many, in which industry, since when."""
    settings.DATA = tmp_path
    file, as_of = shared_data / "register" / "other" / "uk_basiccompanydata_5rows_2018-05.csv", date(2018, 5, 1)
    import_files([file], "table", as_of=as_of, mapping=read_mapping("great-britain"))
    units = {}
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            row = {name.strip(): text for name, text in row.items()}
            day, month, year = row["IncorporationDate"].split("/")
            code = row["SICCode.SicText_1"][:5]
            unit = Unit("company", row["CompanyNumber"], lives=[(date(int(year), int(month), int(day)), LAST)])
            unit.addresses = [(FIRST, LAST, ("", row["RegAddress.PostCode"], bool(row["RegAddress.CareOf"])))]
            unit.industries = [(FIRST, LAST, ("NACE2", code))] if code.isdigit() else []
            units[(unit.kind, unit.number)] = unit
    found = figures(Area(country="GB"), on=as_of, choices=Choices(**ALL))
    assert_equal(Walk(units, municipality=None, on=as_of, **ALL), found)
    assert (found["businesses"].value, found["micro_businesses"].value, found["births"].value) == (5, None, 1)


def test_french_places(settings: Any, tmp_path: Path, shared_data: Path) -> None:
    """Those that are open and say when they began, by commune."""
    settings.DATA = tmp_path
    file, as_of = shared_data / "register" / "other" / "fr_signauxfaibles_sireneTestData.csv", date(2026, 8, 4)
    import_files([file], "table", as_of=as_of, mapping=read_mapping("france-places"))
    with file.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["etatAdministratifEtablissement"] == "A"]
    for code in {row["codeCommuneEtablissement"] for row in rows}:
        found = figures(Area(code, country="FR"), on=as_of, choices=Choices(workplaces=True, **ALL))
        assert found["businesses"].value == len([row for row in rows if row["codeCommuneEtablissement"] == code])


@pytest.mark.parametrize(
    ("on", "counted"), [(date(2005, 12, 18), 1), (date(2005, 12, 19), 0), (date(2010, 6, 1), 1), (date(2026, 8, 1), 1)]
)
def test_finnish_companies(settings: Any, tmp_path: Path, shared_data: Path, on: date, counted: int) -> None:
    """From their first registration until they are struck from the trade register; where they lie is not told here."""
    settings.DATA = tmp_path
    file = shared_data / "register" / "other" / "fi_prh_ytj_v3_2companies_trimmed.json"
    import_files([file], "table", as_of=date(2026, 8, 1), mapping=read_mapping("finland"))
    units = {}
    for company in json.loads(file.read_text("utf-8")):
        struck = [
            date.fromisoformat(entry["registrationDate"])
            for entry in company["registeredEntries"]
            if (entry["register"], entry["type"]) == ("1", "4")
        ]
        begins = date.fromisoformat(company["businessId"]["registrationDate"])
        life = (begins, min(struck) - timedelta(days=1) if struck else LAST)
        units["company", company["businessId"]["value"]] = Unit("company", company["businessId"]["value"], lives=[life])
    found = figures(Area(country="FI"), on=on, choices=Choices(**ALL))
    assert_equal(Walk(units, municipality=None, on=on, **ALL), found)
    assert found["businesses"].value == counted
