"""Ten thousand activities: every page of them costs the same."""

from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.landscape.models import OutsideEvent
from tests import factories
from tests.api.v1.conftest import Reader
from tests.factories import NOW
from tests.factories.landscape import make_feed

pytestmark = pytest.mark.django_db
MANY = 10_000
COUNTED = 3  # how many there are of ours and of others', and the keys of the page
OF_A_KIND = 2  # the rows of the page that are ours, or others', and which other calendars name them


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    feed = make_feed()
    OutsideEvent.objects.bulk_create(
        OutsideEvent(
            feed=feed,
            key=str(number),
            title=f"Nummer {number}",
            starts_at=NOW + timedelta(hours=number),
            ends_at=NOW + timedelta(hours=number + 1),
            municipality_code="0390",
            first_seen_at=NOW,
            changed_at=NOW,
        )
        for number in range(MANY)
    )


def test_ten_thousand_activities_in_fixed_queries(
    many: None, everybody: Reader, django_assert_num_queries: Any
) -> None:
    network = factories.network(municipality_code="0390")
    for number in range(3):
        factories.meeting(network, starts_at=NOW + timedelta(hours=number, minutes=30))
    for page, first, kinds in ((1, "Nummer 0", 2), (50, "Nummer 4897", 1)):
        with django_assert_num_queries(COUNTED + OF_A_KIND * kinds):
            found = everybody.reads(f"activities?per_page=100&page={page}")
        assert (found["count"], len(found["items"]), found["items"][0]["title"]) == (MANY + 3, 100, first)
    assert everybody.reads("activities?q=9999")["count"] == 0


def test_one_costs_no_less(everybody: Reader, django_assert_num_queries: Any) -> None:
    factories.meeting(factories.network())
    with django_assert_num_queries(COUNTED + OF_A_KIND):
        assert everybody.reads("activities")["count"] == 1
