"""The file format: what is read, and what is said about what cannot be."""

from datetime import date
from typing import Any

import pytest

from mikrovirk.programme.domain.season_plan import NotASeason, published_of, season_of
from mikrovirk.programme.domain.season_plan.season import Avoided, Fixed, Meeting, Speaker, Venue
from tests.programme.domain.season_plan.tiny import a_season


def test_everything_in_the_file_is_read() -> None:
    task = a_season(fixed=[{"number": 3, "date": "2027-03-29", "topic": "moms", "speaker": None, "venue": None}])
    task["demands"]["avoid"] = [{"date": "2027-02-24", "why": "Messe"}]
    task["venues"][0]["closed"] = ["2027-01-25"]
    season, passed_over = season_of(task)
    assert passed_over == []
    assert season.meetings[0] == Meeting(1, "1.0", (date(2027, 1, 25), date(2027, 1, 27)), 2, 0)
    assert season.speakers[1] == Speaker("s2", ("salg", "ai"), frozenset({date(2027, 2, 22)}), 1)
    assert season.venues[0] == Venue("v1", "Møn", 40, frozenset({0, 2}), frozenset({date(2027, 1, 25)}))
    assert season.avoid == (Avoided(date(2027, 2, 24), "Messe"),)
    assert season.fixed == (Fixed(3, date(2027, 3, 29), "moms"),)
    assert (season.days_between, season.same_area_at_most, season.every_area) == ((21, 45), 2, True)
    assert season.areas == ("Møn", "Præstø")


def test_what_is_left_out_is_not_demanded() -> None:
    task = {
        "meetings": [{"number": 1, "format": "1.0", "candidates": ["2027-01-25"]}],
        "topics": [{"id": "moms", "formats": ["1.0"], "support": 1}],
        "speakers": [{"id": "s1", "topics": ["moms"]}],
        "venues": [{"id": "v1", "area": "Møn", "capacity": 10}],
    }
    season = season_of(task)[0]
    assert (season.days_between, season.same_area_at_most, season.every_area, season.avoid, season.fixed) == (
        None,
        None,
        False,
        (),
        (),
    )
    assert (season.speakers[0].at_most, season.venues[0].weekdays) == (1, frozenset(range(7)))


def test_what_is_not_known_is_passed_over_and_named() -> None:
    task = a_season(note="hej")
    task["speakers"][0]["fee"] = 900
    assert season_of(task)[1] == [
        "the file: “note” is not known here and is passed over",
        "speakers, number 1: “fee” is not known here and is passed over",
    ]


def changed(name: str, position: int, **values: Any) -> dict[str, Any]:
    task = a_season()
    task[name][position] |= values
    return task


@pytest.mark.parametrize(
    ("task", "says"),
    [
        ([], "the file: expected an object, found []"),
        ({"meetings": []}, "meetings: there is none to plan"),
        ({"meetings": None}, "meetings: there is none to plan"),
        ({}, "the file: “meetings” is missing"),
        (a_season(topics="moms"), "the file: topics: expected a list, found 'moms'"),
        (a_season(topics=[7]), "topics, number 1: expected an object, found 7"),
        (a_season(demands=[1]), "demands: expected an object, found [1]"),
        (changed("meetings", 0, number=2), "meetings: 2 is there twice"),
        (changed("meetings", 0, candidates=["i morgen"]), "meetings: number 1: candidates: expected a date as 2027-01-25, found 'i morgen'"),
        (changed("meetings", 0, candidates=["2027-02-30"]), "meetings: number 1: candidates: expected a date as 2027-01-25, found '2027-02-30'"),
        (changed("meetings", 0, hot_seat=-1), "meetings: number 1: hot_seat: expected a whole number from 0, found -1"),
        (changed("topics", 0, id="moms"), "topics: moms is there twice"),
        (changed("topics", 0, id=""), "topics, number 1: “id” is empty"),
        (changed("topics", 0, support="mange"), "topics: ai: support: expected a whole number from 0, found 'mange'"),
        (changed("topics", 0, support=10**30), f"topics: ai: support: expected a whole number from 0, found {10**30}"),
        (changed("topics", 0, support=None), "topics: ai: “support” is missing"),
        (changed("topics", 0, formats=[1]), "topics: ai: formats: expected a list of texts"),
        (changed("venues", 0, weekdays=[7]), "venues, number 1: weekdays are whole numbers from 0 (Monday) to 6"),
        (changed("venues", 0, area=5), "venues: v1: area: expected a text, found 5"),
        (a_season(demands={"days_between": [45, 21]}), "demands: days_between is two whole numbers, the least and the most"),
        (a_season(demands={"every_area": "ja"}), "demands: every_area: expected true or false, found 'ja'"),
        (a_season(fixed=[{"number": 9}]), "fixed: there is no meeting number 9"),
        (a_season(fixed=[{"number": 1, "topic": "nyt"}]), "fixed: number 1: the topic “nyt” is not in the file"),
        (a_season(fixed=[{"number": 1, "newest": ["m1"]}]), "fixed: number 1: the newest “m1” is not in the file"),
        (a_season(fixed=[{"number": 1}, {"number": 1}]), "fixed: 1 is there twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_where_it_stands(task: Any, says: str) -> None:
    with pytest.raises(NotASeason) as wrong:
        season_of(task)
    assert str(wrong.value) == says


def test_a_published_plan_is_an_earlier_answer() -> None:
    with pytest.raises(NotASeason, match="the published plan: “plan” is missing"):
        published_of({"conflict": []})
