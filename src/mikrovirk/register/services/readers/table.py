"""Reads tables from elsewhere (CSV, Parquet, or JSON documents) by a mapping file: a register MikroVirk has no reader for.

The mappings for France, Great Britain and Finland lie in `mikrovirk.register.mappings`; see docs/using/register-other-formats.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mikrovirk.register.services.readers import Reading
from mikrovirk.register.services.readers.csv_pieces import heading_of
from mikrovirk.register.services.readers.csv_rows import csv_load
from mikrovirk.register.services.readers.json_rows import json_load
from mikrovirk.register.services.readers.parquet_rows import parquet_columns, parquet_load
from mikrovirk.register.services.readers.rows import Load, Loaded, read_in_parts, write_tables
from mikrovirk.register.services.readers.shapes import Unreadable, head_of, shape_of
from mikrovirk.register.services.readers.table_mapping import MappedTable, TableMapping, WrongMapping, every_mapping
from mikrovirk.register.services.readers.table_sql import Values, date_columns, query


def country_of(mapping: Mapping[str, Any] | None) -> str:
    return of(mapping)[0].country


def of(mapping: Mapping[str, Any] | None) -> tuple[TableMapping, ...]:
    """The mapping or mappings, checked. Raises WrongMapping."""
    if mapping is None:
        raise WrongMapping("mapping: none was given; a table from elsewhere needs one")
    return every_mapping(mapping)


def read(reading: Reading) -> None:
    """Read every file; one without the columns a mapping needs is set aside as a whole."""
    mappings, before = of(reading.mapping), 0
    for number, file in enumerate(reading.files):
        read_file(reading, file, number, before, mappings)
        before += file.stat().st_size


def read_file(reading: Reading, file: Path, number: int, before: int, mappings: Sequence[TableMapping]) -> None:
    chosen: list[TableMapping] = []

    def load(start: int | None, seen: int) -> Iterator[Loaded]:
        chosen.append(mapping_for(reading, file, mappings))
        return loading(reading, file, chosen[0])(start, seen)

    def take(loaded: Loaded, part: str) -> None:
        take_in(loaded, part, chosen[0])

    read_in_parts(reading, file, number, before, load, take)


def mapping_for(reading: Reading, file: Path, mappings: Sequence[TableMapping]) -> TableMapping:
    """The first mapping whose columns the file has. Raises Unreadable where none is, with what is wrong of the last."""
    for mapping in mappings[:-1]:
        try:
            look_at(reading, file, mapping)
        except Unreadable:
            continue
        return mapping
    look_at(reading, file, mappings[-1])
    return mappings[-1]


def look_at(reading: Reading, file: Path, mapping: TableMapping) -> None:
    """Raises Unreadable where the file is not what the mapping is for."""
    if mapping.format == "json":
        head = head_of(file)
        if not all(f'"{name.split(".")[0]}"'.encode() in head for name in mapping.needs):
            raise Unreadable("wrong_source")
        return
    if mapping.format == "parquet":
        columns = set(parquet_columns(reading, file))
    else:
        columns = set(heading_of(file, delimiter=mapping.delimiter).names)
    if not set(mapping.needs) | {mapping.unit_id} <= columns:
        raise Unreadable("wrong_source")


def loading(reading: Reading, file: Path, mapping: TableMapping) -> Load:
    """What gives the parts of a file."""
    if mapping.format == "parquet":
        return parquet_load(reading, file, at_once=mapping.several)
    if mapping.format == "json":
        return json_load(reading, file, shape_of(file), {}, at_once=mapping.several)
    return csv_load(reading, file, heading_of(file, delimiter=mapping.delimiter), at_once=mapping.several)


def take_in(loaded: Loaded, part: str, mapping: TableMapping) -> None:
    """Set aside rows without a number, a second row of a unit, and dates that are none; write the tables."""
    number = Values(mapping).column(mapping.unit_id)
    if mapping.format != "json":
        loaded.complete(dict.fromkeys(columns_of(mapping), "VARCHAR"))
    loaded.leave_out_wrong("bad_number", number, "{} IS NOT NULL")
    if not mapping.several:
        loaded.leave_out_twice(number)
    for as_text, as_date in date_columns(mapping):
        loaded.leave_out_wrong("bad_date", as_text, f"{{}} IS NULL OR {as_date} IS NOT NULL")
    has_unit = any(each.table == "unit" for each in mapping.tables)
    tables = mapping.tables if has_unit else (MappedTable("unit", {}), *mapping.tables)
    write_tables(loaded, part, [(each.table, query(mapping, each)) for each in tables])
    if not mapping.several:
        loaded.write_positions(part, f"'{mapping.kind}'", number)


def columns_of(mapping: TableMapping) -> set[str]:
    """Every column the mapping speaks of: those a file does not have are empty."""
    found = {mapping.unit_id}
    for table in mapping.tables:
        found |= set(table.where)
        for value in table.columns.values():
            if isinstance(value, str):
                found.add(value)
            elif isinstance(value, Mapping):
                found |= {
                    *([value["column"]] if "column" in value else ()),
                    *value.get("columns", ()),
                    *value.get("when", {}),
                }
    return found
