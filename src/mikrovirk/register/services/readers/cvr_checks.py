"""What a CVR document may not be, and what in it is not understood.

A document is taken in whole or left out whole. Left out: a number that is none, the older of two documents of one unit, a period
that ends before it begins. A code that nobody knows is told of, and the document is kept: registers get new codes.
"""

from collections.abc import Iterable

from mikrovirk.register.domain.before_2007 import old_municipalities
from mikrovirk.register.domain.forms import FORMS
from mikrovirk.register.domain.layout import TABLES
from mikrovirk.register.domain.municipalities import CHRISTIANSOE, MUNICIPALITIES
from mikrovirk.register.services.readers import quoted
from mikrovirk.register.services.readers.cvr_piece import NUMBERS, Work
from mikrovirk.register.services.readers.cvr_tables import SERIES, interval_of

# Those whose periods stand in the documents; of `unit_size` they are made of years and months.
PERIOD_TABLES = tuple(
    table.name
    for table in TABLES
    if table.columns[-1].name == "valid_to" and table.name not in ("unit_size", "unit_protection")
)
NOWHERE = {"0000", "0999"}  # written where the municipality is not known; 09xx are in Greenland


def leave_out_documents(work: Work) -> None:
    """Before anything is written: documents without a proper number, and the older of two of one unit."""
    digits = " ".join(f"WHEN '{kind}' THEN {digits}" for kind, (_, digits) in NUMBERS.items())
    # One pattern for all: the engine would make a pattern that depends on the row anew for each.
    wrong = f"length(id) <> CASE kind {digits} END OR NOT regexp_full_match(id, '[0-9]+')"
    bad = work.rows(f"SELECT rowid, id FROM docs WHERE {wrong} ORDER BY 1")
    work.leave_out([(row, "bad_number", number) for row, number in bad])
    if work.rows("SELECT count(*) - count(DISTINCT kind || id) FROM docs")[0][0]:
        older = work.rows(
            "SELECT rowid, id FROM docs QUALIFY row_number() OVER "
            "(PARTITION BY kind, id ORDER BY TRY_CAST(sidstOpdateret AS TIMESTAMPTZ) DESC NULLS LAST, rowid DESC) > 1 ORDER BY 1"
        )
        work.leave_out([(row, "twice", number) for row, number in older])


def leave_out_what_cannot_be(work: Work) -> bool:
    """After writing: documents with a period that ends before it begins. True: the tables must be written again without them."""
    found: dict[int, str] = {}
    for table in PERIOD_TABLES:
        for file in sorted((work.reading.into / table).glob(f"{work.part}*.parquet")):
            told_by = "parent_id" if file.stem != work.part else "unit_id"  # by a company, of one of its places
            for row, unit, first, last in work.rows(
                f"SELECT docs.rowid, id, valid_from, valid_to - 1 FROM read_parquet('{quoted(file)}') p JOIN docs ON docs.id = p.{told_by} "
                "WHERE valid_to < valid_from ORDER BY 1"
            ):
                found.setdefault(row, f"{unit}: {table} {first} – {last}")
    work.leave_out([(row, "reversed", detail) for row, detail in sorted(found.items())])
    return bool(found)


def warn_of_codes(work: Work) -> None:
    """Codes of municipalities, forms and industries that are in no list: each once for the piece, with how often."""
    places = {*MUNICIPALITIES, *old_municipalities(), CHRISTIANSOE, *NOWHERE}
    warn(work, "unit_address", "municipality", "unknown_municipality", places, also="municipality NOT LIKE '09%'")
    warn(work, "unit_form", "form", "unknown_form", FORMS)
    warn(work, "unit_industry", "code", "unknown_industry", (), also="NOT regexp_full_match(code, '[0-9]{6}')")


def warn(work: Work, table: str, column: str, reason: str, known: Iterable[str], *, also: str = "true") -> None:
    file = work.reading.file_of(table, work.part)
    if not file.exists():
        return
    for code, count, unit in work.rows(
        f"SELECT {column}, count(*), min(unit_id) FROM read_parquet('{quoted(file)}') WHERE {column} IS NOT NULL AND {also} GROUP BY 1 ORDER BY 1"
    ):
        if code not in known:
            row = work.rows(f"SELECT coalesce(min(rowid), 0) FROM docs WHERE id = '{quoted(unit)}'")[0][0]
            work.reading.warn(work.file, work.position_of(row), reason, f"{code} × {count}")


def learn_intervals(work: Work) -> None:
    """Put every code of an interval of employed that occurs into the table `intervals`; tell of those that are none."""
    codes = " UNION ALL ".join(
        f"SELECT rowid AS row, unnest({array}).intervalKodeAntalAnsatte AS code FROM docs" for _, array, *_ in SERIES
    )
    for code, count, row in work.rows(
        f"SELECT code, count(*), min(row) FROM ({codes}) WHERE code IS NOT NULL AND code NOT IN (SELECT code FROM intervals) "
        "GROUP BY 1 ORDER BY 1"
    ):
        bounds = interval_of(code)
        if bounds is None:
            work.reading.warn(work.file, work.position_of(row), "unknown_size", f"{code} × {count}")
        else:
            work.reading.connection.execute("INSERT INTO intervals VALUES (?, ?, ?)", [code, *bounds])
