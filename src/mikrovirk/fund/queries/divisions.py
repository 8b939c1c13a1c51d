"""Reads: what a call's pot is divided among, and how that came out."""

from collections.abc import Iterable
from fractions import Fraction

from mikrovirk.fund.domain import counted
from mikrovirk.fund.domain.allocation import Completion, Election, Explanation, Method, Project, Rule
from mikrovirk.fund.domain.explained import from_plain
from mikrovirk.fund.models import Application, Call, Division, VoteCount
from mikrovirk.fund.queries import assessing, ledger


def votes_counted(call: Call) -> VoteCount | None:
    """The count of the call's vote, once it is made."""
    return VoteCount.objects.filter(vote__call=call, vote__state="counted").select_related("vote").first()


def election_of(call: Call) -> Election | None:
    """What is divided: the counted vote, or the eligible cases with their points; None while the vote is not counted."""
    if call.rule == Call.Rule.SCORE:
        return by_points(call, assessing.eligible_in(call))
    count = votes_counted(call)
    return counted.from_plain(count.election) if count else None


def by_points(call: Call, cases: Iterable[Application]) -> Election:
    """The eligible cases with their points and what the call has left. Of two that are equal the first received comes first."""
    scores = assessing.scores_in(call)
    projects = [
        Project(str(case.pk), case.amount, scores[case.pk].total if case.pk in scores else None) for case in cases
    ]
    return Election(budget=ledger.balances(call).available, projects=tuple(projects), ballots=())


def rule_of(call: Call) -> Rule:
    """The rule the call fixed; the completion is the vote's."""
    if call.rule != Call.Rule.EQUAL_SHARES:
        return Rule(Method(call.rule))
    count = votes_counted(call)
    return Rule(Method.EQUAL_SHARES, Completion(count.vote.completion if count else "none"))


def explanation_of(division: Division) -> Explanation:
    """Why the division came out as it did."""
    return from_plain(division.explanation)


def score_in(division: Division, application: int) -> Fraction | None:
    """The points an application had when the pot was divided."""
    found = next((each for each in division.projects if each["id"] == str(application)), None)
    return Fraction(found["score"]) if found and found["score"] else None
