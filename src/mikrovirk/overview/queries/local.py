"""Reads: the micro-businesses of a municipality one by one, without names and addresses, as the newest copy has them."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mikrovirk.overview.domain.coverage import Local
from mikrovirk.overview.domain.indicators.kinds import ASSOCIATION_FORMS, LETTING_CODES, OTHER_FORMS, STALE_AFTER
from mikrovirk.overview.domain.matching import Registered, by_names
from mikrovirk.overview.domain.sections import section_today
from mikrovirk.register.domain.industries import is_holding
from mikrovirk.register.domain.size_classes import MICRO_CLASSES, UNKNOWN, class_of
from mikrovirk.register.queries.copies import MANIFEST, Copy, connect, copy_in

NO_BUSINESS = frozenset((*ASSOCIATION_FORMS, *OTHER_FORMS))
KEPT = 6  # municipalities whose businesses are kept in memory; a copy never changes
IN_FORCE = "(valid_from IS NULL OR valid_from <= $day) AND (valid_to IS NULL OR valid_to > $day)"
OF_A_COMPANY = "country = $country AND kind = 'company'"
# As everywhere in the figures (`domain.indicators.timelines`): what began last holds, before the first the first.
BEGAN = "coalesce(valid_from, DATE '0001-01-01')"
HOLDS = f"""QUALIFY row_number() OVER (
    PARTITION BY unit_id ORDER BY {BEGAN} > $day, abs(date_diff('day', {BEGAN}, $day)), valid_to DESC NULLS FIRST
) = 1"""
HERE = "unit_id IN (SELECT unit_id FROM here)"
LOCAL = f"""
WITH address AS (SELECT unit_id, municipality, postcode FROM unit_address WHERE {OF_A_COMPANY} {HOLDS}),
here AS (SELECT unit_id, postcode FROM address WHERE municipality = $code),
life AS (
    SELECT unit_id, max(valid_from) AS since FROM unit_life
    WHERE {OF_A_COMPANY} AND {IN_FORCE} AND {HERE} GROUP BY unit_id
),
trade AS (SELECT unit_id, scheme, code FROM unit_industry WHERE {OF_A_COMPANY} AND rank = 0 AND {HERE} {HOLDS}),
form AS (SELECT unit_id, form FROM unit_form WHERE {OF_A_COMPANY} AND form IS NOT NULL AND {HERE} {HOLDS}),
size AS (
    SELECT unit_id, coalesce(employed, low) AS low, coalesce(employed, high) AS high, valid_to FROM unit_size
    WHERE {OF_A_COMPANY} AND {BEGAN} <= $day AND (low IS NOT NULL OR employed IS NOT NULL) AND {HERE}
    QUALIFY row_number() OVER (
        PARTITION BY unit_id
        ORDER BY valid_from DESC NULLS LAST, list_position(['month', 'quarter', 'year', 'stock'], series) NULLS LAST,
                 valid_to DESC NULLS FIRST, high DESC NULLS FIRST
    ) = 1
),
pseudo AS (SELECT unit_id FROM unit WHERE {OF_A_COMPANY} AND is_pseudo)
SELECT unit_id, coalesce(postcode, ''), since, coalesce(scheme, ''), coalesce(code, ''), coalesce(form, ''), low, high,
       valid_to IS NOT NULL AND valid_to + INTERVAL {STALE_AFTER} YEAR <= $day AS is_stale
FROM here JOIN life USING (unit_id) LEFT JOIN trade USING (unit_id) LEFT JOIN form USING (unit_id)
     LEFT JOIN size USING (unit_id)
WHERE unit_id NOT IN (SELECT unit_id FROM pseudo)
ORDER BY unit_id
"""
NAMES = f"""
WITH address AS (
    SELECT unit_id, municipality, postcode, town, district FROM unit_address WHERE {OF_A_COMPANY} {HOLDS}
),
life AS (SELECT DISTINCT unit_id FROM unit_life WHERE {OF_A_COMPANY} AND {IN_FORCE}),
naming AS (SELECT unit_id, list(DISTINCT name ORDER BY name) AS names FROM unit_name WHERE {OF_A_COMPANY} AND {IN_FORCE} GROUP BY unit_id)
SELECT unit_id, names, coalesce(postcode, ''), coalesce(town, ''), coalesce(district, '')
FROM address JOIN life USING (unit_id) JOIN naming USING (unit_id) WHERE municipality = $code ORDER BY unit_id
"""
LIVING = f"""
SELECT DISTINCT unit_id FROM unit_life
WHERE {OF_A_COMPANY} AND {IN_FORCE} AND unit_id IN (SELECT unnest($asked::VARCHAR[]))
"""


def micro_businesses(copy: Copy, municipality: str) -> tuple[Local, ...]:
    """The living micro-businesses whose address lies in the municipality on the day of the copy, by their numbers.

    The same as the indicator `micro_businesses` counts with the plain choices.
    """
    return kept(copy.folder, stamp(copy), municipality)


def stamp(copy: Copy) -> int:
    return (copy.folder / MANIFEST).stat().st_mtime_ns


@lru_cache(maxsize=KEPT)
def kept(folder: Path, written: int, municipality: str) -> tuple[Local, ...]:
    """As they were read from that copy, which never changes; `written` tells two copies of one name apart."""
    copy = copy_in(folder)
    if copy is None:
        return ()
    values = {
        "day": copy.as_of,
        "country": copy.country,
        "code": municipality,
    }
    rows = rows_of(copy, LOCAL, values)
    return tuple(found for row in rows if (found := as_local(row)))


def rows_of(copy: Copy, sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a question put to that copy."""
    connection = connect(copy)
    try:
        rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
        return rows
    finally:
        connection.close()


def as_local(row: tuple[Any, ...]) -> Local | None:
    """One row of LOCAL; None where it is no micro-business."""
    unit_id, postcode, since, scheme, code, form, low, high, is_stale = row
    size = UNKNOWN if is_stale else class_of(low, high)
    is_letting = LETTING_CODES.get(scheme) == code
    if form in NO_BUSINESS or is_holding(scheme, code) or is_letting or size not in (*MICRO_CLASSES, UNKNOWN):
        return None
    return Local(unit_id, section_today(scheme, code), code, postcode, size, since)


def names_here(copy: Copy, municipality: str) -> Mapping[str, Sequence[Registered]]:
    """Every living company whose address lies there by all its names; only to find out which one a member's business is."""
    return kept_names(copy.folder, stamp(copy), municipality)


@lru_cache(maxsize=KEPT)
def kept_names(folder: Path, written: int, municipality: str) -> Mapping[str, Sequence[Registered]]:
    copy = copy_in(folder)
    if copy is None:
        return {}
    rows = rows_of(copy, NAMES, {"day": copy.as_of, "country": copy.country, "code": municipality})
    found = (
        Registered(unit_id, tuple(names), postcode, (town, district))
        for unit_id, names, postcode, town, district in rows
    )
    return by_names(found)


def living(copy: Copy, numbers: Collection[str]) -> frozenset[str]:
    """Those of the numbers that are of a living company, wherever it lies."""
    return kept_living(copy.folder, stamp(copy), frozenset(numbers)) if numbers else frozenset()


@lru_cache(maxsize=KEPT)
def kept_living(folder: Path, written: int, numbers: frozenset[str]) -> frozenset[str]:
    copy = copy_in(folder)
    if copy is None:
        return frozenset()
    values = {"day": copy.as_of, "country": copy.country, "asked": sorted(numbers)}
    return frozenset(row[0] for row in rows_of(copy, LIVING, values))
