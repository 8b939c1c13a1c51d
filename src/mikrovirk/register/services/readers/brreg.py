"""Reads the Norwegian register of Brønnøysund: units (enheter) and sub-units (underenheter), JSON and CSV.

What can be downloaded whole (`lastned`, an array or CSV, often packed), what the service answers to a search, or one unit at a
time. See docs/using/register-other-formats.md.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mikrovirk.register.services.readers import Reading, brreg_tables
from mikrovirk.register.services.readers.csv_pieces import heading_of
from mikrovirk.register.services.readers.csv_rows import csv_load
from mikrovirk.register.services.readers.json_rows import json_load
from mikrovirk.register.services.readers.rows import Load, Loaded, read_in_parts, write_tables
from mikrovirk.register.services.readers.shapes import Shape, Unreadable, head_of, shape_of

LISTS = re.compile(rb'"(?:enheter|underenheter)"\s*:\s*\[')
NUMBER = '"organisasjonsnummer"'
REGISTERED = ", ".join(f'"{name}"' for name in brreg_tables.DATES if name.startswith("registrering"))
# Nothing inside a unit begins with its number, so an array of units may be cut where one does.
FIRST = re.compile(rb'\}(\s*,\s*\{\s*"organisasjonsnummer")\s*:')


def country_of(mapping: Mapping[str, Any] | None) -> str:
    return "NO"


def read(reading: Reading) -> None:
    """Read every file; one that is of another source is set aside as a whole."""
    before = 0
    for number, file in enumerate(reading.files):
        read_in_parts(reading, file, number, before, loading(reading, file), take)
        before += file.stat().st_size


def loading(reading: Reading, file: Path) -> Load:
    """What gives the parts of a file, whichever of the forms it has."""

    def load(start: int | None, seen: int) -> Any:
        head = head_of(file).removeprefix(b"\xef\xbb\xbf").lstrip()
        if b"organisasjonsnummer" not in head:
            raise Unreadable("wrong_source" if head else "empty")
        if head[:1] in (b"{", b"["):
            return json_load(reading, file, shape(file), brreg_tables.JSON_COLUMNS, brreg_tables.FLAT)(start, seen)
        return csv_load(reading, file, heading_of(file))(start, seen)

    return load


def shape(file: Path) -> Shape:
    """How the units follow one another; those of a search answer begin inside it."""
    head = head_of(file)
    found = LISTS.search(head)
    begins = found.end() if found else shape_of(file).start
    second = FIRST.search(head, begins)
    if second and (found or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"[")):
        return Shape(by_line=False, start=begins, cut=b"}" + second[1])
    return Shape(by_line=False, start=begins) if found else shape_of(file)


def take(loaded: Loaded, part: str) -> None:
    """Set aside what is no unit, and write the tables."""
    loaded.complete(dict.fromkeys(brreg_tables.COLUMNS, "VARCHAR") | {brreg_tables.NAMES: brreg_tables.NAMES_TYPE})
    loaded.leave_out_wrong("bad_number", NUMBER, "regexp_full_match({}, '[0-9]{9}')")
    loaded.leave_out_twice(NUMBER)
    for name in brreg_tables.DATES:
        loaded.leave_out_wrong("bad_date", f'"{name}"', "{} IS NULL OR try_cast({} AS DATE) IS NOT NULL")
    loaded.leave_out_wrong("bad_count", '"antallAnsatte"', "{} IS NULL OR coalesce(try_cast({} AS INTEGER), -1) >= 0")
    reading = loaded.reading
    found = loaded.ask(f"SELECT max(left(greatest({REGISTERED}), 10)) FROM rows")
    reading.newest = max(reading.newest, found[0][0] or "")
    day = reading.as_of.isoformat() if reading.as_of else reading.newest
    since = f"DATE '{reading.as_of}'" if reading.as_of else "NULL::DATE"
    write_tables(loaded, part, brreg_tables.queries(brreg_tables.scheme_of(day), since))
    loaded.write_positions(part, brreg_tables.KIND, NUMBER)
