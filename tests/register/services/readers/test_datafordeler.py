import csv
import json
from datetime import date
from pathlib import Path

from mikrovirk.register.services.readers.datafordeler_tables import ENTITIES, NOT_NEEDED
from tests.factories.readings import read_with

COMPANY, PLACE = "4001", "4002"
NOW = {"registreringFra": "2026-01-02T03:04:05.000000+01:00", "registreringTil": ""}


def row(since: str, until: str = "", **values: str) -> dict[str, str]:
    return {**values, "virkningFra": since, "virkningTil": until, **NOW}


ROWS = {
    "Virksomhed": [
        row(
            "2010-05-01",
            id=COMPANY,
            CVRNummer="1234567",
            status="aktiv",
            virksomhedStartdato="2010-05-01",
            virksomhedOphoersdato="",
        ),
    ],
    "Produktionsenhed": [
        row(
            "2010-05-01",
            id=PLACE,
            pNummer="1900000001",
            status="aktiv",
            produktionsenhedStartdato="2010-05-01",
            produktionsenhedOphoersdato="2024-12-31",
            tilknyttetVirksomhedsCVRNummer="1234567",
            tilknyttetTilVirksomhedStartdato="2010-05-01",
            tilknyttetTilVirksomhedOphoersdato="2024-12-31",
        ),
    ],
    "Navn": [
        row("2010-05-01", "2015-01-01", CVREnhedsId=COMPANY, sekvens="0", vaerdi='Tømrer "Ole", I/S'),
        row("2015-01-01", CVREnhedsId=COMPANY, sekvens="0", vaerdi="Oles\nTømrerfirma"),
        {
            **row("2014-01-01", CVREnhedsId=COMPANY, sekvens="0", vaerdi="Skrevet forkert"),
            "registreringTil": "2014-02-01T00:00:00.000000+01:00",
        },
    ],
    "Branche": [
        row(
            "2010-05-01", "2024-12-31", CVREnhedsId=COMPANY, sekvens="0", vaerdi="11100", vaerdiTekst="Dyrkning af korn"
        ),
        row("2025-01-01", CVREnhedsId=COMPANY, sekvens="0", vaerdi="011100", vaerdiTekst="Dyrkning af korn"),
        row("2012-01-01", CVREnhedsId=COMPANY, sekvens="1", vaerdi="433200", vaerdiTekst="Tømrer"),
        row("2012-01-01", CVREnhedsId="9999", sekvens="0", vaerdi="433200", vaerdiTekst="Tømrer"),
    ],
    "Adressering": [
        row(
            "2010-05-01",
            CVREnhedsId=COMPANY,
            AdresseringAnvendelse="beliggenhedsadresse",
            CVRAdresse_kommunekode="390",
            CVRAdresse_postnummer="4760",
            CVRAdresse_postdistrikt="Vordingborg",
            CVRAdresse_supplerendeBynavn="Ørslev",
            CVRAdresse_vejnavn="Algade",
            CVRAdresse_vejkode="12",
            CVRAdresse_husnummerFra="014B",
            CVRAdresse_etagebetegnelse="2",
            CVRAdresse_doerbetegnelse="tv",
        ),
        row("2010-05-01", CVREnhedsId=COMPANY, AdresseringAnvendelse="postadresse", CVRAdresse_kommunekode="101"),
    ],
    "Virksomhedsform": [row("2010-05-01", CVREnhedsId=COMPANY, vaerdi="10", vaerdiTekst="Enkeltmandsvirksomhed")],
    "Reklamebeskyttelse": [row("2010-05-01", CVREnhedsId=COMPANY, vaerdi="true")],
    "Beskaeftigelse": [
        {
            "CVREnhedsId": COMPANY,
            "beskaeftigelsestalstype": kind,
            "datoFra": "2018-01-01",
            "datoTil": "2018-12-31",
            **numbers,
        }
        for kind, numbers in (
            ("AarsbeskaeftigelseAntalAnsatte", {"antal": "3", "intervalFra": "2", "intervalTil": "4"}),
            ("AarsbeskaeftigelseAntalAarsvaerk", {"antal": "2", "intervalFra": "2", "intervalTil": "4"}),
            ("AarsbeskaeftigelseAntalInklusivEjere", {"antal": "5", "intervalFra": "5", "intervalTil": "9"}),
        )
    ],
    "Telefonnummer": [row("2010-05-01", CVREnhedsId=COMPANY, vaerdi="00000000")],
}


def files_of(folder: Path, kind: str) -> list[Path]:
    found = []
    for entity, rows in reversed(ROWS.items()):  # units come last: the order does not matter
        file = folder / f"CVR_V2_{entity}_TotalDownload_{kind}_Bitemporal_345.{kind}"
        names = list(dict.fromkeys(name for each in rows for name in each))
        if kind == "csv":
            with file.open("w", encoding="utf-8", newline="") as opened:
                writer = csv.DictWriter(opened, names, restval="")
                writer.writeheader()
                writer.writerows(rows)
        else:
            file.write_text(json.dumps([{name: each.get(name) or None for name in names} for each in rows]), "utf-8")
        found.append(file)
    return found


