"""By votes and by assessment: one after the other, while the money lasts."""

from fractions import Fraction

import pytest

from mikrovirk.fund.domain.allocation import Ballot, Election, NotAnElection, Project, VoteType, allocate
from tests.fund.domain.allocation import elections as e


def test_what_no_longer_fits_is_passed_over() -> None:
    made = allocate(e.vote(100, {"a": 60, "b": 50, "c": 30}, ["3 x a", "2 x b", "c"]), e.GREEDY)
    assert (made.funded, made.cost, made.unspent, made.endowment) == (("a", "c"), 90, 10, None)


def test_equal_votes_go_to_the_lower_cost_then_the_lot() -> None:
    election = e.vote(100, {"a": 60, "b": 50, "c": 50}, ["abc"], lot="cab")
    assert allocate(election, e.GREEDY).funded == ("c", "b")


def test_points_are_counted_as_votes() -> None:
    ballots = (Ballot(("a",), (5,)), Ballot(("b",), (2,), 2), Ballot(("b",), (0,), 9))
    election = Election(10, (Project("a", 10), Project("b", 10)), ballots, unit=1, vote_type=VoteType.CUMULATIVE)
    assert (election.votes, election.supporters) == ({"a": 5, "b": 4}, {"a": 1, "b": 2})
    assert allocate(election, e.GREEDY).funded == ("a",)


def test_a_rank_is_worth_as_many_points_as_places_are_left() -> None:
    ballots = (Ballot(("a", "b", "c"), count=2), Ballot(("c", "b")), Ballot(("b",)))
    projects = tuple(Project(id, 10) for id in "abcd")
    election = Election(10, projects, ballots, unit=1, vote_type=VoteType.ORDINAL, longest=3)
    assert election.votes == {"a": 6, "b": 9, "c": 5, "d": 0}
    assert allocate(election, e.GREEDY).funded == ("b",)


def test_the_best_assessed_come_first() -> None:
    """Of equals the lower cost, then more votes, then the lot; who was not assessed gets nothing."""
    scores = {"a": Fraction(3), "b": Fraction(7, 2), "c": Fraction(3), "d": None, "f": Fraction(3)}
    projects = tuple(Project(id, 20 if id == "a" else 10, score) for id, score in scores.items())
    election = Election(50, projects, (Ballot(("f", "d")),), unit=1)
    assert allocate(election, e.SCORE).funded == ("b", "f", "c", "a")


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"projects": (Project("a", 1), Project("a", 2))}, "a project is there twice"),
        ({"budget": -1}, "an amount is below nothing"),
        ({"projects": (Project("a", -1),)}, "an amount is below nothing"),
        ({"unit": 0}, "a unit of the currency"),
        ({"lot_order": ("a",)}, "the lot does not name every project once"),
        ({"lot_order": ("a", "b", "b")}, "the lot does not name every project once"),
        ({"ballots": (Ballot(("c",)),)}, "a ballot names c, which is no project"),
        ({"ballots": (Ballot(("a", "a")),)}, "a ballot names a project twice"),
        ({"ballots": (Ballot(("a",), count=0),)}, "a ballot stands for at least one voter"),
        ({"ballots": (Ballot(("a", "b"), (1,)),)}, "the points of a ballot do not go with its projects"),
        ({"ballots": (Ballot(("a",), (-1,)),)}, "the points of a ballot do not go with its projects"),
        ({"vote_type": VoteType.ORDINAL, "longest": 1, "ballots": (Ballot(("a", "b")),)}, "longer than the longest"),
    ],
)
def test_what_contradicts_itself_is_no_election(values: dict[str, object], says: str) -> None:
    usual: dict[str, object] = {"budget": 10, "projects": (Project("a", 1), Project("b", 2)), "ballots": ()}
    with pytest.raises(NotAnElection, match=says):
        Election(**{**usual, **values})  # type: ignore[arg-type]
