"""Units of a register as plain lists, straight from its documents. Nothing of the product is used here but code lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)


@dataclass
class Unit:
    """Everything as (first day, last day, value), both days included. Sizes: (first, last, rank, low, high, exact, full_time)."""

    kind: str
    number: str
    is_pseudo: bool = False
    is_secret: bool = False
    lives: list[tuple[date, date]] = field(default_factory=list)
    addresses: list[tuple[date, date, tuple[str, str, bool]]] = field(default_factory=list)
    industries: list[tuple[date, date, tuple[str, str]]] = field(default_factory=list)
    forms: list[tuple[date, date, str]] = field(default_factory=list)
    parents: list[tuple[date, date, str]] = field(default_factory=list)
    sizes: list[tuple[date, date, int, int, int | None, int | None, float]] = field(default_factory=list)
    changes: list[date] = field(default_factory=list)


def day(text: str | None, otherwise: date) -> date:
    return date.fromisoformat(text[:10]) if text else otherwise


def period(item: dict[str, Any]) -> tuple[date, date]:
    found = item["periode"]
    return day(found["gyldigFra"], FIRST), day(found["gyldigTil"], LAST)


def periods(items: Iterable[dict[str, Any]] | None) -> Iterator[tuple[date, date, dict[str, Any]]]:
    for item in items or ():
        first, last = period(item)
        if first <= last:
            yield first, last, item


def of_cvr(documents: Iterable[dict[str, Any]]) -> dict[tuple[str, str], Unit]:
    """The units of CVR documents (`Vrvirksomhed`, `VrproduktionsEnhed`)."""
    units: dict[tuple[str, str], Unit] = {}
    documents = list(documents)
    for document in documents:
        company, place = document.get("Vrvirksomhed"), document.get("VrproduktionsEnhed")
        unit = company_of(company) if company else place_of(place or {})
        units[(unit.kind, unit.number)] = unit
    for document in documents:  # a place without a document of its own is known by its company
        for first, last, item in periods((document.get("Vrvirksomhed") or {}).get("penheder")):
            key = ("place", str(item["pNummer"]))
            if key not in units or not units[key].lives:
                units.setdefault(key, Unit(*key)).parents.append((first, last, number_of(document["Vrvirksomhed"])))
    return units


def number_of(company: dict[str, Any]) -> str:
    return f"{company['cvrNummer']:08}"


def company_of(document: dict[str, Any]) -> Unit:
    unit = Unit("company", number_of(document))
    fill(unit, document)
    unit.forms = [
        (first, last, str(x["virksomhedsformkode"])) for first, last, x in periods(document.get("virksomhedsform"))
    ]
    for key in ("fusioner", "spaltninger"):
        for change in document.get(key) or ():
            found = day_of_change(change)
            if found:
                unit.changes.append(found)
    return unit


def day_of_change(change: dict[str, Any]) -> date | None:
    for side in ("indgaaende", "udgaaende"):
        for attribute in change.get(side) or ():
            for value in attribute.get("vaerdier") or ():
                if value["periode"]["gyldigFra"]:
                    return day(value["periode"]["gyldigFra"], FIRST)
    for name in change.get("organisationsNavn") or ():
        if name["periode"]["gyldigFra"]:
            return day(name["periode"]["gyldigFra"], FIRST)
    return None


def place_of(document: dict[str, Any]) -> Unit:
    unit = Unit("place", str(document["pNummer"]))
    fill(unit, document)
    unit.parents = [
        (first, last, f"{x['cvrNummer']:08}") for first, last, x in periods(document.get("virksomhedsrelation"))
    ]
    return unit


def fill(unit: Unit, document: dict[str, Any]) -> None:
    """What companies and places have alike."""
    attributes = document.get("attributter") or ()
    pseudo = [value["vaerdi"] for x in attributes if x["type"] == "PSEUDOCVRNR" for value in x["vaerdier"]]
    unit.is_pseudo = bool(document.get("fejlRegistreret")) or any(value != "false" for value in pseudo)
    unit.is_secret = bool(document.get("dataAdgang"))
    unit.lives = [(first, last) for first, last, _ in periods(document.get("livsforloeb"))]
    for first, last, x in periods(document.get("beliggenhedsadresse")):
        code = (x.get("kommune") or {}).get("kommuneKode")
        where = f"{code:04}" if code is not None else ""
        postcode = f"{x['postnummer']:04}" if x.get("postnummer") is not None else ""
        unit.addresses.append((first, last, (where, postcode, bool(x.get("conavn")))))
    for first, last, x in periods(document.get("hovedbranche")):
        unit.industries.append((first, last, (scheme_of(first, last), x["branchekode"].zfill(6))))
    for key, rank in (("aarsbeskaeftigelse", 2), ("kvartalsbeskaeftigelse", 3)):
        unit.sizes += [size(x, rank) for x in document.get(key) or () if is_told(x)]
    for key in ("maanedsbeskaeftigelse", "erstMaanedsbeskaeftigelse"):
        unit.sizes += [size(x, 4) for x in document.get(key) or () if is_told(x)]


def scheme_of(first: date, last: date) -> str:
    if first >= date(2025, 1, 1):
        return "DB25"
    if first >= date(2008, 1, 1) or (first == FIRST and last >= date(2008, 1, 1)):
        return "DB07"
    return "DB03"


def is_told(item: dict[str, Any]) -> bool:
    return item.get("intervalKodeAntalAnsatte") is not None or item.get("antalAnsatte") is not None


def size(item: dict[str, Any], rank: int) -> tuple[date, date, int, int, int | None, int | None, float]:
    first, last = span(item, rank)
    exact = item.get("antalAnsatte")
    low: int | None
    high: int | None
    low, high = (exact, exact)
    code = item.get("intervalKodeAntalAnsatte")
    if code:
        _, text_low, text_high = code.split("_")
        low, high = int(text_low), int(text_high) if text_high else None
    assert low is not None
    return first, last, rank, low, None if high == 999999 else high, exact, item.get("antalAarsvaerk") or 0.0


def span(item: dict[str, Any], rank: int) -> tuple[date, date]:
    """The first and last day of a year, a quarter or a month."""
    year = item["aar"]
    if rank == 2:
        return date(year, 1, 1), date(year, 12, 31)
    months = 3 if rank == 3 else 1
    first = 3 * item["kvartal"] - 2 if rank == 3 else item["maaned"]
    after = date(year + (first - 1 + months) // 12, (first - 1 + months) % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def of_brreg(documents: Iterable[dict[str, Any]], *, as_of: date, scheme: str) -> dict[tuple[str, str], Unit]:
    """The companies of Brønnøysund's answers: living ones, as they are now."""
    units = {}
    for document in documents:
        unit = Unit("company", document["organisasjonsnummer"])
        begins = document.get("stiftelsesdato") or document["registreringsdatoEnhetsregisteret"]
        unit.lives = [(day(begins, FIRST), LAST)]
        at = document["forretningsadresse"]
        where = at["kommunenummer"].zfill(4) if at.get("landkode", "NO") == "NO" else ""
        unit.addresses = [(FIRST, LAST, (where, at.get("postnummer") or "", False))]
        code = "".join(sign for sign in document["naeringskode1"]["kode"] if sign.isdigit())
        unit.industries = [(FIRST, LAST, (scheme, code))]
        unit.forms = [(FIRST, LAST, document["organisasjonsform"]["kode"])]
        exact = document.get("antallAnsatte")
        has_any = document.get("harRegistrertAntallAnsatte")
        if exact is not None or has_any is not None:
            known = day(document.get("registreringsdatoAntallAnsatteEnhetsregisteret"), as_of)
            low, high = (exact, exact) if exact is not None else (1, 4) if has_any else (0, 0)
            unit.sizes = [(known, LAST, 1, low, high, exact, 0.0)]
        units[(unit.kind, unit.number)] = unit
    return units
