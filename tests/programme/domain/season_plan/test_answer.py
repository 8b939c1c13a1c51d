"""What the planner answers: the whole document, the reasons, and the conflict in Danish and English."""

import json
from datetime import date
from typing import Any

from benchmarks.season_broken import CASES, broken
from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import Demand, Held, published_of, season_of
from mikrovirk.programme.domain.season_plan.answer import answer
from mikrovirk.programme.domain.season_plan.conflict import Explainer
from mikrovirk.programme.domain.season_plan.explaining import explained
from tests.programme.domain.season_plan.tiny import a_season


def answered(task: dict[str, Any], **options: Any) -> dict[str, Any]:
    return answer(season_of(task)[0], **options)


def test_the_whole_answer() -> None:
    made = answered(a_season(), others=1)
    first = made["plan"][0]
    assert {name: value for name, value in first.items() if name != "because"} == {
        "number": 1,
        "date": "2027-01-25",
        "topic": "moms",
        "speaker": "s1",
        "venue": "v1",
        "hot_seat": [],
        "newest": ["n0", "n1"],
    }
    assert {name: made[name] for name in ("support", "waited", "joined", "same_area", "optimal")} == {
        "support": 54,
        "waited": 12,
        "joined": sum((date(2026, 10 + n, 2) - date(1970, 1, 1)).days for n in range(3)),
        "same_area": 0,
        "optimal": True,
    }
    (other,) = made["alternatives"]
    assert other["differs"]
    assert other["costs"] == {
        "support": 0, "waited": 0, "joined": 0, "same_area": 0, "topics": [], "hot_seat": [], "newest": [],
    }  # fmt: skip


def test_it_tells_what_it_begins_and_nothing_else() -> None:
    told: dict[str, list[str]] = {"two": [], "one": [], "none": []}
    answered(a_season(), others=1, tell=told["two"].append)
    answered(a_season(), tell=told["one"].append)
    answered(a_season(hot_seat=[]), others=1, tell=told["none"].append)
    assert told == {"two": ["plan", "others"], "one": ["plan"], "none": ["plan", "conflict"]}


def test_each_meeting_has_its_reasons_in_danish_and_english() -> None:
    made = answered(a_season())
    assert [each["da"] for each in made["plan"][1]["because"]] == [
        "Den første af 2 datoer, der passer med resten af planen.",
        "17 ønsker emnet: nr. 1 af de 3 emner, der passer til 2.0.",
        "s3 er den eneste, der kan tale om emnet og kan komme den dag.",
        "v2 har plads til 30; 25 ventes.",
        "Præstø får sit møde i sæsonen.",
        "Den varme stol: m1 har ventet 12, længst af dem, der kan den dag.",
    ]
    assert [each["en"] for each in made["plan"][0]["because"]] == [
        "The first of 2 dates that fit the rest of the plan.",
        "23 want the topic: number 1 of the 3 that fit 1.0.",
        "s1 is the only one who can speak on the topic and can come that day.",
        "v1 holds 40; 35 are expected.",
        "3 × 3 minutes: n0 and n1: members longest of those left who can come.",
    ]


def test_a_wanted_topic_that_is_passed_over_says_why() -> None:
    task = a_season()
    task["topics"].append({"id": "nyt", "formats": ["2.0"], "support": 99, "expected": 10})
    reasons = answered(task)["plan"][1]["because"]
    assert {
        "about": "topic",
        "da": "nyt ønskes af flere (99), men ingen oplægsholder kan tale om det.",
        "en": "nyt is wanted by more (99), but no speaker can speak on it.",
    } in reasons


def test_a_fixed_date_on_a_holiday_is_a_warning_and_what_is_agreed_is_said() -> None:
    task = a_season(fixed=[{"number": 2, "date": "2027-02-17", "topic": "some", "speaker": "s3", "venue": "v2"}])
    task["demands"]["avoid"] = [{"date": "2027-02-17", "why": "Vinterferie"}]
    assert [each["da"] for each in answered(task)["plan"][1]["because"]][:6] == [
        "Obs: onsdag 17. februar 2027 skulle undgås: Vinterferie. Datoen er aftalt og bliver stående.",
        "Datoen ligger fast.",
        "Emnet er aftalt.",
        "s3 er aftalt.",
        "v2 er aftalt.",
        "v2 har plads til 30; 25 ventes.",
    ]
    task["demands"]["avoid"] = []
    assert answered(task)["plan"][1]["because"][0]["en"] == (
        "Note: Wednesday 17 February 2027 is not among the proposed dates. It is agreed and stands."
    )


def test_where_nothing_fits_the_answer_is_the_conflict_and_the_way_out() -> None:
    task = a_season()
    task["demands"]["avoid"] = [{"date": day, "why": "Messe"} for day in task["meetings"][1]["candidates"]]
    made = answered(task)
    assert made == {
        "plan": None,
        "conflict": [
            {
                "demand": "candidates",
                "concerns": [2],
                "da": "Møde 2: datoen er en af dem, der er foreslået.",
                "en": "Meeting 2: the date is one of those proposed.",
            },
            {
                "demand": "avoid",
                "concerns": ["2027-02-22", "2027-02-24"],
                "da": "Intet møde mandag 22. februar 2027 og onsdag 24. februar 2027 (Messe).",
                "en": "No meeting on Monday 22 February 2027 and Wednesday 24 February 2027 (Messe).",
            },
        ],
        "let_go": made["let_go"],
    }
    assert len(made["let_go"]) == 1


def test_every_demand_has_its_own_words_in_both_languages() -> None:
    small = season(1, meetings=4, topics=7, speakers=7, venues=10, dates=5, away=0.2)
    for how, kinds in CASES:
        wanted = season_of(broken(small, how))[0]
        told = explained(wanted, Explainer(wanted).conflict())
        assert {each.demand.value for each in told} == kinds
        texts = [text for each in told for text in (each.wording.da, each.wording.en)]
        assert len(set(texts)) == len(texts)
        assert [text for text in texts if "{" in text or not text.endswith(".")] == []


def test_what_is_fixed_is_told_meeting_by_meeting() -> None:
    task = a_season(fixed=[{"number": 3, "date": "2027-03-29", "topic": "moms"}])
    told = explained(
        season_of(task)[0], [Held(Demand.FIXED, (3, "topic")), Held(Demand.FIXED, (3, "date"))], names=str.upper
    )
    assert [(each.concerns, each.wording.da, each.wording.en) for each in told] == [
        (
            (3, "date", "topic"),
            "Møde 3: aftalt er datoen mandag 29. marts 2027 og emnet MOMS.",
            "Meeting 3: agreed are the date Monday 29 March 2027 and the topic MOMS.",
        )
    ]


def test_why_not_and_what_moved_are_part_of_the_answer() -> None:
    published = published_of(json.loads(json.dumps(answered(a_season()))))
    task = a_season()
    task["venues"][1]["closed"] = ["2027-02-22"]
    made = answered(task, published=published, asked_for="ai")
    assert (made["moved"], made["alternatives"]) == ([2], [])
    assert made["why_not"]["costs"]["support"] == 5
    assert made["why_not"]["topic"] == "ai"
