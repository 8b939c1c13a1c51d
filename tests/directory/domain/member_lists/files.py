"""Files made for a test: text in any encoding, and workbooks."""

from collections.abc import Mapping, Sequence
from io import BytesIO

import openpyxl

from mikrovirk.directory.domain.member_lists import MemberList, Row, read_member_list

ANNE = "Anne Bæk;anne@firma.example;27526544"
BO = "Bo Åse;bo@firma.example;82565996"
HEADINGS = "Navn;E-mail;Telefon"


def listed(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> MemberList:
    """Read the lines as a text file."""
    return read_member_list((end.join(lines) + end).encode(encoding))


def only_row(*lines: str) -> Row:
    """Read the lines and return the one row that is in them."""
    read = listed(*lines)
    assert read.problem is None
    (row,) = read.rows
    return row


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], formats: Mapping[str, str] | None = None) -> bytes:
    """Return an .xlsx file; `formats` gives cells of the last sheet a number format."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def told(read: MemberList) -> list[tuple[int, str, str, str]]:
    """Return number, name, address and phone of every row."""
    return [(row.number, row.person.name, row.person.email, row.person.phone) for row in read.rows]


TWO = [(2, "Anne Bæk", "anne@firma.example", "+4527526544"), (3, "Bo Åse", "bo@firma.example", "+4582565996")]
