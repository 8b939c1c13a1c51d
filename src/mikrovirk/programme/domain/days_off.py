"""Days a season goes round: public holidays, days people keep free, school holidays and a network's own dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Self

from mikrovirk.programme.domain.wording import Wording


class DayOffCode(StrEnum):
    """Why a day is kept free. Most binding first: reasons are shown in this order."""

    PUBLIC_HOLIDAY = "public_holiday"
    NOTABLE_DAY = "notable_day"  # no public holiday, but few come: 1 May, Grundlovsdag, 24 and 31 December
    SCHOOL_HOLIDAY = "school_holiday"
    OWN_DATE = "own_date"


ORDER = {code: place for place, code in enumerate(DayOffCode)}


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A run of days to keep free, first and last day included. It is also the reason shown beside a date."""

    code: DayOffCode
    name: Wording
    first_date: date
    last_date: date

    def covers(self, day: date) -> bool:
        return self.first_date <= day <= self.last_date

    def as_plain(self) -> dict[str, str]:
        """For a JSON column."""
        return {
            "code": self.code.value,
            "da": self.name.da,
            "en": self.name.en,
            "first": self.first_date.isoformat(),
            "last": self.last_date.isoformat(),
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, str]) -> Self:
        """Read what `as_plain` wrote; raise KeyError or ValueError for anything else."""
        return cls(
            DayOffCode(plain["code"]),
            Wording(plain["da"], plain["en"]),
            date.fromisoformat(plain["first"]),
            date.fromisoformat(plain["last"]),
        )


def own_date(first_date: date, last_date: date | None = None, name: str = "") -> DaysOff:
    """A day, or days, that the coordinator wants kept free; raise ValueError where the last is before the first."""
    last_date = last_date or first_date
    if last_date < first_date:
        raise ValueError("last_date is before first_date")
    return DaysOff(DayOffCode.OWN_DATE, Wording.same(name), first_date, last_date)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> tuple[DaysOff, ...]:
    """The Danish public holidays of a year. Store bededag is among them up to and including 2023 (law 214 of 2023)."""
    return danish_days(year, DayOffCode.PUBLIC_HOLIDAY, "public")


@lru_cache(maxsize=64)
def notable_days(year: int) -> tuple[DaysOff, ...]:
    """Days off by custom or agreement: 1 May, Grundlovsdag (5 June), 24 and 31 December."""
    return danish_days(year, DayOffCode.NOTABLE_DAY, "optional")


def danish_days(year: int, code: DayOffCode, category: str) -> tuple[DaysOff, ...]:
    import holidays  # slow to load, and needed only where a season is laid out

    danish = holidays.country_holidays("DK", years=year, language="da", categories=category)
    english = holidays.country_holidays("DK", years=year, language="en_US", categories=category)
    return tuple(DaysOff(code, Wording(name, english[day]), day, day) for day, name in sorted(danish.items()))


def in_order(reasons: set[DaysOff]) -> tuple[DaysOff, ...]:
    """Most binding reason first, then by date and name, so that the same day always reads the same."""
    return tuple(sorted(reasons, key=lambda days: (ORDER[days.code], days.first_date, days.name.da)))
