"""After a change as little as possible moves."""

from dataclasses import replace
from datetime import date

from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import season_of
from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.replanning import moved, nearest, replan
from mikrovirk.programme.domain.season_plan.solving import best_plan
from tests.programme.domain.season_plan.tiny import a_season

WANTED = season_of(season(1, meetings=6, topics=14, speakers=14, venues=9, dates=8, away=0.3))[0]


def test_nothing_moves_where_nothing_changed() -> None:
    plan = best_plan(WANTED)
    assert plan is not None
    assert replan(WANTED, plan.meetings) == plan


def test_when_a_speaker_falls_ill_only_that_meeting_moves() -> None:
    plan = best_plan(WANTED)
    assert plan is not None
    ill = plan.meetings[2].speaker
    speakers = tuple(replace(each, at_most=0) if each.id == ill else each for each in WANTED.speakers)
    again = replan(replace(WANTED, speakers=speakers), plan.meetings)
    assert again is not None
    assert moved(plan.meetings, again) == (3,)
    assert ill not in {each.speaker for each in again.meetings}


def test_a_better_topic_that_comes_late_moves_nothing() -> None:
    task = a_season()
    plan = best_plan(season_of(task)[0])
    assert plan is not None
    task["topics"].append({"id": "nyt", "formats": ["1.0", "2.0"], "support": 99, "expected": 10})
    task["speakers"].append({"id": "s9", "topics": ["nyt"]})
    again = replan(season_of(task)[0], plan.meetings)
    assert again == plan


def test_what_was_published_but_is_gone_is_no_hindrance() -> None:
    plan = best_plan(season_of(a_season())[0])
    assert plan is not None
    published = (
        replace(plan.meetings[0], venue="nedlagt", hot_seat=("ude",)),
        *plan.meetings[1:],
        replace(plan.meetings[0], number=9, date=date(2027, 9, 1)),
    )
    again = replan(season_of(a_season())[0], published)
    assert again is not None
    assert (moved(published, again), again.meetings[1:]) == ((1,), plan.meetings[1:])


def test_a_change_that_leaves_no_plan_has_none() -> None:
    plan = best_plan(season_of(a_season())[0])
    assert plan is not None
    assert replan(season_of(a_season(venues=a_season()["venues"][:1]))[0], plan.meetings) is None


def test_a_date_that_gives_way_moves_no_further_than_it_must() -> None:
    """The solver takes the first of what is equal; people who know of a day are moved to the nearest."""
    task = a_season()
    task["meetings"][2]["candidates"] = ["2027-03-15", "2027-03-22", "2027-03-31", "2027-04-05"]
    changed = season_of(task)[0]
    before = season_of(a_season())[0]
    plan = best_plan(before)
    assert plan is not None
    again = replan(changed, plan.meetings)
    assert again is not None
    assert (again.meetings[2].date.isoformat(), moved(plan.meetings, again)) == ("2027-03-15", (3,))
    near = nearest(changed, plan.meetings, again)
    assert (near.meetings[2].date.isoformat(), moved(plan.meetings, near)) == ("2027-03-31", (3,))
    assert (near.reached, broken(changed, near.meetings)) == (again.reached, [])
    assert nearest(before, plan.meetings, plan) == plan
