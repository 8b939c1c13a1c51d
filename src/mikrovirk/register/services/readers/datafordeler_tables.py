"""How the flat entities of Datafordeler's CVR become the rows of the layout's tables: one query for each.

Every row stands for one value of a unit (`CVREnhedsId`) between virkningFra and virkningTil, both included. Rows whose registration
has ended (registreringTil) were corrected later and do not count. `ids` says which unit an id is.
"""

from dataclasses import dataclass
from typing import Final

from mikrovirk.register.domain.forms import FORMS
from mikrovirk.register.domain.layout import COMPANY, DB03, DB07, DB25, PLACE

UNITS: Final = ("Virksomhed", "Produktionsenhed")
OPEN_END: Final = 999_999
VALID: Final = ("registreringFra", "registreringTil", "virkningFra", "virkningTil")
ADDRESS: Final = tuple(
    f"CVRAdresse_{part}"
    for part in (
        *("kommunekode", "postnummer", "postdistrikt", "supplerendeBynavn", "vejnavn", "vejkode"),
        *("husnummerFra", "etagebetegnelse", "doerbetegnelse", "landekode"),
    )
)


@dataclass(frozen=True)
class Entity:
    """One entity: the columns that are read of it. `telling`: those that no other entity has."""

    name: str
    columns: tuple[str, ...]
    telling: tuple[str, ...] = ()
    dates: tuple[str, ...] = ("virkningFra", "virkningTil")
    unit: str = "CVREnhedsId"


ENTITIES: Final = (
    Entity(
        "Virksomhed",
        ("id", "CVRNummer", "status", "virksomhedStartdato", "virksomhedOphoersdato", *VALID),
        ("CVRNummer", "virksomhedStartdato"),
        ("virkningFra", "virkningTil", "virksomhedStartdato", "virksomhedOphoersdato"),
        "id",
    ),
    Entity(
        "Produktionsenhed",
        (
            *("id", "pNummer", "status", "produktionsenhedStartdato", "produktionsenhedOphoersdato"),
            *("tilknyttetVirksomhedsCVRNummer", "tilknyttetTilVirksomhedStartdato", "tilknyttetTilVirksomhedOphoersdato"),
            *VALID,
        ),
        ("pNummer", "produktionsenhedStartdato"),
        (
            *("virkningFra", "virkningTil", "produktionsenhedStartdato", "produktionsenhedOphoersdato"),
            *("tilknyttetTilVirksomhedStartdato", "tilknyttetTilVirksomhedOphoersdato"),
        ),
        "id",
    ),
    Entity("Adressering", ("CVREnhedsId", "AdresseringAnvendelse", "coNavn", *ADDRESS, *VALID), ("AdresseringAnvendelse",)),
    Entity("Branche", ("CVREnhedsId", "sekvens", "vaerdi", "vaerdiTekst", *VALID), ("sekvens", "vaerdi", "vaerdiTekst")),
    Entity("Navn", ("CVREnhedsId", "sekvens", "vaerdi", *VALID), ("sekvens", "vaerdi")),
    Entity("Virksomhedsform", ("CVREnhedsId", "vaerdi", "vaerdiTekst", *VALID)),
    Entity("Reklamebeskyttelse", ("CVREnhedsId", "vaerdi", *VALID)),
    Entity(
        "Beskaeftigelse",
        ("CVREnhedsId", "beskaeftigelsestalstype", "datoFra", "datoTil", "antal", "intervalFra", "intervalTil"),
        ("beskaeftigelsestalstype",),
        ("datoFra", "datoTil"),
    ),
)  # fmt: skip
# Entities of the register that no figure needs, passed over.
NOT_NEEDED: Final = (
    *("CVREnhed", "CVRPerson", "Telefonnummer", "Telefaxnummer", "e_mailadresse", "Kreditoplysninger"),
    *("FuldtAnsvarligDeltagerRelation", "AnsvarligDataleverandoer", "AndreDeltagere", "Events"),
)

KEY: Final = "rows.rowid AS row, 'DK' AS country, ids.kind, ids.unit_id"
FROM_ROWS: Final = 'FROM rows JOIN ids ON ids.id = rows."CVREnhedsId"'


def _day(column: str) -> str:
    return f'left("{column}", 10)::DATE'


def _period(alike: str = "") -> str:
    """From a row's first day to the day after its last, and never beyond the first day of the next of that unit."""
    follows = f'lead({_day("virkningFra")}) OVER (PARTITION BY "CVREnhedsId"{alike} ORDER BY "virkningFra")'
    return f"{_day('virkningFra')} AS valid_from, least({_day('virkningTil')} + 1, {follows}) AS valid_to"


def ids_of(entity: str) -> str:
    """The query of the unit behind each id."""
    if entity == "Virksomhed":
        return f"""SELECT DISTINCT id, '{COMPANY}' AS kind, lpad("CVRNummer", 8, '0') AS unit_id FROM rows"""
    return f"""SELECT DISTINCT id, '{PLACE}' AS kind, "pNummer" AS unit_id FROM rows"""


