"""The municipality sees figures: no page of its own names a member, a guest, or how to reach them."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network, Role
from mikrovirk.voice.models import Input
from tests import factories
from tests.networks.conftest import bare_answers  # noqa: F401  a fixture
from tests.networks.rows_of_a_network import Rows, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.words, pytest.mark.usefixtures("bare_answers")]
CODE = "0390"
# What people write to the municipality itself, and say so on the page where they write it.
WRITTEN_TO_IT = r"^/municipality/\d+/newcomers/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", host=factories.organisation("erhverv"), municipality_code=CODE)


def officer() -> User:
    town = factories.organisation("kommune", kind="municipality", municipality_code=CODE)
    user = factories.user("Astrid Bro")
    Role.objects.create(user=user, name=Role.Name.MUNICIPALITY, organisation=town, since_date=factories.TODAY)
    return user


def every_page(resolver: URLResolver | None = None, names: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every address of the site by its name, with the names of the keys in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{names}{entry.namespace}:" if entry.namespace else names
            yield from ((name, keys_of(entry) + keys) for name, keys in every_page(entry, space))
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{names}{entry.name}", keys_of(entry)


def keys_of(entry: URLPattern | URLResolver) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", str(entry.pattern))


def addresses(rows: Rows) -> Iterator[str]:
    usual = {"network_slug": rows.network.slug, "code": CODE, "slug": rows.network.slug, "ending": "csv"}
    for name, keys in every_page():
        known = {**usual, **rows.of(name)}
        try:
            yield reverse(name, kwargs={key: known.get(key, 1) for key in keys})
        except NoReverseMatch:
            continue


def marks() -> set[str]:
    """Names, addresses and phones of everybody who is no coordinator: those are whom the public is to write to."""
    people = Person.objects.exclude(user__roles__name__in=[Role.Name.COORDINATOR, Role.Name.MUNICIPALITY])
    return {
        mark
        for person in people.select_related("user")
        for mark in (person.user.full_name, person.user.email, person.phone)
        if mark
    }


def opened(client: Client, where: str) -> str:
    """What the page says; "" where it is not for this reader, or is no text."""
    answer = client.get(where)
    kind = answer.headers.get("Content-Type", "")
    if (
        answer.status_code != 200
        or getattr(answer, "streaming", False)
        or not re.match(r"text/|application/json", kind)
    ):
        return ""
    return answer.content.decode()


def test_no_page_that_the_municipality_alone_sees_names_anybody(moen: Network) -> None:
    rows = rows_of(moen)
    factories.member(moen, "Sørine Ærøskøbing", email="soerine@example.dk")
    guest = factories.person("Gæst Gæstesen", email="gaest@example.dk")
    held = factories.meeting(moen, starts_at=factories.NOW - timedelta(days=30))
    factories.sign_up(held, guest, checked_in_at=held.starts_at)
    Input.objects.create(network=moen, source="office", text="Mere kaffe", person=guest, author_name="Gæst Gæstesen")
    client, everybody = Client(), Client()
    client.force_login(officer())
    named, seen = {}, 0
    for where in addresses(rows):
        page = opened(client, where)
        if not page or re.match(WRITTEN_TO_IT, where):
            continue
        found = sorted(mark for mark in marks() if mark in page)
        if found and not opened(everybody, where):
            named[where] = found
        seen += 1
    assert seen > 40
    assert named == {}
