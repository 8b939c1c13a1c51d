"""A panel's table as HTML, as a spreadsheet, and as plain values."""

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mikrovirk.common.cells import harmless
from mikrovirk.overview import words
from mikrovirk.overview.panels.parts import Cell, Panel, Table, TooFew

CSV = "text/csv; charset=utf-8"
FORMATS = {"share": "0.0%", "number": "#,##0"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_html(table: Table, caption: str) -> SafeString:
    """The table as every table of the house: cards on a phone. Many columns (years) stay a table that scrolls in its frame."""
    many = len(table.columns) > 8
    headings = [escape(column.heading) for column in table.columns]
    head = "".join(
        [
            f'<th scope="col"{number_class(column.kind)}>{heading}</th>'
            for column, heading in zip(table.columns, headings, strict=True)
        ]
    )
    marked, numbers = set(table.marked), words.numbers()
    openings = [
        f'<td{number_class(column.kind)} data-label="{heading}">'
        for column, heading in zip(table.columns, headings, strict=True)
    ]
    own = " data-content" if table.columns and table.columns[0].kind == "name" else ""
    lines = []
    for at, row in enumerate(table.rows):
        said = [escape(column.said(value, numbers)) for column, value in zip(table.columns, row, strict=True)]
        cells = "".join([f"{opening}{text}</td>" for opening, text in zip(openings[1:], said[1:], strict=True)])
        lines.append(f'<tr{" data-marked" if at in marked else ""}><th scope="row"{own}>{said[0]}</th>{cells}</tr>')
    made = (
        f'<table class="table{" table--stay" if many else ""}"><caption class="visually-hidden">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"
    )
    if many:
        made = f'<div class="table-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">{made}</div>'
    return mark_safe(made)  # noqa: S308  every text in it went through escape


def number_class(kind: str) -> str:
    return "" if kind in ("text", "name") else ' class="number"'


def plain(value: Cell) -> str | int | float | None:
    """A cell for a program: a number as it is, None where there is none to tell."""
    return None if isinstance(value, TooFew) else value


def as_csv(panels: Sequence[Panel], notes: Sequence[str]) -> bytes:
    """Semicolons, decimal commas, UTF-8 with a byte order mark: what Danish Excel opens with a double click. Several tables
    stand below each other, each under its name; what the figures are stands last."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for each in panels:
        if len(panels) > 1:
            writer.writerow([harmless(each.name)])
        writer.writerow([harmless(column.heading) for column in each.table.columns])
        writer.writerows([[in_csv(value) for value in row] for row in each.table.rows])
        writer.writerow([])
    writer.writerows([[harmless(note)] for note in notes])
    return text.getvalue().encode("utf-8-sig")


def in_csv(value: Cell) -> str:
    if isinstance(value, TooFew):
        return _("hidden")
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(harmless(value))


def as_xlsx(panels: Sequence[Panel], notes: Sequence[str]) -> bytes:
    """A workbook with a sheet for each panel, numbers as numbers and shares as per cents, and one that says what they are."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    about: Any = book.active
    about.title = _("About the figures")[:31]
    for note in [*notes, "", *(f"{each.name}: {each.title}" for each in panels)]:
        about.append([note])
        about.cell(about.max_row, 1).data_type = "s"
    about.column_dimensions["A"].width = 110
    for row in about["A"]:
        row.alignment = Alignment(wrap_text=True, vertical="top")
    for each in panels:
        sheet = book.create_sheet(sheet_name(each.name, book.sheetnames))
        sheet.append([column.heading for column in each.table.columns])
        for cell in sheet[1]:
            cell.data_type = "s"
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        for values in each.table.rows:
            sheet.append([in_xlsx(value) for value in values])
        shape(sheet, each.table, get_column_letter)
        sheet.freeze_panes = "B2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def in_xlsx(value: Cell) -> Any:
    return _("hidden") if isinstance(value, TooFew) else value


def shape(sheet: Any, table: Table, letter: Any) -> None:
    """How wide the columns are and how their numbers look; a text never becomes a formula."""
    numbers = words.numbers()
    for at, column in enumerate(table.columns, 1):
        longest = max((len(column.said(row[at - 1], numbers)) for row in table.rows), default=0)
        sheet.column_dimensions[letter(at)].width = min(max(longest, len(column.heading) // 2, 8) + 3, 60)
        for row in sheet.iter_rows(min_row=2, min_col=at, max_col=at):
            cell = row[0]
            if isinstance(cell.value, str):
                cell.data_type = "s"
            elif cell.value is not None:
                cell.number_format = FORMATS.get(column.kind, "General")


def sheet_name(name: str, taken: Sequence[str]) -> str:
    """A name a sheet can bear: 31 letters, none of []:*?/\\, and not taken."""
    cleaned = "".join(letter for letter in name if letter not in "[]:*?/\\")[:28] or "1"
    return cleaned if cleaned not in taken else f"{cleaned} {len(taken)}"


def as_plain(panel: Panel) -> dict[str, Any]:
    """A panel for another program."""
    return {
        "key": panel.key,
        "name": panel.name,
        "finding": panel.title,
        "columns": [{"heading": column.heading, "kind": column.kind} for column in panel.table.columns],
        "rows": [[plain(value) for value in row] for row in panel.table.rows],
        "definitions": list(panel.definitions),
    }
