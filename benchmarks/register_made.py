"""A register of any size written straight into a copy's Parquet files, for measuring what comes after the import.

The shares are those of `mikrovirk.register.made_up`; every number is worked out from the unit's own, so that the same count gives
the same copy. Half of the units are places. Everything is made by the engine, in parts that fit in memory.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import duckdb

from mikrovirk.register.domain import forms
from mikrovirk.register.domain.layout import BY_NAME, TABLES
from mikrovirk.register.domain.towns import towns
from mikrovirk.register.made_up.lives import BEGIN_WITH, PROTECTED
from mikrovirk.register.made_up.words import ASSOCIATION, FORM_SHARES, HOLDING, TRADES
from mikrovirk.register.queries import copies
from mikrovirk.register.services.readers import empty_of

UNTIL = date(2026, 11, 1)
AT_ONCE = 125_000  # companies in a part
SIZES = ((0, 0), (1, 1), (2, 4), (5, 9), (10, 19), (20, 49), (50, 99), (100, 199), (200, 499))

# What happens to company `i`; dice(i, n) is a number from 0 to 1 that is always the same.
BASE = f"""
CREATE OR REPLACE TEMP TABLE base AS
WITH born AS (
    SELECT i, lpad((10000000 + i)::VARCHAR, 8, '0') AS cvr,
        (SELECT code FROM form_shares WHERE up_to >= dice(i, 1) ORDER BY up_to LIMIT 1) AS form,
        DATE '1975-01-01' + (18_800 * pow(dice(i, 2), 0.55))::INTEGER AS since,
        (-ln(dice(i, 3) + 1e-9) * 3000)::INTEGER + 20 AS days
    FROM range($first, $last) t(i)
), lived AS (
    SELECT * EXCLUDE days, CASE WHEN since + days < DATE '{UNTIL}' THEN since + days END AS until FROM born
)
SELECT lived.*, t.code AS trade, town.*, other.municipality AS other_municipality, other.postcode AS other_postcode,
    other.name AS other_name, dice(i, 6) < 0.3 AND (coalesce(until, DATE '{UNTIL}') - since) > 400 AS moved,
    since + ((coalesce(until, DATE '{UNTIL}') - since) * dice(i, 7))::INTEGER AS moves_on,
    (SELECT number FROM begin_with b WHERE b.form = lived.form AND b.up_to >= dice(i, 8) ORDER BY b.up_to LIMIT 1) AS number
FROM lived
JOIN trades t ON t.code = CASE WHEN lived.form IN ('115', '110') THEN -1
    WHEN lived.form IN ('80', '60', '81') AND dice(i, 4) < 0.18 THEN -2 ELSE (dice(i, 5) * {len(TRADES)})::INTEGER % {len(TRADES)} END
