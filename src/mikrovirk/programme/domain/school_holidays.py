"""School holidays. Each Danish municipality sets its own, so the weeks here are the usual ones and can be changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

from mikrovirk.programme.domain.days_off import (
    DayOffCode,
    DaysOff,
    in_order,
    notable_days,
    public_holidays,
)
from mikrovirk.programme.domain.wording import Wording

WINTER = Wording("Vinterferie", "Winter holiday")
EASTER = Wording("Påskeferie", "Easter holiday")
SUMMER = Wording("Sommerferie", "Summer holiday")
AUTUMN = Wording("Efterårsferie", "Autumn holiday")
CHRISTMAS = Wording("Juleferie", "Christmas holiday")


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """The school holidays of one municipality, by ISO week number, from a Saturday to a Sunday.

    `winter_weeks` is (7,) in most municipalities and (8,) in some; a network over a border may keep both. The summer
    holiday begins on the last Saturday of June by law (folkeskoleloven § 14 a) and ends as each municipality decides,
    usually after six weeks. `own` holds further runs of days, such as those a municipality adds in May. An empty tuple,
    0 or False takes a holiday out.
    """

    winter_weeks: tuple[int, ...] = (7,)
    easter: bool = True
    summer_weeks: int = 6
    autumn_weeks: tuple[int, ...] = (42,)
    christmas: bool = True
    own: tuple[DaysOff, ...] = ()

    def days_off(self, year: int) -> tuple[DaysOff, ...]:
        """The holidays that begin in a year, in order of date. The Christmas holiday ends in the next."""
        found = [week_off(WINTER, year, week) for week in self.winter_weeks]
        found += [week_off(AUTUMN, year, week) for week in self.autumn_weeks]
        if self.easter:
            found.append(easter_holiday(year))
        if self.summer_weeks:
            found.append(summer_holiday(year, self.summer_weeks))
        if self.christmas:
            found.append(school_days_off(CHRISTMAS, date(year, 12, 20), date(year + 1, 1, 3)))
        found += [days for days in self.own if days.first_date.year == year]
        return tuple(sorted(found, key=lambda days: days.first_date))

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column."""
        return {
            "winter_weeks": list(self.winter_weeks),
            "easter": self.easter,
            "summer_weeks": self.summer_weeks,
            "autumn_weeks": list(self.autumn_weeks),
            "christmas": self.christmas,
            "own": [days.as_plain() for days in self.own],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `as_plain` wrote; what is missing keeps the usual weeks. Raise ValueError for other shapes."""
        usual = cls()
        return cls(
            winter_weeks=week_numbers(plain.get("winter_weeks", usual.winter_weeks)),
            easter=bool(plain.get("easter", True)),
            summer_weeks=length_of_summer(plain.get("summer_weeks", usual.summer_weeks)),
            autumn_weeks=week_numbers(plain.get("autumn_weeks", usual.autumn_weeks)),
            christmas=bool(plain.get("christmas", True)),
            own=tuple(DaysOff.from_plain(row) for row in plain.get("own", ())),
        )


@dataclass(frozen=True, slots=True)
class Avoid:
    """Everything a season goes round. `school` is None where a network does not mind school holidays."""

    public_holidays: bool = True
    notable_days: bool = True
    school: SchoolCalendar | None = SchoolCalendar()
    own: tuple[DaysOff, ...] = ()

    def reasons_on(self, day: date) -> tuple[DaysOff, ...]:
        """Why a day should be kept free, most binding reason first; empty for a free day."""
        found = {days for days in self.own if days.covers(day)}
        if self.public_holidays:
            found.update(days for days in public_holidays(day.year) if days.covers(day))
        if self.notable_days:
            found.update(days for days in notable_days(day.year) if days.covers(day))
        if self.school:
            years = (day.year - 1, day.year)  # a holiday may begin in the year before
            found.update(days for year in years for days in self.school.days_off(year) if days.covers(day))
        return in_order(found)

    def as_plain(self) -> dict[str, Any]:
        """For a JSON column."""
        return {
            "public_holidays": self.public_holidays,
            "notable_days": self.notable_days,
            "school": self.school.as_plain() if self.school else None,
            "own": [days.as_plain() for days in self.own],
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `as_plain` wrote; what is missing is avoided."""
        school = plain.get("school", {})
        return cls(
            public_holidays=bool(plain.get("public_holidays", True)),
            notable_days=bool(plain.get("notable_days", True)),
            school=None if school is None else SchoolCalendar.from_plain(school),
            own=tuple(DaysOff.from_plain(row) for row in plain.get("own", ())),
        )


def school_days_off(name: Wording, first_date: date, last_date: date) -> DaysOff:
    return DaysOff(DayOffCode.SCHOOL_HOLIDAY, name, first_date, last_date)


def week_off(name: Wording, year: int, week: int) -> DaysOff:
    """School ends on the Friday before and begins on the Monday after: the weekend before counts too."""
    monday = date.fromisocalendar(year, week, 1)
    return school_days_off(name, monday - timedelta(days=2), monday + timedelta(days=6))


def summer_holiday(year: int, weeks: int) -> DaysOff:
    """From the last Saturday of June to the Sunday before school begins."""
    last_of_june = date(year, 6, 30)
    saturday = last_of_june - timedelta(days=(last_of_june.weekday() - 5) % 7)
    return school_days_off(SUMMER, saturday, saturday + timedelta(weeks=weeks, days=1))


def easter_holiday(year: int) -> DaysOff:
    """From the Saturday before Palm Sunday to Easter Monday."""
    easter_sunday = next(days.first_date for days in public_holidays(year) if days.name.da == "Påskedag")
    return school_days_off(EASTER, easter_sunday - timedelta(days=8), easter_sunday + timedelta(days=1))


def week_numbers(weeks: Sequence[int]) -> tuple[int, ...]:
    numbers = tuple(int(week) for week in weeks)
    if any(not 1 <= week <= 52 for week in numbers):
        raise ValueError("a week number is from 1 to 52")
    return numbers


def length_of_summer(weeks: int) -> int:
    if not 0 <= int(weeks) <= 10:
        raise ValueError("a summer holiday lasts at most 10 weeks")
    return int(weeks)
