"""Why not this topic?"""

import pytest

from mikrovirk.programme.domain.season_plan import Demand, Held, season_of
from mikrovirk.programme.domain.season_plan.alternatives import Costs, costs, differing
from mikrovirk.programme.domain.season_plan.solving import best_plan
from mikrovirk.programme.domain.season_plan.what_if import why_not
from tests.programme.domain.season_plan.tiny import a_season


def test_a_topic_that_was_passed_over_shows_its_price() -> None:
    wanted = season_of(a_season())[0]
    plan = best_plan(wanted)
    assert plan is not None
    assert [each.topic for each in plan.meetings] == ["moms", "some", "salg"]
    answer = why_not(wanted, "ai")
    assert answer.plan is not None
    assert (answer.topic, answer.conflict) == ("ai", ())
    assert costs(plan, answer.plan) == Costs(
        support=5, waited=0, joined=0, same_area=0, topics=("salg",), hot_seat=(), newest=()
    )
    assert differing(plan, answer.plan) == (1, 3)


def test_a_topic_nobody_can_speak_on_has_a_conflict() -> None:
    task = a_season()
    task["topics"].append({"id": "nyt", "formats": ["1.0", "2.0"], "support": 99, "expected": 10})
    answer = why_not(season_of(task)[0], "nyt")
    assert answer.plan is None
    assert answer.conflict == (
        Held(Demand.WANTED, "nyt"),
        *(Held(Demand.SPEAKER, number) for number in (1, 2, 3)),
    )


def test_an_unknown_topic_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        why_not(season_of(a_season())[0], "findes ikke")
