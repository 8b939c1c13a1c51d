"""How units (enheter) and sub-units (underenheter) of Brønnøysund become the rows of the layout's tables.

The columns are the JSON paths, as the register's own CSV writes them: "naeringskode1.kode". All are text but the lists of names and
of address lines. See docs/using/register-other-formats.md for what each is.
"""

from typing import Final

from mikrovirk.register.domain.layout import COMPANY, NACE2, NACE21, PLACE

ADDRESS: Final = ("adresse", "postnummer", "poststed", "kommunenummer", "landkode")
COMPANY_AT, PLACE_AT = "forretningsadresse", "beliggenhetsadresse"
CODED: Final = ("naeringskode1", "naeringskode2", "naeringskode3", "organisasjonsform")
DATES: Final = (
    "stiftelsesdato",
    "oppstartsdato",
    "registreringsdatoEnhetsregisteret",
    "nedleggelsesdato",
    "slettedato",
    "konkursdato",
    "underAvviklingDato",
    "registreringsdatoAntallAnsatteEnhetsregisteret",
    "registreringsdatoAntallAnsatteNAVAaregisteret",
)
PLAIN: Final = (
    "organisasjonsnummer",
    "navn",
    "overordnetEnhet",
    "respons_klasse",
    "antallAnsatte",
    "harRegistrertAntallAnsatte",
    "konkurs",
    "underAvvikling",
    "underTvangsavviklingEllerTvangsopplosning",
    *DATES,
)
NAMES: Final = "historiskeNavn"
NAMES_TYPE: Final = "STRUCT(navn VARCHAR, fraDato VARCHAR, tilDato VARCHAR)[]"

# What is read of a document, and the flat column each becomes.
JSON_COLUMNS: Final = {
    **dict.fromkeys(PLAIN, "VARCHAR"),
    **dict.fromkeys(CODED, "STRUCT(kode VARCHAR, beskrivelse VARCHAR)"),
    **dict.fromkeys(
        (COMPANY_AT, PLACE_AT),
        "STRUCT(adresse VARCHAR[], postnummer VARCHAR, poststed VARCHAR, kommunenummer VARCHAR, landkode VARCHAR)",
    ),
    NAMES: NAMES_TYPE,
}
FLAT: Final = {
    **{name: f'"{name}"' for name in PLAIN},
    **{f"{name}.{part}": f'"{name}".{part}' for name in CODED for part in ("kode", "beskrivelse")},
    **{
        f"{name}.{part}": f"array_to_string(\"{name}\".adresse, ', ')" if part == "adresse" else f'"{name}".{part}'
        for name in (COMPANY_AT, PLACE_AT)
        for part in ADDRESS
    },
    NAMES: NAMES,
}
COLUMNS: Final = tuple(FLAT)

IS_PLACE: Final = """(coalesce("respons_klasse" = 'Underenhet', false) OR coalesce("organisasjonsform.kode" IN ('BEDR', 'AAFY'), false))"""
KIND: Final = f"CASE WHEN {IS_PLACE} THEN '{PLACE}' ELSE '{COMPANY}' END"
KEY: Final = f"""rowid AS row, 'NO' AS country, {KIND} AS kind, "organisasjonsnummer" AS unit_id"""
STARTED: Final = """CASE WHEN IS_PLACE THEN coalesce("oppstartsdato", "registreringsdatoEnhetsregisteret")
    ELSE coalesce("stiftelsesdato", "registreringsdatoEnhetsregisteret") END::DATE""".replace("IS_PLACE", IS_PLACE)
ENDED: Final = """coalesce("nedleggelsesdato", "slettedato")::DATE + 1"""
LIFE: Final = f"{STARTED} AS valid_from, {ENDED} AS valid_to"
# Of these the register says how they are now, and nothing of before.
ALWAYS: Final = "NULL::DATE AS valid_from, NULL::DATE AS valid_to"
# How many, said exactly from five up; of those with one to four the register only says that there are some.
LOW: Final = """CASE WHEN "antallAnsatte" IS NOT NULL THEN "antallAnsatte"::INTEGER
    WHEN "harRegistrertAntallAnsatte" = 'true' THEN 1 ELSE 0 END"""
HIGH: Final = LOW.replace("THEN 1 ELSE", "THEN 4 ELSE")
STREET: Final = r"^(.*?)\s+(\d+\s?[A-Za-zÆØÅæøå]?)$"


