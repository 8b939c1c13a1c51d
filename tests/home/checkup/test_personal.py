"""Who is responsible is said, and what is due is deleted."""

from datetime import timedelta

import pytest

from mikrovirk.home.checkup import personal
from mikrovirk.home.checkup.findings import State
from mikrovirk.home.privacy import retention
from mikrovirk.networks.models import DataProtection, KnowHow
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_somebody_is_responsible_and_can_be_reached() -> None:
    assert [found.state for found in personal.responsible(NOW)] == [State.LOOK]
    DataProtection.objects.create(pk=1, controller="Vordingborg Erhverv", contact="post@example.dk")
    (found,) = personal.responsible(NOW)
    assert (found.state, "Vordingborg Erhverv" in found.says) == (State.FINE, True)


@pytest.mark.parametrize(("age", "state"), [(183, State.FINE), (185, State.FINE), (187, State.LOOK)])
def test_what_was_due_three_nights_ago_should_be_gone(age: int, state: State) -> None:
    retention.note_beginnings(NOW - 90 * DAY)
    KnowHow.objects.create(network=factories.network(), subject="x", text="x", removed_at=NOW - age * DAY)
    assert [found.state for found in personal.deleted(NOW)] == [state]
