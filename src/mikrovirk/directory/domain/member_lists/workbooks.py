"""The bytes of an .xlsx workbook → its sheets, cells as text the way they look."""

import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, Protocol

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string

from .results import MAX_COLUMNS, MAX_ROWS, Line, ProblemCode, Table, UnreadableFile

_MAX_UNPACKED = 50_000_000  # bytes; a list of 20,000 members takes about 15 MB, a zip bomb much more
_MAX_TAGS = 3_000_000  # a cell with a value has four, an empty one that was once coloured has one
_MAX_PLACES = 5_000_000  # cells with those between them

_TALLEST_MERGE = 200  # rows
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"')
_ZERO_PADDED = re.compile(r"0[0 \\.\"-]*0")  # "0000", "00 00 00 00", "000000\-0000"


class _Cell(Protocol):
    value: object
    number_format: str


class _SheetsOnly(ExcelReader):
    """Leaves out the sheets that are diagrams: openpyxl stumbles over an empty one."""

    def read_chartsheet(self, sheet: object, rel: object) -> None:
        pass


def read_sheets(content: bytes) -> Iterator[Table]:
    """Yield each sheet with rows in it, hidden ones last; raise UnreadableFile for what is no workbook or too large."""
    _check_package(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styles and validations that it does not keep
        try:
            reader = _SheetsOnly(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            reader.read()
            sheets = sorted(reader.wb.worksheets, key=lambda sheet: sheet.sheet_state != "visible")
            tables = [_table(sheet, reader.archive) for sheet in sheets]
        except (UnreadableFile, MemoryError):
            raise
        except Exception as error:  # a broken workbook makes openpyxl raise whatever it stumbles over
            raise UnreadableFile(ProblemCode.DAMAGED) from error
    yield from (table for table in tables if table.lines)


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            unpacked = sum(each.file_size for each in package.infolist())
            encrypted = any(each.flag_bits & 1 for each in package.infolist())
            small = unpacked <= _MAX_UNPACKED and not encrypted
            tags = sum(package.read(name).count(b"<") for name in names if name.startswith("xl/")) if small else 0
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, zlib.error) as error:
        raise UnreadableFile(ProblemCode.DAMAGED) from error
    if unpacked > _MAX_UNPACKED or tags > _MAX_TAGS or len(names) > 10_000:
        raise UnreadableFile(ProblemCode.TOO_LARGE)
    if encrypted:
        raise UnreadableFile(ProblemCode.PASSWORD)
    if not any(name.lower() == "xl/workbook.xml" for name in names):
        office = {"content.xml", "mimetype"} <= set(names) or any(
            name.startswith(("word/", "ppt/", "Index/")) for name in names
        )
        binary = "xl/workbook.bin" in names
        raise UnreadableFile(ProblemCode.OTHER_OFFICE if office or binary else ProblemCode.NOT_A_SPREADSHEET)


def _table(sheet: Any, package: zipfile.ZipFile) -> Table:  # a ReadOnlyWorksheet: openpyxl's types take it for another
    lines = _lines(sheet)
    _fill_down(lines, package.read(sheet._worksheet_path))
    return Table(lines, file_kind="xlsx", sheet=sheet.title)


def _fill_down(lines: list[Line], sheet_xml: bytes) -> None:
    """Give each row its share of a cell that was merged over several ("Café Bæk" beside its three people)."""
    line_at = {line.number: line for line in lines}
    for column, first, last in _MERGED.findall(sheet_xml)[:MAX_ROWS]:
        top, place = line_at.get(int(first)), column_index_from_string(column.decode()) - 1
        if top is None or place >= len(top.cells):
            continue
        for number in range(int(first) + 1, min(int(last), int(first) + _TALLEST_MERGE) + 1):
            line = line_at.get(number)
            if line is not None:
                line.cells.extend([""] * (place + 1 - len(line.cells)))
                line.cells[place] = line.cells[place] or top.cells[place]


def _lines(sheet: Any) -> list[Line]:
    sheet.reset_dimensions()  # some programs write a size that is not the sheet's
    lines: list[Line] = []
    places = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        places += len(row) + 1
        if places > _MAX_PLACES:
            raise UnreadableFile(ProblemCode.TOO_LARGE)
        cells = [_shown(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            lines.append(Line(number, cells))
        if len(cells) > MAX_COLUMNS:
            raise UnreadableFile(ProblemCode.TOO_LARGE)
        if len(lines) > MAX_ROWS:
            raise UnreadableFile(ProblemCode.TOO_MANY_ROWS, str(MAX_ROWS))
    return lines


def _shown(cell: _Cell) -> str:
    """Return what the cell says, as a person would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("_x000D_", "").replace("\r\n", "\n"))
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _number(value: float, number_format: str) -> str:
    """Write a number without decimals that mean nothing, with the leading zeros and the hyphen that its format shows.

    So a CPR number that is stored as the number 101701234 and shown as 010170-1234 is seen as what it is.
    """
    if isinstance(value, float) and (value != value or abs(value) >= 1e15 or not value.is_integer()):
        return repr(value)
    digits = str(int(value))
    pattern = number_format.partition(";")[0]
    if not _ZERO_PADDED.fullmatch(pattern) or not digits.isdigit() or "." in pattern:
        return digits
    digits = digits.zfill(pattern.count("0"))
    places = [place for place in pattern if place in "0 -"]
    surplus = len(digits) - pattern.count("0")
    rest = iter(digits[surplus:])
    return digits[:surplus] + "".join(next(rest) if place == "0" else place for place in places)
