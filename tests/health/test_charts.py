"""The chart's coordinates: inside the box, the trend through the evenings, and the greatest number at the top."""

from datetime import date

from mikrovirk.health.charts import HEIGHT, LEFT, RIGHT, TOP, WIDTH, attendance_chart, grid_of, trend_band
from mikrovirk.health.domain import measures
from mikrovirk.health.queries.measuring import plain

AHEAD = [{"low": 8, "expected": 11.5, "high": 16}] * 3


def told(*counts: int) -> dict[str, object]:
    evenings = [[date(2026, 1 + at, 5).isoformat(), count] for at, count in enumerate(counts)]
    return {"evenings": evenings, "next": AHEAD, "trend": plain(measures.trend(counts))}


def test_one_evening_is_no_chart() -> None:
    assert attendance_chart(told(12)) is None


def test_everything_is_inside_the_box() -> None:
    chart = attendance_chart(told(12, 14, 9, 11, 0, 30))
    assert chart
    for x, y in [(each.x, each.y) for each in chart.points] + [(each.x, each.top) for each in chart.ahead]:
        assert LEFT <= x <= WIDTH - RIGHT
        assert TOP <= y <= HEIGHT
    assert chart.points[5].y == TOP  # thirty is the most
    assert chart.grid[0][1] == 0
    assert (chart.ahead[0].low, chart.ahead[0].high) == (8, 16)


def test_without_a_trend_there_is_no_band() -> None:
    chart = attendance_chart(told(12, 14))
    assert chart
    assert (chart.band, chart.line) == ("", "")


def test_the_trend_goes_through_a_straight_fall() -> None:
    counts = [40, 36, 32, 28, 24, 20, 16, 12]
    band = trend_band(counts, plain(measures.trend(counts)))
    assert all(low <= line <= high for low, line, high in band)
    assert band[0][1] > 36
    assert band[-1][1] < 16


def test_round_numbers_across() -> None:
    assert grid_of(17) == [0, 5, 10, 15]
    assert grid_of(3) == [0, 1, 2, 3]
    assert grid_of(400) == [0, 100, 200, 300, 400]
