"""A list of networks and offers as offices keep it in a spreadsheet: its columns known by their headings, each row told or set aside."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mikrovirk.common.cpr import holds_cpr
from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.directory.domain.member_lists.cells import one_line, plain, read_date, read_postcode, read_website
from mikrovirk.directory.domain.member_lists.file_kinds import TextFile, opened
from mikrovirk.directory.domain.member_lists.results import ProblemCode, UnreadableFile
from mikrovirk.register.domain.towns import town_at, towns

ROWS_AT_MOST: Final = 2_000
LOOKED_AT: Final = 20  # lines in which the headings must stand
DELIMITERS: Final = ";\t,|"
HEADINGS: Final[Mapping[str, str]] = {
    heading: field
    for field, headings in {
        "name": "navn name netværk network titel title tilbud",
        "kind": "type kind slags art",
        "about": "beskrivelse about om description formål",
        "audience": "målgruppe audience",
        "place": "adresse sted place address lokale",
        "postcode": "postnr postnummer postcode",
        "town": "by town postdistrikt",
        "price": "pris price kontingent",
        "how_often": "hyppighed how_often",
        "contact_name": "kontakt kontaktperson contact contact_name",
        "contact_email": "e-mail email mail kontaktmail contact_email",
        "contact_phone": "telefon tlf phone contact_phone",
        "website": "hjemmeside website web www",
        "last_activity_date": "last_held",
        "owner_email": "owner_email",
    }.items()
    for heading in headings.split()
} | {
    # as our own file has them
    "hvad er det": "kind",
    "what is it": "kind",
    "hvad det er": "about",
    "what it is": "about",
    "for hvem": "audience",
    "for whom": "audience",
    "hvor": "place",
    "where": "place",
    "hvor tit": "how_often",
    "how often": "how_often",
    "hvem man kan spørge": "contact_name",
    "whom to ask": "contact_name",
    "kontaktens e-mail": "contact_email",
    "contact e-mail": "contact_email",
    "kontaktens telefon": "contact_phone",
    "contact phone": "contact_phone",
    "sidst afholdt": "last_activity_date",
    "last held": "last_activity_date",
}
KINDS: Final = (
    ("erfa", "erfa"),
    ("kontor", "coworking"),
    ("cowork", "coworking"),
    ("co-work", "coworking"),
    ("tilbud", "offer"),
    ("offer", "offer"),
    ("rådgiv", "offer"),
    ("netværk", "network"),
    ("network", "network"),
)
AUDIENCES: Final = (
    ("start", "starting"),
    ("iværksæt", "starting"),
    ("establ", "established"),
    ("etabl", "established"),
)
LENGTHS: Final = {
    "name": 120,
    "about": 600,
    "place": 160,
    "price": 120,
    "how_often": 120,
    "contact_name": 160,
    "contact_phone": 30,
}


class Trouble(StrEnum):
    """Why a row is set aside."""

    NO_NAME = "no_name"
    TWICE = "twice"
    CPR = "cpr"


@dataclass(frozen=True)
class Found:
    """One row of the list. `values`: what is written, by the entry's own names; `trouble`: why it is set aside, "" for none."""

    number: int  # as the spreadsheet counts
    values: Mapping[str, str]
    trouble: str = ""

    @property
    def name(self) -> str:
        return self.values.get("name", "")


def read_list(content: bytes) -> list[Found]:
    """The rows of the file; raise UnreadableFile for what is no table, or one without a heading for names."""
    lines = [(number, cells) for number, cells in lines_of(content) if any(cells)]
    at, columns = next(
        (
            (at, columns)
            for at, (_n, cells) in enumerate(lines[:LOOKED_AT])
            if "name" in (columns := columns_of(cells)).values()
        ),
        (-1, {}),
    )
    if at < 0:
        raise UnreadableFile(ProblemCode.NO_NAME_COLUMN)
    if len(lines) - at > ROWS_AT_MOST:
        raise UnreadableFile(ProblemCode.TOO_MANY_ROWS, str(ROWS_AT_MOST))
    seen: set[str] = set()
    return [told(number, cells, columns, seen) for number, cells in lines[at + 1 :]]


def lines_of(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The lines with their numbers, each cell as it is meant; of a workbook those of its first sheet with something in it."""
    found = opened(content)
    if isinstance(found, TextFile):
        lines = found.text.lstrip("\ufeff").splitlines()
        top = "\n".join(lines[:LOOKED_AT])
        rows = csv.reader(lines, delimiter=max(DELIMITERS, key=top.count))
        yield from ((number, [plain(cell) for cell in cells]) for number, cells in enumerate(rows, 1))
        return
    for line in next((table.lines for table in found if table.lines), []):
        yield line.number, [plain(cell) for cell in line.cells]


def columns_of(cells: Sequence[str]) -> dict[int, str]:
    """Which column is which, by the headings in these cells; the first of two that say the same."""
    found: dict[int, str] = {}
    for at, cell in enumerate(cells):
        field = HEADINGS.get(one_line(cell).casefold().rstrip(".:?"))
        if field and field not in found.values():
            found[at] = field
    return found


def told(number: int, cells: Sequence[str], columns: Mapping[int, str], seen: set[str]) -> Found:
    """A row as it is understood; `seen`: the names of the rows before."""
    written = {field: cells[at] for at, field in columns.items() if at < len(cells) and cells[at]}
    if any(holds_cpr(text) for text in written.values()):
        return Found(number, {}, Trouble.CPR)
    values = understood(written)
    name = values.get("name", "").casefold()
    trouble = Trouble.NO_NAME if not name else Trouble.TWICE if name in seen else ""
    seen.add(name)
    return Found(number, values, trouble)


def understood(written: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a row: codes for kinds and audiences, addresses that work; the rest is left out."""
    values = {name: one_line(written[name])[:most] for name, most in LENGTHS.items() if written.get(name)}
    values["kind"] = coded(written.get("kind", ""), KINDS) or "other"
    values["audience"] = coded(written.get("audience", ""), AUDIENCES) or "everybody"
    if postcode := postcode_of(written):
        values["postcode"] = postcode
    if email := normalised_email(written.get("contact_email", "")):
        values["contact_email"] = email
    if owner := normalised_email(written.get("owner_email", "")) or email:
        values["owner_email"] = owner
    if website := read_website(written.get("website", "")):
        values["website"] = website
    if day := read_date(written.get("last_activity_date", "")):
        values["last_activity_date"] = day.isoformat()
    return values


def coded(text: str, codes: Sequence[tuple[str, str]]) -> str:
    small = text.casefold()
    return next((code for beginning, code in codes if beginning in small), "")


def postcode_of(written: Mapping[str, str]) -> str:
    """The postcode, also where it stands with the town or only the town is named."""
    for field in ("postcode", "town"):
        found = read_postcode(written.get(field, ""))
        if found and town_at(found[0]):
            return found[0]
    named = one_line(written.get("town", "")).casefold()
    return next((town.postcode for town in towns() if named and town.name.casefold() == named), "")
