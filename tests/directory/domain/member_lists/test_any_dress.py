"""One list in many dresses: the same 300 members are found whatever the encoding, separator, headings and spellings."""

import csv
import json
import random
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from mikrovirk.directory.domain.member_lists import read_member_list, summary

from .files import workbook

FILES = Path(__file__).parents[3] / "data" / "member-lists"
EXPECTED = json.loads((FILES / "expected.json").read_text())["excel-semikolon.csv"]
HEADINGS = {
    "business": [
        "Firma",
        "VIRKSOMHED",
        "Virksomhedsnavn",
        "Company",
        "Navn på virksomhed",
        "Hvad hedder din virksomhed?",
    ],
    "first": ["Fornavn", "FORNAVN", "First Name", "Dit fornavn"],
    "last": ["Efternavn", "EFTERNAVN", "Last Name", "Dit efternavn"],
    "name": ["Navn", "Dit navn", "Kontaktperson", "Kontakt", "NAVN", "Fulde navn", "Hvad hedder du?"],
    "email": ["E-mail", "Mail", "Din mailadresse", "MAILADRESSE", "e-post", "E-mail Address", "Kontaktmail"],
    "phone": ["Telefon", "Tlf.", "Mobil", "TLF", "Mobilnummer", "Mobile Phone", "Telefonnr."],
    "postcode": ["Postnr.", "Post nr.", "POSTNR", "Postnummer", "Business Postal Code"],
    "town": ["By", "BY", "Bynavn", "City", "Postdistrikt"],
    "postcode_town": ["Postnr./by", "Postnr. og by", "Postnummer", "Postnr by"],
    "cvr": ["CVR-nr.", "CVR nummer", "cvr", "CVR-nummer", "SE/CVR"],
    "industry": ["Branche", "Hvad laver du?", "Fag", "Industry"],
    "note": ["Bemærkning", "Noter", "Notes", "Andet vi skal vide"],
    "member_number": ["Medlemsnr.", "Nr"],
    "stamp": ["Tidsstempel", "Oprettet"],
}
PHONES: list[Callable[[str], str]] = [
    lambda d: d,
    lambda d: "+45 " + d,
    lambda d: "0045" + d,
    lambda d: "45" + d,
    lambda d: f"{d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
    lambda d: f"({d[:2]}) {d[2:]}",
    lambda d: f"+45{d[:2]}-{d[2:4]}-{d[4:6]}-{d[6:]}",
]
CVRS: list[Callable[[str], str]] = [
    lambda d: d,
    lambda d: "DK" + d,
    lambda d: f"DK {d[:2]} {d[2:4]} {d[4:6]} {d[6:]}",
    lambda d: d + " ",
]
NOTES = ["", "", 'Mødt på "messen"; ny, i 2024', "Ringer helst\nefter kl. 16"]
ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac_roman"]


def members() -> list[list[str]]:
    text = (FILES / "excel-semikolon.csv").read_bytes().decode("cp1252")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))[1:]


def dressed(dice: random.Random) -> tuple[bytes, list[int]]:
    """Return the list as some office might keep it, and the number of each member's row."""
    columns = ["business", "email", "phone", "cvr", "industry", "note", *dice.choice([["name"], ["first", "last"]])]
    columns += dice.choice([["postcode", "town"], ["postcode_town"]]) + dice.sample(
        ["member_number", "stamp"], dice.randint(0, 2)
    )
    dice.shuffle(columns)
    turned = dice.random() < 0.5
    lines: list[list[str]] = dice.choice([[], [["MEDLEMMER PR. 1. SEPTEMBER"], ["Må ikke videregives"], []]])
    lines = [*lines, [dice.choice(HEADINGS[column]) + dice.choice(["", "", ":", " "]) for column in columns]]
    numbers = []
    for at, (business, first, last, email, phone, postcode, town, cvr, industry, note) in enumerate(members()):
        values = {
            "business": business, "first": first, "last": last, "email": email, "postcode": postcode, "town": town, "industry": industry,
            "name": f"{last}, {first}".strip(", ") if turned else f"{first} {last}".strip(), "postcode_town": f"{postcode} {town}",
            "phone": dice.choice(PHONES)("".join(filter(str.isdigit, phone))[-8:]), "cvr": dice.choice(CVRS)(cvr),
            "note": note or dice.choice(NOTES), "member_number": str(1000 + at), "stamp": "2026-07-12 13:03:24",
        }  # fmt: skip
        lines += [[]] if dice.random() < 0.02 else []
        lines.append([values[column] for column in columns])
        numbers.append(len(lines))
    if dice.random() < 0.5:
        lines += [[], ["I alt", "300"]]
    return written(lines, dice), numbers


def written(lines: list[list[str]], dice: random.Random) -> bytes:
    if dice.random() < 0.25:
        as_stored = [
            [int(cell) if cell.isdigit() and cell[0] != "0" else cell or None for cell in line] for line in lines
        ]
        return workbook({"Forside": [["Medlemsliste"]], "Ark2": as_stored})
    text = StringIO()
    end = dice.choice(["\r\n", "\n", "\r"])
    writer = csv.writer(
        text,
        delimiter=dice.choice(";,\t|"),
        quoting=dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        lineterminator=end,
    )
    for line in lines:
        writer.writerow(line)
    return text.getvalue().encode(dice.choice(ENCODINGS))


@pytest.mark.parametrize("seed", range(20))
def test_the_same_members_are_found(seed: int) -> None:
    content, numbers = dressed(random.Random(seed))
    read = read_member_list(content)
    assert read.problem is None
    assert summary(read) == {
        **EXPECTED,
        "errors": {str(numbers[int(row) - 2]): code for row, code in EXPECTED["errors"].items()},
        "warnings": {str(numbers[int(row) - 2]): code for row, code in EXPECTED["warnings"].items()},
        "duplicates": [numbers[row - 2] for row in EXPECTED["duplicates"]],
    }
    for row in read.good_rows:
        assert row.remarks == ()
        assert all(
            (row.person.phone, row.business.name, row.business.postcode, row.business.town, row.business.industry)
        )
