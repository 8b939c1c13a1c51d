"""Dates and hours in words, in both languages, across the change of clocks and of years."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from mikrovirk.common import dates

TODAY = date(2027, 11, 1)
EVENING = datetime(2027, 11, 29, 16, 30, tzinfo=UTC)  # winter: an hour more in Denmark
SUMMER = datetime(2027, 6, 28, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (date(2027, 11, 30), "tirsdag 30. november", "Tuesday 30 November"),
        (date(2027, 3, 1), "mandag 1. marts", "Monday 1 March"),
        (date(2017, 10, 30), "mandag 30. oktober 2017", "Monday 30 October 2017"),
        (date(2028, 2, 29), "tirsdag 29. februar 2028", "Tuesday 29 February 2028"),
        # an hour before midnight in London it is the next day in Denmark
        (datetime(2027, 11, 30, 23, 30, tzinfo=UTC), "onsdag 1. december", "Wednesday 1 December"),
    ],
)
def test_a_day(value: date, danish: str, english: str) -> None:
    assert dates.day(value, today=TODAY) == danish
    with translation.override("en"):
        assert dates.day(value, today=TODAY) == english


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [
        (EVENING, "17.30", "17:30"),
        (SUMMER, "17.30", "17:30"),
        (datetime(2027, 1, 4, 7, 5, tzinfo=UTC), "08.05", "08:05"),
        (datetime(2027, 1, 3, 23, 0, tzinfo=UTC), "00.00", "00:00"),
        # the clocks change on 28 March at 01:00 UTC
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), "01.59", "01:59"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "03.00", "03:00"),
    ],
)
def test_an_hour_is_that_of_denmark(value: datetime, danish: str, english: str) -> None:
    assert dates.hour(value) == danish
    with translation.override("en"):
        assert dates.hour(value) == english


def test_a_moment() -> None:
    assert dates.moment(EVENING, today=TODAY) == "mandag 29. november kl. 17.30"
    assert dates.moment(EVENING, today=date(2026, 1, 1)) == "mandag 29. november 2027 kl. 17.30"
    with translation.override("en"):
        assert dates.moment(EVENING, today=TODAY) == "Monday 29 November at 17:30"


def test_from_and_to() -> None:
    end = datetime(2027, 11, 29, 19, 0, tzinfo=UTC)
    assert dates.span(EVENING, end).endswith("kl. 17.30–20.00")
    night = datetime(2027, 11, 29, 23, 30, tzinfo=UTC)
    assert "mandag 29. november" in dates.span(EVENING, night)
    assert "tirsdag 30. november" in dates.span(EVENING, night)


@pytest.mark.parametrize(
    ("value", "danish"),
    [
        (date(2027, 11, 1), "i dag"),
        (date(2027, 11, 2), "i morgen"),
        (date(2027, 10, 31), "i går"),
        (date(2027, 11, 3), "onsdag 3. november"),
        (datetime(2027, 11, 1, 23, 30, tzinfo=UTC), "i morgen"),
    ],
)
def test_a_day_that_is_near(value: date, danish: str) -> None:
    assert dates.near(value, today=TODAY) == danish


def test_no_time_zone_is_ever_named() -> None:
    said = " ".join([dates.moment(EVENING), dates.span(EVENING, SUMMER), dates.hour(EVENING), dates.day(SUMMER)])
    assert [name for name in ("CET", "CEST", "UTC", "+01", "Copenhagen") if name in said] == []


def test_in_templates() -> None:
    page = Template(
        "{{ moment|in_words }} · {{ day|in_words }} · {{ moment|day_in_words }} · {{ moment|hour }} · "
        "{{ today|near_day }} · [{{ nothing|in_words }}{{ nothing|hour }}{{ nothing|day_in_words }}{{ nothing|near_day }}]"
    )
    year = timezone.localdate().year + 1
    values = {
        "moment": EVENING.replace(year=year),
        "day": date(year, 5, 1),
        "today": timezone.localdate(),
        "nothing": None,
    }
    said = page.render(Context(values))
    assert " kl. 17.30 · " in said
    assert f"1. maj {year}" in said
    assert said.endswith(" · 17.30 · i dag · []")
