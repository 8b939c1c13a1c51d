"""No CPR number gets from a file into what is read of it."""

import re
from dataclasses import astuple

from .. import cpr
from .columns import Layout
from .headings import Field
from .results import ErrorCode, Row


def mask_cpr(cells: list[str], layout: Layout) -> bool:
    """Replace every CPR number in `cells` by a mask; return whether there was one.

    In a column headed "CPR" nine digits are one too: a spreadsheet drops the zero in front. Ten digits in a column of
    production units ("P-nr.") are that unit's number.
    """
    units, own_columns = layout.positions.get(Field.P_NUMBER, ()), layout.positions.get(Field.CPR, ())
    if not own_columns and not cpr.holds_cpr("\n".join(cells)):
        return False
    found = False
    for at, cell in enumerate(cells):
        if at in own_columns and cpr.holds_cpr(cell.strip().zfill(10)):
            cells[at], found = cpr.MASK, True
        elif at not in units or not re.fullmatch(r"\s*1\d{9}\s*", cell):
            cells[at], found = cpr.masked(cell), found or cpr.holds_cpr(cell)
    return found


def tells_cpr(row: Row, layout: Layout) -> bool:
    """Say whether a CPR number came about that was in no cell: "1122, 010170" is turned round, two columns are joined."""
    units = {layout.heading(at) for at in layout.positions.get(Field.P_NUMBER, ())}
    left_over = (value for heading, value in row.other if heading not in units)
    texts = (row.note, *astuple(row.person), *astuple(row.business), *left_over)
    return cpr.holds_cpr("\n".join(texts))


def without_what_tells_on(row: Row) -> Row:
    """Return the row as unreadable, without any text that a CPR number could be put together from."""
    return Row(
        row.number, tuple(cpr.MASK if re.search(r"\d{4}", cell) else cell for cell in row.cells), error=ErrorCode.CPR
    )
