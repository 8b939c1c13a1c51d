"""The API: every address by every scope a token can be made for, by everybody's tokens, and without one.

A scope opens its own addresses and no other, and only where the token's owner may see the same when signed in.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.api.domain.scopes import Scope
from mikrovirk.api.limits import Limit
from mikrovirk.api.services import make_token
from mikrovirk.api.v1 import door, keys
from mikrovirk.api.v1.description import description
from mikrovirk.api.v1.reading import KEY
from mikrovirk.cooperation.models import Conference
from mikrovirk.directory.models import Business
from mikrovirk.fund.models import Call, Fund
from mikrovirk.landscape.models import Entry
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.access import marks
from tests.access.asking import Answer, asked_within
from tests.access.world import ELSEWHERE, HERE, Region, officer
from tests.api.v1.around import Everything, told_apart
from tests.api.v1.conftest import everything

__all__ = ["everything"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("as_often_as_one_likes")]
PART = re.compile(r"\{(\w+)\}")
NOTHING_OF_IT = {"/api/v1/token", "/api/v1/planned-meetings"}  # lists of one's own, which are empty
OK, NO_SCOPE, NOT_FOUND = 200, 403, 404


@pytest.fixture
def as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((door, "EVERYBODY"), (keys, "WITH_KEY")):
        monkeypatch.setattr(module, name, Limit(name, at_most=10**9, cache="local"))


def addresses() -> Iterator[tuple[str, str | None]]:
    """Every address, and the scope it takes: "" where any token does, None where nobody needs one."""
    for path, methods in description()["paths"].items():
        security = methods["get"].get("security")
        yield path, next(iter(security[0][KEY]), "") if security else None


def scoped() -> list[str]:
    return [path for path, scope in addresses() if scope is not None]


def key_of(owner: User, *scopes: Scope) -> str:
    name = " ".join(scopes) or "none"
    return make_token(owner, name=name, scopes=scopes, days=30, at=timezone.now())[1]


def read(where: str, key: str = "", method: str = "GET") -> Answer:
    with transaction.atomic():
        answer = asked_within(Client(headers={"Authorization": f"Bearer {key}"} if key else {}), method, where)
        transaction.set_rollback(True)
    return answer


def at_moen(everything: Everything) -> dict[str, str]:
    """Every address with the keys of rows of one network, its municipality and its fund."""
    known = told_apart(everything)
    return {
        path: path.format(**next((keys for part, keys in known.items() if part in path), {})) for path, _ in addresses()
    }


# --- one of everything ---------------------------------------------------------------------------------------------------


def test_a_scope_opens_its_own_addresses_and_no_other(everything: Everything) -> None:
    wheres = at_moen(everything)
    for scopes in ((), *((scope,) for scope in Scope)):
        key = key_of(everything.coordinator, *scopes)
        found = {path: read(wheres[path], key).status for path in scoped()}
        assert found == {
            path: OK if not scope or scope in scopes else NO_SCOPE for path, scope in addresses() if scope is not None
        }


def test_what_everybody_reads_is_the_same_with_a_token(everything: Everything) -> None:
    wheres, key = at_moen(everything), key_of(everything.coordinator, *Scope)
    public = [wheres[path] for path, scope in addresses() if scope is None]
    assert len(public) > 20
    assert {where: read(where, key).content for where in public} == {where: read(where).content for where in public}


def test_of_a_network_elsewhere_no_token_reads_anything(everything: Everything) -> None:
    """Whatever they are there, and with every scope."""
    stege, wheres = factories.network("stege", municipality_code=ELSEWHERE), at_moen(everything)
    for owner in (
        factories.user(),
        factories.member(stege).user,
        *(factories.role(name, stege) for name in ("steering", "substitute", "coordinator")),
        officer(ELSEWHERE),
    ):
        key = key_of(owner, *Scope)
        found = {path: read(wheres[path], key) for path in scoped()}
        assert {path for path, answer in found.items() if answer.status != NOT_FOUND} == NOTHING_OF_IT
        assert b"moen" not in b"".join(found[path].content for path in NOTHING_OF_IT)


def test_the_head_is_that_of_the_answer(everything: Everything) -> None:
    key = key_of(everything.coordinator, *Scope)
    for path, where in at_moen(everything).items():
        whole, head = read(where, key), read(where, key, "HEAD")
        assert (head.status, head.content) == (whole.status, b""), path
        assert head.headers.get("ETag") == whole.headers.get("ETag"), path


# --- with every row there is ---------------------------------------------------------------------------------------------


@pytest.mark.soak
def test_every_address_with_every_row_tells_nothing_of_theirs(made: Region) -> None:
    """Without a token, and with those of everybody from elsewhere."""
    assert marks.put(made.theirs) > 100
    private, found = marks.private_addresses(made.theirs), defaultdict(set)
    owners = {role: user for role, user in made.roles.items() if user and role.endswith("elsewhere")}
    tokens = {"nobody": "", **{role: key_of(user, *Scope) for role, user in owners.items()}}
    asked = 0
    for path, _scope in addresses():
        for where, (role, key) in product(every(path), tokens.items()):
            answer = read(f"{where}?per_page=100" if takes_pages(path) else where, key)
            asked += 1
            for word in marks.found_in(answer.content, private):
                found[f"{path} tells {role} {word}"].add(where)
            if answer.status >= 500:
                found[f"{path} fails"].add(where)
    print(f"\n{asked} requests")
    assert found == {}


def every(path: str) -> Iterator[str]:
    """The address with every key there is."""
    rows: dict[str, list[Any]] = {
        "/networks/": list(Network.objects.values_list("slug", flat=True)),
        "/businesses/": list(Business.objects.values_list("slug", flat=True)),
        "/funds/": list(Fund.objects.values_list("slug", flat=True)),
        "/meetings/": list(Meeting.objects.values_list("pk", flat=True)),
        "/calls/": list(Call.objects.values_list("pk", flat=True)),
        "/entries/": list(Entry.objects.values_list("pk", flat=True)),
        "/conferences/": list(Conference.objects.values_list("pk", flat=True)),
        "/municipalities/": [HERE, ELSEWHERE],
    }
    if not (part := PART.search(path)):
        yield path
        return
    values = next(values for before, values in rows.items() if f"{before}{part[0]}" in path)
    yield from (path.replace(part[0], str(value)) for value in values)


def takes_pages(path: str) -> bool:
    return any(each["name"] == "per_page" for each in description()["paths"][path]["get"]["parameters"])
