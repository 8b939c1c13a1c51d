"""Tiny seasons, and the best plan found by trying everything: nothing is shared with the product but the file format."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise, product
from typing import Any

Task = dict[str, Any]
Evening = tuple[str, str, str, str, tuple[str, ...], tuple[str, ...]]  # date, topic, speaker, venue, hot seat, newest
Judged = tuple[tuple[int, int, int, int], tuple[Evening, ...]]


def a_season(**changes: Any) -> Task:
    """Three meetings in which everything is in order."""
    task: Task = {
        "meetings": [
            meeting(1, "1.0", ["2027-01-25", "2027-01-27"], introductions=2),
            meeting(2, "2.0", ["2027-02-22", "2027-02-24"], hot_seat=1),
            meeting(3, "1.0", ["2027-03-29", "2027-03-31"], introductions=1),
        ],
        "topics": [
            {"id": "ai", "formats": ["1.0", "2.0"], "support": 9, "expected": 20},
            {"id": "moms", "formats": ["1.0"], "support": 23, "expected": 35},
            {"id": "salg", "formats": ["1.0", "2.0"], "support": 14, "expected": 20},
            {"id": "some", "formats": ["2.0"], "support": 17, "expected": 25},
        ],
        "speakers": [
            {"id": "s1", "topics": ["moms", "ai"], "away": [], "at_most": 1},
            {"id": "s2", "topics": ["salg", "ai"], "away": ["2027-02-22"], "at_most": 1},
            {"id": "s3", "topics": ["some"], "away": [], "at_most": 1},
        ],
        "venues": [
            {"id": "v1", "area": "Møn", "capacity": 40, "weekdays": [0, 2], "closed": []},
            {"id": "v2", "area": "Præstø", "capacity": 30, "weekdays": [0, 2], "closed": []},
        ],
        "hot_seat": [{"id": "m1", "waited": 12, "away": []}, {"id": "m2", "waited": 3, "away": []}],
        "newest": [{"id": f"n{n}", "joined": f"2026-1{n}-02", "away": []} for n in (0, 1, 2)]
        + [{"id": "n3", "joined": "2026-12-31", "away": []}],
        "demands": {"days_between": [21, 45], "same_area_at_most": 2, "every_area": True, "avoid": []},
        "fixed": [],
    }
    return task | changes


def meeting(number: int, form: str, candidates: list[str], introductions: int = 0, hot_seat: int = 0) -> Task:
    return {
        "number": number,
        "format": form,
        "introductions": introductions,
        "hot_seat": hot_seat,
        "candidates": candidates,
    }


def random_season(seed: int) -> Task:
    """Three meetings with few choices and tight demands; about a third cannot be planned."""
    dice = random.Random(seed)
    months = [
        sorted(dice.sample([f"2027-0{m}-{d:02}" for d in (4, 11, 18, 25)], dice.randint(1, 2))) for m in (1, 2, 3)
    ]
    days = [day for month in months for day in month]

    def some(share: float) -> list[str]:
        return [day for day in days if dice.random() < share]

    fixed: Task = {"number": dice.randint(1, 3)}
    if dice.random() < 0.3:
        fixed[dice.choice(["date"])] = dice.choice(months[fixed["number"] - 1])
    if dice.random() < 0.2:
        fixed["venue"] = "v2"
    return {
        "meetings": [
            meeting(1, "1.0", months[0], introductions=dice.randint(0, 2)),
            meeting(2, "2.0", months[1], hot_seat=1),
            meeting(3, "1.0", months[2], introductions=1, hot_seat=dice.randint(0, 1)),
        ],
        "topics": [
            {
                "id": f"t{n}",
                "formats": dice.choice([["1.0"], ["2.0"], ["1.0", "2.0"]]),
                "support": dice.randint(1, 4),
                "expected": dice.choice([10, 20, 30]),
            }
            for n in range(8, 13)
        ],
        "speakers": [
            {
                "id": f"s{n}",
                "topics": sorted(dice.sample([f"t{n}" for n in range(8, 13)], 2)),
                "away": some(0.2),
                "at_most": dice.randint(1, 2),
            }
            for n in range(4)
        ],
        "venues": [
            {
                "id": f"v{n}",
                "area": ["Møn", "Stege"][n % 2],
                "capacity": dice.choice([20, 30]),
                "weekdays": sorted(dice.sample(range(7), 6)),
                "closed": some(0.2),
            }
            for n in range(3)
        ],
        "hot_seat": [{"id": f"m{n}", "waited": dice.randint(0, 2), "away": some(0.2)} for n in range(3)],
        "newest": [{"id": f"n{n}", "joined": f"2026-11-{dice.randint(1, 3):02}", "away": some(0.2)} for n in range(4)],
        "demands": {
            "days_between": dice.choice([[14, 45], [21, 35]]),
            "same_area_at_most": dice.randint(2, 3),
            "every_area": dice.random() < 0.5,
            "avoid": [{"date": day, "why": "messe"} for day in some(0.1)],
        },
        "fixed": [fixed],
    }


def every_plan(task: Task) -> list[Judged]:
    """Every plan there is, the best first."""
    meetings = sorted(task["meetings"], key=lambda each: each["number"])
    choices = [sorted(evenings(task, each)) for each in meetings]
    return sorted((reached(task, plan), plan) for plan in product(*choices) if holds(task, plan))


def evenings(task: Task, wanted: Task) -> Iterator[Evening]:
    """What one meeting could be, seen alone."""
    agreed: Task = next((each for each in task["fixed"] if each["number"] == wanted["number"]), {})
    avoided = {each["date"] for each in task["demands"]["avoid"]}
    days = [agreed["date"]] if agreed.get("date") else sorted(set(wanted["candidates"]) - avoided)
    for day in days:
        here = [person["id"] for person in task["hot_seat"] if day not in person["away"]]
        new = [person["id"] for person in task["newest"] if day not in person["away"]]
        for topic, speaker, venue in product(task["topics"], task["speakers"], task["venues"]):
            if (
                wanted["format"] in topic["formats"]
                and topic["id"] in speaker["topics"]
                and day not in speaker["away"]
                and day not in venue["closed"]
                and date.fromisoformat(day).weekday() in venue["weekdays"]
                and venue["capacity"] >= topic["expected"]
                and agreed.get("venue") in (None, venue["id"])
                and agreed.get("topic") in (None, topic["id"])
                and agreed.get("speaker") in (None, speaker["id"])
            ):
                for seat in combinations(sorted(here), wanted["hot_seat"]):
                    for introduced in combinations(sorted(new), wanted["introductions"]):
                        yield day, topic["id"], speaker["id"], venue["id"], seat, introduced


def holds(task: Task, plan: tuple[Evening, ...]) -> bool:
    """Whether the meetings go together."""
    least, most = task["demands"]["days_between"]
    dates = [date.fromisoformat(each[0]) for each in plan]
    if not all(least <= (after - before).days <= most for before, after in pairwise(dates)):
        return False
    topics = [each[1] for each in plan]
    turns = [name for each in plan for name in (*each[4], *each[5])]
    speakers = [each[2] for each in plan]
    areas = areas_of(task, plan)
    everywhere = {venue["area"] for venue in task["venues"]} if task["demands"]["every_area"] else set()
    return (
        len(set(topics)) == len(topics)
        and len(set(turns)) == len(turns)
        and all(speakers.count(each["id"]) <= each["at_most"] for each in task["speakers"])
        and all(areas.count(area) <= task["demands"]["same_area_at_most"] for area in areas)
        and everywhere <= set(areas)
    )


def areas_of(task: Task, plan: tuple[Evening, ...]) -> list[str]:
    area = {venue["id"]: venue["area"] for venue in task["venues"]}
    return [area[each[3]] for each in plan]


def reached(task: Task, plan: tuple[Evening, ...]) -> tuple[int, int, int, int]:
    support = {topic["id"]: topic["support"] for topic in task["topics"]}
    waited = {person["id"]: person["waited"] for person in task["hot_seat"]}
    joined = {person["id"]: date.fromisoformat(person["joined"]) for person in task["newest"]}
    return (
        -sum(support[each[1]] for each in plan),
        -sum(waited[name] for each in plan for name in each[4]),
        sum((joined[name] - date(1970, 1, 1)).days for each in plan for name in each[5]),
        sum(one == other for one, other in pairwise(areas_of(task, plan))),
    )


def differ_enough(plan: tuple[Evening, ...], other: tuple[Evening, ...]) -> bool:
    """In topic or date of at least a quarter of the meetings."""
    return 4 * sum(one[:2] != two[:2] for one, two in zip(plan, other, strict=True)) >= len(plan)
