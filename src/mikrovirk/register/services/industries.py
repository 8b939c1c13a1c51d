"""Brings in an official list of industry codes (DB07, DB25): a CSV with a code and a title in each row.

Danmarks Statistik's own file has KODE, NIVEAU and TITEL; any CSV with such columns does.
"""

import csv
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mikrovirk.register.domain.industries import DIVISIONS, SECTIONS
from mikrovirk.register.domain.layout import DB07, DB25
from mikrovirk.register.queries.industries import file_of

CODE_WORDS = ("kode", "code", "branchekode", "db25", "db07")
DANISH_WORDS = ("titel", "titel_da", "tekst", "branchetekst", "navn", "betegnelse")
ENGLISH_WORDS = ("title", "titel_en", "title_en", "english", "name")
FEWEST = 50  # codes; a list of fewer is something else


class WrongList(Exception):
    """The file is no list of industry codes; the argument is a code: not_text, no_columns, too_short, other_scheme."""


@dataclass(frozen=True)
class Codes:
    """What came of it. `strange`: divisions of the file that the scheme does not have."""

    scheme: str
    count: int
    strange: tuple[str, ...]


def import_industries(file: Path, *, scheme: str = DB25, at: datetime) -> Codes:
    """Store the titles of a file for DB07 or DB25, in place of those that were there. Raises WrongList and OSError."""
    if scheme not in (DB07, DB25):
        raise WrongList("other_scheme")
    titles = titles_in(text_of(file))
    if len(titles) < FEWEST:
        raise WrongList("too_short")
    divisions = {code[:2] for code in titles if code[:1].isdigit()}
    strange = divisions - set(DIVISIONS[scheme]) - {"99"}
    if len(strange) > len(divisions) / 4:
        raise WrongList("other_scheme")
    stored = {"file": file.name, "read_at": at.isoformat(), "titles": titles}
    target = file_of(scheme)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_text(json.dumps(stored, ensure_ascii=False), "utf-8")
    beside.replace(target)
    return Codes(scheme, len(titles), tuple(sorted(strange)))


def text_of(file: Path) -> str:
    """The text of the file: UTF-8, or what older Danish programs write."""
    content = file.read_bytes()
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WrongList("not_text")


def titles_in(text: str) -> dict[str, tuple[str, str]]:
    """Danish and English title by code: a letter, or digits without points."""
    lines = text.splitlines()
    if not lines:
        raise WrongList("no_columns")
    delimiter = max(";,\t", key=lines[0].count)
    rows = csv.DictReader(lines, delimiter=delimiter)
    named = {name.strip().casefold(): name for name in rows.fieldnames or () if name}
    code = next((named[word] for word in CODE_WORDS if word in named), None)
    danish = next((named[word] for word in DANISH_WORDS if word in named), None)
    english = next((named[word] for word in ENGLISH_WORDS if word in named), None)
    if not code or not (danish or english):
        raise WrongList("no_columns")
    found = {}
    for row in rows:
        key = (row[code] or "").replace(".", "").strip().upper()
        title = (row.get(danish or "") or "").strip()
        other = (row.get(english or "") or "").strip()
        if (key in SECTIONS[DB25] or key.isdigit()) and (title or other):
            found[key] = (title or other, other or title)
    return found
