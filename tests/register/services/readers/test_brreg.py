import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from mikrovirk.register.services.readers import Interrupted, csv_rows, json_rows
from tests.factories.readings import read_with

UNIT = {
    "organisasjonsnummer": "999000001",
    "navn": "FJORDENS SNEKKER AS",
    "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap"},
    "registreringsdatoEnhetsregisteret": "2010-03-04",
    "stiftelsesdato": "2010-02-01",
    "naeringskode1": {"kode": "43.320", "beskrivelse": "Snekkerarbeid"},
    "antallAnsatte": 7,
    "harRegistrertAntallAnsatte": True,
    "registreringsdatoAntallAnsatteEnhetsregisteret": "2026-02-03",
    "forretningsadresse": {
        "landkode": "NO",
        "postnummer": "6800",
        "poststed": "FØRDE",
        "adresse": ["Bygg 2", "Fjordvegen 14 B"],
        "kommune": "SUNNFJORD",
        "kommunenummer": "4647",
    },
    "historiskeNavn": [{"navn": "SNEKKER 1 AS", "fraDato": "2010-03-04", "tilDato": "2012-05-31"}],
    "konkurs": False,
    "respons_klasse": "Enhet",
}
PLACE = {
    "organisasjonsnummer": "999000002",
    "navn": "FJORDENS SNEKKER AS AVD FØRDE",
    "organisasjonsform": {"kode": "BEDR"},
    "registreringsdatoEnhetsregisteret": "2010-03-04",
    "oppstartsdato": "2010-04-01",
    "nedleggelsesdato": "2024-12-31",
    "naeringskode1": {"kode": "43.320"},
    "harRegistrertAntallAnsatte": True,
    "beliggenhetsadresse": {
        "landkode": "NO",
        "postnummer": "6800",
        "kommunenummer": "4647",
        "adresse": ["Fjordvegen 1"],
    },
    "overordnetEnhet": "999000001",
    "respons_klasse": "Underenhet",
}
SOLE = {
    "organisasjonsnummer": "999000003",
    "navn": "OLE",
    "organisasjonsform": {"kode": "ENK"},
    "registreringsdatoEnhetsregisteret": "2020-01-01",
    "harRegistrertAntallAnsatte": False,
    "konkurs": True,
    "konkursdato": "2025-05-05",
}


def test_an_array_packed_becomes_the_tables(tmp_path: Path) -> None:
    file = tmp_path / "enheter.json.gz"
    file.write_bytes(gzip.compress(json.dumps([UNIT, PLACE, SOLE]).encode()))
    written = read_with("brreg", file, into=tmp_path / "into", as_of=date(2026, 11, 1))

    assert (written.told, written.set_aside) == ((3, 3), [])
    assert written.rows("unit_life", "country, kind, unit_id, valid_from, valid_to") == [
        ("NO", "company", "999000001", date(2010, 2, 1), None),
        ("NO", "company", "999000003", date(2020, 1, 1), None),
        ("NO", "place", "999000002", date(2010, 4, 1), date(2025, 1, 1)),
    ]
    assert written.rows("unit_name", "name, valid_from, valid_to", order="unit_id, valid_from") == [
        ("SNEKKER 1 AS", date(2010, 3, 4), date(2012, 6, 1)),
        ("FJORDENS SNEKKER AS", date(2012, 6, 1), None),
        ("FJORDENS SNEKKER AS AVD FØRDE", None, None),
        ("OLE", None, None),
    ]
    assert written.rows("unit_address", "unit_id, municipality, postcode, street, house") == [
        ("999000001", "4647", "6800", "Fjordvegen", "14B"),
        ("999000002", "4647", "6800", "Fjordvegen", "1"),
    ]
    assert written.rows("unit_industry", "unit_id, rank, scheme, code, label") == [
        ("999000001", 0, "NACE2.1", "43320", "Snekkerarbeid"),
        ("999000002", 0, "NACE2.1", "43320", None),
    ]
    # From five up exactly; of one to four only that there are some; none.
    assert written.rows("unit_size", "unit_id, series, low, high, employed, valid_from") == [
        ("999000001", "stock", 7, 7, 7, date(2026, 2, 3)),
        ("999000002", "stock", 1, 4, None, date(2026, 11, 1)),
        ("999000003", "stock", 0, 0, None, date(2026, 11, 1)),
    ]
    assert written.rows("unit_form", "unit_id, form") == [("999000001", "AS"), ("999000003", "ENK")]
    assert written.rows("unit_parent", "unit_id, parent_id") == [("999000002", "999000001")]
    assert written.rows("unit_status", "unit_id, status, valid_from") == [("999000003", "KONKURS", date(2025, 5, 5))]
    assert written.rows("unit_protection", "*") == []


