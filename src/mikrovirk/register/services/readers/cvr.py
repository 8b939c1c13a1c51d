"""Reads the documents of the Danish business register (CVR): companies (Vrvirksomhed) and places (VrproduktionsEnhed).

From the distribution at distribution.virk.dk, as it hands them out or as others keep them; see docs/using/register-formats.md.
Participants (Vrdeltagerperson) are passed over: no figure needs people.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mikrovirk.register.domain.layout import PLACE
from mikrovirk.register.services.readers import Reading, cvr_tables, quoted
from mikrovirk.register.services.readers.blocks import Damaged
from mikrovirk.register.services.readers.cvr_checks import (
    learn_intervals,
    leave_out_documents,
    leave_out_what_cannot_be,
    warn_of_codes,
)
from mikrovirk.register.services.readers.cvr_piece import Work, is_of_others, take_in
from mikrovirk.register.services.readers.documents import Piece, pieces
from mikrovirk.register.services.readers.shapes import Unreadable, shape_of

BY_COMPANIES = "of-companies"  # parts of unit_parent that only count where the place has no document of its own


def country_of(mapping: Mapping[str, Any] | None) -> str:
    return "DK"


def read(reading: Reading) -> None:
    """Read every file; one that cannot be read, or is of another source, is set aside as a whole."""
    reading.connection.execute("CREATE OR REPLACE TEMP TABLE intervals (code VARCHAR, low INTEGER, high INTEGER)")
    before = 0
    for number, file in enumerate(reading.files):
        read_file(reading, file, number, before)
        before += file.stat().st_size
    settle_parents(reading)


def read_file(reading: Reading, file: Path, number: int, before: int) -> None:
    """Read one file piece by piece, from where an interrupted run ended."""
    index, start, first = 0, None, 1
    while reading.finished(part_of(number, index)):
        state = reading.parts[part_of(number, index)]
        if state["is_last"]:
            return
        start, first, index = state["end"], state["next"], index + 1
    index, first = read_pieces(reading, file, number, before, (index, start, first))
    bytes_done = before + file.stat().st_size
    reading.finish(
        part_of(number, index), read=0, kept=0, bytes_done=bytes_done, file=file, is_last=True, end=0, next=first
    )


def read_pieces(
    reading: Reading, file: Path, number: int, before: int, at: tuple[int, int | None, int]
) -> tuple[int, int]:
    """Read the pieces of a file; the number of the next part and the position of the next document."""
    index, start, first = at
    spool = reading.into / "piece.ndjson"
    try:
        for piece in pieces(file, spool, shape_of(file), start=start, first=first):
            reading.stop_if_asked()
            if first == 1 and is_of_others(piece.path):
                reading.set_aside(file, 0, "wrong_source")
                break
            read_piece(reading, file, piece, part_of(number, index), before)
            first, index = piece.first + piece.count, index + 1
    except Unreadable as error:
        reading.set_aside(file, 0, str(error))
    except Damaged as error:
        reading.set_aside(file, first, str(error))
    finally:
        spool.unlink(missing_ok=True)
    return index, first


def part_of(file: int, index: int) -> str:
    return f"{file:04}-{index:05}"


def read_piece(reading: Reading, file: Path, piece: Piece, part: str, before: int) -> None:
    """Turn one piece into its part of the tables."""
    work = Work(reading, file, piece, part)
    reading.begin(before + piece.file_end - reading.bytes_done, reads=piece.path)
    take_in(work)
    leave_out_documents(work)
    learn_intervals(work)
    write_tables(work)
    if leave_out_what_cannot_be(work):
        write_tables(work)
    warn_of_codes(work)
    work.write_positions()
    reading.newest = max(reading.newest, work.newest())
    bytes_done = before + piece.file_end
    reading.finish(
        part,
        read=work.read,
        kept=work.count(),
        bytes_done=bytes_done,
        file=file,
        is_last=False,
        end=piece.end,
        next=piece.first + piece.count,
    )
    reading.connection.execute("DROP TABLE docs")


def write_tables(work: Work) -> None:
    """Write the part of every table."""
    for table, query in cvr_tables.queries().items():
        work.reading.write(table, work.part, query)
    work.reading.write("unit_parent", f"{work.part}-{BY_COMPANIES}", cvr_tables.parents_by_companies())


def settle_parents(reading: Reading) -> None:
    """Places that have a document say themselves whose they are; of those, what their companies say is dropped.

    All parts are compared with the places at once: there are hundreds of parts, and each would ask for every place again.
    """
    by_companies = sorted((reading.into / "unit_parent").glob(f"*-{BY_COMPANIES}.parquet"))
    if not by_companies or not sorted((reading.into / "unit").glob("*.parquet")):
        return
    folder, every = quoted(reading.into), f"{quoted(reading.into)}/unit_parent/*-{BY_COMPANIES}.parquet"
    reading.connection.execute(
        "CREATE OR REPLACE TEMP TABLE left_over AS "
        f"SELECT said.* EXCLUDE filename, parse_filename(filename) AS part FROM read_parquet('{every}', filename = true) said "
        f"WHERE unit_id NOT IN (SELECT unit_id FROM read_parquet('{folder}/unit/*.parquet') WHERE kind = '{PLACE}') ORDER BY part"
    )
    for file in by_companies:
        settled = file.with_suffix(".settled")
        reading.connection.execute(
            f"COPY (SELECT * EXCLUDE part FROM left_over WHERE part = '{file.name}') TO '{quoted(settled)}' (FORMAT parquet, COMPRESSION zstd)"
        )
        settled.replace(file)
    reading.connection.execute("DROP TABLE left_over")
