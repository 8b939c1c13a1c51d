"""What is written to the log says what went wrong and where, and nothing about people.

Addresses, numbers, names, links and whatever stood in a field are left out of every line, also of other libraries' and of what
an exception says. The places in the code stay: a fault is found by them.
"""

import logging
import re
import traceback
from types import TracebackType

EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
PART = "[0-9a-f]{1,4}"
INTERNET_ADDRESS = re.compile(
    rf"\b\d{{1,3}}(?:\.\d{{1,3}}){{3}}\b"
    rf"|(?<![\w:])(?:(?:{PART}:){{7}}{PART}|(?:{PART}(?::{PART})*)?::(?:{PART}(?::{PART})*)?)(?![\w:])",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?<![\w.])\+?\d(?:[ -]?\d){6,}(?![\w.])"
)  # telephone, CVR and CPR numbers; a row's key is shorter
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A signed link, a long key, the receipt of an anonymous answer, a link short enough for a poster.
LINK = re.compile(
    r"(?<=/)(?:(?=[\w:.=-]*\d)[\w=-]{8,}(?::[\w=-]+)*:[\w=.-]{10,}"
    r"|[\w:=.-]{24,}|(?=[\w-]*[A-Z])[\w-]{20,}|\d+(?:-\d+)*-[\w-]{12})(?=/|$|\s)"
)
QUERY = re.compile(r"\?[\w.%+-]+=[^\s\"']*")
# In what an exception says: what is quoted, a database's `Key (name)=(Lise Holm)`, and words that look like a name.
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”|(?<==)\([^)\n]*\)")
NAME = re.compile(r"\b[A-ZÆØÅÉÖÜÄ][\w'’-]+(?: [A-ZÆØÅÉÖÜÄ][\w'’-]+)+")


def without_people(text: str) -> str:
    """The text without addresses, long numbers and links."""
    text = QUERY.sub("?…", LINK.sub("…", EMAIL.sub("<e-mail>", text)))
    return NUMBER.sub(
        lambda found: found[0] if DAY.fullmatch(found[0]) else "<number>", INTERNET_ADDRESS.sub("<address>", text)
    )


def said_by(error: BaseException) -> str:
    """What an exception says, without the values it came about."""
    return without_people(NAME.sub("<name>", QUOTED.sub("<value>", str(error))))


Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Formatter(logging.Formatter):
    """One line for each record; below it the places in the code, innermost last, and what the exception says."""

    def format(self, record: logging.LogRecord) -> str:
        kept, record.exc_text = record.exc_text, None  # another handler's words, with the values in them
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        record.message = without_people(record.message)
        return super().formatMessage(record)

    def formatException(self, told: "Told") -> str:  # noqa: N802  logging's name
        _kind, error, places = told
        return "\n".join(lines_of(error, places)) if error else ""


def lines_of(error: BaseException, places: TracebackType | None) -> list[str]:
    """An exception with those it came from, the first one first."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    before = [*lines_of(earlier, earlier.__traceback__), "  which led to"] if earlier else []
    frames = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(places)]
    kind = type(error)
    return [*before, *frames, f"{kind.__module__}.{kind.__qualname__}: {said_by(error)}"]
