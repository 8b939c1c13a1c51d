"""What a single cell says, whatever the program that wrote it put round it."""

import html
import re
from datetime import date
from urllib.parse import urlsplit

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_FORMULA_TEXT = re.compile(r'="([^"]*)"')  # how programs keep Excel from dropping zeros: ="00451234"
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_BLANKS = frozenset(
    ["-", "--", "---", "–", "—", "?", ".", "/", "n/a", "#n/a", "#i/t", "#ref!", "#reference!", "#name?", "#navn?", "#value!", "#værdi!", "#div/0!",
     "#division/0!", "null", "none", "nan", "(tom)", "(blank)"]
)  # fmt: skip
_MONTHS = {
    name: month
    for month, names in enumerate(
        ("jan januar january", "feb februar february", "mar marts march", "apr april", "maj may", "jun juni june", "jul juli july",
         "aug august", "sep sept september", "okt oktober oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4}|\d{2})(?:[ T,].*)?")
_IN_WORDS = re.compile(r"(?:(\d{1,2})[. -]*)?([a-z]+)[. -]*(\d{4}|\d{2})")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_EXCEL_DAY_ZERO = date(1899, 12, 30).toordinal()


def printable(cell: str) -> str:
    """Return the cell without the control characters that no program shows."""
    return cell if cell.isprintable() else _CONTROL.sub("", cell)


def plain(cell: str) -> str:
    """Return the text of a cell without what cannot be seen; "" for the ways to say "nothing" ("-", "#N/A")."""
    text = cell.strip()
    if text.isascii() and text.isalnum():
        return "" if text.lower() in _BLANKS else text
    text = _ODD_SPACES.sub(" ", _INVISIBLE.sub("", printable(text))).strip()
    if formula := _FORMULA_TEXT.fullmatch(text):
        text = formula.group(1).strip()
    if re.match(r"'[=+\-@\d\t]", text):  # "this is text" in spreadsheets; also what we put before a formula
        text = text[1:].strip()
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return "" if text.lower() in _BLANKS else text


def one_line(text: str) -> str:
    return " ".join(text.split())


def several_lines(text: str) -> str:
    """Keep the line breaks of a text, each as one character, without spaces at their ends."""
    return "\n".join(line.strip() for line in re.split(r"\r\n|\r|\n", text)).strip()


def is_number(text: str) -> bool:
    """Say whether a cell is a bare number or amount: "98", "1.200,00", "98 stk."."""
    return re.fullmatch(r"(?:kr\.?|dkk)?\s*[-+]?\d[\d., ]*\s*(?:kr\.?|stk\.?|,-)?", text.strip().lower()) is not None


def read_date(text: str) -> date | None:
    """Return the day a cell names, the Danish way round; None when it names none. A year alone is its first day."""
    plain_text = text.strip().lower().removeprefix("d. ").removeprefix("den ")
    try:
        if match := _YEAR_FIRST.fullmatch(plain_text):
            return _dated(match[1], match[2], match[3])
        if match := _DAY_FIRST.fullmatch(plain_text):
            return _dated(match[3], match[2], match[1])
        if (match := _IN_WORDS.fullmatch(plain_text)) and match[2] in _MONTHS:
            return _dated(match[3], str(_MONTHS[match[2]]), match[1] or "1")
        if re.fullmatch(r"\d{4}", plain_text):
            return _dated(plain_text, "1", "1")
        if re.fullmatch(r"[2-7]\d{4}", plain_text):  # Excel's own count of days, where the format got lost
            return date.fromordinal(_EXCEL_DAY_ZERO + int(plain_text))
    except ValueError:
        return None
    return None


def _dated(year: str, month: str, day: str) -> date:
    full_year = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    if not _EARLIEST_YEAR <= full_year <= _LATEST_YEAR:
        raise ValueError(year)
    if int(month) > 12 >= int(day):  # the American way round
        month, day = day, month
    return date(full_year, int(month), int(day))


def read_website(text: str) -> str | None:
    """Return the web address in a cell with its scheme; None if there is none."""
    address = one_line(text).strip("<> ")
    if not re.match(r"https?://", address, re.IGNORECASE):
        address = "https://" + address
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return None
    shaped_right = re.fullmatch(r"(?:[^\W_](?:[^\W_]|-)*\.)+[^\W\d_]{2,}", host)
    return address if shaped_right and " " not in address and "@" not in address else None


def read_postcode(text: str) -> tuple[str, str] | None:
    """Return the postcode and, if it stands there, the town of "DK-4760 Vordingborg", "Vordingborg 4760" or "4760".

    A Danish postcode has four digits, a zero in front may have been lost. Other countries' stay as they are written.
    """
    line = one_line(text)
    if match := re.fullmatch(r"(?:DK)?[- ]*(\d{3,4})(?:[.,]0{1,2})?(?:[ ,.-]+(\D.*?))?[ ,.]*", line, re.IGNORECASE):
        return match[1].zfill(4), match[2] or ""
    if match := re.fullmatch(r"(\D+?)[ ,.-]+(?:DK[- ]*)?(\d{4})", line, re.IGNORECASE):
        return match[2], match[1]
    if match := re.fullmatch(r"([A-Za-z]{1,2}-\d{3,5}(?: \d{2})?|\d{5}|\d{3} \d{2})(?:[ ,]+(\D.*))?", line):
        return match[1], match[2] or ""
    return None


def split_address(address: str) -> tuple[str, str, str] | None:
    """Return street, postcode and town of "Algade 1, 4760 Vordingborg"; None if no postcode stands at the end."""
    match = re.fullmatch(r"(.*?)[\s,]+(?:DK[- ]*)?(\d{4})\s+([^\W\d_][^\d,]*)", several_lines(address), re.DOTALL)
    if match is None:
        return None
    return one_line(match[1]).rstrip(" ,"), match[2], one_line(match[3])
