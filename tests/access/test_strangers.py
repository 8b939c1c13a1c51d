"""Whoever is not one of them tries every address with every key, and everything that forms send: they get nothing of theirs.

Each answer is searched for words that stand only in what is private to the network, and whatever a request writes is looked
at before it is taken back: no row of theirs may change, and none may be tied to one.
"""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve

from tests.access import marks
from tests.access.addresses import Address, Keys, every_address
from tests.access.asking import ALLOWED, Answer, asked, asked_within
from tests.access.forms import WHO, Fields, forms_of, keys_of
from tests.access.links import handed_out
from tests.access.table import NOTHING as NOTHING_THERE
from tests.access.table import read
from tests.access.watching import Watch
from tests.access.world import Region
from tests.journeys.places import ARGUMENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_answers"), pytest.mark.soak]
KINDS = ("anonymous", "member elsewhere", "steering elsewhere")
LEAVES = {"account_logout", "home:erase"}
# What anybody may do on a public page: it is written down with what it is about, and with nothing else of theirs.
MAY_TAKE_PART = {
    "fund:apply": re.compile(r"a new fund\.Application with their call"),
    "fund:idea_support": re.compile(r"a new fund\.IdeaSupport with their idea"),
    "programme:sign_up": re.compile(
        r"a new programme\.SignUp with their meeting|a new mailing\.Mailing with their network|programme\.Meeting \d+ has another places_taken"
    ),
}


@dataclass
class Tried:
    """What somebody tried, and what came of it."""

    asked_count: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def told(self) -> str:
        return "\n".join(f"{what}: {sorted(where)[:3]}" for what, where in sorted(self.findings.items()))


@pytest.fixture(scope="module")
def watch(made: Region) -> Watch:
    assert marks.put(made.theirs) > 100
    return Watch(made.theirs)


@pytest.fixture(scope="module")
def forms(made: Region) -> dict[str, list[Fields]]:
    return forms_of(made)


@pytest.mark.parametrize("kind", KINDS)
def test_sees_and_changes_nothing_of_theirs(
    made: Region, forms: dict[str, list[Fields]], watch: Watch, kind: str
) -> None:
    tried, client, table, keys = Tried(), made.client(kind), read(), Keys()
    addresses = marks.private_addresses(made.theirs)
    start = time.process_time()
    for address in every_address():
        if address.name in LEAVES or address.name not in table:
            continue
        for where in wheres(keys, address, signed_in=made.roles[kind] is not None):
            for method, fields in sent(table[address.name].takes, forms.get(address.name, [])):
                try_it(client, watch, tried, address, method, where, fields, addresses)
        cache.clear()
    print(f"\n{kind}: {tried.asked_count} requests, {dict(tried.outcomes)}, {time.process_time() - start:.0f} s")
    assert not tried.findings, tried.told()


def wheres(keys: Keys, address: Address, *, signed_in: bool) -> Iterator[str]:
    """The address with every key; of a closed one a single one for who is not signed in, as nobody looks at it before that."""
    yield from keys.combined(address) if signed_in or address.is_public else [next(keys.filled(address))]


def sent(takes: str, forms: list[Fields]) -> Iterator[tuple[str, Fields]]:
    if "G" in takes:
        yield "GET", {}
    if "P" in takes:
        yield from (("POST", fields) for fields in ({}, *forms))


def try_it(
    client: Client,
    watch: Watch,
    tried: Tried,
    address: Address,
    method: str,
    where: str,
    fields: Fields,
    private: set[str],
) -> None:
    with transaction.atomic():
        with watch.looking():
            answer: Answer = asked_within(client, method, where, fields)
        for finding in watch.findings():
            if (allowed := MAY_TAKE_PART.get(address.name)) and allowed.fullmatch(finding):
                continue
            tried.findings[f"{address.name}: {finding}"].add(f"{method} {where}")
        transaction.set_rollback(True)
    tried.asked_count += 1
    tried.outcomes[answer.outcome] += 1
    typed = " ".join(map(str, fields.values()))  # a form that is not accepted shows what was typed
    for word in (each for each in marks.found_in(answer.content, private) if each not in typed):
        tried.findings[f"{address.name} shows {word}"].add(f"{method} {where}")
    if answer.status >= 500:
        tried.findings[f"{address.name} fails"].add(f"{method} {where} {fields}")


