"""The best plan: against everything there is, and against a second model."""

import random
from dataclasses import replace
from typing import Any

import pytest

from benchmarks import season_milp
from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import Plan, Season, season_of
from mikrovirk.programme.domain.season_plan.alternatives import alternatives
from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.model import SeasonModel
from mikrovirk.programme.domain.season_plan.solving import Undecided, _Search, aims, best_plan
from tests.programme.domain.season_plan.tiny import Judged, a_season, differ_enough, every_plan, random_season


def read(task: Any) -> Season:
    return season_of(task)[0]


def judged(plan: Plan | None) -> Judged | None:
    """A plan as the judge has it."""
    if plan is None:
        return None
    return plan.reached, tuple(
        (each.date.isoformat(), each.topic, each.speaker, each.venue, each.hot_seat, each.newest)
        for each in plan.meetings
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_best_and_the_two_next_best_of_everything_there_is(seed: int) -> None:
    task = random_season(seed)
    left = every_plan(task)
    expected: list[Judged] = []
    while left and len(expected) < 3:
        expected.append(left[0])
        left = [each for each in left if differ_enough(each[1], expected[-1][1])]
    plan = best_plan(read(task))
    others = alternatives(read(task), plan) if plan else ()
    assert [judged(each) for each in (plan, *others) if each] == expected


# What the second model proves for seasons of the full size; `make bench` finds it anew.
FULL_SIZE = [
    ({"seed": 1, "meetings": 10, "topics": 20, "speakers": 20}, (348, 45, 308353, 0)),
    ({"seed": 1}, (553, 68, 370837, 0)),
]


@pytest.mark.parametrize(("size", "proven"), FULL_SIZE)
def test_seasons_of_the_full_size_are_proven(size: dict[str, Any], proven: tuple[int, int, int, int]) -> None:
    wanted = read(season(**size))
    plan = best_plan(wanted)
    assert plan is not None
    assert plan.optimal
    assert (plan.support, plan.waited, plan.joined, plan.same_area) == proven
    assert broken(wanted, plan.meetings) == []


@pytest.mark.parametrize(
    "size",
    [
        {"seed": 1, "meetings": 6, "topics": 10, "speakers": 10, "venues": 9, "dates": 5, "away": 0.3},
        {"seed": 5, "meetings": 5, "topics": 10, "speakers": 10, "venues": 7, "dates": 6, "away": 0.3},
        {"seed": 2, "meetings": 4, "topics": 7, "speakers": 7, "venues": 10, "dates": 5, "away": 0.2},
    ],
)
def test_a_second_model_reaches_the_same(size: dict[str, Any]) -> None:
    task = season(**size)
    plan = best_plan(read(task))
    assert plan is not None
    assert plan.optimal
    assert (plan.support, plan.waited, plan.joined, plan.same_area) == season_milp.best(task)
    assert broken(read(task), plan.meetings) == []


def test_the_order_of_the_lists_does_not_matter() -> None:
    task = season(3, meetings=6, topics=14, speakers=14, venues=9, dates=8, away=0.3)
    dice = random.Random(1)
    mixed = {name: dice.sample(rows, len(rows)) if isinstance(rows, list) else rows for name, rows in task.items()}
    assert best_plan(read(task)) == best_plan(read(mixed))


def test_the_smallest_ids_at_once_are_those_found_one_by_one() -> None:
    wanted = read(season(1, meetings=4, topics=7, speakers=7, venues=10, dates=5, away=0.2))
    search = _Search(SeasonModel(wanted), 100.0)
    for aim in aims(search.model):
        assert search.minimize(aim)
    search.smallest_one_by_one()
    plan = best_plan(wanted)
    assert plan is not None
    assert search.planned() == plan.meetings


def test_without_enough_effort_it_says_so() -> None:
    wanted = read(season(1, meetings=6, topics=14, speakers=14, venues=9, dates=8, away=0.3))
    with pytest.raises(Undecided):
        best_plan(wanted, effort=0.0)


def test_a_season_may_begin_with_two_point_zero_and_have_one_date_in_a_month() -> None:
    task = a_season()
    task["meetings"] = [
        task["meetings"][1] | {"number": 1, "candidates": ["2027-01-27"]},
        task["meetings"][0] | {"number": 2, "candidates": ["2027-02-22"]},
    ]
    plan = best_plan(read(task))
    assert plan is not None
    assert judged(plan) == every_plan(task)[0]
    assert [(each.date.isoformat(), each.topic) for each in plan.meetings] == [
        ("2027-01-27", "some"),
        ("2027-02-22", "moms"),
    ]


def test_a_month_may_be_skipped_where_the_distance_allows() -> None:
    task = a_season()
    task["meetings"][2]["candidates"] = ["2027-04-28"]
    assert best_plan(read(task)) is None
    assert best_plan(replace(read(task), days_between=(21, 70))) is not None


def test_a_speaker_who_is_away_all_year_is_no_hindrance_where_others_can() -> None:
    task = a_season()
    every_day = [day for each in task["meetings"] for day in each["candidates"]]
    task["speakers"][0]["away"] = every_day
    task["speakers"][1]["topics"] = ["salg", "ai", "moms"]
    task["speakers"][1]["at_most"] = 2
    plan = best_plan(read(task))
    assert plan is not None
    assert judged(plan) == every_plan(task)[0]
    assert [each.speaker for each in plan.meetings] == ["s2", "s3", "s2"]


def test_nobody_wants_the_hot_seat_and_no_meeting_needs_it() -> None:
    task = a_season(hot_seat=[])
    task["meetings"][1]["hot_seat"] = 0
    plan = best_plan(read(task))
    assert plan is not None
    assert (plan.waited, [each.hot_seat for each in plan.meetings]) == (0, [(), (), ()])


def test_who_joined_yesterday_comes_after_those_who_waited() -> None:
    plan = best_plan(read(a_season()))
    assert plan is not None
    assert {name for each in plan.meetings for name in each.newest} == {"n0", "n1", "n2"}


def test_nobody_has_a_turn_of_each_kind() -> None:
    task = a_season()
    task["newest"][0]["id"] = "m1"  # has waited longest for the hot seat, and is the longest member of the new ones
    plan = best_plan(read(task))
    assert plan is not None
    turns = [name for each in plan.meetings for name in (*each.hot_seat, *each.newest)]
    assert sorted(turns) == ["m1", "n1", "n2", "n3"]
    assert plan.meetings[1].hot_seat == ("m1",)


def test_two_areas_take_turns() -> None:
    plan = best_plan(read(a_season()))
    assert plan is not None
    assert (plan.same_area, [each.venue for each in plan.meetings]) == (0, ["v1", "v2", "v1"])


def test_a_fixed_date_stands_though_it_is_a_holiday_and_no_candidate() -> None:
    task = a_season(fixed=[{"number": 2, "date": "2027-02-17", "topic": "some"}])
    task["demands"]["avoid"] = [{"date": "2027-02-17", "why": "Vinterferie"}]
    plan = best_plan(read(task))
    assert plan is not None
    assert judged(plan) == every_plan(task)[0]
    assert (plan.meetings[1].date.isoformat(), plan.meetings[1].topic) == ("2027-02-17", "some")


def test_a_turn_that_is_agreed_stays() -> None:
    plan = best_plan(read(a_season(fixed=[{"number": 2, "hot_seat": ["m2"]}, {"number": 3, "newest": ["n3"]}])))
    assert plan is not None
    assert (plan.meetings[1].hot_seat, plan.meetings[2].newest) == (("m2",), ("n3",))
