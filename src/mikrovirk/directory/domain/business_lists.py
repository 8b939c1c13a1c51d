"""What a list of businesses says of each: their numbers, where they are, what they offer and seek."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mikrovirk.directory.domain.cpr import MASK
from mikrovirk.directory.domain.cvr import normalised_cvr
from mikrovirk.directory.domain.member_lists.cells import one_line, read_postcode, read_website, several_lines
from mikrovirk.directory.domain.tables import Wanted

WANTED: Final = (
    Wanted("cvr", "cvr, cvr nr, cvrnr, cvr nummer, cvr-nummer, vat, company registration number", looks=lambda text: normalised_cvr(text) is not None),
    Wanted("name", "virksomhed, firma, firmanavn, virksomhedsnavn, virksomhedens navn, navn, company, company name, business, name"),
    Wanted("industry", "branche, fag, industry, branchetekst"),
    Wanted("address", "adresse, vej, gade, address, street"),
    Wanted("postcode", "postnr, postnummer, post nr, postcode, zip, postnr by, postnr og by"),
    Wanted("town", "by, bynavn, town, city"),
    Wanted("website", "hjemmeside, website, web, www, webside, url"),
    Wanted("about", "beskrivelse, om, om virksomheden, about, description, præsentation"),
    Wanted("offers", "tilbyder, tilbud, jeg tilbyder, kan bidrage med, offers, what i offer, ydelser"),
    Wanted("seeks", "søger, jeg søger, ønsker, behov, seeks, what i seek, mangler"),
)  # fmt: skip
LENGTHS: Final = {"name": 200, "industry": 160, "address": 200, "town": 80, "website": 200}


class Trouble(StrEnum):
    """Why a row is set aside."""

    NO_NAME = "no_name"  # neither a name nor a number
    CPR = "cpr"
    NOT_OURS = "not_ours"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Told:
    """One row, understood; `values` has only what it says something about."""

    number: int
    values: Mapping[str, str]
    trouble: Trouble | None = None


def told(number: int, said: Mapping[str, str]) -> Told:
    """What a row says; `said`: its text for each field of WANTED that the table has."""
    values = {name: one_line(said.get(name, ""))[:most] for name, most in LENGTHS.items() if name != "website"}
    values |= {name: several_lines(said.get(name, "")) for name in ("about", "offers", "seeks")}
    values["cvr"] = normalised_cvr(said.get("cvr", "")) or ""
    values["website"] = (read_website(said.get("website", "")) or "")[: LENGTHS["website"]]
    if found := read_postcode(said.get("postcode", "")):
        values["postcode"], values["town"] = found[0], values["town"] or found[1]
    values = {name: value for name, value in values.items() if value}
    if any(MASK in text for text in said.values()):
        return Told(number, {}, Trouble.CPR)
    return Told(number, values, None if values.get("name") or values.get("cvr") else Trouble.NO_NAME)
