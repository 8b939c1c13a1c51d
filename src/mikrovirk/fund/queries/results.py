"""Reads: how a call came out, project by project, with the reasons."""

from dataclasses import dataclass
from fractions import Fraction

from mikrovirk.fund.domain.allocation import Explanation, Reason
from mikrovirk.fund.models import Application, Call, Decision, Division, VoteCount
from mikrovirk.fund.queries import divisions, votes


@dataclass(frozen=True)
class Outcome:
    """One project of a division: what the rule gave it and why, and what was decided. Amounts in øre."""

    key: int
    number: int
    title: str
    cost: int
    proposed: int
    reasons: list[str]
    reason: Reason
    score: Fraction | None
    decision: Decision | None
    is_withdrawn: bool

    @property
    def amount(self) -> int:
        """What it got, or gets by the rule while it is not decided."""
        return self.decision.amount if self.decision else self.proposed

    @property
    def deviates(self) -> bool:
        return self.decision is not None and hasattr(self.decision, "deviation")


@dataclass(frozen=True)
class Result:
    """How the pot of a call is divided, in the reader's language."""

    division: Division
    explanation: Explanation
    rule: str
    left_over: str
    served: str  # empty where nobody voted
    others: list[tuple[str, list[str]]]  # what the other rules would have given money
    projects: list[Outcome]
    count: VoteCount | None

    @property
    def granted(self) -> int:
        return sum(each.decision.amount for each in self.projects if each.decision)

    @property
    def waiting(self) -> int:
        """How many projects wait for a decision."""
        return sum(each.decision is None and not each.is_withdrawn for each in self.projects)


def result_of(call: Call) -> Result | None:
    """The result; None before the pot is divided. Four queries however many projects."""
    division = Division.objects.filter(call=call).first()
    if division is None:
        return None
    explanation = divisions.explanation_of(division)
    words = divisions.words_for(division)
    rows = Decision.objects.filter(application__call=call).select_related("deviation")
    decisions = {decision.application_id: decision for decision in rows}
    withdrawn = set(call.applications.filter(state=Application.State.WITHDRAWN).values_list("pk", flat=True))
    kept = {each["id"]: each for each in division.projects}
    projects = []
    for reason in explanation.reasons:
        each, key = kept[reason.project], int(reason.project)
        projects.append(
            Outcome(
                key=key,
                number=each["number"],
                title=each["title"],
                cost=int(each["cost"]),
                proposed=int(each["cost"]) if reason.funded else 0,
                reasons=words.reason(reason, explanation),
                reason=reason,
                score=Fraction(each["score"]) if each["score"] else None,
                decision=decisions.get(key),
                is_withdrawn=key in withdrawn,
            )
        )
    return Result(
        division=division,
        explanation=explanation,
        rule=words.rule(explanation.allocation.rule),
        left_over=words.left_over(explanation),
        served=words.served(explanation) if explanation.voters else "",
        others=[
            (words.rule(other.rule), [words.names[key] for key in other.funded])
            for other in explanation.others
            if set(other.funded) != set(explanation.allocation.funded)
        ],
        projects=sorted(projects, key=lambda each: (not each.reason.funded, each.reason.place or 0, each.number)),
        count=votes.count_of(call),
    )


def decided_apart(call: Call) -> list[Decision]:
    """What was decided on the quick track, outside the division; newest last."""
    rows = Decision.objects.filter(application__call=call, is_quick=True)
    return list(rows.select_related("application").order_by("at"))


def not_eligible_count(call: Call) -> int:
    return Decision.objects.filter(application__call=call, outcome="not_eligible").count()
