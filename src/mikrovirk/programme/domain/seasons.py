"""Lay out a season: its dates, what they go round and why, and the formats in turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from itertools import takewhile
from typing import Any, Self
from zoneinfo import ZoneInfo

from mikrovirk.programme.domain.days_off import DaysOff
from mikrovirk.programme.domain.rhythms import Rhythm, rhythm_as_plain, rhythm_from_plain
from mikrovirk.programme.domain.school_holidays import Avoid

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MOST_MEETINGS = 60
LONGEST_SEASON_YEARS = 5  # an end to the search where everything is to be avoided


class SeasonProblem(StrEnum):
    """Why a season cannot be laid out or changed."""

    NO_FORMATS = "no_formats"
    NO_END = "no_end"  # neither a number of meetings nor a last date
    BAD_COUNT = "bad_count"  # fewer than one or more than sixty
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    DATE_TAKEN = "date_taken"
    NO_SUCH_MEETING = "no_such_meeting"


class SeasonImpossible(ValueError):
    """The season cannot be laid out or changed; `code` says why."""

    def __init__(self, code: SeasonProblem) -> None:
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True, slots=True)
class SeasonWish:
    """What the coordinator answered. The season ends with `count` meetings or on `last_date`, whichever is first.

    The first meeting is the first day of the rhythm on or after `first_date`.
    """

    first_date: date
    rhythm: Rhythm
    start_time: time
    formats: tuple[str, ...]
    count: int | None = None
    last_date: date | None = None
    avoid: Avoid = field(default_factory=Avoid)

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column."""
        return {
            "first_date": self.first_date.isoformat(),
            "rhythm": rhythm_as_plain(self.rhythm),
            "start_time": self.start_time.isoformat("minutes"),
            "formats": list(self.formats),
            "count": self.count,
            "last_date": self.last_date.isoformat() if self.last_date else None,
            "avoid": self.avoid.as_plain(),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `as_plain` wrote; raise KeyError or ValueError for anything else."""
        return cls(
            first_date=date.fromisoformat(plain["first_date"]),
            rhythm=rhythm_from_plain(plain["rhythm"]),
            start_time=time.fromisoformat(plain["start_time"]),
            formats=tuple(plain["formats"]),
            count=plain.get("count"),
            last_date=date.fromisoformat(plain["last_date"]) if plain.get("last_date") else None,
            avoid=Avoid.from_plain(plain.get("avoid", {})),
        )


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """One meeting of a season; `number` counts from 1 in order of date.

    `original_date` is the day of the rhythm (None for an extra meeting put in by hand) and `reasons` say why the
    meeting is not on it. A date chosen by hand keeps both, so the page can still tell where it came from.
    """

    number: int
    original_date: date | None
    date: date
    start_time: time
    format_key: str
    reasons: tuple[DaysOff, ...] = ()
    by_hand: bool = False

    @property
    def moved(self) -> bool:
        return self.original_date is not None and self.date != self.original_date

    @property
    def starts_at(self) -> datetime:
        """The start in Danish time: half past five stays half past five on both sides of summer time."""
        return datetime.combine(self.date, self.start_time, COPENHAGEN)

    def date_reason(self) -> list[dict[str, str]]:
        """Why the meeting is on this date, for a JSON column: one row for each reason, with the original date."""
        if self.original_date is None or not self.reasons:
            return []
        return [{**days.as_plain(), "original": self.original_date.isoformat()} for days in self.reasons]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of the rhythm without a meeting: it and every alternative are to be kept free."""

    original_date: date
    reasons: tuple[DaysOff, ...]


@dataclass(frozen=True, slots=True)
class SeasonLayout:
    """A season's meetings and the days left out. `missing`: meetings asked for that found no day within five years."""

    meetings: tuple[PlannedMeeting, ...]
    left_out: tuple[LeftOut, ...] = ()
    missing: int = 0

    def in_order(self) -> tuple[PlannedMeeting | LeftOut, ...]:
        """Meetings and days left out together, as a list reads: by date."""
        rows: list[PlannedMeeting | LeftOut] = [*self.meetings, *self.left_out]
        return tuple(sorted(rows, key=lambda row: row.date if isinstance(row, PlannedMeeting) else row.original_date))

    def numbered(self, number: int) -> PlannedMeeting:
        """Return the meeting with a number; raise SeasonImpossible where there is none."""
        if not 1 <= number <= len(self.meetings):
            raise SeasonImpossible(SeasonProblem.NO_SUCH_MEETING)
        return self.meetings[number - 1]


def lay_out(wish: SeasonWish) -> SeasonLayout:
    """Lay out a season; raise SeasonImpossible where the answers do not make one.

    A day of the rhythm that is to be kept free is moved to the nearest free day of the same weekday in the same month
    (or, in a weekly rhythm, up to half way to its neighbours), not before the first date nor after the last one,
    and to the later of two as near. Without such a day it is left out, and the season goes on with the next.
    """
    check(wish)
    last_date = last_possible_date(wish)
    meetings: list[PlannedMeeting] = []
    left_out: list[LeftOut] = []
    for occasion in takewhile(lambda day: day <= last_date, wish.rhythm.occasions(wish.first_date)):
        if wish.count is not None and len(meetings) == wish.count:
            break
        reasons = wish.avoid.reasons_on(occasion)
        taken = meetings[-1].date if meetings else None
        day = free_day(wish, occasion, after=taken, last_date=last_date) if reasons else occasion
        if day is None:
            left_out.append(LeftOut(occasion, reasons))
            continue
        key = wish.formats[len(meetings) % len(wish.formats)]
        meetings.append(PlannedMeeting(len(meetings) + 1, occasion, day, wish.start_time, key, reasons))
    missing = (wish.count or 0) - len(meetings) if wish.last_date is None else 0
    return SeasonLayout(tuple(meetings), tuple(left_out), missing)


def check(wish: SeasonWish) -> None:
    if not wish.formats:
        raise SeasonImpossible(SeasonProblem.NO_FORMATS)
    if wish.count is None and wish.last_date is None:
        raise SeasonImpossible(SeasonProblem.NO_END)
    if wish.count is not None and not 1 <= wish.count <= MOST_MEETINGS:
        raise SeasonImpossible(SeasonProblem.BAD_COUNT)
    if wish.last_date is not None and wish.last_date < wish.first_date:
        raise SeasonImpossible(SeasonProblem.ENDS_BEFORE_IT_STARTS)


def last_possible_date(wish: SeasonWish) -> date:
    horizon = date(wish.first_date.year + LONGEST_SEASON_YEARS, 12, 31)
    return min(wish.last_date, horizon) if wish.last_date else horizon


def free_day(wish: SeasonWish, occasion: date, *, after: date | None, last_date: date) -> date | None:
    for day in wish.rhythm.alternatives(occasion):
        in_season = wish.first_date <= day <= last_date and (after is None or day > after)
        if in_season and not wish.avoid.reasons_on(day):
            return day
    return None
