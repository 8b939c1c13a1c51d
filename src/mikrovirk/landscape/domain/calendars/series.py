"""Lays out events that repeat: rules, extra and left-out dates, and what was changed for one time or from one time on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mikrovirk.landscape.domain.calendars import rules
from mikrovirk.landscape.domain.calendars.events import Written
from mikrovirk.landscape.domain.calendars.problems import Problem

NO_TIME = timedelta(0)
Key = tuple[str, datetime]


@dataclass(frozen=True)
class Time:
    """One time an event takes place. `was` is when the rule would have had it: what tells it from its sisters."""

    event: Written
    start: datetime
    end: datetime
    was: datetime | None = None


class Series:
    """An event and what replaces it at some of its times; all have one UID."""

    def __init__(self, core: Written | None, replacements: Iterable[Written], problems: list[Problem]) -> None:
        self.core, self.problems = core, problems
        self.replacements: list[Written] = []
        self.by_key: dict[Key, Written] = {}
        for one in sorted(replacements, key=lambda event: event.sequence):  # of two for one time the later counts
            for key in keys_of_replaced(one):
                self.by_key[key] = one
        self.replacements = list({id(one): one for one in self.by_key.values()}.values())
        later = [one for one in self.replacements if one.and_future]
        self.later = sorted(later, key=lambda event: as_utc(event.stands_for))

    def between(self, first: datetime, last: datetime) -> Iterator[Time]:
        """Every time that overlaps `first` ≤ t < `last`."""
        shown: set[int] = set()
        if self.core is not None:
            for start, length in self.starts(self.core, first, last):
                found = self.at(self.core, start, length)
                if found.event is not self.core and found.start == found.event.start:  # the replacement itself
                    if id(found.event) in shown:
                        continue
                    shown.add(id(found.event))
                if overlaps(found, first, last):
                    yield found
        for one in self.replacements:
            time = Time(one, one.start, one.end, one.stands_for)
            if id(one) in shown or self.is_left_out(one.stands_for) or self.is_outdated(one):
                continue
            if overlaps(time, first, last):
                yield time

    def starts(self, core: Written, first: datetime, last: datetime) -> Iterator[tuple[datetime, timedelta | None]]:
        """When the core takes place near that time, by its rules and dates, without what is left out; in order."""
        reach = max([core.length, *(length for _start, length in core.more if length)], default=NO_TIME)
        shifts = [abs(as_utc(one.start) - as_utc(one.stands_for)) + one.length for one in self.replacements]
        reach = max([reach, *shifts]) + timedelta(days=1)
        found: dict[datetime, tuple[datetime, timedelta | None]] = {}
        try:
            near = (first - reach, last + reach)
        except OverflowError:
            near = (first, last)
        for start in self.by_rules(core, *near):
            found.setdefault(as_utc(start), (start, None))
        for start, length in core.more:
            if near[0] <= start <= near[1]:
                found[as_utc(start)] = (start, length)
        for _key, (start, length) in sorted(found.items()):
            if not self.is_left_out(start):
                yield start, length

    def by_rules(self, core: Written, first: datetime, last: datetime) -> Iterator[datetime]:
        """The event's own start, and those of its rules. A rule that cannot be read is said and left out."""
        over = []
        for line in core.rules:
            text = rules.until_day(line.value) if core.all_day else line.value
            try:
                over.append(rules.until_before(text, core.start))
                yield from rules.times_of(text, core.start, first=first, last=last)
            except rules.TooOften as too_often:
                yield from too_often.times
                self.problems.append(Problem("too_often", line.number, about=core.title, what=line.value))
            except (ValueError, OverflowError):
                self.problems.append(Problem("bad_rule", line.number, about=core.title, what=line.value))
        if not (over and all(over)):
            yield core.start

    def at(self, core: Written, start: datetime, length: timedelta | None) -> Time:
        """What takes place where the core would have started at `start`."""
        for key in (*keys_of(start), ("day", midnight(start))):
            if key in self.by_key:
                one = self.by_key[key]
                return Time(one, one.start, one.end, start)
        event = core
        for one in self.later:
            if as_utc(one.stands_for) < as_utc(start):
                event = one
        if event is core:
            return Time(core, start, start + (core.length if length is None else length), start)
        moved = start + (event.start - in_zone_of(event.stands_for, event.start))
        return Time(event, moved, moved + event.length, start)

    def is_outdated(self, one: Written) -> bool:
        """Whether it is left over from an older version of the event, which had other times.

        Some programs write the rule into each replacement; those of an older version stay in the file.
        """
        if self.core is None or one.stands_for is None or not (one.repeats and one.sequence < self.core.sequence):
            return False
        keys = {
            key for start, _length in self.starts(self.core, one.stands_for, one.stands_for) for key in keys_of(start)
        }
        return keys.isdisjoint(keys_of(one.stands_for))

    def is_left_out(self, start: datetime | None) -> bool:
        """Whether an EXDATE names it: by its moment, by the same wall time, or by its day."""
        if start is None or self.core is None:
            return False
        named = {key for moment in self.core.left_out for key in keys_of(moment)}
        return start.date() in self.core.left_out_days or not named.isdisjoint(keys_of(start))


def overlaps(time: Time, first: datetime, last: datetime) -> bool:
    """Whether it overlaps `first` ≤ t < `last`; one without length counts where it starts."""
    start, end = as_utc(time.start), as_utc(time.end)
    if start == end:
        return first <= start < last
    return start < last and first < end


def as_utc(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.astimezone(UTC)


def in_zone_of(moment: datetime | None, other: datetime) -> datetime:
    assert moment is not None
    return moment.astimezone(other.tzinfo)


def midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, tzinfo=None)


def keys_of(moment: datetime) -> tuple[Key, ...]:
    """What a time is known by in RECURRENCE-ID and EXDATE: its moment, and (programs are careless) its wall time."""
    return ("utc", as_utc(moment).replace(tzinfo=None)), ("wall", moment.replace(tzinfo=None))


def keys_of_replaced(event: Written) -> tuple[Key, ...]:
    assert event.stands_for is not None
    if event.stands_for_day is not None:
        return (("day", midnight(event.stands_for)),)
    return keys_of(event.stands_for)
