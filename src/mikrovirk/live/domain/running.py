"""The clock of an evening: which turn is on, for how long, and when the evening ends.

The state follows from what the host pressed, in the order in which it was pressed. So a phone without net can go on
alone: its presses are put where they belong when they arrive. `static/live/running.js` follows the same rules; one set
of cases is run through both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from math import floor
from typing import Any

FIRM_SECONDS = 0  # from here the countdown is firm
GENTLE_SECONDS = 30  # from here it is gentle; at most a third of the turn
APPLAUSE_SECONDS = -20  # over time for so long: the room is asked for applause
STAYS_OPEN = timedelta(hours=24)  # after the meeting: phones can look back and answer so long
REHEARSAL = timedelta(hours=3)  # begun so far from its hour, the evening is as long as planned but ends elsewhere
BUFFER_AT_LEAST = 15 * 60  # free networking gives way to what lasts longer, down to this


class Press(StrEnum):
    """What the host can press."""

    GO = "go"  # this turn is on now; starts the evening, too
    PAUSE = "pause"
    RESUME = "resume"
    ADD = "add"  # detail seconds, may be negative
    SKIP = "skip"  # the turn falls out
    KEEP = "keep"  # a skipped turn is taken in again
    SWAP = "swap"  # with the turn detail other
    NAME = "name"  # detail who (and person, sign_up or phone): somebody else takes the turn; nobody has it without
    END = "end"


class Phase(StrEnum):
    """How the countdown looks."""

    CALM = "calm"
    GENTLE = "gentle"
    FIRM = "firm"
    APPLAUSE = "applause"


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that is on for a while. `part` is the agenda item's key; several turns may share one."""

    key: str
    kind: str  # programme.domain.agenda.Kind
    title: str
    seconds: int
    who: str = ""
    part: str = ""
    person: int | None = None  # key of the person whose turn it is
    sign_up: int | None = None
    application: int | None = None  # the hot seat's
    phone: int | None = None  # of somebody who is known by name only

    def as_plain(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def turn_from(plain: Mapping[str, Any]) -> Turn:
    return Turn(**plain)


@dataclass(frozen=True, slots=True)
class Action:
    """One press; `at` by the server's clock."""

    kind: Press
    at: datetime
    turn: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """Where the evening is. `spent` is in seconds, before `since`; `since` is None while nothing counts."""

    turns: tuple[Turn, ...]  # in their order, skipped ones too
    skipped: frozenset[str] = frozenset()
    now_on: str | None = None
    since: datetime | None = None
    spent: float = 0.0
    started_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def ahead(self) -> tuple[Turn, ...]:
        """The turns still to come, without skipped ones."""
        place = next((n for n, turn in enumerate(self.turns) if turn.key == self.now_on), -1)
        return tuple(turn for turn in self.turns[place + 1 :] if turn.key not in self.skipped)

    @property
    def current(self) -> Turn | None:
        return next((turn for turn in self.turns if turn.key == self.now_on), None)

    def remaining(self, now: datetime) -> float:
        """Seconds left of what is on; negative when it is over time."""
        if self.current is None:
            return 0.0
        return self.current.seconds - self.spent - self.running(now)

    def running(self, now: datetime) -> float:
        return max((now - self.since).total_seconds(), 0.0) if self.since else 0.0


def fold(turns: Sequence[Turn], actions: Iterable[Action]) -> Run:
    """The state after all presses, whatever order they arrived in."""
    run = Run(tuple(turns))
    for action in sorted(actions, key=lambda action: action.at):
        run = after(run, action)
    return run


def after(run: Run, action: Action) -> Run:
    """The state after one more press. What makes no sense (an unknown turn, a pause of nothing) changes nothing."""
    keys = {turn.key for turn in run.turns}
    if run.ended_at and action.kind is not Press.GO:
        return run
    if action.kind in TURN_PRESSES and action.turn not in keys:
        return run
    return RULES[action.kind](run, action)


def go(run: Run, action: Action) -> Run:
    if run.now_on == action.turn and not run.ended_at:
        return run  # pressed twice, or by two hosts
    return replace(
        run,
        now_on=action.turn,
        since=action.at,
        spent=0.0,
        skipped=run.skipped - {action.turn},
        started_at=run.started_at or action.at,
        ended_at=None,
    )


def pause(run: Run, action: Action) -> Run:
    if run.since is None:
        return run
    return replace(run, spent=run.spent + run.running(action.at), since=None)


def resume(run: Run, action: Action) -> Run:
    if run.since or run.now_on is None or run.ended_at:
        return run
    return replace(run, since=action.at)


def add(run: Run, action: Action) -> Run:
    seconds = int(action.detail.get("seconds", 60))
    return changed(run, action.turn, lambda turn: replace(turn, seconds=max(turn.seconds + seconds, 0)))


def skip(run: Run, action: Action) -> Run:
    if run.now_on == action.turn:
        return run  # what is on is left by going on
    return replace(run, skipped=run.skipped | {action.turn})


def keep(run: Run, action: Action) -> Run:
    return replace(run, skipped=run.skipped - {action.turn})


def swap(run: Run, action: Action) -> Run:
    places = {turn.key: place for place, turn in enumerate(run.turns)}
    other = action.detail.get("other")
    if other not in places or run.now_on in (other, action.turn):
        return run
    turns = list(run.turns)
    first, second = places[action.turn], places[str(other)]
    turns[first], turns[second] = turns[second], turns[first]
    return replace(run, turns=tuple(turns))


def name(run: Run, action: Action) -> Run:
    who, has = str(action.detail.get("who", "")), action.detail.get
    keys = {"sign_up": has("sign_up"), "person": has("person"), "phone": has("phone")}
    return changed(run, action.turn, lambda turn: replace(turn, who=who, **keys))


def end(run: Run, action: Action) -> Run:
    if run.started_at is None:
        return run
    return replace(pause(run, action), now_on=None, spent=0.0, ended_at=action.at)


def changed(run: Run, key: str, change: Any) -> Run:
    return replace(run, turns=tuple(change(turn) if turn.key == key else turn for turn in run.turns))


RULES = {
    Press.GO: go,
    Press.PAUSE: pause,
    Press.RESUME: resume,
    Press.ADD: add,
    Press.SKIP: skip,
    Press.KEEP: keep,
    Press.SWAP: swap,
    Press.NAME: name,
    Press.END: end,
}
TURN_PRESSES = {Press.GO, Press.ADD, Press.SKIP, Press.KEEP, Press.SWAP, Press.NAME}


def phase(remaining: float, seconds: int) -> Phase:
    """How the countdown looks with so many seconds left of so many."""
    if remaining <= APPLAUSE_SECONDS:
        return Phase.APPLAUSE
    if remaining <= FIRM_SECONDS:
        return Phase.FIRM
    return Phase.GENTLE if remaining <= min(GENTLE_SECONDS, seconds / 3) else Phase.CALM


@dataclass(frozen=True, slots=True)
class Planned:
    """A turn still to come, with its hours as they look now."""

    turn: Turn
    starts_at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The rest of the evening as it looks now; `over_seconds`: how much later than planned it ends (0: as planned)."""

    rest: tuple[Planned, ...]
    ends_at: datetime
    over_seconds: int


def plan(run: Run, now: datetime, *, starts_at: datetime, ends_at: datetime) -> Plan:
    """Lay out the rest anew: free networking at the end stretches to the planned end, or gives way down to 15 minutes."""
    if run.started_at is None:
        at = max(now, starts_at)
    elif run.ended_at:
        at = run.ended_at
    else:
        at = now + timedelta(seconds=max(run.remaining(now), 0.0))
    if run.started_at and abs(run.started_at - starts_at) > REHEARSAL:
        ends_at = run.started_at + (ends_at - starts_at)
    ahead = [] if run.ended_at else list(run.ahead)
    lengths = stretched(ahead, (ends_at - at).total_seconds())
    rest = []
    for turn, seconds in zip(ahead, lengths, strict=True):
        rest.append(Planned(turn, at, seconds))
        at += timedelta(seconds=seconds)
    return Plan(tuple(rest), at, max(floor((at - ends_at).total_seconds() + 0.5), 0))


def stretched(ahead: Sequence[Turn], left_seconds: float) -> list[int]:
    """The lengths of the turns ahead; the last free networking takes what is left."""
    lengths = [turn.seconds for turn in ahead]
    networking = [place for place, turn in enumerate(ahead) if turn.kind == "networking"]
    if networking:
        last = networking[-1]
        others = sum(lengths) - lengths[last]
        lengths[last] = max(int(left_seconds - others), min(BUFFER_AT_LEAST, lengths[last]))
    return lengths
