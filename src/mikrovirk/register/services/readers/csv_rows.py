"""Rows of CSV, part by part as a table `rows` in the engine."""

from collections.abc import Collection, Iterator
from pathlib import Path

from mikrovirk.register.services.readers import Reading, quoted
from mikrovirk.register.services.readers.arrays import LONGEST
from mikrovirk.register.services.readers.csv_pieces import Heading, csv_pieces
from mikrovirk.register.services.readers.rows import Load, Loaded, identifier, size_of
from mikrovirk.register.services.readers.shapes import Unreadable

REFUSED = "the_refused"
# DuckDB's words for what is wrong with a row of CSV, and our codes.
CODES = {
    "MISSING COLUMNS": "wrong_columns",
    "TOO MANY COLUMNS": "wrong_columns",
    "UNQUOTED VALUE": "open_quote",
    "INVALID ENCODING": "not_utf8",
    "LINE SIZE OVER MAXIMUM": "too_long",
}


def csv_load(
    reading: Reading, file: Path, heading: Heading, *, only: Collection[str] | None = None, at_once: bool = False
) -> Load:
    """Rows of CSV, with `only` these columns. `at_once`: as one part however large, where several rows are of one unit."""
    wanted = ", ".join(identifier(name) for name in heading.names if only is None or name in only)
    types = ", ".join(f"'{quoted(name)}': 'VARCHAR'" for name in heading.names)

    def load(start: int | None, seen: int) -> Iterator[Loaded]:
        spool = reading.into / "piece.csv"
        try:
            for piece in csv_pieces(file, spool, heading, start=start or heading.end, **size_of(at_once=at_once)):
                read_csv(reading, spool, heading.delimiter, types, wanted)
                loaded = Loaded(reading, file, seen + 2, 0, piece.end, piece.file_end)  # the heading is row 1
                set_refused_aside(loaded)
                yield loaded
                seen += loaded.read
        finally:
            spool.unlink(missing_ok=True)

    return load


def read_csv(reading: Reading, file: Path, delimiter: str, types: str, wanted: str) -> None:
    import duckdb

    for strict in ("true", "false"):  # not strictly where line ends are mixed
        for table in (REFUSED, f"{REFUSED}_scan"):
            reading.connection.execute(f"DROP TABLE IF EXISTS {table}")
        try:
            reading.connection.execute(
                f"CREATE OR REPLACE TEMP TABLE rows AS SELECT {wanted} FROM read_csv('{quoted(file)}', auto_detect = false, "
                f"header = true, delim = '{delimiter}', quote = '\"', escape = '\"', columns = {{{types}}}, store_rejects = true, "
                f"rejects_table = '{REFUSED}', rejects_scan = '{REFUSED}_scan', rejects_limit = 0, "
                f"max_line_size = {LONGEST}, strict_mode = {strict})"
            )
        except duckdb.InvalidInputException:
            if strict == "false":
                raise Unreadable("not_csv") from None
        else:
            return


def set_refused_aside(loaded: Loaded) -> None:
    """Tell of the rows the engine would not take, and where the others stand between them."""
    found = loaded.ask(
        f"SELECT line - 2, min_by(error_type::VARCHAR, column_idx), min(left(csv_line, 200)) FROM {REFUSED} GROUP BY line ORDER BY line"
    )
    loaded.read = loaded.kept + len(found)
    gone = {line for line, _, _ in found}
    if gone:
        loaded.taken = [line for line in range(loaded.read) if line not in gone][: loaded.kept]
    for line, kind, text in found:
        loaded.reading.set_aside(loaded.file, loaded.first + line, CODES.get(kind, "wrong_columns"), text or "")
