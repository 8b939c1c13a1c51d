"""Who came to which evening, as far as it was known on a day: what forecast, measures and warnings begin with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Meeting:
    """One meeting of a series (a network)."""

    id: str
    series: str
    on: date


@dataclass(frozen=True)
class Answer:
    """What a person said about a meeting, and when; the newest answer of a person counts."""

    meeting: str
    person: str
    coming: bool
    on: date


@dataclass(frozen=True)
class Evening:
    """A meeting that has been held, with those who came (or, where only sign-ups are known, said yes)."""

    id: str
    on: date
    came: frozenset[str]

    @property
    def count(self) -> int:
        return len(self.came)


def held(meetings: Iterable[Meeting], answers: Iterable[Answer], *, as_of: date) -> dict[str, tuple[Evening, ...]]:
    """Each series' evenings up to and with the day, oldest first; what was dated or said later is not looked at.

    Series without a meeting by then are left out.
    """
    known = [meeting for meeting in meetings if meeting.on <= as_of]
    ids = {meeting.id for meeting in known}
    newest: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        if answer.on <= as_of and answer.meeting in ids:
            before = newest.get((answer.meeting, answer.person))
            if before is None or (before.on, before.coming) <= (answer.on, answer.coming):
                newest[answer.meeting, answer.person] = answer
    came: dict[str, set[str]] = {}
    for answer in newest.values():
        if answer.coming:
            came.setdefault(answer.meeting, set()).add(answer.person)
    series: dict[str, list[Evening]] = {}
    for meeting in sorted(known, key=lambda meeting: (meeting.on, meeting.id)):
        evening = Evening(meeting.id, meeting.on, frozenset(came.get(meeting.id, ())))
        series.setdefault(meeting.series, []).append(evening)
    return {name: tuple(evenings) for name, evenings in series.items()}
