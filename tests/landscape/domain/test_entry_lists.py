"""Lists of networks and offers as they are met in offices."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from mikrovirk.directory.domain.member_lists.results import ProblemCode, UnreadableFile
from mikrovirk.landscape.domain.entry_lists import Found, read_list

HEADINGS = "Navn;Type;Målgruppe;Adresse;Postnr;Pris;Hvor tit;Kontaktperson;E-mail;Hjemmeside;Sidst afholdt"


def read(*lines: str, heading: str = HEADINGS) -> list[Found]:
    return read_list("\r\n".join([heading, *lines]).encode("cp1252"))


def values(line: str, heading: str = HEADINGS) -> dict[str, Any]:
    (found,) = read(line, heading=heading)
    return dict(found.values)


def test_a_row_as_it_is_understood() -> None:
    line = "Møns Erfa;Erfagruppe;Etablerede;Storegade 10;4780 Stege;600 kr.;Hver måned;Bo Blad;BO@erfa.example;erfa.example;1/11 2026"
    assert values(line) == {
        "name": "Møns Erfa",
        "kind": "erfa",
        "audience": "established",
        "place": "Storegade 10",
        "postcode": "4780",
        "price": "600 kr.",
        "how_often": "Hver måned",
        "contact_name": "Bo Blad",
        "contact_email": "bo@erfa.example",
        "owner_email": "bo@erfa.example",
        "website": "https://erfa.example",
        "last_activity_date": "2026-11-01",
    }


@pytest.mark.parametrize(
    ("kind", "audience", "expected"),
    [
        ("Netværk", "", ("network", "everybody")),
        ("Kontorfællesskab", "Iværksættere", ("coworking", "starting")),
        ("coworking", "starting", ("coworking", "starting")),
        ("Tilbud fra erhvervsrådet", "Nystartede", ("offer", "starting")),
        ("", "Alle", ("other", "everybody")),
    ],
)
def test_kinds_and_audiences(kind: str, audience: str, expected: tuple[str, str]) -> None:
    found = values(f"X;{kind};{audience}")
    assert (found["kind"], found["audience"]) == expected


def test_what_cannot_be_kept_is_left_out() -> None:
    assert values("X;;;;9999;;;;ikke en adresse;ikke et sted;i går") == {
        "name": "X",
        "kind": "other",
        "audience": "everybody",
    }
    assert values("X;Præstø", heading="Navn;By")["postcode"] == "4720"


def test_what_is_set_aside() -> None:
    found = read("Erfa", "erfa", ";Netværk", "Hans 010190-1234", "")
    assert [(row.number, row.name, str(row.trouble)) for row in found] == [
        (2, "Erfa", ""),
        (3, "erfa", "twice"),
        (4, "", "no_name"),
        (5, "", "cpr"),
    ]


def test_a_title_above_commas_and_our_own_file() -> None:
    found = read_list("\ufeffNetværk i kommunen\n\nname,kind,town\nErfa,erfa,Stege\n".encode())
    assert [(row.number, dict(row.values)) for row in found] == [
        (4, {"name": "Erfa", "kind": "erfa", "audience": "everybody", "postcode": "4780"})
    ]


def test_a_workbook() -> None:
    book, file = Workbook(), io.BytesIO()
    sheet: Any = book.active
    for row in (["Navn", "Pris"], ["Møns Erfa", 600]):
        sheet.append(row)
    book.save(file)
    (found,) = read_list(file.getvalue())
    assert (found.name, found.values["price"]) == ("Møns Erfa", "600")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b"%PDF-1.4", ProblemCode.PDF),
        (b"Pris;By\n1;2", ProblemCode.NO_NAME_COLUMN),
        (b"Navn\n" + b"X\n" * 2_001, ProblemCode.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_list(content: bytes, code: ProblemCode) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_list(content)
    assert error.value.problem.code == code
