"""What becomes of a CVR document in the layout's tables: by a case written by hand, and of every document that was saved."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mikrovirk.register.services.readers import Reading, SetAside, cvr
from tests.register.documents import address, company, industry, period, place, write_lines


def read(into: Path, *files: Path) -> tuple[Reading, Any]:
    """Read the files; the reading, and a function that gives a table's rows."""
    with duckdb.connect() as connection:
        reading = Reading(connection, files, into)
        cvr.read(reading)
    return reading, lambda sql: rows(into, sql)


def rows(into: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        for folder in into.iterdir():
            if folder.is_dir():
                connection.execute(f"CREATE VIEW {folder.name} AS SELECT * FROM read_parquet('{folder}/*.parquet')")
        found: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        return found


@pytest.fixture
def into(tmp_path) -> Path:
    folder = tmp_path / "into"
    folder.mkdir()
    return folder


def test_a_company_and_its_place(tmp_path, into) -> None:
    file = write_lines(tmp_path / "cvr.ndjson", [company(), place()])
    reading, asked = read(into, file)
    assert (reading.told.read, reading.told.kept, reading.told.set_aside, reading.told.warnings) == (2, 2, [], [])
    assert reading.newest == "2025-02-01"
    first, key = date(2015, 3, 1), ("DK", "company", "10000001")
    assert asked("SELECT * REPLACE (updated_at::VARCHAR AS updated_at) FROM unit ORDER BY kind") == [
        (*key, "2025-01-10 09:00:00", False, False, False),  # UTC
        ("DK", "place", "1000000001", "2025-01-11 09:00:00", False, False, False),
    ]
    assert asked("FROM unit_life WHERE kind = 'company'") == [(*key, first, None)]
    assert asked("FROM unit_name ORDER BY kind") == [
        (*key, "Stege Bageri v/ Ane Æbelø", True, first, None),
        ("DK", "place", "1000000001", "Stege Bageri", True, first, None),
    ]
    assert asked(
        "SELECT municipality, postcode, street, house, floor_door, valid_from FROM unit_address WHERE kind = 'company'"
    ) == [("0390", "4780", "Storegade", "7", None, first)]
    assert asked(
        "SELECT rank, scheme, code, valid_from, valid_to FROM unit_industry WHERE kind = 'company' ORDER BY 4"
    ) == [
        (0, "DB07", "107120", first, date(2025, 1, 1)),
        (0, "DB25", "107120", date(2025, 1, 1), None),
    ]
    assert asked("SELECT form, label FROM unit_form") == [("10", "ENK")]
    assert asked("SELECT kind, is_protected FROM unit_protection ORDER BY 1") == [("company", False), ("place", True)]
    assert asked("FROM unit_parent") == [("DK", "place", "1000000001", "10000001", first, None)]
    assert asked("FROM unit_size") == [(*key, "month", 1, 1, 1, 0.75, date(2024, 12, 1), date(2025, 1, 1))]
    assert asked("FROM unit_status") == []


def test_the_odd_ones(tmp_path, into) -> None:
    """A life with two periods, an unknown beginning, a municipality of before 2007, a house with a letter, arrays out of order."""
    odd = company(
        livsforloeb=[period(None, "2004-06-30"), period("2009-01-01", "2012-12-31")],
        beliggenhedsadresse=[
            address(
                365,
                None,
                "2006-12-31",
                bogstavFra="B",
                etage="2",
                sidedoer="tv",
                conavn="c/o Ø",
                bynavn="Nyord",
                vejkode=44,
            ),
            address(390, "2007-01-01", "2012-12-31"),
        ],
        hovedbranche=[industry("158120", None, "2007-12-31"), industry("11100", "2008-01-01")],
        binavne=[{"navn": "Bager Bo", **period("2010-01-01")}],
        kvartalsbeskaeftigelse=[
            {"aar": 2009, "kvartal": 4, "intervalKodeAntalAnsatte": "ANTAL_2_4"},
            {"aar": 2009, "kvartal": 1, "intervalKodeAntalAnsatte": None, "antalAnsatte": None},
        ],
        aarsbeskaeftigelse=[
            {"aar": 2009, "intervalKodeAntalAnsatte": "ANTAL_1000_999999"},
            {"aar": 2010, "antalAnsatte": 12},
        ],
        maanedsbeskaeftigelse=[{"aar": 2012, "maaned": 13, "antalAnsatte": 1}],
        erstMaanedsbeskaeftigelse=[],
        attributter=[{"type": "PSEUDOCVRNR", "vaerdier": [{"vaerdi": "x", **period(None)}]}],
        dataAdgang=1,
        reklamebeskyttet=None,
        fusioner=[{"indgaaende": [{"type": "FUNKTION", "vaerdier": [{"vaerdi": "Fusion", **period("2012-12-31")}]}]}],
    )
    _, asked = read(into, write_lines(tmp_path / "cvr.ndjson", [odd]))
    assert asked("SELECT is_restarted, is_pseudo, is_secret FROM unit") == [(True, True, True)]
    assert asked("SELECT valid_from, valid_to FROM unit_life ORDER BY 2") == [
        (None, date(2004, 7, 1)),
        (date(2009, 1, 1), date(2013, 1, 1)),
    ]
    assert asked(
        "SELECT municipality, town, street_code, house, floor_door, care_of, valid_to FROM unit_address ORDER BY 7 LIMIT 1"
    ) == [("0365", "Nyord", "0044", "7B", "2. tv", "c/o Ø", date(2007, 1, 1))]
    assert asked("SELECT scheme, code FROM unit_industry ORDER BY 1") == [("DB03", "158120"), ("DB07", "011100")]
    assert asked("SELECT name, is_main FROM unit_name ORDER BY 2") == [
        ("Bager Bo", False),
        ("Stege Bageri v/ Ane Æbelø", True),
    ]
    assert asked("SELECT series, low, high, employed, valid_from, valid_to FROM unit_size ORDER BY 5, 1") == [
        ("year", 1000, None, None, date(2009, 1, 1), date(2010, 1, 1)),
        ("quarter", 2, 4, None, date(2009, 10, 1), date(2010, 1, 1)),
        ("year", 12, 12, 12, date(2010, 1, 1), date(2011, 1, 1)),
    ]
    assert asked("SELECT is_protected FROM unit_protection") == [(True,)]  # not said: nobody may write to it
    assert asked("SELECT change, other_id, on_date FROM unit_change") == [("merger", None, date(2012, 12, 31))]


def test_an_empty_period_is_left_out(tmp_path, into) -> None:
    """A period that ends on the day before it begins covers no day."""
    moved = company(beliggenhedsadresse=[address(), address(376, "2016-05-01", "2016-04-30")])
    reading, asked = read(into, write_lines(tmp_path / "cvr.ndjson", [moved]))
    assert (asked("SELECT municipality FROM unit_address"), reading.told.set_aside) == ([("0390",)], [])


def test_whatever_stands_around_a_document(tmp_path, into) -> None:
    """In one file: by itself, in a search answer's hit, without its own key, with the other spelling."""
    (inner,) = company(10000003).values()
    (other,) = place(1000000004).values()
    file = write_lines(
        tmp_path / "cvr.ndjson",
        [company(10000001), {"_index": "x", "_source": company(10000002)}, inner, {"Vrproduktionsenhed": other}],
    )
    reading, asked = read(into, file)
    assert asked("SELECT unit_id FROM unit ORDER BY kind, unit_id") == [
        ("10000001",),
        ("10000002",),
        ("10000003",),
        ("1000000004",),
    ]
    assert asked("SELECT count(*) FROM unit_address") == [(4,)]
    assert (reading.told.read, reading.told.kept, reading.told.set_aside) == (4, 4, [])


def test_documents_by_themselves_without_a_key_around_them(tmp_path, into) -> None:
    inner = [next(iter(each.values())) for each in (company(10000001), place(1000000001), company(10000002))]
    _, asked = read(into, write_lines(tmp_path / "cvr.ndjson", inner))
    assert asked("SELECT kind, unit_id FROM unit ORDER BY ALL") == [
        ("company", "10000001"),
        ("company", "10000002"),
        ("place", "1000000001"),
    ]


def test_people_are_passed_over(tmp_path, into) -> None:
    file = write_lines(
        tmp_path / "cvr.ndjson", [{"Vrdeltagerperson": {"enhedsNummer": 4}}, company(), {"Vrdeltagerperson": {}}]
    )
    reading, asked = read(into, file)
    assert asked("SELECT unit_id FROM unit") == [("10000001",)]
    assert (reading.told.read, reading.told.kept, reading.told.set_aside) == (3, 1, [])
    assert reading.told.warnings == [SetAside("cvr.ndjson", 1, "person", "2")]


def test_what_a_company_says_of_its_places_counts_for_those_without_a_document(tmp_path, into) -> None:
    owner = company(
        penheder=[{"pNummer": 1000000001, **period("2001-01-01")}, {"pNummer": 1000000009, **period("2002-02-02")}]
    )
    _, asked = read(into, write_lines(tmp_path / "cvr.ndjson", [owner, place()]))
    assert asked("SELECT unit_id, parent_id, valid_from FROM unit_parent ORDER BY 1") == [
        ("1000000001", "10000001", date(2015, 3, 1)),
        ("1000000009", "10000001", date(2002, 2, 2)),
    ]


def test_every_saved_document_is_read(shared_data, into) -> None:
    folder = shared_data / "register" / "cvr"
    reading, asked = read(into, folder / "magenta_company_in.json", folder / "magenta_unit.json")
    assert (reading.told.read, reading.told.kept, reading.told.set_aside, reading.told.warnings) == (11, 11, [], [])
    assert asked("SELECT kind, count(*) FROM unit GROUP BY 1 ORDER BY 1") == [("company", 1), ("place", 10)]
    assert asked("SELECT unit_id, form FROM unit_form") == [("25052943", "80")]
    assert asked("SELECT scheme, code FROM unit_industry WHERE kind = 'company' ORDER BY valid_from") == [
        ("DB03", "980000"),
        ("DB03", "726000"),
        ("DB07", "620900"),
        ("DB07", "620200"),
    ]
    assert asked("SELECT count(*) FROM unit_parent p SEMI JOIN unit u USING (kind, unit_id)") == [(10,)]
