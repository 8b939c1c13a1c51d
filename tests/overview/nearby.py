"""A small area with a register round a network on Møn: who is a member, who could be invited, and who must not."""

from datetime import date

from mikrovirk.networks.models import Network
from mikrovirk.register.queries.copies import Copy
from tests import factories
from tests.factories.register import Rows, company, place, row, write_copy

DAY = date(2026, 11, 1)
PROTECTED = "Beskyttet Hemmelighed"  # stands in the name of whoever must never be seen
STEGE = {"postcode": "4780"}
# Industries in the codes of DB25: building, food, hairdressing.
CARPENTER, CAFE, HAIR = "432200", "561110", "962100"


def at(unit_id: str, name: str, *, industry: str = CARPENTER, town: str = "", **more: object) -> Rows:
    """A company with a whole address."""
    rows = company(unit_id, name=name, scheme="DB25", industry=industry, **more)  # type: ignore[arg-type]
    for table, columns in rows:
        if table == "unit_address":
            columns |= {"district": "Stege" if columns["postcode"] == "4780" else "Vordingborg", "town": town or None}
        if table == "unit_industry":
            columns["label"] = {CARPENTER: "Tømrerarbejde", CAFE: "Café", HAIR: "Frisør"}[industry]
    return rows


def everybody() -> list[Rows]:
    """Ten carpenters in Stege, six cafés there, eight hairdressers in Vordingborg; and those who must not be invited."""
    rows = [at(f"100000{n:02}", f"Tømrer {n:02}", street="Storegade", house=str(n), **STEGE) for n in range(10)]
    rows += [
        at(f"200000{n:02}", f"Café {n:02}", industry=CAFE, town="Ulvshale", start=date(2026, 3, 1 + n), **STEGE)
        for n in range(6)
    ]
    rows += [at(f"300000{n:02}", f"Frisør {n:02}", industry=HAIR) for n in range(8)]
    rows += [
        at("40000001", f"{PROTECTED} 1", protected=True, street="Lukket Vej", **STEGE),
        at("40000002", f"{PROTECTED} 2", street="Lukket Vej", **STEGE)
        + place("90000001", parent="40000002", protected=True),
        at("40000003", f"{PROTECTED} 3", is_secret=True, street="Lukket Vej", **STEGE),
        at("40000004", "Konkursboet")
        + row("unit_status", "40000004", status="UNDER KONKURS", valid_from=date(2026, 9, 1)),
        at("50000001", "Den store fabrik", employed=(50, 99)),
        at("50000002", "Nabokommunens smed", municipality="0376", postcode="4800"),
        at("50000003", "Foreningen", form="115", form_label="FFO"),
    ]
    return rows


def write() -> Copy:
    return write_copy(*everybody(), as_of=DAY)


def network(slug: str = "moen", **fields: object) -> Network:
    """A network on Møn with four members: a carpenter found by number, two hairdressers, and one whom nobody finds."""
    made = factories.network(slug, **{"name": "Netværk Møn", "municipality_code": "0390", "place": "Stege", **fields})
    firms = [
        {"name": "Min tømrer", "cvr": "10000000", "postcode": "4780", "town": "Stege"},
        {"name": "Frisør 00", "cvr": "30000000", "postcode": "4760", "town": "Vordingborg"},
        {"name": "frisør 01 ApS", "postcode": "4760", "town": "Vordingborg"},
        {"name": "Findes ikke", "postcode": "4780", "town": "Stege"},
    ]
    for number, firm in enumerate(firms):
        factories.member(made, f"Medlem {number}", firm=factories.business(**firm))
    return made