JOIN town ON town.nth = (dice(i, 9) * (SELECT count(*) FROM town))::INTEGER % (SELECT count(*) FROM town)
JOIN town other ON other.nth = (dice(i, 10) * (SELECT count(*) FROM town))::INTEGER % (SELECT count(*) FROM town)
"""
# Both kinds of unit that a company is: itself and its place.
UNITS = """(SELECT 'company' AS kind, cvr AS unit_id, * FROM base
    UNION ALL BY NAME SELECT 'place' AS kind, '19' || cvr AS unit_id, * FROM base)"""
KEY = "'DK' AS country, kind, unit_id"
LIFE = "since AS valid_from, until AS valid_to"
# One row for each month, quarter or year of life; none for seven of ten that employ nobody.
SERIES = (
    ("month", "INTERVAL 1 MONTH", "DATE '2019-01-01'", "true"),
    ("quarter", "INTERVAL 3 MONTH", "DATE '2014-01-01'", "day < DATE '2019-01-01'"),
    ("year", "INTERVAL 1 YEAR", "DATE '2000-01-01'", "true"),
)
QUERIES = {
    "unit": f"SELECT {KEY}, since::TIMESTAMP AS updated_at, false AS is_restarted, false AS is_pseudo, false AS is_secret FROM {UNITS}",
    "unit_life": f"SELECT {KEY}, {LIFE} FROM {UNITS}",
    "unit_name": f"SELECT {KEY}, 'Firma ' || cvr AS name, true AS is_main, {LIFE} FROM {UNITS}",
    "unit_address": f"""SELECT {KEY}, municipality, postcode, name AS district, 'Algade' AS street, '0012' AS street_code, '1' AS house,
        since AS valid_from, CASE WHEN moved THEN moves_on ELSE until END AS valid_to FROM {UNITS}
        UNION ALL BY NAME SELECT {KEY}, other_municipality AS municipality, other_postcode AS postcode, other_name AS district,
        'Storegade' AS street, '0034' AS street_code, '2' AS house, moves_on AS valid_from, until AS valid_to FROM {UNITS} WHERE moved""",
    "unit_industry": f"""SELECT {KEY}, 0 AS rank, s.scheme, CASE s.scheme WHEN 'DB03' THEN in_2003 WHEN 'DB07' THEN in_2007 ELSE in_2025 END
        AS code, label, greatest(since, s.begins) AS valid_from, least(coalesce(until, s.ends), coalesce(s.ends, until)) AS valid_to
        FROM {UNITS} u JOIN trades t ON t.code = u.trade JOIN schemes s ON greatest(since, s.begins) < coalesce(s.ends, DATE '9999-01-01')
        AND coalesce(until, DATE '9999-01-01') > s.begins""",
    "unit_form": f"SELECT {KEY}, form, form AS label, {LIFE} FROM {UNITS} WHERE kind = 'company'",
    "unit_status": f"SELECT {KEY}, 'NORMAL' AS status, {LIFE} FROM {UNITS} WHERE kind = 'company' AND form IN ('80', '60', '81')",
    "unit_protection": f"SELECT {KEY}, dice(i, 11) < {PROTECTED} AS is_protected, NULL AS valid_from, NULL AS valid_to FROM {UNITS}",
    "unit_parent": f"SELECT {KEY}, cvr AS parent_id, {LIFE} FROM {UNITS} WHERE kind = 'place'",
    "unit_size": " UNION ALL BY NAME ".join(
        f"""SELECT {KEY}, '{series}' AS series, c.low, c.high, CASE WHEN day >= DATE '2016-01-01' THEN n END AS employed,
            n * 0.8 AS full_time, day::DATE AS valid_from, (day + {step})::DATE AS valid_to
            FROM (SELECT *, greatest(0, number + ((dice(i, 100 + year(day) // 2) - 0.5) * (1.5 + number * 0.6))::INTEGER) AS n FROM (
                SELECT u.*, unnest(generate_series(greatest({begins}, date_trunc('{series}', since)),
                    least(coalesce(until, DATE '{UNTIL}'), DATE '{UNTIL}') - {step}, {step})) AS day FROM {UNITS} u
                WHERE (number > 0 OR i % 10 >= 7) AND trade <> -2)
            WHERE {only}) JOIN sizes c ON n BETWEEN c.low AND c.high"""
        for series, step, begins, only in SERIES
    ),
}


def write_made(units: int) -> copies.Copy:
    """Write a copy of so many units into the installation's data folder and let it count."""
    folder = copies.home() / "copies" / f"DK-cvr-{UNTIL}-made{units}"
    shutil.rmtree(folder, ignore_errors=True)
    counts = dict.fromkeys((table.name for table in TABLES), 0)
    with duckdb.connect(config={"memory_limit": "1200MB", "temp_directory": str(folder / "temp")}) as connection:
        prepare(connection)
        for part, first in enumerate(range(0, units // 2, AT_ONCE)):
            connection.execute(BASE, {"first": first, "last": min(units // 2, first + AT_ONCE)})
            for table in counts:
                counts[table] += write_part(connection, folder / table, part, table)
    shutil.rmtree(folder / "temp", ignore_errors=True)
    manifest = {
        "country": "DK",
        "source": "cvr",
        "as_of": UNTIL.isoformat(),
        "read_at": datetime(2026, 11, 2, tzinfo=UTC).isoformat(),
        "counts": counts,
        "set_aside_count": 0,
    }
    (folder / copies.MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (copies.home() / "current.json").write_text(json.dumps({**copies.which_count(), "DK": folder.name}), "utf-8")
    made = copies.copy_in(folder)
    assert made
    return made


def write_part(connection: duckdb.DuckDBPyConnection, folder: Path, part: int, table: str) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    query = empty_of(BY_NAME[table]) + (f" UNION ALL BY NAME {QUERIES[table]}" if table in QUERIES else "")
    found = connection.execute(
        f"COPY ({query}) TO '{folder}/{part:05}.parquet' (FORMAT parquet, COMPRESSION zstd)"
    ).fetchone()
    return int(found[0]) if found else 0


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """The small tables that everything is chosen from."""
    connection.execute("CREATE MACRO dice(i, n) AS (hash(i * 1009 + n) >> 11)::DOUBLE / 9007199254740992")
    table(connection, "town", "nth INTEGER, municipality VARCHAR, postcode VARCHAR, name VARCHAR",
          [(nth, town.municipality, town.postcode, town.name) for nth, town in enumerate(towns())])  # fmt: skip
    every = [*enumerate(TRADES), (-1, ASSOCIATION), (-2, HOLDING)]
    table(connection, "trades", "code INTEGER, in_2003 VARCHAR, in_2007 VARCHAR, in_2025 VARCHAR, label VARCHAR",
          [(code, trade.in_2003, trade.in_2007, trade.in_2025, trade.label) for code, trade in every])  # fmt: skip
    table(connection, "schemes", "scheme VARCHAR, begins DATE, ends DATE",
          [("DB03", date(1900, 1, 1), date(2008, 1, 1)), ("DB07", date(2008, 1, 1), date(2025, 1, 1)), ("DB25", date(2025, 1, 1), None)])  # fmt: skip
    table(connection, "sizes", "low INTEGER, high INTEGER", SIZES)
    table(connection, "form_shares", "code VARCHAR, up_to DOUBLE", up_to(FORM_SHARES))
    begins = [
        (form, number, share)
        for form in FORM_SHARES
        for number, share in up_to(dict(zip(*reversed(BEGIN_WITH[forms.FORMS[form].kind]), strict=True)))
    ]
    table(connection, "begin_with", "form VARCHAR, number INTEGER, up_to DOUBLE", begins)


Key = TypeVar("Key")


def up_to(shares: Mapping[Key, float]) -> list[tuple[Key, float]]:
    """Each with the share of it and all before it, from 0 to 1."""
    total, so_far, found = sum(shares.values()), 0.0, []
    for key, share in shares.items():
        so_far += share
        found.append((key, so_far / total + 1e-9))
    return found


def table(connection: duckdb.DuckDBPyConnection, name: str, columns: str, rows: Sequence[Sequence[object]]) -> None:
    connection.execute(f"CREATE TABLE {name} ({columns})")
    connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
