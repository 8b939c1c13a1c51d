"""Whether a plan holds its demands, without a solver: each rule once more, in plain words of Python."""

from collections import Counter
from collections.abc import Iterator, Sequence

from mikrovirk.programme.domain.season_plan.rules import Demand, Held
from mikrovirk.programme.domain.season_plan.season import Meeting, Planned, Season


def broken(season: Season, meetings: Sequence[Planned]) -> list[Held]:
    """Return the demands that these meetings break, in the order of the rules; a plan that was found breaks none."""
    by_number = {each.number: each for each in meetings}
    found = set(_over_the_season(season, meetings))
    for meeting in season.meetings:
        found.update(Held(demand, meeting.number) for demand in _at(season, meeting, by_number[meeting.number]))
    for before, after in season.pairs():
        days = (by_number[after.number].date - by_number[before.number].date).days
        if season.days_between and not season.days_between[0] <= days <= season.days_between[1]:
            found.add(Held(Demand.DAYS_BETWEEN, after.number))
    kinds = list(Demand)
    return sorted(found, key=lambda held: (kinds.index(held.demand), str(held.concern)))


def _at(season: Season, meeting: Meeting, planned: Planned) -> Iterator[Demand]:
    """What one meeting breaks."""
    topic = next(each for each in season.topics if each.id == planned.topic)
    speaker = next(each for each in season.speakers if each.id == planned.speaker)
    venue = next(each for each in season.venues if each.id == planned.venue)
    seats = {person.id: person.away for person in season.hot_seat}
    new = {person.id: person.away for person in season.newest}
    holds = {
        Demand.CANDIDATES: planned.date in season.dates_of(meeting),
        Demand.FORMATS: meeting.format in topic.formats,
        Demand.SPEAKER: topic.id in speaker.topics,
        Demand.SPEAKER_AWAY: planned.date not in speaker.away,
        Demand.WEEKDAYS: planned.date.weekday() in venue.weekdays,
        Demand.CLOSED: planned.date not in venue.closed,
        Demand.CAPACITY: topic.expected <= venue.capacity,
        Demand.INTRODUCTIONS: len(planned.newest) == meeting.introductions and new.keys() >= set(planned.newest),
        Demand.NEWEST_AWAY: not any(planned.date in new.get(name, ()) for name in planned.newest),
        Demand.HOT_SEAT: len(planned.hot_seat) == meeting.hot_seat and seats.keys() >= set(planned.hot_seat),
        Demand.HOT_SEAT_AWAY: not any(planned.date in seats.get(name, ()) for name in planned.hot_seat),
    }
    yield from (demand for demand, held in holds.items() if not held)


def _over_the_season(season: Season, meetings: Sequence[Planned]) -> Iterator[Held]:
    """What the meetings break together."""
    area = {venue.id: venue.area for venue in season.venues}
    areas = Counter(area[each.venue] for each in meetings)
    spoken = Counter(each.speaker for each in meetings)
    turns = Counter(name for each in meetings for name in (*each.hot_seat, *each.newest))
    if any(times > 1 for times in Counter(each.topic for each in meetings).values()):
        yield Held(Demand.TOPIC_ONCE)
    if any(times > 1 for times in turns.values()):
        yield Held(Demand.NOBODY_TWICE)
    for speaker in season.speakers:
        if spoken[speaker.id] > speaker.at_most:
            yield Held(Demand.AT_MOST, speaker.id)
    for name in season.areas:
        if season.same_area_at_most is not None and areas[name] > season.same_area_at_most:
            yield Held(Demand.SAME_AREA, name)
        if season.every_area and not areas[name]:
            yield Held(Demand.EVERY_AREA, name)
    for each in meetings:
        if each.date in season.reasons_to_avoid and season.fixed_dates.get(each.number) != each.date:
            yield Held(Demand.AVOID, each.date)
    yield from _not_as_fixed(season, meetings)


def _not_as_fixed(season: Season, meetings: Sequence[Planned]) -> Iterator[Held]:
    by_number = {each.number: each for each in meetings}
    for fixed in season.fixed:
        planned = by_number[fixed.number]
        for what in ("date", "topic", "speaker", "venue"):
            if getattr(fixed, what) not in (None, getattr(planned, what)):
                yield Held(Demand.FIXED, (fixed.number, what))
        for what in ("hot_seat", "newest"):
            for name in getattr(fixed, what):
                if name not in getattr(planned, what):
                    yield Held(Demand.FIXED, (fixed.number, what, name))
