"""Danish holidays and school holidays, checked against the calendars of real years."""

from datetime import date
from typing import Any

import pytest

from mikrovirk.programme.domain.days_off import DayOffCode, DaysOff, notable_days, own_date, public_holidays
from mikrovirk.programme.domain.school_holidays import Avoid, SchoolCalendar
from mikrovirk.programme.domain.wording import Wording


def names_on(day: date, avoid: Avoid | None = None) -> list[str]:
    return [days.name.da for days in (avoid or Avoid()).reasons_on(day)]


def test_public_holidays_of_a_year_in_both_languages() -> None:
    assert [(days.first_date, days.name.da, days.name.en) for days in public_holidays(2026)] == [
        (date(2026, 1, 1), "Nytårsdag", "New Year's Day"),
        (date(2026, 4, 2), "Skærtorsdag", "Maundy Thursday"),
        (date(2026, 4, 3), "Langfredag", "Good Friday"),
        (date(2026, 4, 5), "Påskedag", "Easter Sunday"),
        (date(2026, 4, 6), "Anden påskedag", "Easter Monday"),
        (date(2026, 5, 14), "Kristi himmelfartsdag", "Ascension Day"),
        (date(2026, 5, 24), "Pinsedag", "Pentecost"),
        (date(2026, 5, 25), "Anden pinsedag", "Pentecost Monday"),
        (date(2026, 12, 25), "Juledag", "Christmas Day"),
        (date(2026, 12, 26), "Anden juledag", "Second Day of Christmas"),
    ]


def test_store_bededag_is_gone_after_2023() -> None:
    assert names_on(date(2023, 5, 5)) == ["Store bededag"]
    assert names_on(date(2024, 4, 26)) == []


def test_days_that_are_no_public_holidays_but_kept_free() -> None:
    assert [(days.first_date, days.name.da) for days in notable_days(2026)] == [
        (date(2026, 5, 1), "Arbejdernes kampdag"),
        (date(2026, 6, 5), "Grundlovsdag"),
        (date(2026, 12, 24), "Juleaftensdag"),
        (date(2026, 12, 31), "Nytårsaften"),
    ]


def test_school_holidays_of_a_year() -> None:
    assert [(days.name.da, days.first_date, days.last_date) for days in SchoolCalendar().days_off(2026)] == [
        ("Vinterferie", date(2026, 2, 7), date(2026, 2, 15)),
        ("Påskeferie", date(2026, 3, 28), date(2026, 4, 6)),
        ("Sommerferie", date(2026, 6, 27), date(2026, 8, 9)),
        ("Efterårsferie", date(2026, 10, 10), date(2026, 10, 18)),
        ("Juleferie", date(2026, 12, 20), date(2027, 1, 3)),
    ]


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2026, date(2026, 6, 27), date(2026, 8, 9)),
        (2027, date(2027, 6, 26), date(2027, 8, 8)),
        (2029, date(2029, 6, 30), date(2029, 8, 12)),
    ],
)
def test_the_summer_holiday_begins_on_the_last_saturday_of_june(year: int, first: date, last: date) -> None:
    (summer,) = [days for days in SchoolCalendar().days_off(year) if days.name.en == "Summer holiday"]
    assert (summer.first_date, summer.last_date) == (first, last)


def test_a_municipality_has_its_own_weeks() -> None:
    own = DaysOff(DayOffCode.SCHOOL_HOLIDAY, Wording.same("Forårsferie"), date(2026, 5, 15), date(2026, 5, 15))
    week_8 = SchoolCalendar(winter_weeks=(8,), easter=False, summer_weeks=0, christmas=False, own=(own,))
    assert [(days.name.da, days.first_date) for days in week_8.days_off(2026)] == [
        ("Vinterferie", date(2026, 2, 14)),
        ("Forårsferie", date(2026, 5, 15)),
        ("Efterårsferie", date(2026, 10, 10)),
    ]
    assert SchoolCalendar.from_plain(week_8.as_plain()) == week_8


@pytest.mark.parametrize(
    "plain", [{"winter_weeks": [54]}, {"summer_weeks": 11}, {"summer_weeks": -1}, {"autumn_weeks": [0]}]
)
def test_weeks_that_do_not_exist_are_refused(plain: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="week"):
        SchoolCalendar.from_plain(plain)


def test_the_most_binding_reason_comes_first() -> None:
    assert names_on(date(2026, 12, 24), Avoid(own=(own_date(date(2026, 12, 24), name="Lukket"),))) == [
        "Juleaftensdag",
        "Juleferie",
        "Lukket",
    ]
    assert names_on(date(2027, 1, 1)) == ["Nytårsdag", "Juleferie"]


def test_what_is_not_avoided_is_no_reason() -> None:
    assert names_on(date(2026, 6, 5), Avoid(notable_days=False)) == []
    assert names_on(date(2026, 10, 14), Avoid(school=None)) == []
    assert names_on(date(2026, 5, 25), Avoid(public_holidays=False)) == []


def test_own_dates_have_their_name_in_both_languages() -> None:
    days = own_date(date(2026, 9, 1), date(2026, 9, 2), "Høstmarked")
    assert (days.name.in_language("da"), days.name.in_language("en-gb")) == ("Høstmarked", "Høstmarked")
    assert [days.covers(date(2026, 9, day)) for day in (1, 2, 3)] == [True, True, False]
    assert DaysOff.from_plain(days.as_plain()) == days


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="before"):
        own_date(date(2026, 9, 2), date(2026, 9, 1))


def test_a_wording_is_danish_unless_english_is_asked_for() -> None:
    wording = Wording("Påske", "Easter")
    assert [wording.in_language(code) for code in ("da", "en", "en-US", "de")] == ["Påske", "Easter", "Easter", "Påske"]
