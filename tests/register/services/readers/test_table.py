import json
from datetime import date
from pathlib import Path

import duckdb
import pytest

from mikrovirk.register.services.readers import reader_of
from mikrovirk.register.services.readers.table_mapping import (
    WrongMapping,
    checked,
    every_mapping,
    read_mapping,
    shipped,
)
from tests.factories.readings import Written, read_with

PLAIN = {"country": "SE", "kind": "company", "format": "csv", "unit_id": "number", "unit_life": {"valid_from": "born"}}


def read_shipped(name: str, file: Path, into: Path) -> Written:
    return read_with("table", file, into=into, mapping=read_mapping(name))


def test_the_mappings_that_come_along_are_sound() -> None:
    assert shipped() == (
        "finland",
        "france",
        "france-companies",
        "france-places",
        "france-places-history",
        "great-britain",
        "norway-tidybrreg",
    )
    countries = {name: reader_of("table").country_of(read_mapping(name)) for name in shipped()}
    assert set(countries.values()) == {"FI", "FR", "GB", "NO"}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"unit_adress": {}}, "mapping: no such word as unit_adress"),
        ({"unit_life": {"valid_form": "born"}}, "unit_life: no such word as valid_form"),
        ({"unit_life": {"valid_from": {"column": "born", "sql": "1"}}}, "unit_life.valid_from: no such word as sql"),
        ({"unit_life": {"valid_from": {"date": "%d"}}}, "unit_life.valid_from: says neither column"),
        ({"unit_life": {"valid_from": None}}, "unit_life.valid_from: a column's name"),
        ({"kind": "person"}, "mapping: kind is company or place"),
        ({"country": None}, "mapping: country is missing"),
    ],
)
def test_a_wrong_word_in_a_mapping_is_named(change: dict, complaint: str) -> None:
    with pytest.raises(WrongMapping, match=complaint):
        checked({**PLAIN, **change})


