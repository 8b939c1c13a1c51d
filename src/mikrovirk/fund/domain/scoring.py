"""What several assessors' points come to: exact fractions, so that two equal results are equal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FAR_APART = 2  # points between the lowest and the highest: worth talking about


@dataclass(frozen=True)
class CriterionResult:
    """One criterion: its mean, and how far apart the assessors are."""

    criterion: int
    weight: int
    points: tuple[int, ...]

    @property
    def mean(self) -> Fraction:
        return Fraction(sum(self.points), len(self.points))

    @property
    def is_far_apart(self) -> bool:
        return max(self.points) - min(self.points) >= FAR_APART


@dataclass(frozen=True)
class Result:
    """The points of a case, from 0 to 5: the weighted mean of the criteria's means."""

    assessors: int
    criteria: tuple[CriterionResult, ...]

    @property
    def total(self) -> Fraction:
        weights = sum(each.weight for each in self.criteria)
        return sum((each.mean * each.weight for each in self.criteria), Fraction(0)) / weights


def result_of(scores: Sequence[Mapping[int, int]], weights: Mapping[int, int]) -> Result | None:
    """What the assessors' points (by criterion) come to; None while nobody scored, or where no criterion weighs anything.

    Only criteria that every assessor scored count: a criterion one of them left out says nothing about the case.
    """
    counted = [key for key, weight in weights.items() if weight and scores and all(key in given for given in scores)]
    if not counted:
        return None
    criteria = tuple(CriterionResult(key, weights[key], tuple(given[key] for given in scores)) for key in counted)
    return Result(len(scores), criteria)
