"""A season from the file format (docs/hosting/commands.md, "Season plan"), with clear words for what is wrong in it."""

from collections.abc import Iterable
from typing import Any

from mikrovirk.programme.domain.season_plan.rows import MOST, NotASeason, Row
from mikrovirk.programme.domain.season_plan.season import (
    Applicant,
    Avoided,
    Fixed,
    Meeting,
    Newcomer,
    Planned,
    Season,
    Speaker,
    Topic,
    Venue,
)

_KEYS = "meetings topics speakers venues hot_seat newest demands fixed".split()
_OF_DEMANDS = "days_between same_area_at_most every_area avoid".split()


def season_of(task: Any) -> tuple[Season, list[str]]:
    """Return the season that a JSON document says, and what was passed over in it. Raises NotASeason."""
    root = Row(task, "the file", [])
    root.only(_KEYS)
    demands = root.row("demands", _OF_DEMANDS)
    meetings = root.rows("meetings", _meeting, needed=True)
    if not meetings:
        raise NotASeason("meetings: there is none to plan")
    made = Season(
        meetings=meetings,
        topics=root.rows("topics", _topic, needed=True),
        speakers=root.rows("speakers", _speaker, needed=True),
        venues=root.rows("venues", _venue, needed=True),
        hot_seat=root.rows("hot_seat", _applicant),
        newest=root.rows("newest", _newcomer),
        days_between=_days_between(demands),
        same_area_at_most=demands.whole("same_area_at_most") if demands.has("same_area_at_most") else None,
        every_area=demands.truth("every_area"),
        avoid=demands.rows("avoid", lambda row: Avoided(row.day("date"), row.text("why", default=""))),
        fixed=root.rows("fixed", _fixed),
    )
    _check(made)
    return made, root.passed_over


def published_of(plan: Any) -> tuple[Planned, ...]:
    """Return the meetings of a plan as it was printed. Raises NotASeason."""
    root = Row(plan, "the published plan", [])
    return root.rows("plan", _planned, needed=True)


def _meeting(row: Row) -> Meeting:
    row.only("number format candidates introductions hot_seat".split())
    return Meeting(
        row.number(),
        row.text("format"),
        row.days("candidates"),
        row.whole("introductions", default=0),
        row.whole("hot_seat", default=0),
    )


def _topic(row: Row) -> Topic:
    row.only("id formats support expected".split())
    return Topic(row.id(), row.texts("formats"), row.whole("support"), row.whole("expected", default=0))


def _speaker(row: Row) -> Speaker:
    row.only("id topics away at_most".split())
    return Speaker(row.id(), row.texts("topics"), frozenset(row.days("away")), row.whole("at_most", default=1))


def _venue(row: Row) -> Venue:
    row.only("id area capacity weekdays closed".split())
    weekdays = row.list("weekdays", default=list(range(7)))
    if not all(isinstance(each, int) and not isinstance(each, bool) and 0 <= each <= 6 for each in weekdays):
        raise NotASeason(f"{row.where}: weekdays are whole numbers from 0 (Monday) to 6")
    closed = frozenset(row.days("closed"))
    return Venue(row.id(), row.text("area"), row.whole("capacity"), frozenset(weekdays), closed)


def _applicant(row: Row) -> Applicant:
    row.only("id waited away".split())
    return Applicant(row.id(), row.whole("waited", default=0), frozenset(row.days("away")))


def _newcomer(row: Row) -> Newcomer:
    row.only("id joined away".split())
    return Newcomer(row.id(), row.day("joined"), frozenset(row.days("away")))


def _fixed(row: Row) -> Fixed:
    row.only("number date topic speaker venue hot_seat newest".split())
    return Fixed(
        row.number(),
        row.day("date") if row.has("date") else None,
        topic=row.text("topic") if row.has("topic") else None,
        speaker=row.text("speaker") if row.has("speaker") else None,
        venue=row.text("venue") if row.has("venue") else None,
        hot_seat=row.texts("hot_seat"),
        newest=row.texts("newest"),
    )


def _planned(row: Row) -> Planned:
    return Planned(
        row.number(),
        row.day("date"),
        row.text("topic"),
        row.text("speaker"),
        row.text("venue"),
        row.texts("hot_seat"),
        row.texts("newest"),
    )


def _days_between(demands: Row) -> tuple[int, int] | None:
    if not demands.has("days_between"):
        return None
    match demands.list("days_between"):
        case [int() as least, int() as most] if 0 <= least <= most <= MOST:
            return least, most
    raise NotASeason("demands: days_between is two whole numbers, the least and the most")


def _check(season: Season) -> None:
    """Nothing is named twice, and what is fixed is there."""
    for name in ("topics", "speakers", "venues", "hot_seat", "newest"):
        _once((each.id for each in getattr(season, name)), name)
    _once((str(each.number) for each in season.meetings), "meetings")
    _once((str(each.number) for each in season.fixed), "fixed")
    numbers = {each.number for each in season.meetings}
    for each in season.fixed:
        if each.number not in numbers:
            raise NotASeason(f"fixed: there is no meeting number {each.number}")
        for what, chosen in (("topic", each.topic), ("speaker", each.speaker), ("venue", each.venue)):
            _known(season, each.number, what, f"{what}s", [chosen] if chosen else [])
        for what in ("hot_seat", "newest"):
            _known(season, each.number, what, what, getattr(each, what))


def _known(season: Season, number: int, what: str, among: str, names: Iterable[str]) -> None:
    there = {thing.id for thing in getattr(season, among)}
    for name in names:
        if name not in there:
            raise NotASeason(f"fixed: number {number}: the {what} “{name}” is not in the file")


def _once(names: Iterable[str], where: str) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise NotASeason(f"{where}: {name} is there twice")
        seen.add(name)
