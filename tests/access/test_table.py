"""Every address × role × method, as the table says: nobody reaches more, and nobody less."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories
from tests.access import table
from tests.access.addresses import Address, Keys, every_address
from tests.access.asking import ALLOWED, REFUSED, SIGN_IN, asked, methods_taken
from tests.access.forms import Fields, forms_of, keys_of
from tests.access.links import handed_out
from tests.access.table import COLUMNS, Row
from tests.access.world import Region
from tests.test_urls import pages

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_answers")]
EVERY_METHOD = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
NEVER_TAKEN = {"PUT", "PATCH", "DELETE"}
NEEDS_A_ROW = {"fund:apply", "fund:idea_support", "fund:vote_receipt"}  # which anybody signed in may open
TRIED_AT_MOST = 40  # rows of ours, until somebody finds one
METHODS = {"G": ("GET", "HEAD"), "P": ("POST",)}
OWNER = "owner"
DIFFERS = "≠"  # the methods of one letter lead to different places: no row of the table says so
# Whom a row is found for, so that the whole line is asked about that one: for one of the first if there is any, else of the next.
USUAL = (("coordinator", "administrator", "steering", "member", "applicant"),)
FINDERS = {
    "fund": (("applicant",), ("caseworker", "bookkeeper", "assessor", "decider", "administrator")),
    "overview": (("officer", "coordinator", "member", "applicant"),),
    "cooperation": (("officer", "coordinator"),),
    "register": (("administrator",),),
}
OF_THE_CIRCLE = {"landscape:circle_shared", "landscape:circle_borrow", "landscape:circle_question"}


# --- what holds without a single row -----------------------------------------------------------------------------------


def test_every_address_has_its_line() -> None:
    assert sorted(table.read()) == sorted({address.name for address in every_address()})


def test_what_stands_in_every_address_is_said() -> None:
    """In tests/access/addresses.py: without it nobody would try the address with what is not theirs."""
    keys = Keys()
    assert [a.route for a in every_address() for argument in a.arguments if not keys.knows(a, argument)] == []


def test_the_table_asks_to_sign_in_where_an_address_is_closed() -> None:
    closed = {address.name for address in every_address() if not address.is_public}
    assert {name for name, row in table.read().items() if row.cells["anonymous"] == table.SIGNS_IN} == closed


def test_in_a_network_nobody_from_elsewhere_gets_anywhere() -> None:
    rows = table.read()
    inside = [
        address.name for address in every_address() if not address.is_public and "network_slug" in address.arguments
    ]
    let_in = {
        (name, role)
        for name in inside
        for role in ("nobody", "member elsewhere", "steering elsewhere", "coordinator elsewhere", "officer elsewhere")
        if rows[name].cells[role] != table.NOTHING and not (name in OF_THE_CIRCLE and role == "coordinator elsewhere")
    }
    assert len(inside) > 300
    assert let_in == set()


def test_without_signing_in_no_method_leads_into_a_closed_address() -> None:
    client, wrong = Client(), []
    for page in pages():
        if not page.is_public:
            outcomes = {method: asked(client, method, page.address).outcome for method in EVERY_METHOD}
            expected = {method: REFUSED if method in NEVER_TAKEN else SIGN_IN for method in EVERY_METHOD}
            wrong += [(page.name, outcomes)] if outcomes != expected else []
    assert wrong == []


def test_somebody_without_a_role_gets_what_the_table_says() -> None:
    """Signed in, with made-up keys: what is theirs has none, and what belongs to somebody is not there."""
    client, rows = Client(raise_request_exception=False), table.read()
    client.force_login(factories.user())
    wrong = {}
    for page in pages():
        row = rows[page.name]
        if not page.is_public and page.name not in NEEDS_A_ROW:
            takes = methods_taken(client, page.address)
            if (takes, cell(client, takes, page.address)) != (row.takes, row.cells["nobody"]):
                wrong[page.name] = (takes, cell(client, takes, page.address))
    assert wrong == {}


# --- the whole table, with rows of everything ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """An address with rows in it that lead somewhere, what is sent to it, and the one who has it where no role of the table does."""

    where: str
    fields: Fields
    owner: Client | None = None


@pytest.fixture
def forms(made: Region) -> dict[str, list[Fields]]:
    return forms_of(made)


@pytest.mark.soak
def test_every_cell(made: Region, forms: dict[str, list[Fields]], unread: None, request: pytest.FixtureRequest) -> None:
    found = list(asked_everywhere(made, forms))
    if request.config.getoption("--write-access-table"):
        table.FILE.write_text(table.written(found))
    expected = table.read()
    wrong = [row.line() for row in found if expected.get(row.name) != row]
    print(f"\n{len(found)} addresses × {len(COLUMNS)} roles")
    assert wrong == []


def asked_everywhere(made: Region, forms: dict[str, list[Fields]]) -> Iterator[Row]:
    clients = {role: made.client(role) for role in COLUMNS if role != OWNER}
    owners, links, keys = made.owners(), handed_out(made), keys_of(made)
    rows: dict[str, Row] = {}
    for address in every_address():
        found = Found(next(keys.filled(address)), {})
        takes = methods_taken(clients["nobody"], found.where)
        if not address.has_token:
            found = found_by_somebody(clients, owners, keys, address, takes, forms.get(address.name, [])) or found
        by_link = next(iter(links.get(address.name, ())), found.where)
        if address.name not in rows:
            cells = {
                role: cell(client, takes, by_link if role == "link" else found.where, found.fields)
                for role, client in clients.items()
            }
            cells[OWNER] = cell(found.owner, takes, found.where, found.fields) if found.owner else table.NOTHING
            rows[address.name] = Row(address.name, takes or "-", cells)
        cache.clear()  # no limit of tries answers in a page's place
    yield from rows.values()


def found_by_somebody(
    clients: dict[str, Client], owners: list[Client], keys: Keys, address: Address, takes: str, sent: list[Fields]
) -> Found | None:
    """For one of the roles if there is any, else for somebody whose it is."""
    method = "GET" if "G" in takes else "POST"
    finders = FINDERS.get(address.name.partition(":")[0], USUAL)
    groups = [[(clients[role], None) for role in roles] for roles in finders]
    for group in [*groups, [(each, each) for each in owners]]:
        for where, fields in product(keys.filled(address, TRIED_AT_MOST), sent or [{}]):
            for client, owner in group:
                if asked(client, method, where, fields if method == "POST" else None).outcome == ALLOWED:
                    return Found(where, fields, owner)
    return None


def cell(client: Client, takes: str, where: str, fields: Fields | None = None) -> str:
    outcomes = {letter: outcome_of(client, METHODS[letter], where, fields) for letter in takes}
    if outcomes and set(outcomes.values()) == {SIGN_IN}:
        return table.SIGNS_IN
    found = {ALLOWED: "", DIFFERS: DIFFERS}
    return "".join(letter + found[outcome] for letter, outcome in outcomes.items() if outcome in found) or table.NOTHING


def outcome_of(client: Client, methods: tuple[str, ...], where: str, fields: Fields | None) -> str:
    """What came of it, which is the same by each of the methods."""
    outcomes = {asked(client, method, where, fields if method == "POST" else None).outcome for method in methods}
    return outcomes.pop() if len(outcomes) == 1 else DIFFERS
