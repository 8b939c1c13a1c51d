"""A part that is off leaves no page and no link: every page of a network is opened and its links are read, part by part."""

import re
from collections.abc import Generator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from mikrovirk.networks import queries, services
from mikrovirk.networks.models import Network
from mikrovirk.networks.parts import KEYS
from tests import factories
from tests.networks.rows_of_a_network import Rows, rows_of
from tests.networks.test_every_page import address, addresses, signed_in

# `words`: that each page opens on PostgreSQL too is test_every_page's business.
pytestmark = [pytest.mark.django_db, pytest.mark.words, pytest.mark.usefixtures("bare_answers")]

HERE = "/networks/moen"
# The addresses that belong to a part: its own pages, and what leads to them.
OF_PART = {
    "introductions": rf"{HERE}/plan/meetings/\d+/slots/|/i/",
    "hot_seat": rf"{HERE}/(plan/)?(meetings/\d+/)?hot-seat/|/h/",
    "cards": r"/c/|/me/whom-to-meet/|/l/[^/]+/(cards|tables)/",
    "tasks": rf"{HERE}/meetings/\d+/tasks/|{HERE}/usual-tasks/|/o/",
    "feedback": r"/f/",
    "attendees": r"/s/[^/]+/seen/",
    "directory": rf"/directory/|{HERE}/businesses/",
    "toolbox": rf"{HERE}/toolbox/",
    "voice": rf"{HERE}/(voice|you-said|consultations)/|/a/|/r/|/me/said/",
    "topics": rf"{HERE}/wishes/",
    "planner": rf"{HERE}/planner/",
    "steering_room": rf"{HERE}/steering/|/g/",
    "health": rf"{HERE}/health/",
    "subscriptions": rf"{HERE}/follow/|/follow/",
    "invitations": rf"{HERE}/invite/",
}
PAPERS = (".pdf", ".csv", ".xlsx", ".ics")
PUBLIC = ["/", f"{HERE}/", f"{HERE}/meetings/", f"{HERE}/meetings/?archive=1", f"{HERE}/join/"]


def links_of(page: str) -> set[str]:
    """Where a page leads: its links and its forms, without the site's own name."""
    found = re.findall(r'(?:href|action|hx-get|hx-post)="([^"#]+)', page)
    return {link.removeprefix(settings.SITE_URL) for link in found}


def pages_seen(client: Client, wheres: list[str]) -> dict[str, str]:
    """The HTML of those of the addresses that `client` may open."""
    seen = {}
    for where in wheres:
        answer = client.get(where)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            seen[where] = answer.content.decode()
    return seen


def all_pages(moen: Network, rows: Rows) -> list[str]:
    closed = [address(page, keys, moen, rows) for page, keys in addresses()]
    closed = [where for where in closed if not where.endswith(PAPERS)]
    return [*PUBLIC, f"{HERE}/meetings/{rows.keys['pk']}/", "/me/", "/me/profile/", *closed]


@dataclass(frozen=True)
class Open:
    """A network with a row of everything and every part on, who look at it, and the pages that each of them sees."""

    network: Network
    rows: Rows
    clients: dict[str, Client]
    seen: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def everything_on(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Open, None, None]:
    with django_db_blocker.unblock(), transaction.atomic():
        moen = factories.network("moen")
        rows = rows_of(moen)
        clients = {
            "coordinator": signed_in(rows.coordinator),
            "member": signed_in(factories.member(moen).user),
            "stranger": Client(),
        }
        seen = {who: pages_seen(client, all_pages(moen, rows)) for who, client in clients.items()}
        yield Open(moen, rows, clients, seen)
        transaction.set_rollback(True)


def test_every_part_has_its_addresses_here() -> None:
    assert set(OF_PART) == KEYS


@pytest.mark.parametrize("part", sorted(OF_PART))
def test_a_part_that_is_off_leaves_no_page_and_no_link(everything_on: Open, part: str) -> None:
    """Of the pages that are there while every part is on: switching one off opens no other."""
    for network in Network.objects.all():  # those that hold a meeting with it have pages of their own
        services.switch_parts(network, on=KEYS - {part})
    belongs = re.compile(OF_PART[part])
    left = {}
    for who, client in everything_on.clients.items():
        for where, page in pages_seen(client, list(everything_on.seen[who])).items():
            if belongs.match(where):
                left[who, where] = {"the page itself"}
            elif links := {link for link in links_of(page) if belongs.match(link)}:
                left[who, where] = links
    assert left == {}


def test_with_every_part_off_in_the_installation_the_rest_works(everything_on: Open) -> None:
    services.change_installation(queries.installation(), parts_on=[])
    addresses = all_pages(everything_on.network, everything_on.rows)
    for who, client in everything_on.clients.items():
        seen = pages_seen(client, addresses)
        every_link = {link for page in seen.values() for link in links_of(page)}
        assert [link for link in every_link for pattern in OF_PART.values() if re.match(pattern, link)] == []
        assert seen.keys() <= everything_on.seen[who].keys()
        assert (f"{HERE}/members/" in seen) == (who == "coordinator")


def test_with_every_part_on_somebody_is_led_to_each(everything_on: Open) -> None:
    """The patterns above say something."""
    links = {link for seen in everything_on.seen.values() for page in seen.values() for link in links_of(page)}
    found = {part for part, pattern in OF_PART.items() if any(re.match(pattern, link) for link in links)}
    assert found == KEYS - {"feedback", "attendees"}  # these two are reached from a mail
