"""An explained division as plain values that are kept, and back again: what was published can be read for years."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from mikrovirk.fund.domain.allocation import (
    Allocation,
    Completion,
    Explanation,
    LeftOver,
    Method,
    Payers,
    Reason,
    Rule,
    Taken,
    Why,
)

Plain = dict[str, Any]


def rule_as_plain(rule: Rule) -> Plain:
    return {
        "method": rule.method.value,
        "completion": rule.completion.value,
        "stop_when_exhaustive": rule.stop_when_exhaustive,
    }


def rule_from(plain: Plain) -> Rule:
    return Rule(Method(plain["method"]), Completion(plain["completion"]), plain["stop_when_exhaustive"])


def as_plain(explanation: Explanation) -> Plain:
    """The explanation as values JSON can hold; fractions as text ("7/3")."""
    return {
        "allocation": allocation_as_plain(explanation.allocation),
        "others": [allocation_as_plain(other) for other in explanation.others],
        "reasons": [reason_as_plain(reason) for reason in explanation.reasons],
        "voters": explanation.voters,
        "voters_served": explanation.voters_served,
        "left_over": explanation.left_over.value,
        "next_step_cost": explanation.next_step_cost,
    }


def from_plain(plain: Plain) -> Explanation:
    """What `as_plain` made."""
    return Explanation(
        allocation=allocation_from(plain["allocation"]),
        others=tuple(allocation_from(other) for other in plain["others"]),
        reasons=tuple(reason_from(reason) for reason in plain["reasons"]),
        voters=plain["voters"],
        voters_served=plain["voters_served"],
        left_over=LeftOver(plain["left_over"]),
        next_step_cost=plain["next_step_cost"],
    )


def allocation_as_plain(found: Allocation) -> Plain:
    return {
        "rule": rule_as_plain(found.rule),
        "budget": found.budget,
        "funded": list(found.funded),
        "cost": found.cost,
        "by_completion": list(found.by_completion),
        "endowment": text_of(found.endowment),
    }


def allocation_from(plain: Plain) -> Allocation:
    return Allocation(
        rule=rule_from(plain["rule"]),
        budget=plain["budget"],
        funded=tuple(plain["funded"]),
        cost=plain["cost"],
        by_completion=tuple(plain["by_completion"]),
        endowment=fraction_of(plain["endowment"]),
    )


AS_THEY_ARE = ("project", "funded", "cost", "supporters", "place", "after", "wins_at", "wins_with")


def reason_as_plain(reason: Reason) -> Plain:
    return {name: getattr(reason, name) for name in AS_THEY_ARE} | {
        "why": reason.why.value,
        "payers": [[each.voters, str(each.amount)] for each in reason.payers],
        "votes": str(reason.votes),
        "had": text_of(reason.had),
        "left": text_of(reason.left),
        "taken": [[each.project, str(each.amount)] for each in reason.taken],
        "elsewhere": [rule_as_plain(rule) for rule in reason.elsewhere],
    }


def reason_from(plain: Plain) -> Reason:
    bare = Reason(
        why=Why(plain["why"]),
        votes=number_of(plain["votes"]),
        had=fraction_of(plain["had"]),
        left=fraction_of(plain["left"]),
        **{name: plain[name] for name in AS_THEY_ARE},
    )
    return replace(
        bare,
        payers=tuple(Payers(voters, Fraction(amount)) for voters, amount in plain["payers"]),
        taken=tuple(Taken(project, Fraction(amount)) for project, amount in plain["taken"]),
        elsewhere=tuple(rule_from(rule) for rule in plain["elsewhere"]),
    )


def text_of(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def fraction_of(value: str | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def number_of(value: str) -> int | Fraction:
    """A whole number as one: points may have parts."""
    found = Fraction(value)
    return found.numerator if found.denominator == 1 else found
