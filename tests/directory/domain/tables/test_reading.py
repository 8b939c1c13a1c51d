"""Any table with headings, whatever program wrote it."""

import io

import pytest
from openpyxl import Workbook

from mikrovirk.directory.domain.member_lists.results import ProblemCode, UnreadableFile
from mikrovirk.directory.domain.tables import HeadedTable, TableRow, Wanted, guessed, mark_of, read_table

WANTED = (
    Wanted("name", "navn, name"),
    Wanted("email", "e-mail, mail", looks=lambda text: "@" in text),
    Wanted("day", "dato, start"),
)
KNOWN = ("navn", "email", "dato")


def test_headings_are_found_below_a_title() -> None:
    content = "Deltagere i marts;;\r\n;;\r\nNavn;E-mail;Dato\r\nLise;lise@a.example;4-3-2026\r\n;;\r\nPer;-;\r\n"
    assert read_table(content.encode("cp1252"), known=KNOWN) == HeadedTable(
        ("Navn", "E-mail", "Dato"),
        (TableRow(4, ("Lise", "lise@a.example", "4-3-2026")), TableRow(6, ("Per", "", ""))),
    )


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_any_separator(mark: str) -> None:
    read = read_table(f"Navn{mark}Dato\nLise{mark}4/3 2026\n".encode(), known=KNOWN)
    assert (read.headings, read.rows[0].cells) == (("Navn", "Dato"), ("Lise", "4/3 2026"))


def test_headings_that_nobody_knows() -> None:
    read = read_table(b"Hvem;Kom?\nLise;ja\n", known=KNOWN)
    assert (read.headings, guessed(read, WANTED)) == (("Hvem", "Kom?"), {})


def test_the_right_sheet_of_a_workbook() -> None:
    book = Workbook()
    book.active.append(["Forside"])  # type: ignore[union-attr]
    for title, name in (("Deltagere", "Lise"), ("Gamle", "Per")):
        sheet = book.create_sheet(title)
        sheet.append(["Navn", "Dato"] if title == "Deltagere" else ["Hvem", "Dato"])
        sheet.append([name, "4-3-2026"])
    file = io.BytesIO()
    book.save(file)
    read = read_table(file.getvalue(), known=KNOWN)
    assert (read.sheet, read.other_sheets, read.rows[0].cells[0]) == ("Deltagere", ("Sheet", "Gamle"), "Lise")
    assert read_table(file.getvalue(), known=KNOWN, sheet="Gamle").rows[0].cells[0] == "Per"
    with pytest.raises(UnreadableFile):
        read_table(file.getvalue(), known=KNOWN, sheet="Findes ikke")


def test_no_cpr_number_password_or_birthday_is_kept() -> None:
    content = "Navn;Note;Adgangskode;Fødselsdato;Køn (M/K);Kontonr.\nLise;010170-1234;hemmelig;1-1-1970;K;123456\n"
    read = read_table(content.encode(), known=KNOWN)
    assert read.rows[0].cells == ("Lise", "xxxxxx-xxxx", "", "", "", "")
    assert HeadedTable.from_json(read.as_json()) == read


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ProblemCode.EMPTY),
        (b"%PDF-1.7", ProblemCode.PDF),
        (b"Navn;Dato\n", ProblemCode.NO_ROWS),
        (b"kun en kolonne\nuden noget\n", ProblemCode.NO_HEADINGS),
        (b"Navn;Dato\n" + b"Lise;4-3-2026\n" * 20_001, ProblemCode.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_table(content: bytes, code: ProblemCode) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_table(content, known=KNOWN)
    assert raised.value.problem.code == code


def test_columns_are_known_by_their_headings_else_by_their_values() -> None:
    rows = (TableRow(2, ("4-3-2026", "Lise", "lise@a.example", "x")), TableRow(3, ("", "Per", "per@b.example", "")))
    table = HeadedTable(("Start (dato)", "Navn *", "Hvor skrev", "Ukendt"), rows)
    assert guessed(table, WANTED) == {"name": 1, "email": 2, "day": 0}
    assert table.samples(1) == ["Lise", "Per"]
    assert rows[0].values({"email": 2, "gone": 9}) == {"email": "lise@a.example", "gone": ""}


def test_the_same_headings_have_the_same_mark() -> None:
    assert mark_of(["Navn", "E-mail"]) == mark_of(["NAVN", "e mail"]) != mark_of(["E-mail", "Navn"])
