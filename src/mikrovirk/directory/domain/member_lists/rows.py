"""A line of the table → what it says of a person and a business."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from ..cvr import normalised_cvr
from ..emails import emails_in
from ..names import full_name, tidy_name
from ..phones import e164
from .cells import one_line, plain, printable, read_date, read_postcode, read_website, several_lines, split_address
from .columns import Layout
from .headings import Field
from .lines import realigned
from .masking import mask_cpr, tells_cpr, without_what_tells_on
from .results import Business, ErrorCode, Line, Person, RemarkCode, Row, WarningCode

T = TypeVar("T")

LONGEST = {
    "name": 150,
    "business": 200,
    "job_title": 120,
    "address": 200,
    "town": 80,
    "industry": 160,
    "website": 200,
    "email": 254,
}


def read_row(line: Line, layout: Layout, delimiter: str = "") -> Row:
    """Return what a line says; the error and warnings are set, duplicates are seen only across rows."""
    cells = realigned(line.cells, layout, delimiter)
    shifted = cells is not None
    cells = [printable(cell) for cell in cells or line.cells]
    cells += [""] * (len(layout.columns) - len(cells))
    has_cpr = mask_cpr(cells, layout)
    for at in layout.positions.get(Field.NOT_KEPT, ()):
        cells[at] = ""
    reading = _Reading(cells, layout)
    if shifted:
        reading.remarks.append(RemarkCode.CELLS_SHIFTED)
    email, email_error = reading.email()
    name = reading.person_name()
    error = ErrorCode.CPR if has_cpr else email_error or (None if name else ErrorCode.NAME_MISSING)
    if error is None and read_date(reading.take(Field.LEFT)):
        error = ErrorCode.HAS_LEFT
    person = Person(name=name, email=email, phone=reading.phone(), job_title=reading.line(Field.JOB_TITLE, "job_title"))
    business, warnings = reading.business(name)
    reading.look_for_second_person()
    row = Row(
        number=line.number,
        cells=tuple(cells),
        person=person,
        business=business,
        note=several_lines(reading.take(Field.NOTE)),
        joined=reading.joined(),
        error=error,
        warnings=() if error else warnings,
        other=reading.left_over(),
        remarks=tuple(reading.remarks),
    )
    return without_what_tells_on(row) if tells_cpr(row, layout) else row


class _Reading:
    """Takes the values out of one line and remembers which cells were used up, so that nothing is lost."""

    def __init__(self, cells: Sequence[str], layout: Layout) -> None:
        self.layout = layout
        self.texts = [plain(cell) for cell in cells]
        self.used: set[int] = {at for field in (Field.REASON, Field.CPR) for at in layout.positions.get(field, ())}
        self.remarks: list[RemarkCode] = []

    # --- one field -----------------------------------------------------------------------------------------------------

    def filled(self, field: Field) -> list[int]:
        """Return the columns of a field in which this line has something, the best first."""
        return [at for at in self.layout.positions.get(field, ()) if self.texts[at]]

    def take(self, field: Field) -> str:
        """Use up the first cell of a field and return its text; "" if there is none."""
        for at in self.filled(field):
            self.used.add(at)
            return self.texts[at]
        return ""

    def line(self, field: Field, limit: str) -> str:
        return self.shortened(one_line(self.take(field)), limit, self.filled(field)[:1])

    def shortened(self, text: str, limit: str, cells: Sequence[int]) -> str:
        """Cut a text that is longer than can be kept; the whole of it then stays among what is left over."""
        if len(text) <= LONGEST[limit]:
            return text
        self.used.difference_update(cells)
        self.remark(RemarkCode.SHORTENED)
        return text[: LONGEST[limit]].rstrip()

    def remark(self, code: RemarkCode) -> None:
        if code not in self.remarks:
            self.remarks.append(code)

    def first_that_reads(self, field: Field, read: Callable[[str], T | None], unclear: RemarkCode) -> T | None:
        """Use up the first cell of a field that `read` understands; remark on it if there are only others."""
        for at in self.filled(field):
            value = read(self.texts[at])
            if value is not None:
                self.used.add(at)
                return value
        if self.filled(field):
            self.remark(unclear)
        return None

    # --- the person ----------------------------------------------------------------------------------------------------

    def email(self) -> tuple[str, ErrorCode | None]:
        cells = self.filled(Field.EMAIL)
        for at in cells:
            addresses = emails_in(self.texts[at])
            if len(addresses) == 1:
                self.used.add(at)
            elif addresses:
                self.remark(RemarkCode.SEVERAL_ADDRESSES)
            if addresses:
                return addresses[0], None
        return "", ErrorCode.EMAIL_INVALID if cells else ErrorCode.EMAIL_MISSING

    def person_name(self) -> str:
        parts = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME)
        cells = [at for field in parts for at in self.filled(field)[:1]]
        name = (
            full_name(*(self.texts[at] for at in cells))
            if len(cells) > 1
            else tidy_name(self.texts[cells[0]])
            if cells
            else ""
        )
        self.used.update(cells)
        for at in self.filled(Field.NAME):
            whole = tidy_name(self.texts[at])
            if not name or whole == name:
                self.used.add(at)
                cells = [at]
            name = name or whole
        return self.shortened(name, "name", cells) if re.search(r"[^\W\d_]", name) else ""

    def look_for_second_person(self) -> None:
        """Remark on another name and another address that this row has besides the ones that were used."""
        unused = [at for at in self.filled(Field.EMAIL) if at not in self.used and emails_in(self.texts[at])]
        if unused and any(at not in self.used for at in self.filled(Field.NAME)):
            self.remark(RemarkCode.SECOND_PERSON)

    def phone(self) -> str:
        """Return the mobile number or else another; what more stands in the cell is kept as left over."""
        for at in (*self.filled(Field.MOBILE), *self.filled(Field.PHONE)):
            number = e164(self.texts[at])
            if number:
                surplus = len(re.sub(r"\D", "", self.texts[at])) - len(number)
                if surplus < 4 and not re.search(r"[^\W\d_]{3}", self.texts[at]):
                    self.used.add(at)
                return number
        if self.filled(Field.MOBILE) or self.filled(Field.PHONE):
            self.remark(RemarkCode.PHONE_UNCLEAR)
        return ""

    def joined(self) -> date | None:
        return self.first_that_reads(Field.JOINED, read_date, RemarkCode.DATE_UNCLEAR)

    # --- the business --------------------------------------------------------------------------------------------------

    def business(self, person_name: str) -> tuple[Business, tuple[WarningCode, ...]]:
        """Return the business, and a warning if its CVR number fails the check.

        One without a name that yet has a number or a trade is called by the person's name, as sole traders often are. With
        neither there is no business, and what stands in its columns is left over.
        """
        cvr, warnings = self.cvr()
        trade_cells = [
            at
            for field in (Field.INDUSTRY, Field.WEBSITE, Field.ABOUT, Field.OFFERS, Field.SEEKS)
            for at in self.filled(field)
        ]
        name = self.line(Field.BUSINESS, "business") or (person_name if cvr or warnings or trade_cells else "")
        if not name and not cvr:
            return Business(), warnings
        address, postcode, town = self.place()
        business = Business(
            name=name,
            cvr=cvr,
            postcode=postcode,
            town=self.shortened(one_line(town), "town", self.filled(Field.TOWN)),
            address=self.shortened(one_line(address), "address", self.filled(Field.ADDRESS)),
            industry=self.line(Field.INDUSTRY, "industry"),
            website=self.first_that_reads(Field.WEBSITE, _short_website, RemarkCode.WEBSITE_UNCLEAR) or "",
            about=several_lines(self.take(Field.ABOUT)),
            offers=several_lines(self.take(Field.OFFERS)),
            seeks=several_lines(self.take(Field.SEEKS)),
        )
        return business, warnings

    def cvr(self) -> tuple[str, tuple[WarningCode, ...]]:
        for at in self.filled(Field.CVR):
            number = normalised_cvr(self.texts[at])
            if number:
                self.used.add(at)
                return number, ()
            digits = re.sub(r"\D", "", self.texts[at]).strip("0")
            if digits:
                return "", (WarningCode.CVR_INVALID,)
            if self.texts[at].strip("0"):
                self.remark(RemarkCode.CVR_UNCLEAR)
        return "", ()

    def place(self) -> tuple[str, str, str]:
        """Return address, postcode and town, whichever of the three cells they stand in."""
        numbered = self.first_that_reads(Field.POSTCODE, read_postcode, RemarkCode.POSTCODE_UNCLEAR)
        postcode, town = numbered or ("", "")
        town_text = self.take(Field.TOWN)
        in_town = read_postcode(town_text) if not postcode and re.search(r"\d{4}", town_text) else None
        if in_town:
            postcode, town = in_town
        else:
            town = town_text or town
        address = " ".join(filter(None, (self.take(Field.ADDRESS), self.take(Field.HOUSE_NUMBER))))
        split = split_address(address) if not postcode else None
        if split:
            address, postcode, town = split[0], split[1], town or split[2]
        return address, postcode, town

    # --- the rest ------------------------------------------------------------------------------------------------------

    def left_over(self) -> tuple[tuple[str, str], ...]:
        """Return the heading and text of every cell that was not used up."""
        return tuple(
            (self.layout.heading(at), text) for at, text in enumerate(self.texts) if text and at not in self.used
        )


def _short_website(text: str) -> str | None:
    website = read_website(text)
    return website if website and len(website) <= LONGEST["website"] else None
