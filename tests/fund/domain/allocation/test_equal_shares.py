"""Equal shares on elections small enough to be worked out by hand."""

from fractions import Fraction

import pytest

from mikrovirk.fund.domain.allocation import (
    Ballot,
    Election,
    LeftOver,
    NotDefined,
    Project,
    VoteType,
    allocate,
    explain,
)
from mikrovirk.fund.domain.allocation.equal_shares import Run, electorate_of
from tests.fund.domain.allocation import elections as e


def test_a_minority_gets_its_share() -> None:
    """Three in four want a and b, which take the whole pot by votes; but one in four has a quarter of it to spend."""
    election = e.vote(100, {"a": 60, "b": 40, "c": 25}, ["3 x ab", "c"])
    assert set(allocate(election, e.SHARES).funded) == {"b", "c"}
    assert allocate(election, e.GREEDY).funded == ("b", "a")


def test_the_example_of_the_docs() -> None:
    """docs/using/allocation.md: fair, courses, coffee cart and signs."""
    costs = {"f": 6000, "c": 4000, "k": 3000, "s": 2500}
    election = e.vote(12_000, costs, ["3 x fc", "fs", "ks", "k"])
    plain, grown = allocate(election, e.SHARES), allocate(election, e.ADD1)
    assert (plain.funded, plain.unspent, plain.endowment) == (("f", "k"), 3000, Fraction(2000))
    assert (set(grown.funded), grown.cost, grown.endowment) == ({"f", "s", "k"}, 11_500, Fraction(2833))
    assert allocate(election, e.ADD1U).funded == grown.funded
    assert explain(election, grown, what_if=False).left_over is LeftOver.NOTHING_FITS
    assert allocate(election, e.GREEDY).funded == ("f", "c")
    run = Run(electorate_of(election), Fraction(2834))
    run.buy_all()
    assert run.cost == 15_500


def test_the_cheapest_for_what_it_is_worth_comes_first() -> None:
    """Many votes come before few, whatever the cost; the poor give what they have and the others bring the rest."""
    election = e.vote(100, {"a": 40, "b": 40}, ["2 x a", "ab", "b"])  # 25 each
    made = allocate(election, e.SHARES)
    assert (made.funded, made.cost, made.endowment) == (
        ("a",),
        40,
        Fraction(25),
    )  # the third has 25 - 40/3 left: not 15
    assert allocate(e.vote(104, {"a": 39, "b": 39}, ["2 x a", "ab", "b"]), e.SHARES).funded == ("a", "b")  # 26 + 13


def test_shares_grow_until_the_next_step_costs_more_than_the_pot() -> None:
    election = e.vote(100, {"a": 60, "b": 50, "c": 30}, ["2 x a", "b", "c"])  # 25 each; at 30 a and c, at 50 b too
    made = allocate(election, e.ADD1)
    assert (set(made.funded), made.cost, made.endowment) == ({"a", "c"}, 90, Fraction(49))
    exhaustive = allocate(election, e.ADD1_EXHAUSTIVE)
    assert (set(exhaustive.funded), exhaustive.endowment) == ({"a", "c"}, Fraction(30))


def test_without_the_early_end_a_larger_share_may_change_the_result() -> None:
    """At 12 each a is bought, and nothing more fits. From 15 each on c can be paid, and has more votes; at 19 both, too dear."""
    election = e.vote(60, {"a": 10, "b": 60, "c": 60}, ["3 x ac", "b", "bc"])
    early, late = allocate(election, e.ADD1_EXHAUSTIVE), allocate(election, e.ADD1)
    assert (early.funded, early.endowment) == (("a",), Fraction(12))
    assert (late.funded, late.endowment) == (("c",), Fraction(18))


def test_what_still_fits_by_votes_comes_last() -> None:
    election = e.vote(100, {"a": 60, "b": 50, "c": 30, "d": 10}, ["2 x a", "b", "c", "d"], unit=100)
    assert allocate(election, e.ADD1).funded == ("d",)  # 20 each; at 120 all would be bought
    made = allocate(election, e.ADD1U)
    assert (made.funded, made.by_completion, made.cost) == (("d", "a", "c"), ("a", "c"), 100)


@pytest.mark.parametrize(
    ("costs", "ballots", "lot", "first"),
    [
        ({"a": 20, "b": 10}, ["ab"], "ab", "b"),  # the lower cost
        ({"a": 10, "b": 10}, ["2 x ab"], "ba", "b"),  # the lot
        ({"a": 10, "b": 10}, ["2 x ab"], "", "a"),  # the order of the projects, where no lot was drawn
    ],
)
def test_ties_go_to_the_lower_cost_then_more_votes_then_the_lot(
    costs: dict[str, int], ballots: list[str], lot: str, first: str
) -> None:
    assert allocate(e.vote(100, costs, ballots, lot=lot), e.SHARES).funded[0] == first


