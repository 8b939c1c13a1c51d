"""Change a season by hand: move a date, put in or take out a meeting, give one another format."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time

from mikrovirk.programme.domain.alternation import alternate
from mikrovirk.programme.domain.seasons import PlannedMeeting, SeasonImpossible, SeasonLayout, SeasonProblem


def move(layout: SeasonLayout, number: int, to: date, *, start_time: time | None = None) -> SeasonLayout:
    """Move one meeting by hand and keep the rest; numbers follow the dates, formats stay with their meetings.

    Any day may be chosen, also one to keep free: the page warns with `Avoid.reasons_on`. Raise SeasonImpossible where
    another meeting has the day or the number is unknown.
    """
    meeting = layout.numbered(number)
    others = [other for other in layout.meetings if other.number != number]
    moved = replace(meeting, date=to, start_time=start_time or meeting.start_time, by_hand=True)
    return renumbered(layout, [*others, moved])


def insert(
    layout: SeasonLayout,
    day: date,
    *,
    start_time: time,
    turn: Sequence[str],
    format_key: str | None = None,
    realternate: bool,
) -> SeasonLayout:
    """Put in an extra meeting. Without a format of its own it takes the next in turn after the meeting before it.

    `realternate` lets the meetings after it follow on from it; otherwise they keep their formats. Raise
    SeasonImpossible where another meeting has the day or there is no format.
    """
    if not turn and format_key is None:
        raise SeasonImpossible(SeasonProblem.NO_FORMATS)
    extra = PlannedMeeting(0, None, day, start_time, format_key or turn[0], by_hand=True)
    fuller = renumbered(layout, [*layout.meetings, extra])
    number = next(meeting.number for meeting in fuller.meetings if meeting.date == day)
    if format_key is None:
        keep = {meeting.number for meeting in fuller.meetings} - {number}
        fuller = with_formats(fuller, alternate(formats_of(fuller), turn, after=number - 1, fixed=keep))
    return in_turn(fuller, turn, after=number) if realternate else fuller


def remove(layout: SeasonLayout, number: int, *, turn: Sequence[str], realternate: bool) -> SeasonLayout:
    """Take one meeting out; the later ones move up a number, and with `realternate` their formats close the gap."""
    layout.numbered(number)
    fewer = renumbered(layout, [meeting for meeting in layout.meetings if meeting.number != number])
    return in_turn(fewer, turn, after=number - 1) if realternate else fewer


def change_format(
    layout: SeasonLayout, number: int, format_key: str, *, turn: Sequence[str], realternate: bool
) -> SeasonLayout:
    """Give one meeting another format; with `realternate` the later ones follow on from it."""
    changed = replace(layout.numbered(number), format_key=format_key)
    meetings = [changed if meeting.number == number else meeting for meeting in layout.meetings]
    layout = replace(layout, meetings=tuple(meetings))
    return in_turn(layout, turn, after=number) if realternate else layout


def in_turn(layout: SeasonLayout, turn: Sequence[str], *, after: int) -> SeasonLayout:
    return with_formats(layout, alternate(formats_of(layout), turn, after=after))


def formats_of(layout: SeasonLayout) -> list[str]:
    return [meeting.format_key for meeting in layout.meetings]


def with_formats(layout: SeasonLayout, formats: Sequence[str]) -> SeasonLayout:
    pairs = zip(layout.meetings, formats, strict=True)
    return replace(layout, meetings=tuple(replace(meeting, format_key=key) for meeting, key in pairs))


def renumbered(layout: SeasonLayout, meetings: Iterable[PlannedMeeting]) -> SeasonLayout:
    """Numbers in order of date; raise SeasonImpossible where two meetings would share a day."""
    by_date = sorted(meetings, key=lambda meeting: meeting.date)
    if len({meeting.date for meeting in by_date}) < len(by_date):
        raise SeasonImpossible(SeasonProblem.DATE_TAKEN)
    numbered = (replace(meeting, number=number) for number, meeting in enumerate(by_date, start=1))
    return replace(layout, meetings=tuple(numbered))
