"""Cells of a file for a spreadsheet program: what somebody wrote is never worked out as a formula.

Every CSV file of ours is written with this one guard (`tests/common/test_cells.py` looks). In a workbook a text is stored as
a text, and needs none.
"""

import re
from typing import TypeVar

Value = TypeVar("Value")
STARTS = "=+\\-@＝＋－＠"  # the wide ones are read as the narrow ones by programs set up for Japanese
UNSEEN = r"[\s\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x1f]*"
AT_THE_START = re.compile(rf"{UNSEEN}[{STARTS}]")
# A file opened with another separator than it was written with is cut inside the text, and what follows begins a cell. Prices
# ("250,-") and lists ("\n- coffee") stay as they are: a plus or minus counts only before a function or a call to a program.
INSIDE = re.compile(
    rf"(?<=[;,\t\r\n])(?={UNSEEN}[\"']?{UNSEEN}(?:[=@＝＠]|[{STARTS}][^;,\n]*(?:\||[A-Za-zÆØÅæøå.0-9_]\()))"
)


def harmless(value: Value) -> Value | str:
    """The value as it may stand in a CSV file: a text that would be taken for a formula gets an apostrophe in front.

    Our own imports take the apostrophe away again. Numbers stay numbers.
    """
    if not isinstance(value, str) or not value:
        return value
    begins = AT_THE_START.match(value)
    cut = begins.end() if begins else 0
    return ("'" if begins else "") + value[:cut] + INSIDE.sub("'", value[cut:])
