"""Excel workbooks: sheets, titles, numbers and dates as the cells show them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest

from mikrovirk.directory.domain.member_lists import MemberList, read_member_list

from .files import TWO, told, workbook

HEADINGS = ["Navn", "E-mail", "Telefon"]
ANNE: list[object] = ["Anne Bæk", "anne@firma.example", 27526544]
BO: list[object] = ["Bo Åse", "bo@firma.example", "82 56 59 96"]


def of_sheet(*rows: list[object], formats: dict[str, str] | None = None) -> MemberList:
    return read_member_list(workbook({"Ark1": rows}, formats))


def test_a_workbook_is_read() -> None:
    read = of_sheet(HEADINGS, ANNE, BO)
    assert (told(read), read.file_kind, read.sheet, read.problem) == (TWO, "xlsx", "Ark1", None)


def test_the_member_list_is_found_behind_a_cover_sheet_and_below_its_titles() -> None:
    content = workbook({
        "Forside": [["Medlemsliste"], ["Navn på formand: Ib Holm"]],
        "Tom": [],
        "Medlemmer": [["MEDLEMMER PR. 1. SEPTEMBER"], ["Må ikke videregives"], [], HEADINGS, ANNE, [], BO, [], [None, "I alt", 2]],
        "Regnskab": [["Post", "Beløb"], ["Kaffe", 350.5]],
    })  # fmt: skip
    read = read_member_list(content)
    assert ([row.number for row in read.rows], read.sheet, read.other_sheets) == ([5, 7], "Medlemmer", ())


def test_another_sheet_can_be_asked_for() -> None:
    content = workbook({"2025": [HEADINGS, ANNE], "2026": [[*HEADINGS, "Firma"], [*BO, "Åse Foto"]]})
    read = read_member_list(content)
    assert (read.sheet, read.other_sheets) == ("2026", ("2025",))
    read = read_member_list(content, sheet="2025")
    assert (told(read), read.other_sheets) == (TWO[:1], ("2026",))
    problem = read_member_list(content, sheet="2027").problem
    assert problem is not None
    assert (problem.code, problem.detail) == ("no-such-sheet", "2025, 2026")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (97865833, "General", "97865833"),
        (97865833.0, "General", "97865833"),
        (0.5, "General", "0.5"),
        (800, "0000", "0800"),
        (97865833, "00 00 00 00", "97 86 58 33"),
        (12, "0.00", "12"),
        (1234567, "#,##0", "1234567"),
        (date(2018, 2, 3), "yyyy-mm-dd", "03-02-2018"),
        (datetime(2018, 2, 3, 13, 30), "yyyy-mm-dd hh:mm", "03-02-2018 13:30"),  # noqa: DTZ001 - spreadsheets know no time zones
        (time(13, 30), "hh:mm", "13:30"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
        (True, "General", "ja"),
        (-5, "0000", "-5"),
        ("Ny_x000D_\nlinje", "General", "Ny\nlinje"),
        ("=1+1", "General", ""),  # nobody has worked it out
    ],
)
def test_a_cell_reads_as_it_looks(value: object, number_format: str, shown: str) -> None:
    read = of_sheet([*HEADINGS, "X"], [*ANNE, value], formats={"D2": number_format})
    assert read.rows[0].cells[3] == shown


@pytest.mark.parametrize("number_format", [r"000000\-0000", "000000-0000", "0000000000"])
def test_a_cpr_number_stored_as_a_number_is_seen(number_format: str) -> None:
    read = of_sheet([*HEADINGS, "Id"], [*ANNE, 101701122], formats={"D2": number_format})
    assert read.rows[0].error == "cpr"
    assert "10170" not in repr(read)


def test_numbers_are_read_where_numbers_are_meant() -> None:
    read = of_sheet(
        ["Navn", "E-mail", "Firma", "CVR", "Postnr.", "Mobil", "Indmeldt"],
        ["Anne Bæk", "a@firma.example", "Café Bæk", 97865833, 4780, 4527526544, datetime(2018, 2, 3)],  # noqa: DTZ001
        ["Bo Åse", "b@firma.example", 1234, 97865834.0, 4780.0, 27526544.0, 2018],
    )
    first, second = read.rows
    assert (first.business.cvr, first.business.postcode, first.person.phone, first.joined) == (
        "97865833",
        "4780",
        "+4527526544",
        date(2018, 2, 3),
    )
    assert (second.business.name, second.warnings, second.person.phone, second.joined) == (
        "1234",
        ("cvr-invalid",),
        "+4527526544",
        date(2018, 1, 1),
    )


def test_merged_cells_links_and_formats_do_not_matter(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Medlemmer"])
    sheet.merge_cells("A1:C1")
    sheet.append(HEADINGS)
    sheet.append(ANNE)
    sheet["B3"].hyperlink = "mailto:anne@firma.example"
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet.auto_filter.ref = "A2:C3"
    sheet.freeze_panes = "A3"
    book.create_chartsheet("Diagram")
    book.save(tmp_path / "liste.xlsx")
    read = read_member_list((tmp_path / "liste.xlsx").read_bytes())
    assert [row.person.email for row in read.rows] == ["anne@firma.example"]


def test_a_cell_merged_over_several_rows_counts_for_each(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["MEDLEMMER"])
    sheet.append(["Firma", "CVR", *HEADINGS])
    sheet.append(["Café Bæk", 97865833, *ANNE])
    sheet.append([None, None, *BO])
    sheet.append([])
    sheet.append([None, None, "Ib Holm", "ib@firma.example"])
    for merged in ("A1:E1", "A3:A5", "B3:B5"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "liste.xlsx")
    read = read_member_list((tmp_path / "liste.xlsx").read_bytes())
    assert [(row.number, row.business.name, row.business.cvr) for row in read.rows] == [
        (3, "Café Bæk", "97865833"),
        (4, "Café Bæk", "97865833"),
        (6, "", ""),
    ]


def test_a_sheet_with_all_its_text_in_one_column_is_cut() -> None:
    rows = [[";".join(map(str, row))] for row in (HEADINGS, ANNE, BO)]
    assert told(of_sheet(*rows)) == TWO


def test_a_hidden_sheet_is_read_only_where_no_other_is_as_good(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    hidden.title = "Gammel"
    hidden.append(HEADINGS)
    hidden.append(BO)
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("Ny")
    shown.append(HEADINGS)
    shown.append(ANNE)
    book.save(tmp_path / "liste.xlsx")
    read = read_member_list((tmp_path / "liste.xlsx").read_bytes())
    assert (read.sheet, told(read)) == ("Ny", TWO[:1])
