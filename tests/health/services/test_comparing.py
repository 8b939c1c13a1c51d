"""Who takes part in the comparison, from when to when, and who is then compared with whom."""

from datetime import timedelta

import pytest

from mikrovirk.health.models import ComparisonConsent
from mikrovirk.health.queries.comparison import comparison_for, consent_of
from mikrovirk.health.services import comparing, snapshots
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW, TODAY
from tests.health import rows

pytestmark = pytest.mark.django_db


def taking_part(slug: str, came: int) -> Network:
    place = factories.network(slug)
    rows.held(place, [rows.members(place, came)] * 3, last=NOW - timedelta(days=3))
    snapshots.take(place, now=NOW)
    comparing.join(place, by=factories.coordinator(place), at=NOW)
    return place


@pytest.fixture
def others() -> list[Network]:
    return [taking_part(f"andre-{came}", came) for came in (6, 8, 10, 12, 14)]


def test_a_yes_is_kept_with_its_words_and_can_be_taken_back() -> None:
    place = factories.network("moen")
    mette = factories.coordinator(place)
    comparing.join(place, by=mette, at=NOW)
    comparing.join(place, by=mette, at=NOW)
    given = consent_of(place)
    assert given
    assert given.wording.startswith("Vores netværks tal må være med")
    comparing.leave(place, by=mette, at=NOW)
    assert consent_of(place) is None
    comparing.join(place, by=mette, at=NOW)
    assert ComparisonConsent.objects.filter(network=place).count() == 2


def test_quartiles_of_five_others(others: list[Network]) -> None:
    own = taking_part("moen", 9)
    found = comparison_for(own, today=TODAY)
    attendance = next(row for row in found.rows if row.key == "attendance")
    assert (attendance.own, attendance.lower, attendance.middle, attendance.upper) == (9, 8, 10, 12)
    assert (found.others, found.is_enough) == (5, True)
    assert "first_timers_back" not in {row.key for row in found.rows}  # nobody has it


def test_taken_back_it_is_in_no_comparison_from_that_moment(others: list[Network]) -> None:
    own = taking_part("moen", 9)
    comparing.leave(others[0], by=factories.coordinator(others[0]), at=NOW)
    assert comparison_for(own, today=TODAY).rows == ()


@pytest.mark.parametrize("how", ["old snapshot", "part off", "closed"])
def test_who_is_not_measured_any_more_is_not_counted(others: list[Network], how: str) -> None:
    own, one = taking_part("moen", 9), others[0]
    if how == "old snapshot":
        one.snapshots.update(on_date=TODAY - timedelta(days=61))
    elif how == "part off":
        network_services.switch_parts(one, on=[])
    else:
        Network.objects.filter(pk=one.pk).update(is_open=False)
    assert comparison_for(own, today=TODAY).rows == ()
