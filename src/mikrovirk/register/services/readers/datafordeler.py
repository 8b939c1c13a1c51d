"""Reads the file downloads of Datafordeler's CVR: one file for each entity, CSV or JSON, that belong together by CVREnhedsId.

Virksomhed and Produktionsenhed say which units there are and come first, whatever the order of the files; the others are optional.
Without Beskaeftigelse nobody's size is known: the pages say so. Files of entities that no figure needs are passed over.
See docs/using/register-other-formats.md.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mikrovirk.register.services.readers import Reading, quoted
from mikrovirk.register.services.readers.csv_pieces import heading_of
from mikrovirk.register.services.readers.csv_rows import csv_load
from mikrovirk.register.services.readers.datafordeler_tables import ENTITIES, NOT_NEEDED, UNITS, Entity, ids_of, queries
from mikrovirk.register.services.readers.json_rows import json_load
from mikrovirk.register.services.readers.rows import Load, Loaded, part_of, read_in_parts, write_tables
from mikrovirk.register.services.readers.shapes import Unreadable, head_of, shape_of

FIRST_KEYS = re.compile(rb'"(\w+)"\s*:')
WORDS = re.compile(r"[A-Za-z]+")
IDS = "ids"


def country_of(mapping: Mapping[str, Any] | None) -> str:
    return "DK"


def read(reading: Reading) -> None:
    """Read the units first, then what is said of them."""
    files = [(number, file, entity_of(file)) for number, file in enumerate(reading.files)]
    before = 0
    for number, file, entity in sorted(files, key=lambda each: (order(each[2]), each[0])):
        if order(entity) == len(UNITS):
            collect_ids(reading)
        read_file(reading, file, number, before, entity)
        before += file.stat().st_size
    for file in (reading.into / IDS).glob("*.parquet"):
        file.unlink()
    if (reading.into / IDS).is_dir():
        (reading.into / IDS).rmdir()


def order(entity: Entity | str | None) -> int:
    return UNITS.index(entity.name) if isinstance(entity, Entity) and entity.name in UNITS else len(UNITS)


def entity_of(file: Path) -> Entity | str | None:
    """The entity a file holds: by its name ("CVR_V2_Navn_TotalDownload_csv_Current_345.csv"), else by its columns.

    The name of an entity that is not needed; None for anything else.
    """
    words = [word.casefold() for word in WORDS.findall(file.stem.replace("e_mailadresse", "emailadresse"))]
    for entity in ENTITIES:
        if entity.name.casefold() in words:
            return entity
    for name in NOT_NEEDED:
        if name.replace("_", "").casefold() in words:
            return name
    try:
        columns = columns_of(file)
    except Unreadable:
        return None
    return next((each for each in ENTITIES if each.telling and set(each.telling) <= columns), None)


def columns_of(file: Path) -> set[str]:
    """The names of the first row's columns, or the keys at the beginning of JSON."""
    head = head_of(file)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return {key.decode("utf-8", "replace") for key in FIRST_KEYS.findall(head[:8192])}
    return set(heading_of(file).names)


