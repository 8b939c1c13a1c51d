"""A day begins and ends in Denmark, also when the clocks change."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from mikrovirk.common import days


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        (date(2027, 1, 4), datetime(2027, 1, 3, 23, tzinfo=UTC), datetime(2027, 1, 4, 23, tzinfo=UTC)),
        (date(2027, 7, 5), datetime(2027, 7, 4, 22, tzinfo=UTC), datetime(2027, 7, 5, 22, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 22, tzinfo=UTC)),  # 23 hours
        (date(2027, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC), datetime(2027, 10, 31, 23, tzinfo=UTC)),  # 25
    ],
)
def test_where_a_day_begins_and_ends(day: date, start: datetime, end: datetime) -> None:
    assert (days.start_of(day), days.end_of(day)) == (start, end)


def test_the_last_minute_is_still_that_day() -> None:
    closes = timezone.localtime(days.last_minute_of(date(2027, 3, 28)))
    assert (closes.date(), closes.hour, closes.minute) == (date(2027, 3, 28), 23, 59)