def test_a_search_answer_a_single_unit_and_lines_give_the_same(tmp_path: Path) -> None:
    answer = {"_embedded": {"enheter": [UNIT, SOLE]}, "_links": {}, "page": {"totalElements": 2}}
    for name, text in (
        ("answer.json", json.dumps(answer, indent=4)),
        ("array.json", json.dumps([UNIT, SOLE], indent=2)),
        ("lines.ndjson", json.dumps(UNIT) + "\n" + json.dumps(SOLE) + "\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
        written = read_with("brreg", tmp_path / name, into=tmp_path / f"{name}-into")
        assert [unit for (unit,) in written.rows("unit", "unit_id")] == ["999000001", "999000003"]
        assert written.rows("positions", "unit_id, position") == [("999000001", 1), ("999000003", 2)]
    one = tmp_path / "one.json"
    one.write_text(json.dumps(UNIT, indent=2), "utf-8")
    assert read_with("brreg", one, into=tmp_path / "one").told == (1, 1)


def test_the_csv_with_its_flattened_columns_semicolons_and_mark(tmp_path: Path) -> None:
    file = tmp_path / "underenheter.csv"
    file.write_bytes(
        "\ufeff"
        "organisasjonsnummer;navn;organisasjonsform.kode;naeringskode1.kode;antallAnsatte;harRegistrertAntallAnsatte;"
        "registreringsdatoEnhetsregisteret;overordnetEnhet;beliggenhetsadresse.adresse;beliggenhetsadresse.kommunenummer\n"
        '"999000002";"SNEKKER; AVD\nFØRDE";"BEDR";"43.320";"";"true";"2010-03-04";"999000001";"Fjordvegen 1";"4647"\n'
        "too;few\n"
        '"999000004";"B";"BEDR";"62.100";"12";"true";"2010-13-04";"999000001";"";""\n'
        '"12";"C";"BEDR";"62.100";"12";"true";"2010-03-04";"999000001";"";""\n'
        '"999000005";"D";"BEDR";"62.100";"12";"true";"2010-03-04";"999000001";"";""\n'.encode()
    )
    written = read_with("brreg", file, into=tmp_path / "into", as_of=date(2024, 1, 1))
    assert written.told == (5, 2)
    assert written.set_aside == [
        ("underenheter.csv", 3, "wrong_columns"),
        ("underenheter.csv", 5, "bad_number"),
        ("underenheter.csv", 4, "bad_date"),
    ]
    assert written.rows("unit_name", "unit_id, name") == [
        ("999000002", "SNEKKER; AVD\nFØRDE"),
        ("999000005", "D"),
    ]
    # Before 2025 the codes are those of SN2007.
    assert written.rows("unit_industry", "scheme, code") == [("NACE2", "43320"), ("NACE2", "62100")]
    assert written.rows("positions", "unit_id, position") == [("999000002", 2), ("999000005", 6)]


def test_damage_costs_only_what_is_damaged(tmp_path: Path) -> None:
    lines = tmp_path / "lines.ndjson"
    bad_period = {**SOLE, "organisasjonsnummer": "999000009", "slettedato": "2019-01-01"}
    texts = [
        json.dumps(UNIT),
        '{"organisasjonsnummer": "9990',
        json.dumps(bad_period),
        json.dumps(SOLE),
        json.dumps(UNIT),
    ]
    lines.write_text("\n".join(texts) + "\n", "utf-8")
    written = read_with("brreg", lines, into=tmp_path / "into")
    assert written.told == (5, 2)
    assert sorted(written.set_aside) == [
        ("lines.ndjson", 1, "twice"),
        ("lines.ndjson", 2, "not_json"),
        ("lines.ndjson", 3, "reversed"),
    ]
    assert written.rows("positions", "unit_id, position") == [("999000001", 5), ("999000003", 4)]


def test_files_of_other_sources_and_empty_ones_are_named(tmp_path: Path) -> None:
    other, empty = tmp_path / "cvr.json", tmp_path / "empty.csv"
    other.write_text('{"Vrvirksomhed": {}}', "utf-8")
    empty.write_text("", "utf-8")
    written = read_with("brreg", other, empty, into=tmp_path / "into")
    assert written.set_aside == [("cvr.json", 0, "wrong_source"), ("empty.csv", 0, "empty")]


def test_every_real_answer_is_read(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "register" / "other"
    files = [folder / "no_brreg_search_asa_5.json", folder / "no_brreg_entity_923609016.json"]
    written = read_with("brreg", *files, into=tmp_path / "into")
    assert (written.told, written.set_aside) == ((6, 6), [])
    expected = json.loads(files[0].read_text("utf-8"))["_embedded"]["enheter"] + [
        json.loads(files[1].read_text("utf-8"))
    ]
    assert written.rows("unit_life", "unit_id, valid_from::VARCHAR") == sorted(
        (each["organisasjonsnummer"], each["stiftelsesdato"]) for each in expected
    )
    assert written.rows("unit_industry", "unit_id, code", order="unit_id, rank") == [
        (each["organisasjonsnummer"], each[key]["kode"].replace(".", ""))
        for each in sorted(expected, key=lambda each: each["organisasjonsnummer"])
        for key in ("naeringskode1", "naeringskode2", "naeringskode3")
        if key in each
    ]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_an_interrupted_run_goes_on_where_it_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    file, into = tmp_path / f"units.{kind}", tmp_path / "into"
    units = [{**SOLE, "organisasjonsnummer": f"{999_100_000 + number}"} for number in range(90)]
    if kind == "json":
        file.write_text(json.dumps(units), "utf-8")
    else:
        lines = [f"{each['organisasjonsnummer']};{each['navn']};2020-01-01" for each in units]
        file.write_text(
            "organisasjonsnummer;navn;registreringsdatoEnhetsregisteret\n" + "\n".join(lines) + "\n", "utf-8"
        )
    size = file.stat().st_size // 5
    monkeypatch.setattr("mikrovirk.register.services.readers.blocks.BLOCK", size)
    for module in (csv_rows, json_rows):
        monkeypatch.setattr(module, "size_of", lambda *, at_once: {"size": size})

    stops = iter([False, False, True])
    with pytest.raises(Interrupted):
        read_with("brreg", file, into=into, stopping=lambda: next(stops))
    entries = [json.loads(line) for line in (into / "parts.jsonl").read_text("utf-8").splitlines()]
    assert len(entries) == 2
    first = read_with("brreg", file, into=into, parts={entry["part"]: entry for entry in entries})

    assert first.rows("unit", "unit_id") == [(each["organisasjonsnummer"],) for each in units]
    start = 1 if kind == "json" else 2
    assert [position for (position,) in first.rows("positions", "position")] == list(range(start, start + 90))
    assert (into / "parts.jsonl").read_text("utf-8").count('"is_last": true') == 1
