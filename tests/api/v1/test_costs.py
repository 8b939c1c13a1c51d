"""A list costs the same however long it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mikrovirk.cooperation.models import Conference
from tests import factories
from tests.api.v1.around import CODE, Everything
from tests.api.v1.conftest import Reader
from tests.factories import NOW
from tests.factories.fund import make_call, make_idea
from tests.factories.landscape import make_entry, make_outside_event

pytestmark = pytest.mark.django_db
LISTS = ("networks", "meetings", "activities", "entries", "businesses", "calls", "conferences", "funds/{fund}/ideas")


def costs(everything: Everything, everybody: Reader) -> dict[str, int]:
    """How many queries each list takes, the second time it is asked for."""
    found = {}
    for address in (each.format(fund=everything.fund.slug) for each in LISTS):
        everybody.reads(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            everybody.reads(address)
        found[address] = len(queries)
    return found


def add_more(everything: Everything) -> None:
    feed_of_theirs = make_outside_event("Ny café").feed
    for number in range(3):
        network = factories.network(municipality_code=CODE, host=factories.organisation(f"vært-{number}"))
        venue = factories.venue(network)
        factories.meeting(network, venue=venue, starts_at=NOW + timedelta(days=number + 1))
        factories.member(network, firm=factories.business(listed_at=NOW))
        make_outside_event(f"Café {number}", feed=feed_of_theirs)
        make_entry(f"Erfa {number}", network=None)
        make_call(everything.fund)
        make_idea(everything.fund, network=network)
        Conference.objects.create(
            municipality_code=CODE, organisation=network.host, title="Ny", question="?", called_at=NOW, made_at=NOW
        )


def test_the_same_for_one_and_for_more(everything: Everything, everybody: Reader) -> None:
    before = costs(everything, everybody)
    add_more(everything)
    assert costs(everything, everybody) == before
    assert max(before.values()) <= 8
