"""Snapshots are taken once a week and after each meeting, a few networks at a time."""

from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.health import jobs
from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.models import Snapshot
from mikrovirk.health.services import snapshots
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW, TODAY
from tests.health import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("moen", parts=("health",))


def days(place: Network) -> list[int]:
    """How many days ago each snapshot was taken, the newest first."""
    return [(TODAY - day).days for day in Snapshot.objects.filter(network=place).values_list("on_date", flat=True)]


def test_the_first_at_once_then_one_a_week(place: Network) -> None:
    rows.held(place, [rows.members(place, 5)] * 3, last=NOW - timedelta(days=30))
    for ago in range(15, -1, -1):
        jobs.run(now=NOW - timedelta(days=ago))
    assert days(place) == [1, 8, 15]
    row = Snapshot.objects.latest("on_date")
    assert (row.version, row.measures["meetings"], row.measures["attendance"]["last"]) == (VERSION, 3, 5)


def test_the_morning_after_a_meeting_it_is_measured_again(place: Network) -> None:
    snapshots.take(place, now=NOW - timedelta(days=2))
    rows.held(place, [rows.members(place, 5)], last=NOW - timedelta(days=1))
    jobs.run(now=NOW - timedelta(hours=7))  # at three in the morning the list at the door may still be put right
    assert days(place) == [2]
    jobs.run(now=NOW)
    jobs.run(now=NOW)
    assert days(place) == [0, 2]


def test_the_same_day_twice_is_one_snapshot(place: Network) -> None:
    snapshots.take(place, now=NOW)
    rows.held(place, [rows.members(place, 5)], last=NOW - timedelta(days=1))
    snapshots.take(place, now=NOW)
    assert [row.measures["meetings"] for row in Snapshot.objects.all()] == [1]


def test_a_few_networks_at_a_time_those_without_any_first(place: Network) -> None:
    snapshots.take(place, now=NOW - timedelta(days=9))
    others = [factories.network(f"nr-{number}", parts=("health",)) for number in range(4)]
    assert snapshots.take_due(now=NOW) == 3
    assert list(Snapshot.objects.filter(on_date=TODAY).values_list("network", flat=True)) == [o.pk for o in others[:3]]
    assert snapshots.take_due(now=NOW) == 2
    assert snapshots.take_due(now=NOW) == 0


def test_a_network_that_cannot_be_measured_holds_up_no_other(
    place: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    others = [factories.network(f"nr-{number}", parts=("health",)) for number in range(2)]
    usual = snapshots.measure

    def broken(network: Network, **day: Any) -> Any:
        if network == place:
            raise ZeroDivisionError
        return usual(network, **day)

    monkeypatch.setattr(snapshots, "measure", broken)
    assert snapshots.take_due(now=NOW) == 2
    assert set(Snapshot.objects.values_list("network", flat=True)) == {other.pk for other in others}
    assert [record.getMessage() for record in caplog.records] == ["the network moen could not be measured"]


def test_part_off_closed_or_not_offered_is_not_measured(place: Network, django_assert_num_queries: Any) -> None:
    factories.network("uden", parts=())
    factories.network("lukket", parts=("health",), is_open=False)
    network_services.change_installation(network_queries.installation(), parts_on=[])
    assert snapshots.networks_due(NOW) == []
    network_services.change_installation(network_queries.installation(), parts_on=["health"])
    assert snapshots.networks_due(NOW) == [place]
    snapshots.take(place, now=NOW)
    with django_assert_num_queries(2):
        jobs.run(now=NOW)
