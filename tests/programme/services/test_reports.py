"""That whoever runs the network has read a steering report is noted once."""

from datetime import timedelta

import pytest

from mikrovirk.programme.services.reports import note_read
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_first_time_stays() -> None:
    held = factories.meeting(factories.network(), starts_at=NOW - timedelta(days=2))
    for hours in (0, 5):
        note_read(held, at=NOW + timedelta(hours=hours))
    held.refresh_from_db()
    assert held.report_read_at == NOW


def test_before_the_evening_is_over_there_is_nothing_to_read() -> None:
    tonight = factories.meeting(factories.network(), starts_at=NOW - timedelta(hours=1))
    note_read(tonight, at=NOW)
    tonight.refresh_from_db()
    assert tonight.report_read_at is None
