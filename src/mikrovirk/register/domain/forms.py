"""Legal forms of the Danish register (virksomhedsform): code, short and long Danish name, and which kind of owner it is.

Codes and names: Erhvervsstyrelsen, as they stand in the documents of CVR. The kinds are MikroVirk's own.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

SOLE, PARTNERSHIP, COMPANY, COOPERATIVE, FOUNDATION = "sole", "partnership", "company", "cooperative", "foundation"
ASSOCIATION, PUBLIC, FOREIGN, ESTATE, OTHER = "association", "public", "foreign", "estate", "other"
KINDS: Final = (
    SOLE,
    PARTNERSHIP,
    COMPANY,
    COOPERATIVE,
    FOUNDATION,
    ASSOCIATION,
    PUBLIC,
    FOREIGN,
    ESTATE,
    OTHER,
)


class Form(NamedTuple):
    """One legal form: the short name people write after the business's name, the long one, and its kind."""

    short: str
    name: str
    kind: str


FORMS: Final[Mapping[str, Form]] = {
    "10": Form("ENK", "Enkeltmandsvirksomhed", SOLE),
    "15": Form("PMV", "Personligt ejet mindre virksomhed", SOLE),
    "20": Form("DØD", "Dødsbo", ESTATE),
    "30": Form("I/S", "Interessentskab", PARTNERSHIP),
    "40": Form("K/S", "Kommanditselskab", PARTNERSHIP),
    "45": Form("MSS", "Medarbejderinvesteringsselskab", COMPANY),
    "50": Form("PAR", "Partrederi", PARTNERSHIP),
    "60": Form("A/S", "Aktieselskab", COMPANY),
    "70": Form("P/S", "Partnerselskab (kommanditaktieselskab)", COMPANY),
    "80": Form("ApS", "Anpartsselskab", COMPANY),
    "81": Form("IVS", "Iværksætterselskab", COMPANY),
    "90": Form("FON", "Fond eller anden selvejende institution", FOUNDATION),
    "95": Form("TRU", "Trust", OTHER),
    "100": Form("EFO", "Erhvervsdrivende fond", FOUNDATION),
    "110": Form("FOR", "Forening", ASSOCIATION),
    "115": Form("FFO", "Frivillig forening", ASSOCIATION),
    "130": Form("ANS", "Andelsselskab (-forening)", COOPERATIVE),
    "140": Form("A.M.B.A.", "Andelsselskab med begrænset ansvar", COOPERATIVE),
    "150": Form("FBA", "Forening eller selskab med begrænset ansvar", COOPERATIVE),
    "151": Form("S.M.B.A.", "Selskab med begrænset ansvar", COOPERATIVE),
    "152": Form("F.M.B.A.", "Forening med begrænset ansvar", COOPERATIVE),
    "160": Form("EØFG", "Europæisk økonomisk firmagruppe", PARTNERSHIP),
    "170": Form("FAS", "Filial af udenlandsk aktieselskab", FOREIGN),
    "180": Form("FAP", "Filial af udenlandsk anpartsselskab", FOREIGN),
    "190": Form("FBA", "Filial af udenlandsk virksomhed med begrænset ansvar", FOREIGN),
    "195": Form("SCE", "SCE-selskab", COOPERATIVE),
    "210": Form("UDL", "Anden udenlandsk virksomhed", FOREIGN),
    "220": Form("FEØ", "Fast forretningssted af europæisk økonomisk firmagruppe", FOREIGN),
    "230": Form("STA", "Statslig administrativ enhed", PUBLIC),
    "235": Form("SOV", "Selvstændig offentlig virksomhed", PUBLIC),
    "240": Form("AMT", "Amtskommune", PUBLIC),
    "245": Form("REG", "Region", PUBLIC),
    "250": Form("KOM", "Primærkommune", PUBLIC),
    "260": Form("FKI", "Folkekirkelig institution", PUBLIC),
    "270": Form("EUO", "Enhed under oprettelse", OTHER),
    "280": Form("ØVR", "Øvrig virksomhedsform", OTHER),
    "285": Form("FIV", "Særlig finansiel virksomhed", OTHER),
    "290": Form("SE", "SE-selskab", COMPANY),
    "291": Form("FES", "Filial af SE-selskab", FOREIGN),
    "520": Form("GUS", "Grønlandsk afdeling af udenlandsk selskab", FOREIGN),
    "990": Form("UOP", "Uoplyst virksomhedsform", OTHER),
}
# What "sole proprietor" means on the pages: one person who owns and answers for it all.
SOLE_PROPRIETORS: Final = tuple(code for code, form in FORMS.items() if form.kind == SOLE)
# Not businesses by default: associations, estates, units that are being made, foreign ones without a branch, public bodies.
NOT_BUSINESS: Final = tuple(
    code for code, form in FORMS.items() if form.kind in (ASSOCIATION, PUBLIC, ESTATE) or code in ("210", "270", "990")
)


def short_name(code: str) -> str:
    """The short Danish name of a form, or the code where nobody knows it."""
    form = FORMS.get(code)
    return form.short if form else code
