"""What if we let a demand go? The file of a season without it.

A file says some demands for the whole season only: these are let go for all of it, which is never more than was asked for.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

Asked = dict[str, Any]  # the file of `mikrovirk season plan`
OPEN_SPEAKER = "speaker-0"  # somebody who is to be found


def without(asked: Asked, demand: str, concerns: Sequence[Any]) -> Asked:
    """Return the file without this demand. Raise KeyError for one that cannot be let go: a topic is not used twice."""
    made = copy.deepcopy(asked)
    _EASINGS[demand](made, list(concerns))
    return made


def can_be_eased(demand: str) -> bool:
    return demand in _EASINGS


def _meetings(asked: Asked, concerns: Iterable[Any]) -> list[Asked]:
    numbers = set(concerns)
    return [each for each in asked["meetings"] if each["number"] in numbers]


def _dates(asked: Asked, concerns: Iterable[Any]) -> set[str]:
    """The days these meetings may be on."""
    agreed = {each["date"] for each in asked.get("fixed", []) if each.get("date")}
    return {day for each in _meetings(asked, concerns) for day in each["candidates"]} | agreed


def _candidates(asked: Asked, concerns: list[Any]) -> None:
    """Any day between the first and the last of the season."""
    days = sorted(date.fromisoformat(day) for each in asked["meetings"] for day in each["candidates"])
    if not days:
        return
    whole = [(days[0] + timedelta(n)).isoformat() for n in range((days[-1] - days[0]).days + 1)]
    for each in _meetings(asked, concerns):
        each["candidates"] = whole


def _avoid(asked: Asked, concerns: list[Any]) -> None:
    demands = asked["demands"]
    demands["avoid"] = [each for each in demands.get("avoid", []) if each["date"] not in concerns]


def _fixed(asked: Asked, concerns: list[Any]) -> None:
    number, *agreed = concerns
    for each in asked.get("fixed", []):
        if each["number"] == number:
            for what in agreed:
                each.pop(what, None)


def _distance(asked: Asked, concerns: list[Any]) -> None:
    asked["demands"].pop("days_between", None)


def _formats(asked: Asked, concerns: list[Any]) -> None:
    wanted = {each["format"] for each in _meetings(asked, concerns)}
    for topic in asked["topics"]:
        topic["formats"] = sorted({*topic["formats"], *wanted})


def _open_speaker(asked: Asked, concerns: list[Any]) -> None:
    """Somebody who is to be found speaks on any topic, as often as there are such meetings."""
    asked["speakers"] = [each for each in asked["speakers"] if each["id"] != OPEN_SPEAKER]
    every = [topic["id"] for topic in asked["topics"]]
    asked["speakers"].append({"id": OPEN_SPEAKER, "topics": every, "away": [], "at_most": len(asked["meetings"])})


def _speaker_comes(asked: Asked, concerns: list[Any]) -> None:
    """Who is agreed for these meetings comes all the same; for the others somebody is to be found."""
    agreed = {each["number"]: each["speaker"] for each in asked.get("fixed", []) if each.get("speaker")}
    days = _dates(asked, concerns)
    for speaker in asked["speakers"]:
        if speaker["id"] in {agreed.get(number) for number in concerns}:
            speaker["away"] = [day for day in speaker.get("away", []) if day not in days]
    if not all(number in agreed for number in concerns):
        _open_speaker(asked, concerns)


def _oftener(asked: Asked, concerns: list[Any]) -> None:
    for speaker in asked["speakers"]:
        if speaker["id"] in concerns:
            speaker["at_most"] = len(asked["meetings"])


def _weekdays(asked: Asked, concerns: list[Any]) -> None:
    for venue in asked["venues"]:
        venue["weekdays"] = list(range(7))


def _closed(asked: Asked, concerns: list[Any]) -> None:
    days = _dates(asked, concerns)
    for venue in asked["venues"]:
        venue["closed"] = [day for day in venue.get("closed", []) if day not in days]


def _capacity(asked: Asked, concerns: list[Any]) -> None:
    smallest = min((venue["capacity"] for venue in asked["venues"]), default=0)
    for topic in asked["topics"]:
        topic["expected"] = min(topic["expected"], smallest)


def _same_area(asked: Asked, concerns: list[Any]) -> None:
    asked["demands"].pop("same_area_at_most", None)


def _every_area(asked: Asked, concerns: list[Any]) -> None:
    asked["demands"]["every_area"] = False


def _turns(what: str) -> Callable[[Asked, list[Any]], None]:
    def ease(asked: Asked, concerns: list[Any]) -> None:
        for each in _meetings(asked, concerns):
            each[what] = 0

    return ease


def _come(who: str) -> Callable[[Asked, list[Any]], None]:
    def ease(asked: Asked, concerns: list[Any]) -> None:
        days = _dates(asked, concerns)
        for person in asked.get(who, []):
            person["away"] = [day for day in person.get("away", []) if day not in days]

    return ease


_EASINGS: dict[str, Callable[[Asked, list[Any]], None]] = {
    "candidates": _candidates,
    "avoid": _avoid,
    "fixed": _fixed,
    "days_between": _distance,
    "formats": _formats,
    "speaker": _open_speaker,
    "speaker_away": _speaker_comes,
    "at_most": _oftener,
    "weekdays": _weekdays,
    "closed": _closed,
    "capacity": _capacity,
    "same_area_at_most": _same_area,
    "every_area": _every_area,
    "introductions": _turns("introductions"),
    "newest_away": _come("newest"),
    "hot_seat": _turns("hot_seat"),
    "hot_seat_away": _come("hot_seat"),
}
