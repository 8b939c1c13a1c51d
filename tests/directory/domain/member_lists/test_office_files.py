"""The five files with the quirks of real offices give exactly what their PROVENANCE.md says."""

import json
import time
from pathlib import Path

import pytest

from mikrovirk.directory.domain.member_lists import (
    contents_of,
    from_json,
    read_member_list,
    summary,
    to_json,
    unreadable_rows_csv,
)

from .files import workbook

FILES = Path(__file__).parents[3] / "data" / "member-lists"
EXPECTED = json.loads((FILES / "expected.json").read_text())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_read_as_its_provenance_says(name: str) -> None:
    read = read_member_list((FILES / name).read_bytes())
    assert read.problem is None
    assert summary(read) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_row_has_a_name_an_address_a_phone_number_and_a_place_unless_it_says_why_not(name: str) -> None:
    for row in read_member_list((FILES / name).read_bytes()).good_rows:
        assert row.remarks == ()
        assert all(
            (
                row.person.name,
                row.person.email,
                row.person.phone,
                row.business.name,
                row.business.postcode,
                row.business.town,
            )
        )


@pytest.mark.parametrize("name", EXPECTED)
def test_no_cpr_number_comes_out(name: str) -> None:
    read = read_member_list((FILES / name).read_bytes())
    assert "010170" not in to_json(read)
    assert b"010170" not in unreadable_rows_csv(read)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_that_was_kept_is_the_same_list(name: str) -> None:
    read = read_member_list((FILES / name).read_bytes())
    assert from_json(to_json(read)) == read


def test_five_thousand_rows_take_well_under_three_seconds() -> None:
    cells = [
        "Jørgen Pedersen",
        "Stubbekøbing Tolk",
        "",
        "+45 27526544",
        "97865833",
        "4773",
        "Stensved",
        "Tolk",
        'Mødt på "messen"; ny',
        1000,
    ]
    rows: list[list[object]] = [[*cells[:2], f"jp{at}@firma.example", *cells[3:]] for at in range(5000)]
    headings = ["Navn", "Firma", "E-mail", "Tlf.", "CVR-nr.", "Postnr.", "By", "Branche", "Noter", "Medlemsnr."]
    text = "\r\n".join(";".join('"' + str(cell).replace('"', '""') + '"' for cell in row) for row in [headings, *rows])
    for content in (text.encode("cp1252"), workbook({"Medlemmer": [headings, *rows]})):
        start = time.process_time()
        contents = contents_of(read_member_list(content))
        taken = time.process_time() - start
        assert (len(contents.people), len(contents.businesses)) == (5000, 1)
        assert taken < 3
