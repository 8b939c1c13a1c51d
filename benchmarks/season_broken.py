"""Twenty impossible seasons of known cause: how a season that can be planned is broken, and what must be said about it."""

import copy
from collections.abc import Callable
from typing import Any

Task = dict[str, Any]
Break = Callable[[Task], None]


def broken(task: Task, how: Break) -> Task:
    """A copy of the season, broken."""
    made = copy.deepcopy(task)
    how(made)
    return made


def dates(task: Task, number: int) -> list[str]:
    found: list[str] = task["meetings"][number - 1]["candidates"]
    return found


def small_rooms(task: Task) -> None:
    for venue in task["venues"]:
        if venue["area"] == "Møn":
            venue["capacity"] = 5
    task["demands"]["same_area_at_most"] = len(task["meetings"])


def small_rooms_everywhere(task: Task) -> None:
    for venue in task["venues"]:
        venue["capacity"] = 5


def nobody_speaks(task: Task) -> None:
    for speaker in task["speakers"]:
        speaker["away"] += dates(task, 4)


def few_areas(task: Task) -> None:
    task["venues"] = [venue for venue in task["venues"] if venue["area"] in ("Møn", "Præstø")]
    task["demands"]["same_area_at_most"] = (len(task["meetings"]) - 1) // 2


def few_newcomers(task: Task) -> None:
    task["newest"] = [dict(each, away=[]) for each in task["newest"][:4]]


def few_speakers(task: Task) -> None:
    for speaker in task["speakers"]:
        speaker["at_most"] = 0


def wrong_formats(task: Task) -> None:
    for topic in task["topics"]:
        topic["formats"] = ["2.0"]


def few_topics(task: Task) -> None:
    for position, topic in enumerate(task["topics"]):
        topic["formats"] = ["1.0"] if position == 0 else ["2.0"]


def all_avoided(task: Task) -> None:
    task["demands"]["avoid"] += [{"date": day, "why": "Messe"} for day in dates(task, 2)]


def no_dates(task: Task) -> None:
    task["meetings"][1]["candidates"] = []


def two_fixed_too_near(task: Task) -> None:
    task["fixed"] = [{"number": 1, "date": "2027-01-28"}, {"number": 2, "date": "2027-02-01"}]


def fixed_topic_of_another_format(task: Task) -> None:
    task["topics"][0]["formats"] = ["2.0"]
    task["fixed"] = [{"number": 1, "topic": task["topics"][0]["id"]}]


def fixed_speaker_away(task: Task) -> None:
    task["speakers"][0]["away"] += dates(task, 3)
    task["fixed"] = [{"number": 3, "speaker": task["speakers"][0]["id"]}]


def same_topic_fixed_twice(task: Task) -> None:
    topic = task["topics"][0]
    topic["formats"] = ["1.0", "2.0"]
    task["fixed"] = [{"number": 1, "topic": topic["id"]}, {"number": 2, "topic": topic["id"]}]


def fixed_venue_closed(task: Task) -> None:
    task["venues"][0]["closed"] += dates(task, 2)
    task["fixed"] = [{"number": 2, "venue": task["venues"][0]["id"]}]


def fixed_venue_too_small(task: Task) -> None:
    task["venues"][0] |= {"capacity": 10}
    task["fixed"] = [{"number": 1, "venue": task["venues"][0]["id"]}]


def nobody_for_the_hot_seat(task: Task) -> None:
    task["hot_seat"] = []


def hot_seat_away(task: Task) -> None:
    for person in task["hot_seat"]:
        person["away"] += dates(task, 2)


def newest_away(task: Task) -> None:
    for person in task["newest"]:
        person["away"] += dates(task, 3)


def never_that_weekday(task: Task) -> None:
    for venue in task["venues"]:
        venue["weekdays"] = [5]


def more_areas_than_meetings(task: Task) -> None:
    extra = len(task["meetings"]) + 1
    task["venues"] += [dict(task["venues"][0], id=f"w{n}", area=f"Egn {n}") for n in range(extra)]


# What is broken → which kinds of demands the explanation names, all and no others.
CASES: tuple[tuple[Break, set[str]], ...] = (
    (small_rooms, {"capacity", "every_area"}),
    (small_rooms_everywhere, {"capacity"}),
    (nobody_speaks, {"candidates", "speaker_away"}),
    (few_areas, {"same_area_at_most"}),
    (few_newcomers, {"introductions", "nobody_twice"}),
    (few_speakers, {"at_most"}),
    (wrong_formats, {"formats"}),
    (few_topics, {"formats", "topic_once"}),
    (all_avoided, {"candidates", "avoid"}),
    (no_dates, {"candidates"}),
    (two_fixed_too_near, {"fixed", "days_between"}),
    (fixed_topic_of_another_format, {"fixed", "formats"}),
    (fixed_speaker_away, {"fixed", "candidates", "speaker_away"}),
    (same_topic_fixed_twice, {"fixed", "topic_once"}),
    (fixed_venue_closed, {"fixed", "candidates", "closed"}),
    (fixed_venue_too_small, {"fixed", "capacity"}),
    (nobody_for_the_hot_seat, {"hot_seat"}),
    (hot_seat_away, {"candidates", "hot_seat", "hot_seat_away"}),
    (newest_away, {"candidates", "introductions", "newest_away"}),
    (never_that_weekday, {"candidates", "weekdays"}),
    (more_areas_than_meetings, {"every_area"}),
)
