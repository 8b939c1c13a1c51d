"""Days and hours as people and programs write them."""

from datetime import date, time

import pytest

from mikrovirk.programme.domain.history.moments import read_day, read_hours

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "day", "hours"),
    [
        ("onsdag den 4. marts 2026 kl. 17.30-20", DAY, [time(17, 30), time(20)]),
        ("2026-03-04 17:30:00", DAY, [time(17, 30)]),
        ("2026-03-04T17:30:00+01:00", DAY, [time(17, 30)]),
        ("04-03-2026 17:30", DAY, [time(17, 30)]),
        ("4/3 2026", DAY, []),
        ("04.03.2026", DAY, []),
        ("d. 4. marts 2026", DAY, []),
        ("17.30", None, [time(17, 30)]),
        ("17.30-20", None, [time(17, 30), time(20)]),
        ("17.30 - 20.15", None, [time(17, 30), time(20, 15)]),
        ("kl. 17", None, [time(17)]),
        ("17-19", None, [time(17), time(19)]),
        ("46085", date(2026, 3, 4), []),
        ("snart", None, []),
        ("", None, []),
    ],
)
def test_a_cell_names_a_day_and_hours(text: str, day: date | None, hours: list[time]) -> None:
    assert (read_day(text), read_hours(text)) == (day, hours)
