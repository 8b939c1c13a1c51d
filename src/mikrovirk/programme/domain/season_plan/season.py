"""What a season is planned from, and what a plan is: plain values, in the order and words of the file format.

Which demands must hold and what is aimed at stands in `rules`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise

Day = date  # a field is called `date` too
DAY_ZERO = date(1970, 1, 1).toordinal()  # `joined` dates are summed as days since then


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the season: what it needs and the dates that were proposed for it."""

    number: int
    format: str
    candidates: tuple[Day, ...]
    introductions: int = 0
    hot_seat: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """A wished topic: the formats it fits, how many support it, how many people are expected."""

    id: str
    formats: tuple[str, ...]
    support: int
    expected: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who can speak on what, when they are away, and how often they will speak in a season."""

    id: str
    topics: tuple[str, ...]
    away: frozenset[Day] = frozenset()
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to meet. Weekdays: 0 is Monday."""

    id: str
    area: str
    capacity: int
    weekdays: frozenset[int] = frozenset(range(7))
    closed: frozenset[Day] = frozenset()


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody who would like the hot seat, and for how long they have waited (whatever unit, the same for all)."""

    id: str
    waited: int
    away: frozenset[Day] = frozenset()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whose turn it is to be introduced, and since when they are a member."""

    id: str
    joined: Day
    away: frozenset[Day] = frozenset()

    @property
    def joined_day(self) -> int:
        return self.joined.toordinal() - DAY_ZERO


@dataclass(frozen=True, slots=True)
class Avoided:
    """A date that no meeting is laid on, and why."""

    date: Day
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is agreed about one meeting. None, or nobody named: left to the planner."""

    number: int
    date: Day | None = None
    topic: str | None = None
    speaker: str | None = None
    venue: str | None = None
    hot_seat: tuple[str, ...] = ()
    newest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Season:
    """Everything the planner knows. Whatever order the lists come in, they are kept sorted by number or id."""

    meetings: tuple[Meeting, ...]
    topics: tuple[Topic, ...]
    speakers: tuple[Speaker, ...]
    venues: tuple[Venue, ...]
    hot_seat: tuple[Applicant, ...] = ()
    newest: tuple[Newcomer, ...] = ()
    days_between: tuple[int, int] | None = None
    same_area_at_most: int | None = None
    every_area: bool = False
    avoid: tuple[Avoided, ...] = ()
    fixed: tuple[Fixed, ...] = ()

    def __post_init__(self) -> None:
        for name in ("topics", "speakers", "venues", "hot_seat", "newest"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda each: each.id)))
        for name in ("meetings", "fixed"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda each: each.number)))
        object.__setattr__(self, "avoid", tuple(sorted(self.avoid, key=lambda each: (each.date, each.why))))

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The areas that have a venue."""
        return tuple(sorted({venue.area for venue in self.venues}))

    @cached_property
    def reasons_to_avoid(self) -> dict[Day, str]:
        """For each date to avoid, every reason that was given."""
        found: dict[Day, list[str]] = {}
        for each in self.avoid:
            found.setdefault(each.date, []).append(each.why)
        return {day: ", ".join(why for why in several if why) for day, several in found.items()}

    @cached_property
    def fixed_dates(self) -> dict[int, Day]:
        return {each.number: each.date for each in self.fixed if each.date}

    def dates_of(self, meeting: Meeting) -> tuple[Day, ...]:
        """The dates a meeting may be put on, sorted: its candidates, and the one that is fixed, whatever day that is."""
        agreed = self.fixed_dates.get(meeting.number)
        return tuple(sorted({*meeting.candidates, *([agreed] if agreed else [])}))

    def pairs(self) -> Iterator[tuple[Meeting, Meeting]]:
        """Each meeting with the one before it, as (before, after)."""
        yield from pairwise(self.meetings)


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """One meeting of a plan. Plans with the same aims are compared by these, in this order of fields."""

    number: int
    date: Day
    topic: str
    speaker: str
    venue: str
    hot_seat: tuple[str, ...] = ()
    newest: tuple[str, ...] = ()

    def same_evening(self, other: "Planned") -> bool:
        """Whether those who come notice no difference: the same date, topic, speaker and venue."""
        return (self.date, self.topic, self.speaker, self.venue) == (
            other.date,
            other.topic,
            other.speaker,
            other.venue,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that holds every demand, with what it reaches. `optimal`: proven that no plan reaches more."""

    meetings: tuple[Planned, ...]
    support: int
    waited: int
    joined: int
    same_area: int
    optimal: bool = field(default=True, compare=False)

    @property
    def reached(self) -> tuple[int, int, int, int]:
        """The aims as numbers of which the smallest is the best, the most important first."""
        return (-self.support, -self.waited, self.joined, self.same_area)

    @property
    def order(self) -> tuple[tuple[int, int, int, int], tuple[Planned, ...]]:
        """The whole order of aims, down to the smallest ids: the best plan is the smallest."""
        return self.reached, self.meetings


def plan_of(season: Season, meetings: tuple[Planned, ...], *, optimal: bool = True) -> Plan:
    """Put the sums of the aims to the meetings of a plan."""
    support = {topic.id: topic.support for topic in season.topics}
    waited = {person.id: person.waited for person in season.hot_seat}
    joined = {person.id: person.joined_day for person in season.newest}
    area = {venue.id: venue.area for venue in season.venues}
    areas = [area[each.venue] for each in meetings]
    return Plan(
        meetings=meetings,
        support=sum(support[each.topic] for each in meetings),
        waited=sum(waited[name] for each in meetings for name in each.hot_seat),
        joined=sum(joined[name] for each in meetings for name in each.newest),
        same_area=sum(one == other for one, other in pairwise(areas)),
        optimal=optimal,
    )
