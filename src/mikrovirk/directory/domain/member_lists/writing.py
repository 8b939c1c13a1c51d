"""The rows that could not be read, as a file to mend in a spreadsheet and import again."""

import csv
from io import StringIO

from mikrovirk.common.cells import harmless

from .headings import REASON_HEADINGS
from .results import MemberList
from .wording import reason_text


def unreadable_rows_csv(member_list: MemberList, language: str = "da") -> bytes:
    """Return the unreadable rows under the file's own headings, with the reason in a last column.

    Semicolons, UTF-8 with a byte order mark and CRLF: what Danish Excel opens with a double click. A cell that Excel would
    work out as a formula gets an apostrophe in front, which reading takes away again.
    """
    rows = member_list.unreadable_rows
    width = max([len(member_list.columns), *(len(row.cells) for row in rows)])
    reason_at = {column.position for column in member_list.columns if column.field == "reason"}
    headings = [column.heading for column in member_list.columns]
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for cells, reason in (
        (headings, REASON_HEADINGS.get(language, REASON_HEADINGS["en"])),
        *((row.cells, reason_text(row.error, language)) for row in rows if row.error),
    ):
        padded = [*cells, *[""] * (width - len(cells))]
        kept = [cell for at, cell in enumerate(padded) if at not in reason_at]
        writer.writerow([harmless(cell) for cell in (*kept, reason)])
    return text.getvalue().encode("utf-8-sig")
