"""Letting a demand go makes that conflict go: tried on every impossible season of known cause."""

import pytest

from benchmarks.season_broken import CASES, Break, broken
from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import Demand, season_of
from mikrovirk.programme.domain.season_plan.answer import answer
from mikrovirk.programme.domain.season_plan.conflict import Explainer
from mikrovirk.voice.domain.easing import can_be_eased, without
from tests.programme.domain.season_plan.tiny import a_season

SMALL = season(1, meetings=4, topics=7, speakers=7, venues=10, dates=5, away=0.2)


@pytest.mark.parametrize(("how", "kinds"), CASES, ids=[how.__name__ for how, _ in CASES])
def test_without_a_demand_of_the_conflict_that_conflict_is_gone(how: Break, kinds: set[str]) -> None:
    task = broken(SMALL, how)
    told = answer(season_of(task)[0])["conflict"]
    before = set(Explainer(season_of(task)[0]).conflict())
    assert any(can_be_eased(each["demand"]) for each in told)
    for each in told:
        if can_be_eased(each["demand"]):
            eased = season_of(without(task, each["demand"], each["concerns"]))[0]
            explainer = Explainer(eased)
            assert explainer.possible(before & set(explainer.all))


def test_the_file_itself_stays_as_it_is_and_the_least_to_let_go_opens_a_season() -> None:
    task = broken(a_season(), lambda task: task["demands"].update(avoid=all_days(task)))
    copy = season_of(task)[0]
    made = answer(copy)
    eased = task
    for each in made["let_go"]:
        eased = without(eased, each["demand"], each["concerns"])
    assert season_of(task)[0] == copy
    assert answer(season_of(eased)[0])["plan"] is not None


def all_days(task: dict) -> list[dict[str, str]]:  # type: ignore[type-arg]
    return [{"date": day, "why": "Messe"} for day in task["meetings"][1]["candidates"]]


def test_what_is_fixed_is_let_go_one_by_one() -> None:
    task = a_season(fixed=[{"number": 3, "date": "2027-03-29", "topic": "moms"}])
    assert without(task, "fixed", [3, "topic"])["fixed"] == [{"number": 3, "date": "2027-03-29"}]


def test_each_demand_but_three_can_be_let_go() -> None:
    assert {each.value for each in Demand if not can_be_eased(each.value)} == {"wanted", "topic_once", "nobody_twice"}
