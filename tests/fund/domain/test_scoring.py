from fractions import Fraction

import pytest

from mikrovirk.fund.domain.scoring import CriterionResult, result_of


@pytest.mark.parametrize(
    ("scores", "weights", "total"),
    [
        ([{1: 5, 2: 2}], {1: 2, 2: 1}, Fraction(4)),
        ([{1: 5, 2: 2}, {1: 4, 2: 2}], {1: 2, 2: 1}, Fraction(11, 3)),
        ([{1: 0, 2: 0}], {1: 1, 2: 1}, Fraction(0)),
        ([{1: 3, 2: 5}], {1: 1, 2: 0}, Fraction(3)),  # what weighs nothing counts nothing
        ([{1: 3, 2: 5}, {1: 4}], {1: 1, 2: 1}, Fraction(7, 2)),  # left out by one: says nothing
    ],
)
def test_the_weighted_mean_of_the_means(scores, weights, total) -> None:
    result = result_of(scores, weights)
    assert result is not None
    assert (result.total, result.assessors) == (total, len(scores))


@pytest.mark.parametrize(("scores", "weights"), [([], {1: 1}), ([{1: 4}], {1: 0}), ([{1: 4}, {}], {1: 1})])
def test_nothing_where_nobody_scored_what_weighs(scores, weights) -> None:
    assert result_of(scores, weights) is None


def test_assessors_who_are_two_points_apart_are_worth_talking_about() -> None:
    assert CriterionResult(1, 1, (3, 5)).is_far_apart
    assert not CriterionResult(1, 1, (3, 4)).is_far_apart
    assert CriterionResult(1, 1, (3, 4)).mean == Fraction(7, 2)
