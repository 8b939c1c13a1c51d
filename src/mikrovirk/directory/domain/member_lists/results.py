"""What a member list was understood to say. Codes only: templates and `wording` turn them into words."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

# A network has some hundred members. The limits only keep a strange file from taking minutes.
MAX_ROWS = 20_000  # with something in them
MAX_COLUMNS = 500
MAX_LINES = 300_000  # blank ones included
MAX_CELL = 100_000  # characters; Excel allows 32,767


class ErrorCode(StrEnum):
    """Why a row cannot be imported."""

    CPR = "cpr"
    EMAIL_MISSING = "email-missing"
    EMAIL_INVALID = "email-invalid"
    NAME_MISSING = "name-missing"
    HAS_LEFT = "has-left"  # the list says when


class WarningCode(StrEnum):
    """What is left out of a row that is imported all the same."""

    CVR_INVALID = "cvr-invalid"


class RemarkCode(StrEnum):
    """What is worth a look in the preview. The value as it was written is kept in `Row.other`."""

    PHONE_UNCLEAR = "phone-unclear"
    POSTCODE_UNCLEAR = "postcode-unclear"
    DATE_UNCLEAR = "date-unclear"
    CVR_UNCLEAR = "cvr-unclear"  # words where a number is expected
    WEBSITE_UNCLEAR = "website-unclear"
    SEVERAL_ADDRESSES = "several-addresses"  # the first e-mail address is used
    SECOND_PERSON = "second-person"  # in columns of their own ("Kontaktperson 2", "E-mail 2"); not imported
    NAME_DIFFERS = "name-differs"  # the address of an earlier row, but somebody else's name
    CELLS_SHIFTED = "cells-shifted"  # a separator inside a text had pushed the cells to the right; put back
    SHORTENED = "shortened"  # longer than can be kept


class ProblemCode(StrEnum):
    """Why nothing of a file can be imported."""

    EMPTY = "empty"
    NOT_A_SPREADSHEET = "not-a-spreadsheet"
    PDF = "pdf"
    OLD_EXCEL = "old-excel"
    PASSWORD = "password"  # noqa: S105 - the code for a file that is protected by one
    OTHER_OFFICE = "other-office"
    WEB_PAGE = "web-page"
    DAMAGED = "damaged"
    TOO_LARGE = "too-large"
    TOO_MANY_ROWS = "too-many-rows"
    NO_HEADINGS = "no-headings"
    NO_EMAIL_COLUMN = "no-email-column"
    NO_NAME_COLUMN = "no-name-column"
    NO_ROWS = "no-rows"
    NO_MEETINGS = "no-meetings"  # in a calendar
    NO_SUCH_SHEET = "no-such-sheet"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the file cannot be imported; `detail` names the headings found, the sheets or the limit."""

    code: ProblemCode
    detail: str = ""


class UnreadableFile(Exception):
    """The bytes hold no table that can be read."""

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(code, detail)
        self.problem = Problem(code, detail)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the list; "" where the list is silent. `email` is in lower case, `phone` is E.164."""

    name: str = ""
    email: str = ""
    phone: str = ""
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class Business:
    """Whom the person comes for; "" where the list is silent. False when it is silent altogether."""

    name: str = ""
    cvr: str = ""
    postcode: str = ""
    town: str = ""
    address: str = ""
    industry: str = ""
    website: str = ""
    about: str = ""
    offers: str = ""
    seeks: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data. `number` is what a spreadsheet program shows beside it."""

    number: int
    cells: tuple[str, ...]  # as they stood in the file, CPR numbers masked
    person: Person = Person()
    business: Business = Business()
    note: str = ""
    joined: date | None = None
    error: ErrorCode | None = None
    warnings: tuple[WarningCode, ...] = ()
    remarks: tuple[RemarkCode, ...] = ()
    duplicate_of: int | None = None  # number of the earlier row with the same address
    other: tuple[tuple[str, str], ...] = ()  # (heading, value): unknown columns, and what could not be used


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; `field` is "" where its values are kept as they are in `Row.other`."""

    position: int  # from 0
    heading: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class MemberList:
    """A whole file. With a `problem` nothing is to be imported; rows may be there all the same, to be shown."""

    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    problem: Problem | None = None
    file_kind: str = ""  # "csv", "xlsx" or ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()  # that look like member lists too
    heading_row: int = 0

    @property
    def good_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.error is None)

    @property
    def unreadable_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.error is not None)

    @property
    def understood_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field)

    @property
    def ignored_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if not column.field)

    @property
    def columns_not_kept(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.field == "not_kept")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file, before anything is understood."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a text file or of one sheet, without the blank ones."""

    lines: list[Line]
    file_kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
