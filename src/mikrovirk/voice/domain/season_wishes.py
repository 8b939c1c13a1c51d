"""What a coordinator wishes of a season, as it is kept with a draft and shown again in the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Self

from mikrovirk.programme.domain.rhythms import Nth
from mikrovirk.voice.domain.season_dates import DatesWish, Pace

WHAT = ("date", "topic", "speaker", "venue")  # of one evening: what may be agreed, and what may change


@dataclass(frozen=True, slots=True)
class SeasonWishes:
    """The answers of the planner's form. Topics, speakers and venues are named by key; formats by theirs, in turn."""

    first_date: date
    pace: Pace
    weekdays: tuple[int, ...]
    formats: tuple[str, ...]
    hour: time
    nth: Nth | None = None
    count: int | None = None
    last_date: date | None = None
    days_between: tuple[int, int] | None = None  # None: what fits the pace
    same_area_at_most: int | None = None
    every_area: bool = False
    avoid_holidays: bool = True
    avoid_others: bool = True
    introductions: bool = True
    hot_seat: bool = True
    open_speakers: bool = False  # a topic nobody speaks on yet may be planned; somebody is to be found
    fixed: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)  # number: date (text), topic, speaker, venue

    @property
    def dates(self) -> DatesWish:
        return DatesWish(self.first_date, self.pace, self.weekdays, self.nth, self.count, self.last_date)

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column."""
        return {
            "first_date": self.first_date.isoformat(),
            "last_date": self.last_date.isoformat() if self.last_date else None,
            "count": self.count,
            "pace": self.pace.as_plain(),
            "nth": self.nth.value if self.nth else None,
            "weekdays": list(self.weekdays),
            "formats": list(self.formats),
            "hour": self.hour.isoformat("minutes"),
            "days_between": list(self.days_between) if self.days_between else None,
            "same_area_at_most": self.same_area_at_most,
            "every_area": self.every_area,
            "avoid_holidays": self.avoid_holidays,
            "avoid_others": self.avoid_others,
            "introductions": self.introductions,
            "hot_seat": self.hot_seat,
            "open_speakers": self.open_speakers,
            "fixed": {str(number): dict(each) for number, each in self.fixed.items()},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `as_plain` wrote; raise KeyError or ValueError for anything else."""
        between = plain.get("days_between")
        return cls(
            first_date=date.fromisoformat(plain["first_date"]),
            last_date=date.fromisoformat(plain["last_date"]) if plain.get("last_date") else None,
            count=plain.get("count"),
            pace=Pace.from_plain(plain["pace"]),
            nth=Nth(plain["nth"]) if plain.get("nth") else None,
            weekdays=tuple(plain["weekdays"]),
            formats=tuple(plain["formats"]),
            hour=time.fromisoformat(plain["hour"]),
            days_between=(between[0], between[1]) if between else None,
            same_area_at_most=plain.get("same_area_at_most"),
            every_area=bool(plain.get("every_area")),
            avoid_holidays=bool(plain.get("avoid_holidays", True)),
            avoid_others=bool(plain.get("avoid_others", True)),
            introductions=bool(plain.get("introductions", True)),
            hot_seat=bool(plain.get("hot_seat", True)),
            open_speakers=bool(plain.get("open_speakers")),
            fixed={int(number): dict(each) for number, each in plain.get("fixed", {}).items()},
        )