@pytest.mark.parametrize("no_number", ["²", "-1", "\x00", "9" * 30])
def test_what_is_no_number_is_no_fault_of_ours(
    made: Region, forms: dict[str, list[Fields]], unread: None, no_number: str
) -> None:
    """In the place of each number that a form sends, by somebody who may send it."""
    clients, table, keys = {role: made.client(role) for role in WHO}, read(), keys_of(made)
    failed, tried = set(), 0
    for address in every_address():
        role = next((role for role in WHO if "P" in table[address.name].cells[role]), None)
        for fields in forms.get(address.name, []) if role else []:
            where = next(keys.filled(address))
            for name in (name for name, values in fields.items() if any(map(str.isdecimal, values))):
                tried += 1
                if asked(clients[role], "POST", where, {**fields, name: no_number}).status >= 500:
                    failed.add(f"{address.name}: {name}")
    assert tried > 100
    assert failed == set()


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_link_opens_what_it_was_made_for_and_nothing_else(made: Region, watch: Watch, *, signed_in: bool) -> None:
    """Every link that was handed out, at every other address that takes one."""
    tried, client = Tried(), made.client("member elsewhere" if signed_in else "anonymous")
    table, keys, private = read(), Keys(), marks.private_addresses(made.theirs)
    held = {name: resolve(paths[0]).kwargs for name, paths in handed_out(made).items()}
    tokens = {purpose_of(name): each["token"] for name, each in held.items() if "token" in each}
    for address in (each for each in every_address() if "token" in each.arguments):
        takes, takes_any = table[address.name].takes, table[address.name].cells["anonymous"] != NOTHING_THERE
        values = {argument: keys.of(address, argument)[0] for argument in address.arguments}
        for purpose, token in tokens.items():
            if purpose != purpose_of(address.name):
                where = address.at({**values, "token": token}.values())
                for method, fields in sent(takes, []):
                    before = tried.outcomes[ALLOWED]
                    try_it(client, watch, tried, address, method, where, fields, private)
                    if tried.outcomes[ALLOWED] > before and not takes_any:
                        tried.findings[f"{address.name} takes a link made for {purpose}"].add(where)
    print(f"\n{tried.asked_count} requests, {dict(tried.outcomes)}")
    assert len(tokens) > 20
    assert not tried.findings, tried.told()


def test_a_link_leads_to_its_own_rows_and_to_no_other(made: Region) -> None:
    """Every link that was handed out, with the key of every row in the place of the one it was made for."""
    client, table, keys, tried, found = made.client("anonymous"), read(), Keys(), 0, set()
    links = {name: paths for name, paths in handed_out(made).items() if table[name].cells["anonymous"] == NOTHING_THERE}
    for name, paths in links.items():
        address, method = called(name), "GET" if "G" in table[name].takes else "POST"
        if "token" not in address.arguments or len(address.arguments) == 1:
            continue
        for token in {resolve(path).kwargs["token"] for path in paths}:
            values = ([token] if each == "token" else keys.of(address, each) for each in address.arguments)
            strange = {address.at(chosen) for chosen in product(*values)} - set(paths)
            tried += len(strange)
            found |= {where for where in strange if asked(client, method, where).outcome == ALLOWED}
    print(f"\n{tried} requests")
    assert tried > 50
    assert found == set()


def called(name: str) -> Address:
    return next(address for address in every_address() if address.name == name)


def purpose_of(name: str) -> str:
    """What a link is for: pages that stand under one address share it."""
    route = called(name).route
    return ARGUMENT.split(route)[0] if not route.startswith("networks/") else name
