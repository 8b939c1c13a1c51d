"""A reason for every project, and what it would have needed."""

from collections.abc import Iterator
from dataclasses import replace

from mikrovirk.fund.domain.allocation.allocating import allocate, completed
from mikrovirk.fund.domain.allocation.election import Election, VoteType
from mikrovirk.fund.domain.allocation.equal_shares import Run, electorate_of
from mikrovirk.fund.domain.allocation.in_order import by_score, by_votes
from mikrovirk.fund.domain.allocation.outcome import Allocation, Explanation, LeftOver, Reason, Why
from mikrovirk.fund.domain.allocation.reasons import reasons_of
from mikrovirk.fund.domain.allocation.rules import Completion, Method, Rule
from mikrovirk.fund.domain.allocation.what_if import wins_at, wins_with

QUICK = 5_000  # voters times projects: 60 × 25 takes a second or two, 120 × 40 six
NO_COST_HELPS = (Why.NO_SUPPORT, Why.NOT_ASSESSED)


def explain(election: Election, allocation: Allocation, *, what_if: bool | None = None) -> Explanation:
    """Explain a division that `allocate` made of this election.

    `what_if`: also look for what each project that got nothing would have needed, which divides the pot again some ten times for
    each. Left out, that is done where it is quick: a few seconds at most.
    """
    what_if = is_quick(election) if what_if is None else what_if
    others = tuple(_others(election, allocation))
    return Explanation(
        allocation=allocation,
        reasons=tuple(
            _looked_at(election, allocation, each, others, what_if=what_if) for each in reasons_of(election, allocation)
        ),
        others=others,
        voters=election.voters,
        voters_served=_served(election, allocation),
        left_over=_left_over(election, allocation),
        next_step_cost=_next_step_cost(election, allocation),
    )


def is_quick(election: Election) -> bool:
    """Whether what losers would have needed is found within seconds."""
    return election.voters * len(election.projects) <= QUICK


def _looked_at(
    election: Election, allocation: Allocation, reason: Reason, others: tuple[Allocation, ...], *, what_if: bool
) -> Reason:
    elsewhere = tuple(other.rule for other in others if reason.project in other.funded)
    if reason.funded or not what_if:
        return replace(reason, elsewhere=elsewhere)
    return replace(
        reason,
        elsewhere=elsewhere,
        wins_at=wins_at(election, allocation, reason) if reason.why not in NO_COST_HELPS else None,
        wins_with=wins_with(election, allocation, reason),
    )


def _others(election: Election, allocation: Allocation) -> Iterator[Allocation]:
    """What the other rules would have decided, each once: those that know such ballots."""
    rules = [Rule(Method.GREEDY)]
    if any(project.score is not None for project in election.projects):
        rules.append(Rule(Method.SCORE))
    known: dict[Completion, Allocation] = {}
    if allocation.rule.method is Method.EQUAL_SHARES:
        known[allocation.rule.completion] = allocation
    if election.vote_type is not VoteType.ORDINAL and election.voters:
        for completion in (Completion.NONE, Completion.ADD1):
            if completion not in known:
                stop = allocation.rule.stop_when_exhaustive
                known[completion] = allocate(election, Rule(Method.EQUAL_SHARES, completion, stop))
        known.setdefault(Completion.ADD1U, completed(election, known[Completion.ADD1]))
    made = [*(known[each] for each in Completion if each in known), *(allocate(election, rule) for rule in rules)]
    yield from (each for each in made if each.rule != allocation.rule)


def _served(election: Election, allocation: Allocation) -> int:
    """How many voters have at least one project they voted for."""
    funded = set(allocation.funded)
    return sum(
        ballot.count
        for ballot in election.ballots
        if any(points and project in funded for project, points in election.points_of(ballot))
    )


def _left_over(election: Election, allocation: Allocation) -> LeftOver:
    if not allocation.unspent:
        return LeftOver.NOTHING
    by_score_alone = allocation.rule.method is Method.SCORE
    wanted = by_score(election) if by_score_alone else by_votes(election)
    rest = [project.cost for project in wanted if project.id not in set(allocation.funded)]
    if not rest:
        return LeftOver.ALL_FUNDED
    if min(rest) > allocation.unspent:
        return LeftOver.NOTHING_FITS
    return LeftOver.SHARES_END if allocation.rule.completion is Completion.NONE else LeftOver.NEXT_STEP_TOO_DEAR


def _next_step_cost(election: Election, allocation: Allocation) -> int | None:
    """What the result would cost if everybody had one unit more to spend."""
    if allocation.endowment is None or _left_over(election, allocation) is not LeftOver.NEXT_STEP_TOO_DEAR:
        return None
    run = Run(electorate_of(election), allocation.endowment + election.unit)
    run.buy_all()
    return run.cost
