"""Rows as a file for a spreadsheet program, in which no cell is ever worked out as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from mikrovirk.common.cells import harmless

if TYPE_CHECKING:  # slow to load: the functions that write a workbook load it
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Semicolons, UTF-8 with a byte order mark, CRLF: what Danish Excel opens with a double click.

    A cell that would be taken for a formula gets an apostrophe in front, which our import takes away again.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(heading) for heading in headings])
    writer.writerows([harmless(in_words(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def in_words(value: Any) -> str:
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value or "")


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet; every text is stored as text, every date as a date."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append([cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def cell(sheet: "Worksheet", value: Any, *, bold: bool = False) -> "Cell":
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    made: Cell = WriteOnlyCell(sheet)
    if isinstance(value, date):
        made.value, made.number_format = value, "DD-MM-YYYY"
    else:
        made.value, made.data_type = without_controls(str(value or "")), "s"
    if bold:
        made.font = Font(bold=True)
    return made


def without_controls(text: str) -> str:
    """A workbook cannot hold control characters."""
    return "".join(letter for letter in text if letter >= " " or letter in "\n\t")