def read_file(reading: Reading, file: Path, number: int, before: int, entity: Entity | str | None) -> None:
    def load(start: int | None, seen: int) -> Iterator[Loaded]:
        head = head_of(file)
        if not isinstance(entity, Entity):
            raise Unreadable("wrong_source")
        at_once = entity.name in UNITS  # several rows are of one unit, and may stand far apart
        return loading(
            reading, file, entity, is_json=head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["), at_once=at_once
        )(start, seen)

    def take(loaded: Loaded, part: str) -> None:
        assert isinstance(entity, Entity)
        take_in(loaded, part, entity)

    if isinstance(entity, str):
        if not reading.finished(part_of(number, 0)):
            reading.warn(file, 0, "not_needed", entity)
            read_nothing(reading, file, number, before)
        return
    read_in_parts(reading, file, number, before, load, take)


def read_nothing(reading: Reading, file: Path, number: int, before: int) -> None:
    done = before + file.stat().st_size
    reading.finish(part_of(number, 0), read=0, kept=0, bytes_done=done, file=file, is_last=True, end=0, next=0)


def loading(reading: Reading, file: Path, entity: Entity, *, is_json: bool, at_once: bool) -> Load:
    if is_json:
        return json_load(reading, file, shape_of(file), dict.fromkeys(entity.columns, "VARCHAR"), at_once=at_once)
    heading = heading_of(file)
    if not set(entity.telling) | {entity.unit} <= set(heading.names):
        raise Unreadable("wrong_source")
    return csv_load(reading, file, heading, only=entity.columns, at_once=at_once)


def take_in(loaded: Loaded, part: str, entity: Entity) -> None:
    """Drop what was corrected later, set aside what is wrong, and write the tables."""
    loaded.complete(dict.fromkeys(entity.columns, "VARCHAR"))
    drop_superseded(loaded, entity)
    for name in entity.dates:
        loaded.leave_out_wrong("bad_date", f'"{name}"', "{} IS NULL OR try_cast(left({}, 10) AS DATE) IS NOT NULL")
    if entity.name in UNITS:
        new_ids(loaded, part, entity)
    else:
        loaded.leave_out_wrong("no_unit", '"CVREnhedsId"', "{} IN (SELECT id FROM ids)")
        numbers = {"Branche": ("sekvens",), "Beskaeftigelse": ("antal", "intervalFra", "intervalTil")}
        for name in numbers.get(entity.name, ()):
            loaded.leave_out_wrong("bad_count", f'"{name}"', "{} IS NULL OR coalesce(try_cast({} AS DOUBLE), -1) >= 0")
    write_tables(loaded, part, queries(entity.name))


def drop_superseded(loaded: Loaded, entity: Entity) -> None:
    """Rows whose registration has ended were corrected later; how many is told."""
    if "registreringTil" not in entity.columns:
        return
    found = loaded.ask('SELECT count(*), min(rowid) FROM rows WHERE "registreringTil" IS NOT NULL')[0]
    if found[0]:
        loaded.warn(found[1], "superseded", str(found[0]))
        loaded.reading.connection.execute('DELETE FROM rows WHERE "registreringTil" IS NOT NULL')


def new_ids(loaded: Loaded, part: str, entity: Entity) -> None:
    """Which unit each id is; kept as a file until the end, for a run that goes on after an interruption."""
    column, digits = ('"CVRNummer"', "7,8") if entity.name == "Virksomhed" else ('"pNummer"', "10")
    loaded.leave_out_wrong("bad_number", column, f"regexp_full_match({{}}, '[0-9]{{{digits}}}')")
    folder = loaded.reading.into / IDS
    folder.mkdir(exist_ok=True)
    newest = loaded.ask('SELECT max(left("registreringFra", 10)) FROM rows')[0][0]
    loaded.reading.newest = max(loaded.reading.newest, newest or "")
    loaded.reading.connection.execute(
        f"COPY ({ids_of(entity.name)}) TO '{quoted(folder / part)}.parquet' (FORMAT parquet)"
    )
    loaded.reading.connection.execute(f"CREATE OR REPLACE TEMP TABLE ids AS {ids_of(entity.name)}")


def collect_ids(reading: Reading) -> None:
    """All units that the files of this and an interrupted run have."""
    files = quoted(reading.into / IDS / "*.parquet")
    has_any = any((reading.into / IDS).glob("*.parquet"))
    nothing = "SELECT NULL::VARCHAR AS id, NULL::VARCHAR AS kind, NULL::VARCHAR AS unit_id WHERE false"
    source = f"SELECT DISTINCT * FROM read_parquet('{files}')" if has_any else nothing
    reading.connection.execute(f"CREATE OR REPLACE TEMP TABLE ids AS {source}")