def queries(scheme: str, known_since: str) -> list[tuple[str, str]]:
    """(table, query) for everything. `known_since`: SQL for the day from which a number without a date counts."""
    found = [
        ("unit", f"SELECT {KEY}, NULL::TIMESTAMP AS updated_at, false AS is_restarted, false AS is_pseudo, false AS is_secret FROM rows"),
        ("unit_life", f"SELECT {KEY}, {LIFE} FROM rows"),
        *names(),
        ("unit_address", addresses()),
        ("unit_form", f"""SELECT {KEY}, "organisasjonsform.kode" AS form, "organisasjonsform.kode" AS label, {ALWAYS}
            FROM rows WHERE NOT {IS_PLACE} AND "organisasjonsform.kode" IS NOT NULL"""),
        ("unit_parent", f"""SELECT {KEY}, "overordnetEnhet" AS parent_id, {ALWAYS} FROM rows
            WHERE {IS_PLACE} AND "overordnetEnhet" IS NOT NULL"""),
        ("unit_size", f"""SELECT {KEY}, 'stock' AS series, {LOW} AS low, {HIGH} AS high, "antallAnsatte"::INTEGER AS employed,
            coalesce("registreringsdatoAntallAnsatteEnhetsregisteret"::DATE, {known_since}) AS valid_from, NULL::DATE AS valid_to
            FROM rows WHERE "antallAnsatte" IS NOT NULL OR "harRegistrertAntallAnsatte" IS NOT NULL"""),
        ("unit_status", statuses()),
    ]  # fmt: skip
    found += [("unit_industry", industry(rank, scheme)) for rank in range(3)]
    return found


def names() -> list[tuple[str, str]]:
    """The names it had, and the one it has, from the day after the last of those."""
    old = f"""SELECT row, country, kind, unit_id, x.navn AS name, true AS is_main, x.fraDato::DATE AS valid_from, x.tilDato::DATE + 1 AS valid_to
        FROM (SELECT {KEY}, unnest({NAMES}) AS x FROM rows)"""
    last = f"list_max([try_cast(x.tilDato AS DATE) FOR x IN {NAMES}]) + 1"
    return [
        ("unit_name", old),
        (
            "unit_name",
            f'SELECT {KEY}, "navn" AS name, true AS is_main, {last} AS valid_from, NULL::DATE AS valid_to FROM rows',
        ),
    ]


def addresses() -> str:
    """A company's business address, a place's own; the municipality only where it is a Norwegian one."""

    def at(part: str) -> str:
        return f'CASE WHEN {IS_PLACE} THEN "{PLACE_AT}.{part}" ELSE "{COMPANY_AT}.{part}" END'

    line = "string_split(line, ', ')[-1]"
    return f"""SELECT row, country, kind, unit_id,
        CASE WHEN coalesce(land, 'NO') = 'NO' THEN lpad(municipality, 4, '0') END AS municipality,
        CASE WHEN coalesce(land, 'NO') = 'NO' THEN lpad(postcode, 4, '0') ELSE postcode END AS postcode, district,
        coalesce(nullif(regexp_extract({line}, '{STREET}', 1), ''), line) AS street,
        nullif(replace(regexp_extract({line}, '{STREET}', 2), ' ', ''), '') AS house, valid_from, valid_to
        FROM (SELECT {KEY}, {at("adresse")} AS line, {at("postnummer")} AS postcode, {at("poststed")} AS district,
            {at("kommunenummer")} AS municipality, {at("landkode")} AS land, {ALWAYS} FROM rows)
        WHERE coalesce(line, postcode, municipality) IS NOT NULL"""


def industry(rank: int, scheme: str) -> str:
    code = f'"naeringskode{rank + 1}.kode"'
    return f"""SELECT {KEY}, {rank} AS rank, '{scheme}' AS scheme, regexp_replace({code}, '[^0-9]', '', 'g') AS code,
        "naeringskode{rank + 1}.beskrivelse" AS label, {ALWAYS} FROM rows WHERE {code} IS NOT NULL"""


def statuses() -> str:
    """Bankruptcy and winding up; of a unit that has neither, nothing is said."""
    return f"""SELECT {KEY}, CASE WHEN "konkurs" = 'true' THEN 'KONKURS' WHEN "underTvangsavviklingEllerTvangsopplosning" = 'true'
        THEN 'UNDER TVANGSAVVIKLING' ELSE 'UNDER AVVIKLING' END AS status,
        CASE WHEN "konkurs" = 'true' THEN "konkursdato" ELSE "underAvviklingDato" END::DATE AS valid_from, NULL::DATE AS valid_to
        FROM rows WHERE 'true' IN ("konkurs", "underAvvikling", "underTvangsavviklingEllerTvangsopplosning")"""


def scheme_of(day: str) -> str:
    """The scheme of the codes in a file of that day (ISO): SN2007 is NACE Rev. 2, SN2025 is NACE Rev. 2.1."""
    return NACE2 if "" < day < "2025-01-01" else NACE21
