"""What is expected of the next meetings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.health.domain.forecast import Expected, Record, forecast, record, weighted_quantiles


def test_a_steady_network_is_expected_as_it_was() -> None:
    (only,) = set(forecast([20, 22, 18, 21, 19, 20, 23, 20, 21, 19, 20, 22]))
    assert only == Expected(low=15, expected=20.0, high=26)


def test_a_restless_network_gets_a_wide_interval() -> None:
    assert forecast([5, 60, 12, 80, 7, 33, 90, 8, 45, 10, 70, 6], horizon=1) == (Expected(6, 18.2, 83),)


def test_nothing_is_expected_where_nothing_was_held() -> None:
    assert forecast([]) == ()


def test_a_first_evening_says_little() -> None:
    (first,) = forecast([20], horizon=1)
    assert first.expected == pytest.approx(20)
    assert first.low < 10
    assert first.high > 40


def test_nobody_at_all_is_no_negative_number() -> None:
    (ahead,) = forecast([0, 0, 0, 0], horizon=1)
    assert (ahead.low, ahead.expected) == (0, 0.0)


def test_the_newest_evenings_count_most() -> None:
    falling, rising = forecast([40] * 12 + [10] * 12)[0], forecast([10] * 12 + [40] * 12)[0]
    assert falling.expected < 25 < rising.expected


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_what_is_expected_lies_in_its_interval_whatever_came(counts: list[int]) -> None:
    (ahead,) = forecast(counts, horizon=1)
    assert 0 <= ahead.low <= ahead.expected <= ahead.high


@given(st.integers(0, 400), st.integers(1, 80))
def test_evenings_all_alike_are_expected_so(count: int, number: int) -> None:
    (ahead,) = forecast([count] * number, horizon=1)
    assert ahead.expected == count


def test_as_many_meetings_as_were_asked_for() -> None:
    assert [len(forecast([10, 12], horizon=number)) for number in (1, 3, 5)] == [1, 3, 5]


@pytest.mark.parametrize(
    ("values", "weights", "shares", "found"),
    [
        ([3.0, 1.0, 2.0], [1, 1, 1], [0.5], [2.0]),
        ([1.0, 2.0], [1, 1], [0.0, 0.25, 0.5, 0.75, 1.0], [1.0, 1.0, 1.5, 2.0, 2.0]),
        ([1.0, 2.0], [3, 1], [0.5], [1.25]),
        ([7.0], [2], [0.1, 0.9], [7.0, 7.0]),
        ([4.0, 4.0, 4.0], [1, 1, 1], [0.3], [4.0]),
    ],
    ids=["middle of three", "straight lines", "a heavy one", "one value", "all the same"],
)
def test_weighted_quantiles(values: list[float], weights: list[float], shares: list[float], found: list[float]) -> None:
    assert weighted_quantiles(values, weights, shares) == pytest.approx(found)


def test_the_record_judges_each_forecast_by_what_came_next() -> None:
    """The fifth evening is far outside what the four before it said; the others lie inside."""
    assert record([20, 22, 18, 21, 300, 20]) == Record(held=2, of=3)
    assert record([20, 22, 18]) == Record(held=0, of=0)
