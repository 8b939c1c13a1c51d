"""Flat or mapped documents of JSON, part by part as a table `rows` in the engine."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from mikrovirk.register.services.readers import Reading, quoted
from mikrovirk.register.services.readers.arrays import LONGEST
from mikrovirk.register.services.readers.documents import Piece, pieces
from mikrovirk.register.services.readers.rows import Load, Loaded, size_of
from mikrovirk.register.services.readers.shapes import Shape
from mikrovirk.register.services.readers.sifting import REFUSALS, lines_of, sift


def json_load(
    reading: Reading,
    file: Path,
    shape: Shape,
    columns: Mapping[str, str],
    select: Mapping[str, str] | None = None,
    *,
    at_once: bool = False,
) -> Load:
    """Documents of JSON with the columns they are read by, and what is made of them. No columns: the whole, as `document`."""
    types = ", ".join(f"'{quoted(name)}': '{quoted(type)}'" for name, type in columns.items())
    chosen = ", ".join(
        f'{value} AS "{name}"' for name, value in (select or {name: f'"{name}"' for name in columns}).items()
    )
    nothing = ", ".join(f'NULL::{type} AS "{name}"' for name, type in columns.items())
    how = f"columns = {{{types}}}" if columns else "records = false, columns = {'document': 'JSON'}"
    if not columns:
        chosen, nothing = "document", "NULL::JSON AS document"

    def insert(lines: Path) -> None:
        reading.connection.execute(
            f"INSERT INTO rows SELECT {chosen} FROM read_json('{quoted(lines)}', format = 'newline_delimited', "
            f"maximum_object_size = {LONGEST}, {how})"
        )

    def load(start: int | None, seen: int) -> Iterator[Loaded]:
        spool = reading.into / "piece.ndjson"
        try:
            for piece in pieces(file, spool, shape, start=start, first=seen + 1, **size_of(at_once=at_once)):
                reading.connection.execute(
                    f"CREATE OR REPLACE TEMP TABLE rows AS SELECT {chosen} FROM (SELECT {nothing}) WHERE false"
                )
                loaded = Loaded(reading, file, piece.first, 0, piece.end, piece.file_end)
                take_lines(loaded, piece, insert)
                yield loaded
        finally:
            spool.unlink(missing_ok=True)

    return load


def take_lines(loaded: Loaded, piece: Piece, insert: Callable[[Path], None]) -> None:
    """Read the lines of a piece into `rows`, and set aside those that are no JSON or were too long."""
    refused_lines: list[tuple[int, str, str]] = []
    try:
        insert(piece.path)
    except REFUSALS:
        found = sift(piece.path, insert, loaded.reading.into / "sifted.ndjson")
        loaded.taken, refused_lines = found.taken, found.refused
    if loaded.taken is None and loaded.kept != piece.count:  # blank lines, which the engine passes over
        with lines_of(piece.path) as lines:
            loaded.taken = lines.filled()
    loaded.read = loaded.kept + len(refused_lines)
    for line, code, detail in refused_lines:
        loaded.reading.set_aside(loaded.file, piece.first + line, code, detail)
    empty = {position - piece.first: code for position, code in piece.left_out}
    rows = range(loaded.kept) if empty else ()
    loaded.leave_out([(row, empty[line], "") for row in rows if (line := loaded.line_of(row)) in empty])