def units(entity: str) -> list[tuple[str, str]]:
    """Units with their lives: each first day once, with the last day that the newest row says."""
    stem = "virksomhed" if entity == "Virksomhed" else "produktionsenhed"
    key = "min(rows.rowid) AS row, 'DK' AS country, ids.kind, ids.unit_id"
    source, group = "FROM rows JOIN ids USING (id)", "GROUP BY ids.kind, ids.unit_id"
    started, ended = f"{stem}Startdato", f"{stem}Ophoersdato"

    def spans(start: str, end: str) -> str:
        return f'{_day(start)} AS valid_from, arg_max_null({_day(end)}, "virkningFra") + 1 AS valid_to'

    found = [
        (
            "unit",
            f"""SELECT {key}, max("registreringFra"::TIMESTAMPTZ AT TIME ZONE 'UTC') AS updated_at,
                count(DISTINCT "{started}") > 1 AS is_restarted, false AS is_pseudo, false AS is_secret {source} {group}""",
        ),
        ("unit_life", f'SELECT {key}, {spans(started, ended)} {source} {group}, "{started}"'),
        (
            "unit_status",
            f"""SELECT {KEY}, upper(status) AS status, {_day("virkningFra")} AS valid_from,
                {_day("virkningTil")} + 1 AS valid_to {source} WHERE status IS NOT NULL""",
        ),
    ]
    if entity == "Produktionsenhed":
        parent, since = '"tilknyttetVirksomhedsCVRNummer"', "tilknyttetTilVirksomhedStartdato"
        dates = spans(since, "tilknyttetTilVirksomhedOphoersdato")
        select = f"SELECT {key}, lpad({parent}, 8, '0') AS parent_id, {dates}"
        found.append(("unit_parent", f'{select} {source} WHERE {parent} IS NOT NULL {group}, {parent}, "{since}"'))
    return found


ADDRESSES: Final = f"""SELECT {KEY}, lpad("CVRAdresse_kommunekode", 4, '0') AS municipality,
    lpad("CVRAdresse_postnummer", 4, '0') AS postcode, "CVRAdresse_postdistrikt" AS district,
    "CVRAdresse_supplerendeBynavn" AS town, "CVRAdresse_vejnavn" AS street, lpad("CVRAdresse_vejkode", 4, '0') AS street_code,
    ltrim("CVRAdresse_husnummerFra", '0') AS house,
    nullif(concat_ws(' ', "CVRAdresse_etagebetegnelse" || '.', "CVRAdresse_doerbetegnelse"), '') AS floor_door,
    "coNavn" AS care_of, {_period()} {FROM_ROWS} WHERE lower("AdresseringAnvendelse") = 'beliggenhedsadresse'"""
# The scheme is not written down; it follows from the day the code holds from, as in the documents of CVR.
INDUSTRIES: Final = f"""SELECT * EXCLUDE rank_text, CASE WHEN valid_from >= DATE '2025-01-01' THEN '{DB25}'
    WHEN valid_from >= DATE '2008-01-01' THEN '{DB07}' ELSE '{DB03}' END AS scheme FROM (
    SELECT {KEY}, "sekvens" AS rank_text, "sekvens"::UTINYINT AS rank, lpad("vaerdi", 6, '0') AS code, "vaerdiTekst" AS label,
    {_period(', "sekvens"')} {FROM_ROWS})"""
NAMES: Final = f"""SELECT {KEY}, "vaerdi" AS name, coalesce("sekvens", '0') = '0' AS is_main, {_period(', "sekvens"')} {FROM_ROWS}"""
_SHORT: Final = " ".join(f"WHEN '{code}' THEN '{form.short.upper()}'" for code, form in FORMS.items())
FORM: Final = f"""SELECT {KEY}, ltrim("vaerdi", '0') AS form,
    CASE ltrim("vaerdi", '0') {_SHORT} ELSE "vaerdiTekst" END AS label, {_period()} {FROM_ROWS}"""
# Another word than these two says nothing, and what is not said counts as protected wherever somebody is to be written to.
PROTECTION: Final = f"""SELECT {KEY}, CASE WHEN lower("vaerdi") IN ('true', '1') THEN true WHEN lower("vaerdi") IN ('false', '0')
    THEN false END AS is_protected, {_period()} {FROM_ROWS}"""
# Two rows of one span, employed and full-time posts, become one.
SIZES: Final = f"""SELECT min(rows.rowid) AS row, 'DK' AS country, ids.kind, ids.unit_id,
    CASE WHEN kind_of LIKE 'aar%' THEN 'year' WHEN kind_of LIKE 'kvartal%' THEN 'quarter' ELSE 'month' END AS series,
    max(coalesce("intervalFra", antal)::INTEGER) FILTER (is_count) AS low,
    nullif(max(coalesce("intervalTil", antal)::INTEGER) FILTER (is_count), {OPEN_END}) AS high,
    max(antal::INTEGER) FILTER (is_count) AS employed, max(antal::DOUBLE) FILTER (is_full_time) AS full_time,
    {_day("datoFra")} AS valid_from, {_day("datoTil")} + 1 AS valid_to
    FROM (SELECT rowid, *, replace(lower("beskaeftigelsestalstype"), 'å', 'aa') AS kind_of,
        kind_of LIKE '%antalansatte' AS is_count, kind_of LIKE '%antalaarsvaerk' OR kind_of LIKE '%antalaarsværk' AS is_full_time
        FROM rows) rows JOIN ids ON ids.id = rows."CVREnhedsId"
    WHERE is_count OR is_full_time
    GROUP BY ids.kind, ids.unit_id, series, "datoFra", "datoTil" """
_ONE: Final = {
    "Adressering": ("unit_address", ADDRESSES),
    "Branche": ("unit_industry", INDUSTRIES),
    "Navn": ("unit_name", NAMES),
    "Virksomhedsform": ("unit_form", FORM),
    "Reklamebeskyttelse": ("unit_protection", PROTECTION),
    "Beskaeftigelse": ("unit_size", SIZES),
}


def queries(entity: str) -> list[tuple[str, str]]:
    """(table, query) of what a file of this entity gives."""
    return units(entity) if entity in UNITS else [_ONE[entity]]
