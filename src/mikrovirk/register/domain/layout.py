"""The one table layout that every register is read into.

Each table holds periods of one matter of a unit. Periods are half-open: `valid_from` is the first day, `valid_to` the day after
the last; NULL at `valid_from` means since before anybody wrote it down, NULL at `valid_to` means still so. (The sources' own
periods are inclusive at both ends and are turned around by the reader.) A unit is a company (a legal unit: CVR number,
organisasjonsnummer, SIREN) or a place (a local unit: P-number, underenhet, SIRET). `unit_id` is the number as the source writes
it, with its leading zeros; company and place numbers of one country never meet in one table row without `kind` beside them.

A copy of a register is a folder with one folder of Parquet files per table, and `manifest.json` (see `queries.copies`).
"""

from dataclasses import dataclass

COMPANY, PLACE = "company", "place"
# Schemes of industry codes. The Danish registers give no version: before 2008 DB03, before 2025 DB07, from then on DB25.
DB03, DB07, DB25, NACE2, NACE21 = "DB03", "DB07", "DB25", "NACE2", "NACE2.1"


@dataclass(frozen=True)
class Column:
    """One column: its name, its DuckDB type and what it holds."""

    name: str
    type: str
    holds: str


@dataclass(frozen=True)
class Table:
    """One table of the layout: one Parquet folder of a copy."""

    name: str
    holds: str
    columns: tuple[Column, ...]


COUNTRY = Column("country", "VARCHAR", "ISO 3166-1 alpha-2: DK, NO, FR, GB, FI")
KIND = Column("kind", "VARCHAR", "company or place")
UNIT = Column("unit_id", "VARCHAR", "the unit's number as the source writes it")
FROM = Column("valid_from", "DATE", "first day; NULL: since before it was written down")
TO = Column("valid_to", "DATE", "the day after the last; NULL: still so")
KEY = (COUNTRY, KIND, UNIT)
PERIOD = (FROM, TO)

TABLES = (
    Table(
        "unit",
        "One row for each unit: what has no period.",
        (
            *KEY,
            Column(
                "updated_at", "TIMESTAMP", "when the source last changed the unit, UTC; of two copies the later counts"
            ),
            Column("is_restarted", "BOOLEAN", "its life has more than one period"),
            Column("is_pseudo", "BOOLEAN", "a number made for another purpose (PSEUDOCVRNR), never a business"),
            Column(
                "is_secret",
                "BOOLEAN",
                "the source gives its address or name to nobody (hemmelig, dataAdgang 1, statutDiffusion P)",
            ),
        ),
    ),
    Table("unit_life", "When the unit existed (livsforloeb).", (*KEY, *PERIOD)),
    Table(
        "unit_name",
        "Its names.",
        (
            *KEY,
            Column("name", "VARCHAR", ""),
            Column("is_main", "BOOLEAN", "False: a secondary name (binavn)"),
            *PERIOD,
        ),
    ),
    Table(
        "unit_address",
        "Where it lies (beliggenhedsadresse; never the postal address).",
        (
            *KEY,
            Column("municipality", "VARCHAR", "four digits as written at that time, with the leading zero: 0390"),
            Column("postcode", "VARCHAR", ""),
            Column("district", "VARCHAR", "post district"),
            Column("town", "VARCHAR", "village or locality where the source has one (bynavn)"),
            Column("street", "VARCHAR", ""),
            Column("street_code", "VARCHAR", "four digits within the municipality"),
            Column("house", "VARCHAR", "house number with letter: 14B"),
            Column("floor_door", "VARCHAR", "2. tv"),
            Column("care_of", "VARCHAR", "c/o"),
            *PERIOD,
        ),
    ),
    Table(
        "unit_industry",
        "Its industries.",
        (
            *KEY,
            Column("rank", "UTINYINT", "0 main, 1 to 3 secondary"),
            Column("scheme", "VARCHAR", "DB03, DB07, DB25, NACE2 or NACE2.1"),
            Column("code", "VARCHAR", "digits only, leading zero kept: 011100"),
            Column("label", "VARCHAR", "the source's own words"),
            *PERIOD,
        ),
    ),
    Table(
        "unit_form",
        "Its legal form (companies only).",
        (
            *KEY,
            Column("form", "VARCHAR", "the source's code: 10 is ENK, 80 ApS"),
            Column("label", "VARCHAR", "the source's short words: ENK"),
            *PERIOD,
        ),
    ),
    Table(
        "unit_status",
        "What the register says of it (bankruptcy and so on). Never used for alive or dead: many have none.",
        (*KEY, Column("status", "VARCHAR", "as written: NORMAL, UNDER KONKURS"), *PERIOD),
    ),
    Table(
        "unit_protection",
        "Advertising protection (reklamebeskyttelse). Sources without periods give one without ends.",
        (*KEY, Column("is_protected", "BOOLEAN", ""), *PERIOD),
    ),
    Table(
        "unit_parent",
        "Which company a place belongs to.",
        (*KEY, Column("parent_id", "VARCHAR", "the company's number"), *PERIOD),
    ),
    Table(
        "unit_size",
        "How many are employed. Series overlap: the newest month wins over the quarter, and that over the year.",
        (
            *KEY,
            Column("series", "VARCHAR", "month, quarter, year or stock (the number the source gives now)"),
            Column("low", "INTEGER", "the least number of employed, owners not counted"),
            Column("high", "INTEGER", "the greatest; NULL: no upper bound, or nothing is known when `low` is NULL too"),
            Column("employed", "INTEGER", "the exact number where the source gives it, else NULL"),
            Column("full_time", "DOUBLE", "full-time equivalents where the source gives them"),
            *PERIOD,
        ),
    ),
    Table(
        "unit_change",
        "Mergers and splits, to tell a true death from a hand-over.",
        (
            *KEY,
            Column("change", "VARCHAR", "merger or split"),
            Column("other_id", "VARCHAR", "the other unit, where given"),
            Column("on_date", "DATE", ""),
        ),
    ),
)
BY_NAME = {table.name: table for table in TABLES}
