"""What is read of a CVR document, and as what: names and types as in the register's own mapping; everything else is passed over."""

PERIOD = "STRUCT(gyldigFra DATE, gyldigTil DATE)"
NAMES = f"STRUCT(navn VARCHAR, periode {PERIOD})[]"
INDUSTRIES = f"STRUCT(branchekode VARCHAR, branchetekst VARCHAR, periode {PERIOD})[]"
EMPLOYED = "antalAnsatte INTEGER, antalAarsvaerk DOUBLE, intervalKodeAntalAnsatte VARCHAR"
CHANGES = (
    f"STRUCT(organisationsNavn STRUCT(periode {PERIOD})[], indgaaende STRUCT(vaerdier STRUCT(periode {PERIOD})[])[], "
    f"udgaaende STRUCT(vaerdier STRUCT(periode {PERIOD})[])[])[]"
)
BOTH = {
    "reklamebeskyttet": "BOOLEAN",
    "dataAdgang": "INTEGER",
    "fejlRegistreret": "BOOLEAN",
    "sidstOpdateret": "VARCHAR",
    "sidstIndlaest": "VARCHAR",
    "livsforloeb": f"STRUCT(periode {PERIOD})[]",
    "navne": NAMES,
    "beliggenhedsadresse": (
        "STRUCT(kommune STRUCT(kommuneKode INTEGER), postnummer INTEGER, postdistrikt VARCHAR, bynavn VARCHAR, vejnavn VARCHAR, "
        f"vejkode INTEGER, husnummerFra INTEGER, bogstavFra VARCHAR, etage VARCHAR, sidedoer VARCHAR, conavn VARCHAR, periode {PERIOD})[]"
    ),
    "hovedbranche": INDUSTRIES,
    "bibranche1": INDUSTRIES,
    "bibranche2": INDUSTRIES,
    "bibranche3": INDUSTRIES,
    "aarsbeskaeftigelse": f"STRUCT(aar INTEGER, {EMPLOYED})[]",
    "kvartalsbeskaeftigelse": f"STRUCT(aar INTEGER, kvartal INTEGER, {EMPLOYED})[]",
    "maanedsbeskaeftigelse": f"STRUCT(aar INTEGER, maaned INTEGER, {EMPLOYED})[]",
    "erstMaanedsbeskaeftigelse": f"STRUCT(aar INTEGER, maaned INTEGER, {EMPLOYED})[]",
    "attributter": "STRUCT(type VARCHAR, vaerdier STRUCT(vaerdi VARCHAR)[])[]",
}
COMPANY_KEYS = {
    "cvrNummer": "VARCHAR",
    **BOTH,
    "binavne": NAMES,
    "virksomhedsform": f"STRUCT(virksomhedsformkode VARCHAR, kortBeskrivelse VARCHAR, periode {PERIOD})[]",
    "virksomhedsstatus": f"STRUCT(status VARCHAR, periode {PERIOD})[]",
    "penheder": f"STRUCT(pNummer VARCHAR, periode {PERIOD})[]",
    "fusioner": CHANGES,
    "spaltninger": CHANGES,
}
PLACE_KEYS = {
    "pNummer": "VARCHAR",
    **BOTH,
    "virksomhedsrelation": f"STRUCT(cvrNummer VARCHAR, periode {PERIOD})[]",
}
# The key around a document, by kind. Some programs that hand the documents on write the second one in small letters.
COMPANY_NAMES = ("Vrvirksomhed",)
PLACE_NAMES = ("VrproduktionsEnhed", "Vrproduktionsenhed")
PERSON = "Vrdeltagerperson"


def struct(keys: dict[str, str]) -> str:
    """A DuckDB type that holds these keys."""
    return "STRUCT(" + ", ".join(f'"{name}" {type}' for name, type in keys.items()) + ")"
