"""How a decision stands, how long somebody has been there, and two texts as one."""

from datetime import date, timedelta

import pytest

from mikrovirk.voice.domain.steering import Standing, Tenure, moved, standing, tenure, with_both

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("answer", "is_done", "is_withdrawn", "due", "stands"),
    [
        ("yes", False, False, None, Standing.OPEN),
        ("yes", False, False, TODAY, Standing.OPEN),  # the day is not over
        ("yes", False, False, TODAY - timedelta(days=1), Standing.OVERDUE),
        ("yes", True, False, TODAY - timedelta(days=1), Standing.DONE),
        ("later", False, False, TODAY - timedelta(days=1), Standing.LATER),
        ("later", True, False, None, Standing.DONE),  # it came sooner than thought
        ("no", False, False, TODAY - timedelta(days=1), Standing.NO),
        ("yes", True, True, None, Standing.WITHDRAWN),
    ],
)
def test_how_a_decision_stands(
    answer: str, is_done: bool, is_withdrawn: bool, due: date | None, stands: Standing
) -> None:
    assert standing(answer=answer, is_done=is_done, is_withdrawn=is_withdrawn, due=due, today=TODAY) == stands


@pytest.mark.parametrize(
    ("since", "today", "told"),
    [
        (date(2027, 3, 1), TODAY, Tenure(0, 0)),
        (date(2027, 2, 1), TODAY, Tenure(0, 1)),
        (date(2027, 1, 31), TODAY, Tenure(0, 1)),  # a short February
        (date(2025, 3, 2), TODAY, Tenure(1, 11)),  # a day short of two years
        (date(2024, 2, 29), date(2028, 2, 29), Tenure(4, 0)),
        (date(2027, 6, 1), TODAY, Tenure(0, 0)),  # begins in the summer
    ],
)
def test_how_long_it_is_since(since: date, today: date, told: Tenure) -> None:
    assert tenure(since, today) == told


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("", "", ""),
        ("Ens", "Ens", "Ens"),
        ("Kaffe", "Kage", "Kaffe\nKage"),
        ("Fælles\nBo", "Fælles\nKaren", "Fælles\nBo\nKaren"),
        ("Bo\nFælles", "Fælles\nKaren", "Bo\nFælles\nKaren"),
        ("Fælles", "", "Fælles"),  # who took all away while somebody wrote loses nothing of theirs
        ("a\nb\nc", "a\nc", "a\nb\nc"),
    ],
)
def test_two_texts_as_one_leave_nothing_out(theirs: str, mine: str, both: str) -> None:
    assert with_both(theirs, mine) == both


def test_a_point_is_moved_one_place_and_stays_at_either_end() -> None:
    assert moved([1, 2, 3], 2, up=True) == [2, 1, 3]
    assert moved([1, 2, 3], 2, up=False) == [1, 3, 2]
    assert moved([1, 2, 3], 1, up=True) == [1, 2, 3]
    assert moved([1, 2, 3], 3, up=False) == [1, 2, 3]
