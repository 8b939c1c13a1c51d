"""An explanation is kept as plain values and comes back the same."""

import json
from fractions import Fraction

import pytest

from mikrovirk.fund.domain.allocation import Ballot, Completion, Election, Method, Project, Rule, allocate, explain
from mikrovirk.fund.domain.explained import as_plain, from_plain, number_of

PROJECTS = (Project("1", 30_000), Project("2", 50_000), Project("3", 45_000), Project("4", 200_000))
BALLOTS = (Ballot(("1", "2"), count=3), Ballot(("2", "3"), count=2), Ballot(("3",), count=2))


@pytest.mark.parametrize(
    "rule",
    [
        Rule(Method.EQUAL_SHARES),
        Rule(Method.EQUAL_SHARES, Completion.ADD1),
        Rule(Method.EQUAL_SHARES, Completion.ADD1U),
        Rule(Method.GREEDY),
    ],
)
def test_it_comes_back_the_same(rule) -> None:
    election = Election(100_000, PROJECTS, BALLOTS)
    explanation = explain(election, allocate(election, rule))
    assert from_plain(json.loads(json.dumps(as_plain(explanation)))) == explanation


def test_also_of_points_from_an_assessment() -> None:
    projects = (Project("1", 30_000, Fraction(11, 3)), Project("2", 90_000, Fraction(3)), Project("3", 10_000))
    election = Election(100_000, projects, ())
    explanation = explain(election, allocate(election, Rule(Method.SCORE)))
    assert from_plain(json.loads(json.dumps(as_plain(explanation)))) == explanation
    assert explanation.allocation.funded == ("1",)


def test_points_with_parts_stay_exact() -> None:
    assert [number_of("7"), number_of("7/3")] == [7, Fraction(7, 3)]
