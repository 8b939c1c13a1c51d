"""The lines of an iCalendar file (RFC 5545 3.1): decoded, unfolded, and cut into name, parameters and value.

Lenient where the meaning is plain: blank lines inside folded ones, spaces round names, doubled semicolons.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mikrovirk.landscape.domain.calendars.problems import Problem

NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r"""\s*([A-Za-z0-9-]+)\s*=\s*((?:"[^"]*"|[^";:,]*)(?:\s*,\s*(?:"[^"]*"|[^";:,]*))*)\s*""")
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
ESCAPES = re.compile(r"\\([\\;,nN:\"])")
LONGEST = 200_000  # characters of one line, e.g. of an enclosed picture: what is longer is cut


@dataclass(frozen=True)
class Line:
    """One property: `number` counts the file's lines from 1, where it begins; parameter names are upper case."""

    number: int
    name: str
    value: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The value as text, with its escapes undone (RFC 5545 3.3.11)."""
        return ESCAPES.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


def decoded(octets: bytes) -> str:
    """The file as text: by its byte order mark, else UTF-8, else Windows' Western European."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if octets.startswith(mark):
            return octets[len(mark) :].decode(encoding, errors="replace").replace("\ufeff", "")
    try:
        return octets.decode("utf-8").replace("\ufeff", "")
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each logical line with the number at which it begins. Only CR and LF break lines (RFC 5545 3.1)."""
    number, parts = 0, [""]
    for count, line in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if not line.strip():
            continue
        if line[0] in " \t" and number:
            parts.append(line[1:])
            continue
        if number:
            yield number, "".join(parts)
        number, parts = count, [line]
    if number:
        yield number, "".join(parts)


def lines_of(octets: bytes) -> Iterator[Line | Problem]:
    """Every line of the file that can be read, and a problem for every other one."""
    for number, text in unfolded(decoded(octets)):
        yield from parsed(number, text[:LONGEST])


def parsed(number: int, text: str) -> Iterator[Line | Problem]:
    """A line cut into its pieces; where it was mended, a problem that says so, before it."""
    head = NAME.match(text.strip())
    wrong = Problem("line", number, what=text)
    if head is None:
        yield wrong
        return
    text = text.strip()
    name, place, parameters, mended = head[0].upper(), head.end(), {}, False
    while place < len(text) and text[place] != ":":
        if text[place] != ";":
            spaced = re.compile(r"\s+(?=[;:])").match(text, place)
            if spaced is None:
                yield wrong
                return
            place, mended = spaced.end(), True
            continue
        found = PARAMETER.match(text, place + 1)
        if found:
            parameters[found[1].upper()] = found[2].replace('"', "").strip()
            place = found.end()
        else:
            place, mended = place + 1, True  # an empty parameter: ";;"
    if place >= len(text):
        yield wrong
        return
    if mended:
        yield Problem("mended", number, what=text)
    yield Line(number, name, text[place + 1 :].strip(" \t") if name != "DESCRIPTION" else text[place + 1 :], parameters)
