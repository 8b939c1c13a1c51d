"""Why each project got money or did not, and what it would have needed."""

from fractions import Fraction

import pytest

from mikrovirk.fund.domain.allocation import (
    Ballot,
    Election,
    LeftOver,
    Payers,
    Project,
    Reason,
    Rule,
    Taken,
    VoteType,
    Why,
    allocate,
    explain,
)
from tests.fund.domain.allocation import elections as e

# 25 each. a: 13⅓ from three. The third then has 11⅔ left, so b's supporters have 36⅔ for 40.
ELECTION = e.vote(100, {"a": 40, "b": 40, "c": 200, "d": 5}, ["2 x a", "ab", "b"])


def reasons(election: Election, rule: Rule) -> dict[str, Reason]:
    return {each.project: each for each in explain(election, allocate(election, rule)).reasons}


def test_who_paid_what() -> None:
    made = reasons(e.vote(104, {"a": 39, "b": 39}, ["2 x a", "ab", "b"]), e.SHARES)
    assert made["a"] == Reason(
        "a", funded=True, why=Why.SHARES, cost=39, supporters=3, votes=3, place=1,
        payers=(Payers(3, Fraction(13)),), elsewhere=(e.ADD1, e.ADD1U, e.GREEDY),
    )  # fmt: skip
    assert made["b"].payers == (Payers(1, Fraction(26)), Payers(1, Fraction(13)))


def test_what_a_loser_lacked_and_who_took_its_share() -> None:
    made = reasons(ELECTION, e.SHARES)
    assert made["b"] == Reason(
        "b", funded=False, why=Why.LACKED_MONEY, cost=40, supporters=2, votes=2,
        had=Fraction(110, 3), after="a", left=Fraction(110, 3), taken=(Taken("a", Fraction(40, 3)),),
        wins_at=36, wins_with=1, elsewhere=(e.ADD1, e.ADD1U, e.GREEDY),
    )  # fmt: skip
    assert made["b"].lacked == Fraction(10, 3)


def test_the_odd_losers() -> None:
    election = e.vote(100, {"a": 40, "b": 101, "c": 10, "d": 0}, ["2 x a", "ab", "b"])
    made = reasons(election, e.ADD1)
    assert {id: (each.why, each.wins_at) for id, each in made.items() if not each.funded} == {
        "b": (Why.OVER_THE_POT, 60),
        "c": (Why.NO_SUPPORT, None),
        "d": (Why.NO_SUPPORT, None),
    }


def test_by_votes_the_place_in_the_row_decides() -> None:
    election = e.vote(100, {"a": 60, "b": 50, "c": 30}, ["3 x a", "2 x b", "c"])
    made = reasons(election, e.GREEDY)
    assert (made["a"].why, made["a"].place, made["c"].place) == (Why.VOTES, 1, 2)
    assert made["b"] == Reason(
        "b", funded=False, why=Why.LACKED_ROOM, cost=50, supporters=2, votes=2,
        had=Fraction(40), after="a", left=Fraction(10), wins_at=40, wins_with=1,
        elsewhere=(),
    )  # fmt: skip


def test_by_assessment() -> None:
    projects = (Project("a", 60, Fraction(4)), Project("b", 60, Fraction(9, 2)), Project("c", 10))
    election = Election(100, projects, (Ballot(("a",), count=3),), unit=1)
    made = reasons(election, e.SCORE)
    assert {id: (each.why, each.wins_at, each.wins_with) for id, each in made.items()} == {
        "a": (Why.LACKED_ROOM, 40, None),
        "b": (Why.SCORE, None, None),
        "c": (Why.NOT_ASSESSED, None, None),
    }


def test_what_the_last_step_of_add1u_bought() -> None:
    election = e.vote(100, {"a": 60, "b": 50, "c": 30, "d": 10}, ["2 x a", "b", "c", "d"], unit=100)
    made = reasons(election, e.ADD1U)
    assert {id: each.why for id, each in made.items()} == {
        "a": Why.COMPLETION, "b": Why.LACKED_MONEY, "c": Why.COMPLETION, "d": Why.SHARES,
    }  # fmt: skip


def test_every_other_rule_is_compared_once() -> None:
    made = explain(ELECTION, allocate(ELECTION, e.ADD1))
    assert [other.rule for other in made.others] == [e.SHARES, e.ADD1U, e.GREEDY]
    assert made.others[0] == allocate(ELECTION, e.SHARES)
    assert made.others[1] == allocate(ELECTION, e.ADD1U)


def test_rankings_are_compared_by_votes_only() -> None:
    ballots = (Ballot(("a", "b"), count=2), Ballot(("b",)))
    election = Election(10, (Project("a", 6), Project("b", 6)), ballots, unit=1, vote_type=VoteType.ORDINAL)
    made = explain(election, allocate(election, e.GREEDY))
    assert election.votes == {"a": 4, "b": 4}  # two places: 2 points for the first, 1 for the second
    assert (made.others, made.allocation.funded) == ((), ("a",))


@pytest.mark.parametrize(
    ("election", "rule", "left_over", "next_step_cost"),
    [
        (e.vote(100, {"a": 100}, ["a"]), e.SHARES, LeftOver.NOTHING, None),
        (e.vote(100, {"a": 10, "b": 10}, ["a"]), e.SHARES, LeftOver.ALL_FUNDED, None),
        (e.vote(100, {"a": 60, "b": 50}, ["2 x a", "b"]), e.GREEDY, LeftOver.NOTHING_FITS, None),
        (e.vote(100, {"a": 60, "b": 90}, ["a", "b"]), e.SHARES, LeftOver.SHARES_END, None),
        (e.vote(100, {"a": 60, "b": 90}, ["a", "b"]), e.ADD1, LeftOver.NOTHING_FITS, None),
        (e.vote(100, {"a": 60, "b": 50}, ["a", "b"], unit=20), e.ADD1, LeftOver.NOTHING_FITS, None),
        (e.vote(100, {"a": 60, "b": 60}, ["a", "b"], unit=20), e.ADD1, LeftOver.NEXT_STEP_TOO_DEAR, 120),
    ],
)
def test_why_money_is_left(election: Election, rule: Rule, left_over: LeftOver, next_step_cost: int | None) -> None:
    made = explain(election, allocate(election, rule))
    assert (made.left_over, made.next_step_cost) == (left_over, next_step_cost)


def test_who_got_something_they_voted_for() -> None:
    made = explain(ELECTION, allocate(ELECTION, e.SHARES), what_if=False)
    assert (made.voters, made.voters_served) == (4, 3)
    assert all(each.wins_at is None and each.wins_with is None for each in made.reasons)


def test_what_losers_needed_is_looked_for_where_it_is_quick() -> None:
    small, large = (e.vote(60, {"a": 40, "b": 40}, [f"{count} x a", "b"]) for count in (2_499, 2_500))
    assert [explain(each, allocate(each, e.GREEDY)).reasons[1].wins_at for each in (small, large)] == [20, None]


def test_nobody_voted() -> None:
    election = e.vote(100, {"a": 60}, [])
    for rule in e.EVERY_RULE:
        made = explain(election, allocate(election, rule))
        assert [(each.why, each.wins_at) for each in made.reasons if rule is not e.SCORE] == [
            (Why.NO_SUPPORT, None)
        ] * (rule is not e.SCORE)
        assert made.left_over is LeftOver.ALL_FUNDED
