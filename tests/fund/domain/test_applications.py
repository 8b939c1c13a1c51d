"""What a budget comes to, and what keeps an application from being sent."""

from dataclasses import replace

import pytest

from mikrovirk.fund.domain.applications import (
    Asked,
    Content,
    Help,
    Line,
    Missing,
    Problem,
    Rules,
    Side,
    missing,
    own_share_due,
    questions_for,
)

RULES = Rules(smallest=1_000_00, largest=40_000_00)
FULL = Content(title="Marked", summary="For alle.", municipality="0390", budget=(Line(Side.COST, "Leje", 10_000_00),))


def budget(costs: int, own: int = 0) -> tuple[Line, ...]:
    return (Line(Side.COST, "Leje", costs), Line(Side.OWN, "Standleje", own))


def test_what_is_asked_for_is_the_costs_less_what_one_brings() -> None:
    content = replace(FULL, budget=(Line("cost", "a", 1_50), Line("cost", "b", 2), Line("own", "c", 52)))
    assert (content.costs, content.own, content.amount) == (1_52, 52, 1_00)
    assert replace(FULL, budget=budget(100, 101)).amount == 0


def test_a_whole_application_lacks_nothing() -> None:
    assert missing(FULL, RULES) == []


def test_an_empty_one_says_everything_at_once_in_the_order_of_the_form() -> None:
    found = missing(Content(), RULES)
    assert found == [
        Missing(Problem.NO_TITLE),
        Missing(Problem.NO_SUMMARY),
        Missing(Problem.NO_MUNICIPALITY),
        Missing(Problem.NO_COSTS),
    ]


@pytest.mark.parametrize(
    ("costs", "own", "own_share", "problem"),
    [
        (0, 0, 0, Problem.NO_COSTS),
        (10_000_00, 10_000_00, 0, Problem.NOTHING_ASKED),
        (999_99, 0, 0, Problem.TOO_SMALL),
        (1_000_00, 0, 0, None),
        (40_000_00, 0, 0, None),
        (40_000_01, 0, 0, Problem.TOO_LARGE),
        (10_000_00, 1_999_99, 20, Problem.OWN_SHARE),
        (10_000_00, 2_000_00, 20, None),
    ],
)
def test_the_money_is_judged_to_the_last_oere(costs: int, own: int, own_share: int, problem: Problem | None) -> None:
    found = missing(replace(FULL, budget=budget(costs, own)), replace(RULES, own_share=own_share))
    assert found == ([Missing(problem)] if problem else [])


def test_help_alone_may_be_asked_for() -> None:
    assert missing(replace(FULL, budget=(), help_in_kind=(Help("venue"),)), RULES) == []


def test_the_own_share_counts_a_part_of_an_oere_up() -> None:
    assert [own_share_due(costs, 33) for costs in (0, 1, 100, 10_000)] == [0, 1, 33, 3_300]


def test_small_sums_answer_only_the_questions_meant_for_them() -> None:
    asked = (Asked("who", required=True, small=True), Asked("after", required=True), Asked("more"))
    rules = replace(RULES, small_up_to=10_000_00, questions=asked)
    assert [each.key for each in questions_for(10_000_00, rules)] == ["who"]
    assert [each.key for each in questions_for(10_000_01, rules)] == ["who", "after", "more"]
    assert missing(FULL, rules) == [Missing(Problem.ANSWER, "who")]
    larger = replace(FULL, budget=budget(20_000_00), answers={"who": False, "after": ""})
    assert missing(larger, rules) == [Missing(Problem.ANSWER, "after")]  # "no" is an answer
