"""Why there is no plan: the cause as it is known, a smallest set, judged by a second model."""

from datetime import date
from typing import Any

import pytest

from benchmarks import season_milp
from benchmarks.season_broken import CASES, Break, broken
from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import Demand, Held, season_of
from mikrovirk.programme.domain.season_plan.conflict import Explainer
from tests.programme.domain.season_plan.tiny import a_season

SMALL = season(1, meetings=4, topics=7, speakers=7, venues=10, dates=5, away=0.2)


def as_named(held: Held) -> season_milp.Demand:
    return held.demand.value, held.concern.isoformat() if isinstance(held.concern, date) else held.concern


@pytest.mark.parametrize(("how", "kinds"), CASES, ids=[how.__name__ for how, _ in CASES])
def test_an_impossible_season_is_explained_by_its_cause(how: Break, kinds: set[str]) -> None:
    task = broken(SMALL, how)
    conflict = Explainer(season_of(task)[0]).conflict()
    assert {held.demand.value for held in conflict} == kinds
    named = frozenset(as_named(held) for held in conflict)
    assert not season_milp.possible(task, named)
    assert [each for each in sorted(named, key=str) if not season_milp.possible(task, named - {each})] == []


def test_a_season_that_can_be_planned_has_no_conflict_and_nothing_to_let_go() -> None:
    explainer = Explainer(season_of(SMALL)[0])
    assert (explainer.conflict(), explainer.relaxation()) == ((), ())


@pytest.mark.parametrize("core", [None, ()])
def test_a_core_that_is_not_said_or_not_impossible_is_not_trusted(core: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver's own list of assumptions has been wrong before: the deletion then begins with all demands."""
    explainer = Explainer(season_of(a_season(hot_seat=[]))[0])
    monkeypatch.setattr(explainer, "_core", lambda: core)
    assert explainer.conflict() == (Held(Demand.HOT_SEAT, 2),)


def test_the_cheapest_way_out_lets_agreed_things_stand() -> None:
    task = a_season(fixed=[{"number": 2, "date": "2027-02-22", "speaker": "s2"}])
    explainer = Explainer(season_of(task)[0])
    assert explainer.conflict() == (
        Held(Demand.FIXED, (2, "date")),
        Held(Demand.FIXED, (2, "speaker")),
        Held(Demand.SPEAKER_AWAY, 2),
    )
    way_out = explainer.relaxation()
    assert [held.demand for held in way_out if held.demand == Demand.FIXED] == []
    assert explainer.possible([held for held in explainer.all if held not in way_out])


def test_without_any_topic_speaker_or_venue_it_says_so() -> None:
    for name, demand in (("topics", Demand.FORMATS), ("speakers", Demand.SPEAKER), ("venues", Demand.CAPACITY)):
        conflict = Explainer(season_of(a_season(**{name: []}))[0]).conflict()
        assert [held.demand for held in conflict] == [demand]


def test_a_meeting_needs_a_day_of_its_own_even_where_any_date_would_do() -> None:
    """Two weeks between the first and the third leave no day for the second, though none of its candidates is demanded."""
    task = a_season()
    task["meetings"][2]["candidates"] = ["2027-02-08"]
    explainer = Explainer(season_of(task)[0])
    demands = {Held(Demand.CANDIDATES, number) for number in (1, 3)}
    distances = {Held(Demand.DAYS_BETWEEN, number) for number in (2, 3)}
    assert not explainer.possible(demands | distances)
    assert all(explainer.possible((demands | distances) - {each}) for each in demands | distances)
