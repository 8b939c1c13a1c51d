"""What a ballot may say, how it lies in the box, and what all of them say."""

from itertools import permutations
from random import Random

import pytest

from mikrovirk.fund.domain.allocation.election import Ballot, Project, VoteType
from mikrovirk.fund.domain.ballots import (
    BallotRules,
    Kind,
    Tally,
    Wrong,
    choices_from,
    cost_of,
    for_election,
    in_box,
    problems,
    put_in,
    read,
    tally,
    vote_type,
    written,
)

APPROVAL = BallotRules(Kind.APPROVAL, costs=(30_00, 50_00, 80_00), pot=100_00, at_least=1, at_most=2)
POINTS = BallotRules(Kind.POINTS, costs=(30_00, 50_00, 80_00), pot=100_00, points=10, points_for_one=7)
KNAPSACK = BallotRules(Kind.KNAPSACK, costs=(30_00, 50_00, 80_00), pot=100_00)


@pytest.mark.parametrize(
    ("rules", "choices", "wrong"),
    [
        (APPROVAL, (1, 1, 0), ()),
        (APPROVAL, (0, 0, 0), (Wrong.TOO_FEW,)),
        (APPROVAL, (1, 1, 1), (Wrong.TOO_MANY,)),
        (APPROVAL, (2, 0, 0), (Wrong.TOO_MANY_FOR_ONE,)),
        (APPROVAL, (1, 1), (Wrong.NOT_A_CHOICE,)),
        (APPROVAL, (1, -1, 0), (Wrong.NOT_A_CHOICE,)),
        (POINTS, (7, 3, 0), ()),
        (POINTS, (0, 0, 0), ()),  # a ballot without any says so too
        (POINTS, (7, 3, 1), (Wrong.TOO_MANY_POINTS,)),
        (POINTS, (8, 0, 0), (Wrong.TOO_MANY_FOR_ONE,)),
        (KNAPSACK, (1, 1, 0), ()),
        (KNAPSACK, (0, 1, 1), (Wrong.TOO_DEAR,)),
        (KNAPSACK, (0, 0, 0), ()),
    ],
)
def test_what_a_ballot_may_say(rules: BallotRules, choices: tuple[int, ...], wrong: tuple[Wrong, ...]) -> None:
    assert problems(rules, choices) == wrong


def test_a_ballot_that_costs_the_pot_to_the_ore_is_taken_and_one_ore_more_is_not() -> None:
    exact = BallotRules(Kind.KNAPSACK, costs=(60_00, 40_00, 40_01), pot=100_00)
    assert problems(exact, (1, 1, 0)) == ()
    assert problems(exact, (1, 0, 1)) == (Wrong.TOO_DEAR,)
    assert cost_of(exact, (1, 0, 1)) == 100_01


def test_places_that_are_not_on_the_ballot_are_refused() -> None:
    assert choices_from(APPROVAL, {1: 1}) == (0, 1, 0)
    with pytest.raises(KeyError):
        choices_from(APPROVAL, {3: 1})


def test_all_ballots_of_a_vote_are_equally_long() -> None:
    assert (POINTS.width, APPROVAL.width) == (1, 1)
    wide = BallotRules(Kind.POINTS, costs=(1, 1), pot=2, points=100)
    assert [written(wide, choices) for choices in [(0, 0), (100, 0), (7, 93)]] == ["000000", "100000", "007093"]
    assert read(wide, "007093") == (7, 93)


@pytest.mark.parametrize("text", ["", "11", "1111", "12x", "003", "000", "111"])
def test_what_no_voter_can_have_written_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"ballot|too|invalid|not-a"):
        read(APPROVAL, text)


def test_the_box_is_the_same_in_whatever_order_they_came() -> None:
    ballots = ["110", "001", "110", "010"]
    boxes = set()
    for order in permutations(ballots):
        box = ""
        for ballot in order:
            box = put_in(box, ballot)
        boxes.add(box)
    assert boxes == {"001\n010\n110\n110"}
    assert in_box(APPROVAL, boxes.pop()) == ((0, 0, 1), (0, 1, 0), (1, 1, 0), (1, 1, 0))


def test_the_count_is_the_same_in_any_order_and_equals_a_plain_sum() -> None:
    dice = Random(6)
    ballots = [tuple(dice.randrange(3) for _ in range(4)) for _ in range(200)]
    counted = tally(4, ballots)
    dice.shuffle(ballots)
    assert tally(4, ballots) == counted
    assert counted.ballots == 200
    assert counted.votes == tuple(sum(ballot[place] for ballot in ballots) for place in range(4))
    assert counted.supporters == tuple(sum(ballot[place] > 0 for ballot in ballots) for place in range(4))
    assert tally(2, []) == Tally(0, (0, 0), (0, 0))


def test_equal_ballots_go_into_the_election_together() -> None:
    projects = [Project("1", 30_00), Project("2", 50_00), Project("3", 80_00)]
    assert for_election(APPROVAL, projects, [(1, 0, 0), (0, 0, 1), (1, 0, 0)]) == (
        Ballot(("1",), (), 2),
        Ballot(("3",), (), 1),
    )
    assert for_election(POINTS, projects, [(0, 0, 0), (7, 0, 3)]) == (
        Ballot(("1", "3"), (7, 3), 1),
        Ballot((), (), 1),
    )
    assert (vote_type(APPROVAL), vote_type(KNAPSACK), vote_type(POINTS)) == (
        VoteType.APPROVAL,
        VoteType.APPROVAL,
        VoteType.CUMULATIVE,
    )
