"""Made-up seasons for tests and measurements: wishes, speakers, venues and members of a region with five areas."""

import random
from datetime import date, timedelta
from typing import Any

AREAS = ("Møn", "Præstø", "Stege", "Stensved", "Vordingborg")
Task = dict[str, Any]  # as in the file that `mikrovirk season plan` reads


def season(
    seed: int,
    *,
    meetings: int = 12,
    topics: int = 40,
    speakers: int = 40,
    venues: int = 15,
    dates: int = 12,
    away: float = 0.6,
) -> Task:
    """A season of one meeting a month, formats in turn, the same for the same seed. Speakers are away on a share of the dates."""
    dice = random.Random(seed)
    areas = AREAS[: max(1, meetings // 2)]
    months = [(2027 + month // 12, month % 12 + 1) for month in range(meetings)]
    days = [_working_days(year, month, dates, dice) for year, month in months]
    every_day = [day for several in days for day in several]
    wanted = [_topic(number, dice) for number in range(1, topics + 1)]
    return {
        "meetings": [_meeting(number, several) for number, several in enumerate(days, start=1)],
        "topics": wanted,
        "speakers": [_speaker(number, wanted, every_day, away, dice) for number in range(1, speakers + 1)],
        "venues": [_venue(number, areas, every_day, dice) for number in range(venues)],
        "hot_seat": [
            {"id": f"m{n:02}", "waited": dice.randint(0, 14), "away": _some(every_day, 0.15, dice)}
            for n in range(1, meetings + 4)
        ],
        "newest": [
            {
                "id": f"n{n:02}",
                "joined": (date(2026, 1, 1) + timedelta(dice.randrange(330))).isoformat(),
                "away": _some(every_day, 0.15, dice),
            }
            for n in range(1, 2 * meetings + 5)
        ],
        "demands": {
            "days_between": [21, 42],
            "same_area_at_most": max(-(-meetings // 4), -(-meetings // len(areas))),
            "every_area": True,
            "avoid": [{"date": day, "why": "Erhvervsrådets møde"} for day in sorted(dice.sample(every_day, meetings))],
        },
        "fixed": [],
    }


def _working_days(year: int, month: int, count: int, dice: random.Random) -> list[str]:
    """Some evenings from Monday to Thursday of one month."""
    first = date(year, month, 1)
    days = [first + timedelta(n) for n in range(31)]
    fitting = [day for day in days if day.month == month and day.weekday() <= 3]
    return [day.isoformat() for day in sorted(dice.sample(fitting, count))]


def _meeting(number: int, candidates: list[str]) -> Task:
    first = number % 2 == 1
    return {
        "number": number,
        "format": "1.0" if first else "2.0",
        "introductions": 3 if first else 0,
        "hot_seat": 0 if first else 1,
        "candidates": candidates,
    }


def _topic(number: int, dice: random.Random) -> Task:
    return {
        "id": f"t{number:02}",
        "formats": dice.choice([["1.0"], ["2.0"], ["1.0", "2.0"]]),
        "support": dice.randint(1, 60),
        "expected": dice.randint(12, 60),
    }


def _speaker(number: int, topics: list[Task], days: list[str], away: float, dice: random.Random) -> Task:
    return {
        "id": f"s{number:02}",
        "topics": sorted(topic["id"] for topic in dice.sample(topics, dice.randint(1, 3))),
        "away": _some(days, away, dice),
        "at_most": 1,
    }


def _venue(number: int, areas: tuple[str, ...], days: list[str], dice: random.Random) -> Task:
    return {
        "id": f"v{number + 1:02}",
        "area": areas[number % len(areas)],
        "capacity": dice.choice([16, 20, 25, 30, 40, 60]),
        "weekdays": sorted(dice.sample(range(4), dice.randint(1, 3))),
        "closed": _some(days, 0.1, dice),
    }


def _some(days: list[str], share: float, dice: random.Random) -> list[str]:
    return [day for day in days if dice.random() < share]
