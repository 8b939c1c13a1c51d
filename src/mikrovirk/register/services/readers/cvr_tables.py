"""How the columns of CVR documents (`cvr_schema`) become the rows of the layout's tables: one query for each table.

Every query reads the table `docs`, whose columns are the documents' keys and `id` and `kind`. The register's periods include
their last day; the layout's end on the day after. A period that ends on the day before it begins is empty and is left out.
"""

import re

from mikrovirk.register.domain.layout import DB03, DB07, DB25

KEY = "'DK' AS country, kind, id AS unit_id"
FROM, TO = "x.periode.gyldigFra", "x.periode.gyldigTil + 1"
INTERVAL = re.compile(r"^ANTAL_(\d+)_(\d*)$")
OPEN_END = 999_999  # ANTAL_1000_999999: some write the open end so
SERIES = (
    # series, key, first day, the day after the last, what must hold
    (
        "year",
        "aarsbeskaeftigelse",
        "make_date(x.aar, 1, 1)",
        "make_date(x.aar + 1, 1, 1)",
        "x.aar BETWEEN 1900 AND 2999",
    ),
    (
        "quarter",
        "kvartalsbeskaeftigelse",
        "make_date(x.aar, 3 * x.kvartal - 2, 1)",
        "make_date(x.aar + x.kvartal // 4, 3 * (x.kvartal % 4) + 1, 1)",
        "x.aar BETWEEN 1900 AND 2999 AND x.kvartal BETWEEN 1 AND 4",
    ),
    *(
        (
            "month",
            key,
            "make_date(x.aar, x.maaned, 1)",
            "make_date(x.aar + x.maaned // 12, x.maaned % 12 + 1, 1)",
            "x.aar BETWEEN 1900 AND 2999 AND x.maaned BETWEEN 1 AND 12",
        )
        for key in ("maanedsbeskaeftigelse", "erstMaanedsbeskaeftigelse")
    ),
)
CHANGE_DATE = (
    "coalesce(c.indgaaende[1].vaerdier[1].periode.gyldigFra, c.udgaaende[1].vaerdier[1].periode.gyldigFra, "
    "c.organisationsNavn[1].periode.gyldigFra)"
)


def queries() -> dict[str, str]:
    """The query of each table of the layout, of the documents in the table `docs`. Keys the other kind has are NULL there."""

    def of(array: str, columns: str) -> str:
        return (
            f"SELECT {KEY}, {columns}, {FROM} AS valid_from, {TO} AS valid_to FROM (SELECT id, kind, unnest({array}) AS x FROM docs) "
            f"WHERE {FROM} IS NULL OR {TO} IS DISTINCT FROM {FROM}"
        )

    return {
        "unit": (
            f"SELECT {KEY}, (TRY_CAST(sidstOpdateret AS TIMESTAMPTZ) AT TIME ZONE 'UTC') AS updated_at, coalesce(len(livsforloeb), 0) > 1 AS is_restarted, "
            # Registered companies carry the attribute with the value "false".
            "coalesce(fejlRegistreret, false) OR coalesce(len([a.type FOR a IN attributter IF a.type = 'PSEUDOCVRNR' "
            "AND len([v.vaerdi FOR v IN a.vaerdier IF v.vaerdi <> 'false']) > 0]) > 0, false) AS is_pseudo, "
            f"coalesce(dataAdgang, 0) <> 0 AS is_secret FROM docs"
        ),
        "unit_life": of("livsforloeb", "1 AS one").replace("1 AS one, ", ""),
        "unit_name": " UNION ALL BY NAME ".join(
            of(array, f"x.navn AS name, {is_main} AS is_main")
            for array, is_main in (("navne", "true"), ("binavne", "false"))
        ),
        "unit_address": of(
            "beliggenhedsadresse",
            "lpad(x.kommune.kommuneKode::VARCHAR, 4, '0') AS municipality, lpad(x.postnummer::VARCHAR, 4, '0') AS postcode, "
            "x.postdistrikt AS district, x.bynavn AS town, x.vejnavn AS street, lpad(x.vejkode::VARCHAR, 4, '0') AS street_code, "
            "x.husnummerFra::VARCHAR || coalesce(x.bogstavFra, '') AS house, "
            "nullif(concat_ws(' ', x.etage || '.', x.sidedoer), '') AS floor_door, x.conavn AS care_of",
        ),
        "unit_industry": " UNION ALL BY NAME ".join(
            of(
                array,
                f"{rank} AS rank, CASE WHEN {FROM} >= DATE '2025-01-01' THEN '{DB25}' WHEN {FROM} >= DATE '2008-01-01' "
                f"OR ({FROM} IS NULL AND coalesce({TO} > DATE '2008-01-01', true)) THEN '{DB07}' ELSE '{DB03}' END AS scheme, lpad(x.branchekode, 6, '0') AS code, x.branchetekst AS label",
            )
            for rank, array in enumerate(("hovedbranche", "bibranche1", "bibranche2", "bibranche3"))
        ),
        # Who may be written to is decided by this: a document that does not say counts as protected.
        "unit_protection": (
            f"SELECT {KEY}, coalesce(reklamebeskyttet, true) AS is_protected, NULL AS valid_from, NULL AS valid_to FROM docs"
        ),
        "unit_size": " UNION ALL BY NAME ".join(sizes(*each) for each in SERIES),
        "unit_form": of("virksomhedsform", "x.virksomhedsformkode AS form, x.kortBeskrivelse AS label"),
        "unit_status": of("virksomhedsstatus", "x.status AS status"),
        "unit_change": " UNION ALL BY NAME ".join(
            f"SELECT {KEY}, '{change}' AS change, {CHANGE_DATE} AS on_date FROM (SELECT id, kind, unnest({array}) AS c FROM docs)"
            for change, array in (("merger", "fusioner"), ("split", "spaltninger"))
        ),
        "unit_parent": of("virksomhedsrelation", "lpad(x.cvrNummer, 8, '0') AS parent_id"),
    }


def parents_by_companies() -> str:
    """The same relation as the companies tell it: used for places that have no document of their own."""
    return (
        f"SELECT 'DK' AS country, 'place' AS kind, x.pNummer AS unit_id, id AS parent_id, {FROM} AS valid_from, {TO} AS valid_to "
        f"FROM (SELECT id, unnest(penheder) AS x FROM docs) WHERE {FROM} IS NULL OR {TO} IS DISTINCT FROM {FROM}"
    )


def sizes(series: str, array: str, first: str, last: str, possible: str) -> str:
    """How many were employed by one series. Rows that know neither a number nor an interval are left out."""
    return (
        f"SELECT {KEY}, '{series}' AS series, coalesce(i.low, x.antalAnsatte) AS low, "
        f"CASE WHEN i.low IS NULL THEN x.antalAnsatte ELSE i.high END AS high, x.antalAnsatte AS employed, "
        f"x.antalAarsvaerk AS full_time, {first} AS valid_from, {last} AS valid_to "
        f"FROM (SELECT id, kind, unnest({array}) AS x FROM docs) LEFT JOIN intervals i ON i.code = x.intervalKodeAntalAnsatte "
        f"WHERE (i.low IS NOT NULL OR x.antalAnsatte IS NOT NULL OR x.antalAarsvaerk IS NOT NULL) AND {possible}"
    )


def interval_of(code: str) -> tuple[int, int | None] | None:
    """The bounds of ANTAL_2_4; no upper one where it is open. None: no such code."""
    match = INTERVAL.match(code)
    if not match:
        return None
    high = int(match[2]) if match[2] else None
    return int(match[1]), None if high == OPEN_END else high