def test_csv_and_json_give_the_same_tables(tmp_path: Path) -> None:
    for kind in ("csv", "json"):
        written = read_with("datafordeler", *files_of(tmp_path, kind), into=tmp_path / f"{kind}-into")
        key = "kind, unit_id"
        assert written.rows("unit_life", f"{key}, valid_from, valid_to") == [
            ("company", "01234567", date(2010, 5, 1), None),
            ("place", "1900000001", date(2010, 5, 1), date(2025, 1, 1)),
        ]
        # The second name begins on the first one's last day: whether ends are included or not, none is counted twice.
        assert written.rows("unit_name", "name, is_main, valid_from, valid_to", order="valid_from") == [
            ('Tømrer "Ole", I/S', True, date(2010, 5, 1), date(2015, 1, 1)),
            ("Oles\nTømrerfirma", True, date(2015, 1, 1), None),
        ]
        assert written.rows("unit_industry", "rank, scheme, code, valid_from, valid_to") == [
            (0, "DB07", "011100", date(2010, 5, 1), date(2025, 1, 1)),
            (0, "DB25", "011100", date(2025, 1, 1), None),
            (1, "DB07", "433200", date(2012, 1, 1), None),
        ]
        assert written.rows("unit_address", "municipality, postcode, town, street, street_code, house, floor_door") == [
            ("0390", "4760", "Ørslev", "Algade", "0012", "14B", "2. tv")
        ]
        assert written.rows("unit_form", "form, label") == [("10", "ENK")]
        assert written.rows("unit_protection", f"{key}, is_protected") == [("company", "01234567", True)]
        assert written.rows("unit_size", "series, low, high, employed, full_time, valid_from, valid_to") == [
            ("year", 2, 4, 3, 2.0, date(2018, 1, 1), date(2019, 1, 1))
        ]
        assert written.rows("unit_parent", "unit_id, parent_id, valid_to") == [
            ("1900000001", "01234567", date(2025, 1, 1))
        ]
        assert [reason for _, _, reason in written.set_aside] == ["no_unit"]
        assert sorted(each.reason for each in written.reading.told.warnings) == ["not_needed", "superseded"]
        assert written.reading.newest == "2026-01-02"
        assert not (written.reading.into / "ids").exists()


def test_a_unit_that_was_taken_up_again_has_two_lives(tmp_path: Path) -> None:
    file = tmp_path / "Virksomhed.csv"
    file.write_text(
        "id,CVRNummer,status,virksomhedStartdato,virksomhedOphoersdato,registreringFra,registreringTil,virkningFra,virkningTil\n"
        "1,12345678,aktiv,2010-01-01,,2010-01-02T00:00:00Z,,2010-01-01,2012-06-30\n"
        "1,12345678,ophørt,2010-01-01,2012-06-30,2012-07-02T00:00:00Z,,2012-07-01,2014-02-28\n"
        "1,12345678,aktiv,2014-03-01,,2014-03-02T00:00:00Z,,2014-03-01,\n",
        "utf-8",
    )
    written = read_with("datafordeler", file, into=tmp_path / "into")
    assert written.rows("unit_life", "valid_from, valid_to") == [
        (date(2010, 1, 1), date(2012, 7, 1)),
        (date(2014, 3, 1), None),
    ]
    assert written.rows("unit", "unit_id, is_restarted, updated_at::VARCHAR") == [
        ("12345678", True, "2014-03-02 00:00:00")
    ]


def test_wrong_rows_are_told_with_their_place(tmp_path: Path) -> None:
    file, other = tmp_path / "Virksomhed.csv", tmp_path / "something.csv"
    head = "id,CVRNummer,status,virksomhedStartdato,virksomhedOphoersdato,registreringFra,registreringTil,virkningFra,virkningTil\n"
    file.write_text(
        head + "1,12345678,aktiv,2010-01-01,,2010-01-02T00:00:00Z,,2010-01-01,\n"
        "2,123,aktiv,2010-01-01,,2010-01-02T00:00:00Z,,2010-01-01,\n"
        "3,12345679,aktiv,snart,,2010-01-02T00:00:00Z,,2010-01-01,\n"
        "4,12345670,ophørt,2010-01-01,2009-01-01,2010-01-02T00:00:00Z,,2010-01-01,\n",
        "utf-8",
    )
    other.write_text("a,b\n1,2\n", "utf-8")
    written = read_with("datafordeler", file, other, into=tmp_path / "into")
    assert sorted(written.set_aside) == [
        ("Virksomhed.csv", 3, "bad_number"),
        ("Virksomhed.csv", 4, "bad_date"),
        ("Virksomhed.csv", 5, "reversed"),
        ("something.csv", 0, "wrong_source"),
    ]
    assert written.rows("unit", "unit_id") == [("12345678",)]


def test_the_columns_are_those_of_the_published_schema(shared_data: Path) -> None:
    schema = json.loads((shared_data / "register" / "datafordeler" / "cvr_schema.json").read_text("utf-8"))["entities"]
    for entity in ENTITIES:
        assert set(entity.columns) - set(schema[f"CVR_{entity.name}"]["attributes"]) == set()
    named = {f"CVR_{entity.name}" for entity in ENTITIES} | {f"CVR_{name}" for name in NOT_NEEDED}
    entities = {name for name in schema if name.startswith("CVR_") and not name.endswith(("Connection", "Edge"))}
    assert entities - named == set()
