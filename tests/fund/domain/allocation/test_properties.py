"""What holds of every division, on elections that nobody chose."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mikrovirk.fund.domain.allocation import Ballot, Completion, Election, Project, Rule, VoteType, allocate, explain
from mikrovirk.fund.domain.allocation.what_if import at_cost, with_voters
from tests.fund.domain.allocation import elections as e

hundred = settings(max_examples=100, deadline=None, derandomize=True)
forty = settings(max_examples=40, deadline=None, derandomize=True)
COSTS = st.one_of(st.integers(0, 300), st.sampled_from((10, 20, 30, 60, 100)))  # round amounts make ties


@st.composite
def elections(draw: st.DrawFn, *, points: bool = True) -> Election:
    costs = draw(st.lists(COSTS, min_size=1, max_size=8))
    projects = tuple(
        Project(f"p{number}", cost, draw(st.none() | st.integers(0, 5).map(Fraction)))
        for number, cost in enumerate(costs)
    )
    ids = [each.id for each in projects]
    by_points = points and draw(st.booleans())
    ballots = []
    for named in draw(st.lists(st.lists(st.sampled_from(ids), unique=True, max_size=4), min_size=1, max_size=15)):
        given_points = tuple(draw(st.integers(0, 4)) for _ in named) if by_points else ()
        ballots.append(Ballot(tuple(named), given_points, draw(st.sampled_from((1, 1, 1, 2, 30)))))
    return Election(
        budget=draw(st.integers(0, max(1, sum(costs)))),
        projects=projects,
        ballots=tuple(ballots),
        lot_order=tuple(draw(st.permutations(ids))),
        unit=draw(st.sampled_from((1, 3, 100))),
        vote_type=VoteType.CUMULATIVE if by_points else VoteType.APPROVAL,
    )


@hundred
@given(elections())
def test_a_run_buys_what_the_plain_way_buys(election: Election) -> None:
    endowment = Fraction(election.budget, election.voters)
    assert list(allocate(election, e.SHARES).funded) == e.plain_shares(election, endowment)


@forty
@given(elections())
def test_growing_shares_end_where_the_plain_way_ends(election: Election) -> None:
    """Though most steps are leapt over."""
    for rule in (e.ADD1, e.ADD1_EXHAUSTIVE):
        made = allocate(election, rule)
        plain = e.plain_add1(election, stop_when_exhaustive=rule.stop_when_exhaustive)
        assert (list(made.funded), made.endowment) == plain


@hundred
@given(elections(), st.sampled_from(e.EVERY_RULE))
def test_never_over_the_pot_and_nothing_twice(election: Election, rule: Rule) -> None:
    made = allocate(election, rule)
    assert made.cost == sum(election.by_id[id].cost for id in made.funded) <= election.budget
    assert len(set(made.funded)) == len(made.funded)


@hundred
@given(elections(), st.sampled_from(e.EVERY_RULE), st.randoms(use_true_random=False))
def test_voters_are_anonymous_and_come_in_any_order(election: Election, rule: Rule, dice: object) -> None:
    """Ballots shuffled, and written one by one instead of together."""
    singly = [Ballot(each.projects, each.points) for each in election.ballots for _ in range(each.count)]
    dice.shuffle(singly)  # type: ignore[attr-defined]
    other = Election(
        election.budget, election.projects, tuple(singly), election.lot_order, election.unit, election.vote_type
    )
    assert allocate(other, rule) == allocate(election, rule)


@hundred
@given(elections(), st.sampled_from(e.EVERY_RULE), st.randoms(use_true_random=False))
def test_projects_come_in_any_order(election: Election, rule: Rule, dice: object) -> None:
    """With the lot drawn; it alone decides full ties."""
    projects = list(election.projects)
    dice.shuffle(projects)  # type: ignore[attr-defined]
    other = Election(
        election.budget, tuple(projects), election.ballots, election.lot_order, election.unit, election.vote_type
    )
    assert allocate(other, rule) == allocate(election, rule)


@hundred
@given(elections(), st.sampled_from((e.SHARES, e.ADD1)))
def test_supporters_bring_exactly_the_cost_and_nobody_pays_more_than_the_endowment(
    election: Election, rule: Rule
) -> None:
    made = allocate(election, rule)
    paid = Fraction(0)
    for reason in explain(election, made, what_if=False).reasons:
        if reason.payers:
            assert sum(each.voters * each.amount for each in reason.payers) == reason.cost
            assert sum(each.voters for each in reason.payers) <= reason.supporters
            assert all(0 < each.amount <= made.endowment for each in reason.payers)
            paid += reason.cost
        if reason.had is not None:
            assert reason.left <= reason.had < reason.cost
    assert paid == made.cost


@forty
@given(elections(), st.sampled_from(e.EVERY_RULE))
def test_what_a_loser_would_have_needed_is_a_border(election: Election, rule: Rule) -> None:
    made = allocate(election, rule)
    for reason in explain(election, made).reasons:
        if reason.wins_at is not None:
            assert reason.project in allocate(at_cost(election, reason.project, reason.wins_at), rule).funded
            dearer = reason.wins_at + election.unit
            if dearer < reason.cost:
                assert reason.project not in allocate(at_cost(election, reason.project, dearer), rule).funded
        if reason.wins_with is not None:
            assert reason.project in allocate(with_voters(election, reason.project, reason.wins_with), rule).funded
            fewer = with_voters(election, reason.project, reason.wins_with - 1)
            assert reason.project not in allocate(fewer, rule).funded


@hundred
@given(elections())
def test_a_group_that_can_pay_for_its_own_is_not_left_empty_handed(election: Election) -> None:
    """Justified representation: of voters who name the same project and own its cost together, one gets something."""
    funded = set(allocate(election, Rule(e.SHARES.method, Completion.NONE)).funded)
    for project in election.projects:
        unserved = 0
        for ballot in election.ballots:
            given_points = dict(election.points_of(ballot))
            if given_points.get(project.id) and not any(given_points[id] and id in funded for id in given_points):
                unserved += ballot.count
        assert not unserved or unserved * election.budget < project.cost * election.voters
