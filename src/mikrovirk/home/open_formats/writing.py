"""Writing the file."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk import __version__
from mikrovirk.home import moving
from mikrovirk.home.moving.leaving import AT_ONCE, Rows, in_pieces
from mikrovirk.home.moving.tables import all_tables
from mikrovirk.home.open_formats import reading_matter
from mikrovirk.home.open_formats.tables import (
    OpenTable,
    as_record,
    cell,
    described,
    tables_for_the_coordinator,
    tables_of_a_network,
    tables_of_no_network,
)
from mikrovirk.networks.models import Network
from mikrovirk.programme.queries import feeds

RowsOf = Callable[[OpenTable], Iterator[tuple[Any, ...]]]
Target = Path | IO[bytes]


@dataclass
class Written:
    """What went into the file: rows by table, and meetings to read."""

    tables: dict[str, int] = field(default_factory=dict)
    meetings: int = 0


@transaction.atomic
def write_network(network: Network, target: Target, *, at: datetime) -> Written:
    """Write what whoever looks after the members may take out: their tables, without what nobody shows them."""
    tables = tables_for_the_coordinator()
    rows = Rows(network, only={table.label for table in tables})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        written = write_tables(archive, tables, rows_that_go(rows))
        finish(archive, network, tables, written, at=at, whole=False)
    return written


def write_whole(network: Network, target: Path, *, at: datetime) -> Written:
    """Write everything of a network, with what moves it into another installation; for whoever hosts."""
    moving.leave(network, target, at=at)
    tables = tables_of_a_network()
    with transaction.atomic(), zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        written = write_tables(archive, tables, rows_that_go(Rows(network)))
        finish(archive, network, tables, written, at=at, whole=True)
    return written


def write_installation(target: Path, *, at: datetime) -> Written:
    """Write what belongs to no network: funds, agreements, municipalities, and the people and businesses they name."""
    tables = tables_of_no_network()
    target.touch(mode=0o600)
    with transaction.atomic(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        written = write_tables(archive, tables, every_row)
        describe(archive, tables)
        counted = [(table, written.tables[table.label]) for table in tables]
        text = reading_matter.readme("MikroVirk", counted, version=__version__, at=at, whole=False)
        archive.writestr("README.md", text)
    return written


def rows_that_go(rows: Rows) -> RowsOf:
    """The rows of a network, as it moves house, with the columns of the open table."""
    moved = all_tables()

    def of(table: OpenTable) -> Iterator[tuple[Any, ...]]:
        whole = moved[table.label]
        places = [whole.columns.index(name) for name in table.columns]
        return (tuple(row[place] for place in places) for row in rows.of(whole))

    return of


def every_row(table: OpenTable) -> Iterator[tuple[Any, ...]]:
    rows: Iterator[tuple[Any, ...]] = (
        table.model._default_manager.order_by("pk").values_list(*table.columns).iterator(AT_ONCE)
    )
    return rows


def write_tables(archive: zipfile.ZipFile, tables: Iterable[OpenTable], rows_of: RowsOf) -> Written:
    """Each table twice; the CSV grows in memory beside the JSON, some thousand rows at a time."""
    written = Written()
    for table in tables:
        text = io.StringIO()
        sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
        sheet.writerow(table.columns)
        count = 0
        with archive.open(f"json/{table.label}.json", "w") as out:
            out.write(b"[")
            for some in in_pieces(rows_of(table)):
                records = [as_record(table.columns, row) for row in some]
                sheet.writerows([cell(value) for value in record.values()] for record in records)
                lines = (json.dumps(record, ensure_ascii=False) for record in records)
                out.write((",\n" if count else "\n").encode() + ",\n".join(lines).encode())
                count += len(records)
            out.write(b"\n]\n")
        archive.writestr(f"csv/{table.label}.csv", text.getvalue().encode("utf-8-sig"))
        written.tables[table.label] = count
    return written


def finish(
    archive: zipfile.ZipFile, network: Network, tables: list[OpenTable], written: Written, *, at: datetime, whole: bool
) -> None:
    """What is for people, and for calendars."""
    describe(archive, tables)
    archive.writestr("meetings.ics", feeds.feed_of(network, name=network.name).text)
    for name, text in reading_matter.meetings(network):
        archive.writestr(f"meetings/{name}", text)
        written.meetings += 1
    counted = [(table, written.tables[table.label]) for table in tables]
    archive.writestr("README.md", reading_matter.readme(network.name, counted, version=__version__, at=at, whole=whole))


def describe(archive: zipfile.ZipFile, tables: Iterable[OpenTable]) -> None:
    text = io.StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\r\n")
    sheet.writerow([_("Table"), _("Column"), _("Kind"), _("What it says")])
    sheet.writerows(described(tables))
    archive.writestr("columns.csv", text.getvalue().encode("utf-8-sig"))
