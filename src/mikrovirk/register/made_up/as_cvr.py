"""Made-up lives as documents of CVR: Vrvirksomhed and VrproduktionsEnhed, with every key and all the nesting of the real ones."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from random import Random
from typing import Any, Final

from mikrovirk.register.domain import forms
from mikrovirk.register.domain.before_2007 import OldMunicipality, old_municipalities
from mikrovirk.register.domain.industries import STARTS
from mikrovirk.register.domain.layout import DB07, DB25
from mikrovirk.register.domain.municipalities import named
from mikrovirk.register.made_up.employment import employment_of
from mikrovirk.register.made_up.lives import Life, Stay

Json = dict[str, Any]
BEGINS_2007: Final = date(2007, 1, 1)


def documents_of(life: Life, until: date, *, is_brief: bool = False) -> Iterable[Json]:
    """The company, then each of its places. Brief ones have no owners, no quarters, and months of the last year only."""
    random = Random(life.cvr)  # noqa: S311 - the same number has the same document every time
    alike = _common(life, until)
    yield {"Vrvirksomhed": _company(life, alike, until, random, is_brief=is_brief)}
    for order, number in enumerate(life.places):
        yield {"VrproduktionsEnhed": _place(life, alike, number, order, until, random, is_brief=is_brief)}


def brief_company(life: Life, until: date) -> Json:
    """Only the company, without its places, briefly."""
    random = Random(life.cvr)  # noqa: S311
    return {"Vrvirksomhed": _company(life, _common(life, until), until, random, is_brief=True)}


def _period(since: date | None, until: date | None) -> Json:
    return {"gyldigFra": since and since.isoformat(), "gyldigTil": until and until.isoformat()}


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T08:15:30.000+01:00"


def _dated(since: date, until: date | None, **fields: Any) -> Json:
    return {**fields, "periode": _period(since, until), "sidstOpdateret": _stamp(until or since)}


@cache
def _made_of() -> dict[str, list[OldMunicipality]]:
    """The municipalities of before 2007 by the one of today."""
    found: dict[str, list[OldMunicipality]] = {}
    for old in old_municipalities().values():
        found.setdefault(old.part_of, []).append(old)
    return found


def _address(stay: Stay) -> Json:
    code, name, was_until = stay.town.municipality, named(stay.town.municipality), None
    if stay.until and stay.until < BEGINS_2007:
        was_until = "2006-12-31"
        if older := _made_of().get(code):
            old = older[int(stay.town.postcode) % len(older)]
            code, name = old.code, old.name
    return _dated(
        stay.since,
        stay.until,
        landekode="DK",
        fritekst=None,
        vejkode=stay.street_code,
        kommune={
            "kommuneKode": int(code),
            "kommuneNavn": name.upper(),
            "periode": {"gyldigFra": None if was_until else "2007-01-01", "gyldigTil": was_until},
            "sidstOpdateret": "2006-11-13T00:00:00.000+01:00",
        },
        husnummerFra=stay.house,
        adresseId=None,
        sidstValideret=_stamp(stay.since),
        husnummerTil=None,
        bogstavFra="B" if stay.house % 9 == 0 else None,
        bogstavTil=None,
        etage="1" if stay.house % 7 == 0 else None,
        sidedoer="tv" if stay.house % 14 == 0 else None,
        conavn=None,
        postboks=None,
        vejnavn=stay.street,
        bynavn=None,
        postnummer=int(stay.town.postcode),
        postdistrikt=stay.town.name,
    )


def _industries(life: Life) -> list[Json]:
    """One period per scheme, split where the codes changed."""
    trade, day = life.trade, date.fromordinal
    starts = [date.min, STARTS[DB07], STARTS[DB25], date.max]
    codes = ((trade.in_2003, trade.label), (trade.in_2007, trade.label), (trade.in_2025, trade.label_2025))
    found = []
    for (code, label), begins, next_begins in zip(codes, starts, starts[1:], strict=False):
        since = max(life.started, begins)
        until = day(next_begins.toordinal() - 1) if next_begins < date.max else None
        if life.ended and (until is None or life.ended < until):
            until = life.ended
        if until is None or since <= until:
            found.append(_dated(since, until, branchekode=code, branchetekst=label))
    return found


def _common(life: Life, until: date) -> Json:
    """What a company and its places have alike; their numbers are put in for each."""
    industries = _industries(life)
    return {
        "samtId": 3,
        "fejlRegistreret": False,
        "dataAdgang": 0,
        "enhedsNummer": 0,
        "enhedstype": "",
        "sidstIndlaest": _stamp(until),
        "sidstOpdateret": _stamp(life.ended or life.started),
        "fejlVedIndlaesning": False,
        "naermesteFremtidigeDato": None,
        "fejlBeskrivelse": None,
        "virkningsAktoer": "PO",
        "brancheAnsvarskode": None,
        "reklamebeskyttet": life.is_protected,
        "navne": [_dated(life.started, life.ended, navn=life.name)],
        "postadresse": [],
        "beliggenhedsadresse": [_address(stay) for stay in life.stays],
        "telefonNummer": [_dated(life.started, life.ended, kontaktoplysning="00000000", hemmelig=False)],
        "telefaxNummer": [],
        "elektroniskPost": [],
        "livsforloeb": [_dated(since, last) for since, last in life.spans],
        "hovedbranche": industries,
        "bibranche1": [],
        "bibranche2": [],
        "bibranche3": [],
        "attributter": [],
    }


def _company(life: Life, alike: Json, until: date, random: Random, *, is_brief: bool) -> Json:
    form = forms.FORMS[life.form]
    is_registered = form.kind == forms.COMPANY
    found = alike | {"enhedsNummer": 4_000_000_000 + life.cvr, "enhedstype": "VIRKSOMHED"}
    status = "OPLØST EFTER FRIVILLIG LIKVIDATION" if life.ended else "NORMAL"
    shape = _dated(
        life.started,
        life.ended,
        virksomhedsformkode=int(life.form),
        kortBeskrivelse=form.short.upper(),
        langBeskrivelse=form.name,
        ansvarligDataleverandoer="E&S" if is_registered else "T&S",
    )
    employment = employment_of(life, until, random, of_company=True, is_brief=is_brief)
    return {
        "cvrNummer": life.cvr,
        "regNummer": [],
        **found,
        "binavne": [],
        "hjemmeside": [],
        "obligatoriskEmail": [],
        "status": [],
        "virksomhedsstatus": [_dated(life.started, life.ended, status=status)] if is_registered else [],
        "virksomhedsform": [shape],
        **employment,
        "attributter": [_attribute("FORMÅL", f"At drive {life.trade.label.lower()}.", life)] if is_registered else [],
        "penheder": [_dated(life.started, life.ended, pNummer=number) for number in life.places],
        "deltagerRelation": [_owner(life, until)] if not is_brief and form.kind in (forms.COMPANY, forms.SOLE) else [],
        "fusioner": [],
        "spaltninger": [],
        "virksomhedMetadata": _metadata(life, found, shape, status if is_registered else "", employment),
    }


def _place(life: Life, alike: Json, number: int, order: int, until: date, random: Random, *, is_brief: bool) -> Json:
    found = alike | {"enhedsNummer": 3_000_000_000 + number, "enhedstype": "PRODUKTIONSENHED"}
    if order:
        found["beliggenhedsadresse"] = [
            {**each, "husnummerFra": each["husnummerFra"] + order} for each in found["beliggenhedsadresse"]
        ]
    first_has_all = employment_of(life, until, random, of_company=False, is_brief=is_brief)
    none: Json = {name: [] for name in first_has_all}
    return {
        "pNummer": number,
        **found,
        "virksomhedsrelation": [_dated(life.started, life.ended, cvrNummer=life.cvr)],
        **(none if order else first_has_all),
        "deltagerRelation": [],
        "produktionsEnhedMetadata": {
            "nyesteCvrNummerRelation": life.cvr,
            "sammensatStatus": "Ophørt" if life.ended else "Aktiv",
            "nyesteNavn": found["navne"][-1],
            "nyesteHovedbranche": found["hovedbranche"][-1],
            "nyesteBeliggenhedsadresse": found["beliggenhedsadresse"][-1],
            "nyesteKontaktoplysninger": [],
        },
    }


def _attribute(name: str, value: str, life: Life) -> Json:
    return {
        "sekvensnr": 0,
        "type": name,
        "vaerditype": "string",
        "vaerdier": [_dated(life.started, life.ended, vaerdi=value)],
    }


def _owner(life: Life, until: date) -> Json:
    """The one who owns it: nobody reads it here, but more than half of a real document's bytes are of this kind."""
    organisation = {
        "enhedsNummerOrganisation": 4_100_000_000 + life.cvr,
        "hovedtype": "REGISTER",
        "organisationsNavn": [_dated(life.started, life.ended, navn="EJERREGISTER")],
        "attributter": [],
        "medlemsData": [
            {
                "attributter": [
                    _attribute("EJERANDEL_PROCENT", "1.0", life),
                    _attribute("EJERANDEL_STEMMERET_PROCENT", "1.0", life),
                    _attribute("FUNKTION", "EJER", life),
                ]
            }
        ],
    }
    return {
        "deltager": {
            "enhedsNummer": 4_200_000_000 + life.cvr,
            "enhedstype": "PERSON",
            "forretningsnoegle": None,
            "organisationstype": None,
            "sidstIndlaest": _stamp(until),
            "sidstOpdateret": _stamp(life.started),
            "navne": [_dated(life.started, None, navn=life.owner)],
            "beliggenhedsadresse": [_address(life.stays[0])],
        },
        "kontorsteder": [],
        "organisationer": [organisation],
    }


def _metadata(life: Life, found: Json, shape: Json, status: str, employment: Json) -> Json:
    series = ("aarsbeskaeftigelse", "kvartalsbeskaeftigelse", "erstMaanedsbeskaeftigelse")
    newest = {
        f"nyeste{name[0].upper()}{name[1:]}": employment[name][-1] if employment[name] else None for name in series
    }
    return {
        "nyesteNavn": found["navne"][-1],
        "nyesteVirksomhedsform": shape,
        "nyesteBeliggenhedsadresse": found["beliggenhedsadresse"][-1],
        "nyesteHovedbranche": found["hovedbranche"][-1],
        "nyesteBibranche1": None,
        "nyesteBibranche2": None,
        "nyesteBibranche3": None,
        "nyesteStatus": None,
        "nyesteKontaktoplysninger": ["00000000"],
        "antalPenheder": len(life.places),
        **newest,
        "sammensatStatus": status or ("Ophørt" if life.ended else "Aktiv"),
        "stiftelsesDato": life.started.isoformat(),
        "virkningsDato": life.started.isoformat(),
    }
