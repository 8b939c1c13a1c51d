"""Which days a season's meetings may be on."""

from datetime import date
from itertools import islice

import pytest

from mikrovirk.programme.domain.rhythms import Nth
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.voice.domain.season_dates import DatesWish, Pace, distance, windows

MONTHLY = Pace(months=1)
usual = Avoid().reasons_on


def free(day: date) -> bool:
    return False


def test_a_month_has_its_mondays_and_wednesdays_from_the_first_day_on() -> None:
    wish = DatesWish(date(2027, 1, 20), MONTHLY, (0, 2), count=2)
    january, february = windows(wish, free)
    assert [day.day for day in january] == [20, 25, 27]
    assert [day.day for day in february] == [1, 3, 8, 10, 15, 17, 22, 24]


def test_july_has_no_meeting_and_the_distance_reaches_over_it() -> None:
    wish = DatesWish(date(2027, 6, 1), MONTHLY, (0, 1, 2, 3), count=2)
    found = windows(wish, usual)
    assert [window[0].month for window in found] == [6, 8]
    assert distance(wish, found, usual) == (21, 60)
    assert distance(wish, found[:1], usual) == (21, 45)


def test_the_last_monday_gives_way_where_it_is_a_holiday() -> None:
    wish = DatesWish(date(2027, 2, 1), MONTHLY, (0,), nth=Nth.LAST, count=3)
    assert [[day.isoformat() for day in window] for window in windows(wish, usual)] == [
        ["2027-02-22"],
        ["2027-03-01", "2027-03-08", "2027-03-15", "2027-03-22", "2027-03-29"],  # the last is Easter Monday
        ["2027-04-26"],
    ]


def test_the_season_ends_with_its_last_date_or_its_number_of_meetings() -> None:
    until = DatesWish(date(2027, 1, 1), MONTHLY, (0,), last_date=date(2027, 3, 7))
    assert [len(window) for window in windows(until, free)] == [4, 4, 1]
    both = DatesWish(date(2027, 1, 1), MONTHLY, (0,), last_date=date(2027, 3, 7), count=1)
    assert len(windows(both, free)) == 1


def test_every_other_week_has_a_window_of_two() -> None:
    wish = DatesWish(date(2027, 1, 4), Pace(weeks=2), (0,), count=2)
    assert [[day.isoformat() for day in window] for window in windows(wish, free)] == [
        ["2027-01-04", "2027-01-11"],
        ["2027-01-18", "2027-01-25"],
    ]
    assert distance(wish, windows(wish, free), free) == (7, 21)


def test_where_every_day_is_to_be_kept_free_there_is_no_meeting() -> None:
    wish = DatesWish(date(2027, 1, 4), MONTHLY, (0,), count=4)
    assert windows(wish, lambda day: True) == ()
    assert windows(DatesWish(date(2027, 1, 4), MONTHLY, (), count=4), free) == ()


def test_a_pace_is_kept_as_a_short_text() -> None:
    assert [Pace.from_plain(each.as_plain()) for each in (MONTHLY, Pace(weeks=2))] == [MONTHLY, Pace(weeks=2)]
    assert [start.month for start, _end in islice(Pace(months=2).spans(date(2027, 11, 5)), 3)] == [11, 1, 3]


@pytest.mark.parametrize("plain", ["", "days:2", "weeks:0", "weeks:27", "weeks:x", "months"])
def test_anything_else_is_no_pace(plain: str) -> None:
    with pytest.raises(ValueError, match=r"pace|literal|base 10"):
        Pace.from_plain(plain)
