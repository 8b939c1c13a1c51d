"""Reads: what a call's pot is divided among, and how that came out."""

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import get_language

from mikrovirk.fund.domain.allocation import Election, Explanation, Method, Project, Rule
from mikrovirk.fund.domain.allocation.words import Words
from mikrovirk.fund.domain.explained import from_plain
from mikrovirk.fund.models import Application, Call, Division
from mikrovirk.fund.queries import assessing, ledger, votes


def election_of(call: Call) -> tuple[Election, Rule] | None:
    """What is divided, and by which rule: the counted vote, or the eligible cases with their points.

    None while the vote is not counted.
    """
    if call.rule == Call.Rule.SCORE:
        return by_points(call, assessing.eligible_in(call)), Rule(Method.SCORE)
    return votes.election_of(call)


def by_points(call: Call, cases: Iterable[Application]) -> Election:
    """The eligible cases with their points and what the call has left. Of two that are equal the first received comes first."""
    scores = assessing.scores_in(call)
    projects = [
        Project(str(case.pk), case.amount, scores[case.pk].total if case.pk in scores else None) for case in cases
    ]
    return Election(budget=ledger.balances(call).available, projects=tuple(projects), ballots=())


def explanation_of(division: Division) -> Explanation:
    """Why the division came out as it did."""
    return from_plain(division.explanation)


def score_in(division: Division, application: int) -> Fraction | None:
    """The points an application had when the pot was divided."""
    found = next((each for each in division.projects if each["id"] == str(application)), None)
    return Fraction(found["score"]) if found and found["score"] else None


def reasons_of(division: Division, application: int) -> list[str]:
    """Why an application got money by the rule, or did not, in the reader's language; nothing where it took no part."""
    explanation = explanation_of(division)
    words = words_for(division)
    found = (reason for reason in explanation.reasons if reason.project == str(application))
    return next((words.reason(reason, explanation) for reason in found), [])


def words_for(division: Division) -> Words:
    """The words of a division in the reader's language."""
    return Words("en" if get_language() == "en" else "da", {each["id"]: each["title"] for each in division.projects})
