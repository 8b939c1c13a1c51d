"""Our own networks stand in the register by themselves."""

import pytest

from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.services.entries.own_networks import keep_own_networks
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Entry:
    network = factories.network(name="MikroVirk", municipality_code=VORDINGBORG)
    venue = factories.venue(network)
    factories.meeting(network, venue=venue)
    keep_own_networks(now=NOW)
    return Entry.objects.get()


def codes(entry: Entry) -> list[str]:
    return [area.municipality_code for area in entry.areas.all()]


def test_where_it_usually_meets(entry: Entry) -> None:
    assert (entry.name, entry.kind, codes(entry)) == ("MikroVirk", "network", [VORDINGBORG])
    assert entry.place
    assert entry.town


def test_it_follows_the_network_and_doing_it_twice_changes_nothing(entry: Entry) -> None:
    Network.objects.update(name="Mikronet", municipality_code="0376")
    keep_own_networks(now=NOW)
    keep_own_networks(now=NOW)
    entry.refresh_from_db()
    assert (entry.name, codes(entry)) == ("Mikronet", ["0376", VORDINGBORG])
    assert list(entry.changes.order_by("pk").values_list("what", flat=True)) == ["added", "changed"]


def test_closed_and_open_again(entry: Entry) -> None:
    for is_open, removed in ((False, True), (True, False), (False, True)):
        Network.objects.update(is_open=is_open)
        keep_own_networks(now=NOW)
        entry.refresh_from_db()
        assert (entry.removed_at is not None, entry.closed_at is not None) == (removed, removed)


def test_one_that_a_keeper_took_out_stays_out(entry: Entry) -> None:
    Entry.objects.update(removed_at=NOW)
    keep_own_networks(now=NOW)
    entry.refresh_from_db()
    assert entry.removed_at == NOW


def test_a_network_that_lies_nowhere_is_left_out() -> None:
    factories.network()
    keep_own_networks(now=NOW)
    assert Entry.objects.count() == 0


def test_a_fixed_number_of_queries(entry: Entry, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        keep_own_networks(now=NOW)
    for _number in range(2):
        factories.network(municipality_code=VORDINGBORG)
    keep_own_networks(now=NOW)
    with django_assert_num_queries(3):  # type: ignore[operator]
        keep_own_networks(now=NOW)