def test_a_mapping_that_is_no_toml_or_is_not_there_says_so(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("country = ", "utf-8")
    with pytest.raises(WrongMapping, match=r"mine\.toml"):
        read_mapping(file)
    with pytest.raises(WrongMapping, match="france-places"):
        read_mapping(tmp_path / "nowhere.toml")


def test_without_a_life_nothing_is_known_to_be_alive() -> None:
    with pytest.raises(WrongMapping, match="unit_life is missing"):
        checked({word: value for word, value in PLAIN.items() if word != "unit_life"})


def test_values_are_text_and_never_run(tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("number;born;it's \"odd\"\n1;2020-01-01;a'b\n", "utf-8")
    mapping = {
        **PLAIN,
        "unit_name": {"name": {"columns": ['it\'s "odd"'], "join": "'"}},
        "unit_form": {"form": {"text": "') --"}},
    }
    written = read_with("table", file, into=tmp_path / "into", mapping=mapping)
    assert written.told == (1, 1)
    assert written.rows("unit_form", "form") == [("') --",)]


def test_a_british_company(tmp_path: Path) -> None:
    file = tmp_path / "basic.csv"
    file.write_text(
        "CompanyName, CompanyNumber,RegAddress.AddressLine1, RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.PostCode,"
        "CompanyCategory,CompanyStatus,DissolutionDate,IncorporationDate,SICCode.SicText_1,SICCode.SicText_2\n"
        '"OAK & SONS LTD","00000001","1 HIGH STREET","","YORK","YO1 1AA","Private Limited Company","Active","","30/07/2014",'
        '"43320 - Joinery installation","None Supplied"\n'
        '"LATE LTD","00000002","","","","","Private Limited Company","Active","","31/02/2014","99999 - Dormant Company",""\n',
        "utf-8",
    )
    written = read_shipped("great-britain", file, tmp_path / "into")
    assert written.told == (2, 1)
    assert written.set_aside == [("basic.csv", 3, "bad_date")]
    assert written.rows("unit_life", "unit_id, valid_from, valid_to") == [("00000001", date(2014, 7, 30), None)]
    assert written.rows("unit_industry", "rank, scheme, code, label") == [(0, "NACE2", "43320", "Joinery installation")]
    assert written.rows("unit_address", "street, postcode, municipality") == [("1 HIGH STREET", "YO1 1AA", None)]
    assert written.rows("unit_size", "*") == []


def test_a_french_place_and_its_history(tmp_path: Path) -> None:
    stock, history = tmp_path / "stock.csv", tmp_path / "history.csv"
    stock.write_text(
        "siren,siret,statutDiffusionEtablissement,dateCreationEtablissement,trancheEffectifsEtablissement,anneeEffectifsEtablissement,"
        "codePostalEtablissement,codeCommuneEtablissement,dateDebut,etatAdministratifEtablissement,activitePrincipaleEtablissement,"
        "nomenclatureActivitePrincipaleEtablissement\n"
        "000000001,00000000100011,O,2001-02-03,03,2024,29200,29019,2008-01-01,A,32.12Z,NAFRev2\n"
        "000000001,00000000100012,P,2001-02-03,NN,,29200,29019,2020-05-01,F,32.12Z,NAFRev1\n"
        "000000001,00000000100012,P,2001-02-03,NN,,29200,29019,2020-05-01,F,32.12Z,NAFRev1\n",
        "utf-8",
    )
    written = read_shipped("france-places", stock, tmp_path / "into")
    assert written.set_aside == [("stock.csv", 3, "twice")]
    assert written.rows("unit", "unit_id, is_secret") == [("00000000100011", False), ("00000000100012", True)]
    assert written.rows("unit_life", "valid_from, valid_to") == [
        (date(2001, 2, 3), date(2020, 5, 1)),
        (date(2001, 2, 3), None),
    ]
    assert written.rows("unit_size", "low, high, valid_from") == [(0, 0, None), (6, 9, date(2024, 1, 1))]
    assert written.rows("unit_industry", "scheme, code") == [("DB03", "3212"), ("NACE2", "3212")]
    assert written.rows("unit_parent", "DISTINCT parent_id") == [("000000001",)]

    history.write_text(
        "siren,siret,dateFin,dateDebut,etatAdministratifEtablissement,enseigne1Etablissement,denominationUsuelleEtablissement,"
        "activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement\n"
        "000000001,00000000100011,,2022-01-01,A,LA PERLE,,32.12Z,NAFRev2\n"
        "000000001,00000000100011,2021-12-31,2019-03-01,F,LA PERLE,,32.12Z,NAFRev2\n"
        "000000001,00000000100011,2019-02-28,2008-01-01,A,LA PERLE,,32.12Z,NAFRev2\n"
        "000000001,00000000100011,2007-12-31,2001-02-03,A,LA PERLE,,,\n",
        "utf-8",
    )
    written = read_shipped("france-places-history", history, tmp_path / "history")
    assert written.rows("unit", "unit_id") == [("00000000100011",)]
    assert written.rows("unit_life", "valid_from, valid_to") == [
        (date(2001, 2, 3), date(2019, 3, 1)),
        (date(2022, 1, 1), None),
    ]
    assert written.rows("unit_name", "name, valid_from, valid_to") == [("LA PERLE", date(2001, 2, 3), None)]
    assert written.rows("unit_industry", "code, valid_from, valid_to") == [("3212", date(2008, 1, 1), None)]


def test_two_mappings_in_one_import_each_for_its_files(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "register" / "other"
    files = [folder / "fr_signauxfaibles_sireneTestData.csv", folder / "fr_signauxfaibles_sireneULTestData.csv"]
    odd = tmp_path / "odd.csv"
    odd.write_text("a,b\n1,2\n", "utf-8")
    written = read_with("table", *files, odd, into=tmp_path / "into", mapping=read_mapping("france"))
    assert sorted({kind for (kind,) in written.rows("unit", "kind")}) == ["company", "place"]
    assert written.told == (9, 8)
    assert [reason for _, _, reason in written.set_aside] == ["bad_date", "wrong_source"]


def test_mappings_are_of_one_country() -> None:
    with pytest.raises(WrongMapping, match="one country"):
        every_mapping({"mappings": [PLAIN, {**PLAIN, "country": "NO"}]})


def test_a_finnish_document(tmp_path: Path) -> None:
    document = {
        "businessId": {"value": "0000001-1", "registrationDate": "2010-05-06"},
        "names": [
            {"name": "Puu Oy", "type": "1", "registrationDate": "2012-01-01"},
            {"name": "Vanha Puu Oy", "type": "1", "registrationDate": "2010-05-06", "endDate": "2011-12-31"},
        ],
        "mainBusinessLine": {"type": "43320", "typeCodeSet": "TOIMI4", "registrationDate": "2026-01-01"},
        "companyForms": [{"type": "16", "registrationDate": "2010-05-06"}],
        "addresses": [
            {"type": 1, "street": "Kuja", "buildingNumber": "3", "entrance": "A", "postCode": "00100"},
            {"type": 2, "street": "PL 5", "postCode": "00101"},
        ],
        "registeredEntries": [
            {"type": "1", "register": "1", "registrationDate": "2010-05-06"},
            {"type": "41", "register": "7", "registrationDate": "2015-01-01", "endDate": "2020-12-31"},
            {"type": "4", "register": "1", "registrationDate": "2024-02-01"},
        ],
    }
    file = tmp_path / "all.json"
    file.write_text(json.dumps([document, {"businessId": {}, "registeredEntries": []}]), "utf-8")
    written = read_shipped("finland", file, tmp_path / "into")
    assert (written.told, written.set_aside) == ((2, 1), [("all.json", 2, "bad_number")])
    assert written.rows("unit_life", "unit_id, valid_from, valid_to") == [
        ("0000001-1", date(2010, 5, 6), date(2024, 2, 1))
    ]
    assert written.rows("unit_name", "name, is_main, valid_from, valid_to", order="valid_from") == [
        ("Vanha Puu Oy", True, date(2010, 5, 6), date(2012, 1, 1)),
        ("Puu Oy", True, date(2012, 1, 1), None),
    ]
    assert written.rows("unit_address", "street, house, postcode") == [("Kuja", "3A", "00100")]
    assert written.rows("unit_industry", "scheme, code") == [("NACE2.1", "43320")]
    assert written.rows("unit_size", "low, high, valid_from, valid_to") == [
        (2, None, date(2015, 1, 1), date(2021, 1, 1))
    ]


def test_parquet_with_its_own_types(tmp_path: Path) -> None:
    file = tmp_path / "units.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT '1' AS org_nr, 'Alpha' AS name, 'AS' AS legal_form, 15 AS employees, '62.020' AS nace_1, '301' AS "
            f"municipality_code, DATE '2010-01-01' AS founding_date, true AS bankrupt) TO '{file}' (FORMAT parquet)"
        )
    written = read_shipped("norway-tidybrreg", file, tmp_path / "into")
    assert written.rows("unit_life", "country, unit_id, valid_from") == [("NO", "1", date(2010, 1, 1))]
    assert written.rows("unit_size", "low, high, employed") == [(15, 15, 15)]
    assert written.rows("unit_address", "municipality") == [("0301",)]
    assert written.rows("unit_status", "status") == [("KONKURS",)]


def test_files_of_something_else_are_named(tmp_path: Path) -> None:
    wrong, broken = tmp_path / "wrong.csv", tmp_path / "broken.parquet"
    wrong.write_text("a,b\n1,2\n", "utf-8")
    broken.write_bytes(b"PAR1 and then nothing")
    assert read_shipped("france-places", wrong, tmp_path / "1").set_aside == [("wrong.csv", 0, "wrong_source")]
    assert read_shipped("norway-tidybrreg", broken, tmp_path / "2").set_aside == [("broken.parquet", 0, "not_parquet")]


@pytest.mark.parametrize(
    ("mapping", "name", "kept", "aside"),
    [
        ("france-places", "fr_signauxfaibles_sireneTestData.csv", 5, []),
        # One of the scrambled values is no date.
        ("france-companies", "fr_signauxfaibles_sireneULTestData.csv", 3, [(3, "bad_date")]),
        ("france-places-history", "fr_signauxfaibles_sireneHistoTestData.csv", 4, []),
        ("great-britain", "uk_basiccompanydata_5rows_2018-05.csv", 5, []),
        ("finland", "fi_prh_ytj_v3_2companies_trimmed.json", 2, []),
        ("norway-tidybrreg", "no_tidybrreg_fixture_enheter_2025-01-01.parquet", 3, []),
    ],
)
def test_every_sample_from_elsewhere_is_read(
    shared_data: Path, tmp_path: Path, mapping: str, name: str, kept: int, aside: list[tuple[int, str]]
) -> None:
    written = read_shipped(mapping, shared_data / "register" / "other" / name, tmp_path / "into")
    assert (written.told[1], [(position, reason) for _, position, reason in written.set_aside]) == (kept, aside)
    assert len(written.rows("unit_life", "*")) >= 1