def test_a_tie_of_equal_cost_goes_to_more_votes() -> None:
    """Once a is paid, one of b's three has nothing left: b and c are paid by two each, 5 apiece."""
    election = e.vote(80, {"a": 40, "c": 10, "b": 10}, ["3 x a", "ab", "2 x b", "2 x c"])
    assert allocate(election, e.SHARES).funded == ("a", "b", "c")


def test_a_tie_that_only_fractions_can_see() -> None:
    """Seven thirds and sevenths that floating point adds up to different numbers."""
    costs = dict.fromkeys("abcdef", 7)
    election = e.vote(42, costs, ["7 x abc", "7 x def", "7 x adb", "7 x fce"], lot="fedcba")
    assert list(allocate(election, e.SHARES).funded) == e.plain_shares(election, Fraction(42, 28))


def test_exactly_the_cost_is_enough_and_a_hair_less_is_not() -> None:
    assert allocate(e.vote(30, {"a": 10}, ["a", "b"[:0], ""]), e.SHARES).funded == ("a",)  # 30 / 3 = 10
    assert allocate(e.vote(29, {"a": 10}, ["a", "", ""]), e.SHARES).funded == ()
    enough = e.vote(10**15, {"a": 10**15 // 3 + 1}, ["a", "", ""])
    assert allocate(enough, e.SHARES).funded == ()  # 333,333,333,333,333.33 is a third of a krone too little


@pytest.mark.parametrize(
    ("election", "funded"),
    [
        (e.vote(100, {"a": 60, "b": 40}, ["a", "b"]), ("b",)),
        (e.vote(100, {"a": 50, "b": 50}, ["a", "b"]), ("a", "b")),  # the budget covers everything
        (e.vote(100, {"a": 60}, []), ()),  # nobody voted
        (e.vote(100, {"a": 60, "b": 10}, ["a"]), ("a",)),  # an idea without votes
        (e.vote(100, {"a": 0, "b": 0, "c": 100}, ["a", "c"]), ("a",)),  # free: for those with a vote
        (e.vote(100, {"a": 101, "b": 1}, ["ab"]), ("b",)),  # more than the pot
        (e.vote(100, {"a": 100}, ["a"]), ("a",)),  # one voter
        (e.vote(100, {"a": 50, "b": 50, "c": 50}, ["84 x abc"]), ("a", "b")),  # one ballot 84 times
        (e.vote(100, {"a": 50}, ["3 x "]), ()),  # empty ballots only
        (e.vote(0, {"a": 50, "b": 0}, ["ab"]), ("b",)),  # nothing in the pot
    ],
)
def test_odd_elections(election: Election, funded: tuple[str, ...]) -> None:
    assert allocate(election, e.SHARES).funded == funded
    for rule in e.EVERY_RULE:
        made = allocate(election, rule)
        assert made.cost == sum(election.by_id[id].cost for id in made.funded) <= election.budget


def test_points_are_paid_for_in_proportion() -> None:
    """a has 3 points from one voter and 1 from another: 15 and 5 of its cost of 20."""
    ballots = (Ballot(("a", "b"), (3, 1)), Ballot(("a", "b"), (1, 3)))
    election = Election(40, (Project("a", 20), Project("b", 20)), ballots, unit=1, vote_type=VoteType.CUMULATIVE)
    run = Run(electorate_of(election), Fraction(20))
    run.buy_all()
    assert list(run.prices.over(1)) == [5, 5]
    assert allocate(election, e.SHARES).funded == ("a", "b")


def test_half_points_are_points() -> None:
    halves = (Ballot(("a",), (Fraction(1, 2),)), Ballot(("a", "b"), (Fraction(3, 2), 2)))
    wholes = (Ballot(("a",), (1,)), Ballot(("a", "b"), (3, 4)))
    projects = (Project("a", 30), Project("b", 10))
    made = [
        allocate(Election(60, projects, ballots, unit=1, vote_type=VoteType.CUMULATIVE), e.ADD1).funded
        for ballots in (halves, wholes)
    ]
    assert made[0] == made[1] == ("b", "a")


def test_rankings_do_not_say_what_a_project_is_worth() -> None:
    election = Election(10, (Project("a", 5),), (Ballot(("a",)),), vote_type=VoteType.ORDINAL)
    with pytest.raises(NotDefined, match="rankings"):
        allocate(election, e.SHARES)
    assert allocate(election, e.GREEDY).funded == ("a",)
