"""How many local micro-businesses are reached, and where nobody is."""

from datetime import date

import pytest

from mikrovirk.overview.domain.coverage import Cell, Coverage, Local, Spot, age_of, coverage

ON = date(2026, 11, 22)


def business(number: int, section: str, postcode: str, size: str = "0", since: date | None = None) -> Local:
    return Local(str(number), section, "", postcode, size, since)


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (None, "unknown"),
        (date(2026, 11, 22), "0"),
        (date(2027, 1, 1), "0"),  # registered for a day to come
        (date(2025, 11, 23), "0"),
        (date(2025, 11, 22), "1-2"),
        (date(2023, 11, 23), "1-2"),
        (date(2023, 11, 22), "3-5"),
        (date(2016, 11, 22), "6-10"),
        (date(2015, 11, 22), "11+"),
        (date(2024, 2, 29), "1-2"),
    ],
)
def test_the_age_of_a_business(since: date | None, age: str) -> None:
    assert age_of(since, ON) == age


def test_the_whole_and_its_parts() -> None:
    local = [
        business(1, "F", "4780", "1-4", date(2026, 5, 1)),
        business(2, "F", "4780", "unknown"),
        business(3, "F", "4760", "0", date(2012, 1, 1)),
        business(4, "I", "4760", "5-9", date(2022, 1, 1)),
    ]
    assert coverage(local, {"1", "4", "77"}, on=ON) == Coverage(
        Cell("", 4, 2),
        (Cell("F", 3, 1), Cell("I", 1, 1)),
        (Cell("4760", 2, 1), Cell("4780", 2, 1)),
        (Cell("0", 1, 1), Cell("3-5", 1, 1), Cell("11+", 1, 0), Cell("unknown", 1, 0)),
        (Cell("0", 1, 0), Cell("1-4", 1, 1), Cell("5-9", 1, 1), Cell("unknown", 1, 0)),
        (),
    )


def test_white_spots_are_where_many_are_and_few_are_reached() -> None:
    local = [business(n, "F", "4780") for n in range(10)]  # nobody of ten
    local += [business(10 + n, "I", "4780") for n in range(6)]  # nobody of six
    local += [business(20 + n, "G", "4760") for n in range(8)]  # all of eight
    local += [business(30 + n, "M", "4760") for n in range(4)]  # nobody of four: too few to say anything
    local += [business(40 + n, "C", "4760") for n in range(12)]  # two of twelve
    reached = {str(number) for number in (*range(20, 28), 40, 41)}
    found = coverage(local, reached, on=ON)
    assert found.whole == Cell("", 40, 10)
    assert found.spots == (
        Spot("F", "4780", 10, 0),
        Spot("I", "4780", 6, 0),
    )  # of C a sixth is reached, of all a quarter


def test_an_area_without_businesses() -> None:
    assert coverage([], {"1"}, on=ON) == Coverage(Cell("", 0, 0), (), (), (), (), ())
