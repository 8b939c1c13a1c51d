"""Seasons laid out over real Danish calendars."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.programme.domain.days_off import DayOffCode, own_date
from mikrovirk.programme.domain.rhythms import MonthlyRhythm, Nth, Rhythm, WeeklyRhythm
from mikrovirk.programme.domain.school_holidays import Avoid, SchoolCalendar
from mikrovirk.programme.domain.seasons import (
    LeftOut,
    PlannedMeeting,
    SeasonImpossible,
    SeasonLayout,
    SeasonProblem,
    SeasonWish,
    lay_out,
)

HALF_PAST_FIVE = time(17, 30)
NOTHING = Avoid(public_holidays=False, notable_days=False, school=None)
LAST_MONDAY = MonthlyRhythm(Nth.LAST, 0)


def wish(
    first: date,
    rhythm: Rhythm,
    *,
    count: int | None = None,
    last: date | None = None,
    avoid: Avoid | None = None,
    formats: tuple[str, ...] = ("1-0", "2-0"),
) -> SeasonWish:
    return SeasonWish(first, rhythm, HALF_PAST_FIVE, formats, count, last, Avoid() if avoid is None else avoid)


def dates(layout: SeasonLayout) -> list[date]:
    return [meeting.date for meeting in layout.meetings]


def why(row: PlannedMeeting | LeftOut) -> list[tuple[str, str]]:
    return [(days.code.value, days.name.da) for days in row.reasons]


def test_a_spring_season_on_last_mondays_alternates() -> None:
    layout = lay_out(wish(date(2027, 1, 25), LAST_MONDAY, count=5))
    assert [(m.number, m.date, m.format_key, m.moved) for m in layout.meetings] == [
        (1, date(2027, 1, 25), "1-0", False),
        (2, date(2027, 2, 22), "2-0", False),
        (3, date(2027, 3, 15), "1-0", True),
        (4, date(2027, 4, 26), "2-0", False),
        (5, date(2027, 5, 31), "1-0", False),
    ]
    assert (layout.left_out, layout.missing) == ((), 0)


def test_easter_moves_a_meeting_within_its_month_and_says_why() -> None:
    """The last Monday of March 2027 is Easter Monday, the one before it in the school holiday."""
    layout = lay_out(wish(date(2027, 3, 1), LAST_MONDAY, count=1))
    meeting = layout.meetings[0]
    assert (meeting.original_date, meeting.date, meeting.moved) == (date(2027, 3, 29), date(2027, 3, 15), True)
    assert why(meeting) == [("public_holiday", "Anden påskedag"), ("school_holiday", "Påskeferie")]
    assert meeting.date_reason() == [
        {
            "code": "public_holiday",
            "da": "Anden påskedag",
            "en": "Easter Monday",
            "first": "2027-03-29",
            "last": "2027-03-29",
            "original": "2027-03-29",
        },
        {
            "code": "school_holiday",
            "da": "Påskeferie",
            "en": "Easter holiday",
            "first": "2027-03-20",
            "last": "2027-03-29",
            "original": "2027-03-29",
        },
    ]


def test_july_is_left_out_and_does_not_take_a_turn() -> None:
    layout = lay_out(wish(date(2027, 5, 1), LAST_MONDAY, count=4))
    assert [(m.date, m.format_key) for m in layout.meetings] == [
        (date(2027, 5, 31), "1-0"),
        (date(2027, 6, 21), "2-0"),
        (date(2027, 8, 30), "1-0"),
        (date(2027, 9, 27), "2-0"),
    ]
    assert layout.left_out == (LeftOut(date(2027, 7, 26), layout.left_out[0].reasons),)
    assert why(layout.left_out[0]) == [("school_holiday", "Sommerferie")]
    assert [type(row).__name__ for row in layout.in_order()] == [
        "PlannedMeeting",
        "PlannedMeeting",
        "LeftOut",
        "PlannedMeeting",
        "PlannedMeeting",
    ]


def test_a_season_over_new_year_goes_round_christmas() -> None:
    layout = lay_out(wish(date(2026, 11, 30), LAST_MONDAY, last=date(2027, 1, 31)))
    assert dates(layout) == [date(2026, 11, 30), date(2026, 12, 14), date(2027, 1, 25)]
    assert why(layout.meetings[1]) == [("school_holiday", "Juleferie")]


def test_the_christmas_holiday_reaches_into_the_next_year() -> None:
    """The first Saturday of 2027 is 2 January: in a holiday that began the year before."""
    layout = lay_out(wish(date(2027, 1, 1), MonthlyRhythm(Nth.FIRST, 5), count=1))
    assert (layout.meetings[0].original_date, layout.meetings[0].date) == (date(2027, 1, 2), date(2027, 1, 9))
    assert layout.meetings[0].reasons[0].first_date == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("nth", "expected"),
    [(Nth.FOURTH, date(2026, 9, 23)), (Nth.LAST, date(2026, 9, 30)), (Nth.FIRST, date(2026, 9, 2))],
)
def test_a_month_with_five_wednesdays(nth: Nth, expected: date) -> None:
    assert dates(lay_out(wish(date(2026, 9, 1), MonthlyRhythm(nth, 2), count=1))) == [expected]


def test_every_fourth_wednesday_is_not_the_fourth_wednesday() -> None:
    every_fourth = lay_out(wish(date(2026, 9, 2), WeeklyRhythm(4), count=3, avoid=NOTHING))
    the_fourth = lay_out(wish(date(2026, 9, 2), MonthlyRhythm(Nth.FOURTH, 2), count=3, avoid=NOTHING))
    assert dates(every_fourth) == [date(2026, 9, 2), date(2026, 9, 30), date(2026, 10, 28)]
    assert dates(the_fourth) == [date(2026, 9, 23), date(2026, 10, 28), date(2026, 11, 25)]


def test_a_leap_day_is_a_day_like_others() -> None:
    assert dates(lay_out(wish(date(2028, 2, 1), MonthlyRhythm(Nth.LAST, 1), count=2))) == [
        date(2028, 2, 29),
        date(2028, 3, 28),
    ]


def test_half_past_five_stays_half_past_five_over_summer_time() -> None:
    layout = lay_out(wish(date(2026, 9, 28), LAST_MONDAY, count=2, avoid=NOTHING))
    utc = ZoneInfo("UTC")
    assert [m.starts_at.astimezone(utc) for m in layout.meetings] == [
        datetime(2026, 9, 28, 15, 30, tzinfo=utc),
        datetime(2026, 10, 26, 16, 30, tzinfo=utc),
    ]


def test_a_weekly_rhythm_keeps_its_beat_after_a_detour() -> None:
    """Of two free days as near, the later is taken; what follows is where it would have been."""
    avoid = Avoid(school=None, own=(own_date(date(2026, 10, 7), name="Kommunalbestyrelsen"),))
    layout = lay_out(wish(date(2026, 9, 9), WeeklyRhythm(4), count=3, avoid=avoid))
    assert dates(layout) == [date(2026, 9, 9), date(2026, 10, 14), date(2026, 11, 4)]
    assert why(layout.meetings[1]) == [("own_date", "Kommunalbestyrelsen")]


def test_every_week_has_no_alternative_and_leaves_out() -> None:
    avoid = Avoid(school=None, own=(own_date(date(2026, 10, 7)),))
    layout = lay_out(wish(date(2026, 9, 30), WeeklyRhythm(1), count=2, avoid=avoid))
    assert dates(layout) == [date(2026, 9, 30), date(2026, 10, 14)]
    assert [row.original_date for row in layout.left_out] == [date(2026, 10, 7)]


def test_an_alternative_never_leaves_the_season_nor_passes_a_neighbour() -> None:
    """The first falls on 5 June; earlier days are before the season, later ones after its last date."""
    layout = lay_out(wish(date(2026, 6, 5), MonthlyRhythm(Nth.FIRST, 4), last=date(2026, 6, 11)))
    assert layout.meetings == ()
    assert [(row.original_date, why(row)) for row in layout.left_out] == [
        (date(2026, 6, 5), [("notable_day", "Grundlovsdag")])
    ]
    avoid = Avoid(school=None, own=(own_date(date(2026, 9, 9)), own_date(date(2026, 9, 23))))
    crossing = lay_out(wish(date(2026, 9, 9), WeeklyRhythm(2), count=2, avoid=avoid))
    assert dates(crossing) == [date(2026, 9, 16), date(2026, 9, 30)]


def test_a_first_date_between_the_days_of_the_rhythm_waits_for_the_next() -> None:
    assert dates(lay_out(wish(date(2026, 9, 29), LAST_MONDAY, count=1))) == [date(2026, 10, 26)]


def test_every_other_month() -> None:
    layout = lay_out(wish(date(2026, 9, 1), MonthlyRhythm(Nth.FIRST, 1, every_months=2), count=3, avoid=NOTHING))
    assert dates(layout) == [date(2026, 9, 1), date(2026, 11, 3), date(2027, 1, 5)]


def test_formats_in_turn_may_be_three_or_one() -> None:
    three = lay_out(wish(date(2026, 9, 1), LAST_MONDAY, count=4, avoid=NOTHING, formats=("1-0", "2-0", "besøg")))
    assert [m.format_key for m in three.meetings] == ["1-0", "2-0", "besøg", "1-0"]
    one = lay_out(wish(date(2026, 9, 1), LAST_MONDAY, count=2, avoid=NOTHING, formats=("1-0",)))
    assert [m.format_key for m in one.meetings] == ["1-0", "1-0"]


def test_a_count_and_a_last_date_end_with_the_first_of_the_two() -> None:
    season = date(2026, 9, 1)
    assert len(lay_out(wish(season, LAST_MONDAY, count=2, last=date(2027, 9, 1))).meetings) == 2
    assert len(lay_out(wish(season, LAST_MONDAY, count=9, last=date(2026, 10, 31))).meetings) == 2


def test_where_every_day_is_to_be_kept_free_the_search_ends_and_says_what_is_missing() -> None:
    avoid = Avoid(own=(own_date(date(2026, 1, 1), date(2040, 1, 1), "Lukket"),))
    layout = lay_out(wish(date(2026, 9, 1), LAST_MONDAY, count=4, avoid=avoid))
    assert (layout.meetings, layout.missing) == ((), 4)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (wish(date(2026, 9, 1), LAST_MONDAY, count=4, formats=()), SeasonProblem.NO_FORMATS),
        (wish(date(2026, 9, 1), LAST_MONDAY), SeasonProblem.NO_END),
        (wish(date(2026, 9, 1), LAST_MONDAY, count=0), SeasonProblem.BAD_COUNT),
        (wish(date(2026, 9, 1), LAST_MONDAY, count=61), SeasonProblem.BAD_COUNT),
        (wish(date(2026, 9, 1), LAST_MONDAY, last=date(2026, 8, 31)), SeasonProblem.ENDS_BEFORE_IT_STARTS),
    ],
)
def test_answers_that_make_no_season(bad: SeasonWish, code: SeasonProblem) -> None:
    with pytest.raises(SeasonImpossible) as raised:
        lay_out(bad)
    assert raised.value.code == code


def test_a_wish_survives_a_json_column() -> None:
    asked = wish(
        date(2026, 9, 1),
        WeeklyRhythm(4),
        last=date(2027, 6, 1),
        avoid=Avoid(
            notable_days=False, school=SchoolCalendar(winter_weeks=(8,)), own=(own_date(date(2026, 9, 2), name="Høst"),)
        ),
    )
    assert SeasonWish.from_plain(asked.as_plain()) == asked
    assert SeasonWish.from_plain({**asked.as_plain(), "avoid": {}}).avoid == Avoid()


RHYTHMS = st.one_of(
    st.builds(MonthlyRhythm, st.sampled_from(Nth), st.integers(0, 6), st.integers(1, 3)),
    st.builds(WeeklyRhythm, st.integers(1, 8)),
)


@given(first=st.dates(date(2024, 1, 1), date(2035, 1, 1)), rhythm=RHYTHMS, count=st.integers(1, 14))
def test_every_season_is_in_order_on_free_days_and_on_its_weekday(first: date, rhythm: Rhythm, count: int) -> None:
    layout = lay_out(wish(first, rhythm, count=count))
    found = dates(layout)
    weekday = rhythm.weekday if isinstance(rhythm, MonthlyRhythm) else first.weekday()
    assert len(found) + layout.missing == count
    assert found == sorted(set(found))
    assert all(day >= first and day.weekday() == weekday and not Avoid().reasons_on(day) for day in found)
    assert all(meeting.moved == bool(meeting.reasons) for meeting in layout.meetings)
    assert all(
        timedelta() < abs(m.date - m.original_date) for m in layout.meetings if m.moved and m.original_date is not None
    )


def test_codes_are_the_ones_pages_translate() -> None:
    assert [code.value for code in DayOffCode] == ["public_holiday", "notable_day", "school_holiday", "own_date"]
