"""Early warnings: which measure says that a network is in trouble, on what evidence, and which action is drafted.

A warning names a measure, so that nobody has to believe it; the words are in `warning_words`. The limits were chosen on the part
of the recorded sign-ups that docs/performance.md names, and how often they are right and wrong on the rest stands there too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from mikrovirk.health.domain import measures
from mikrovirk.health.domain.evenings import Evening
from mikrovirk.health.domain.forecast import quantiles


class Kind(StrEnum):
    """What is warned of."""

    FALLING = "falling"
    BELOW = "below"
    REGULARS = "regulars"
    NEWCOMERS = "newcomers"
    UNWELCOMED = "unwelcomed"
    RARER = "rarer"
    PAUSE = "pause"
    HANDS = "hands"
    NOBODY_ELSE = "nobody_else"


class Action(StrEnum):
    """What is drafted for the coordinator; nothing of it is sent without their approval."""

    MAIL_TO_DRIFTED = "mail_to_drifted"
    TOPIC_ASKED_FOR = "topic_asked_for"
    MAIL_TO_NEWCOMERS = "mail_to_newcomers"
    SET_A_DATE = "set_a_date"
    SHARE_TASKS = "share_tasks"
    ASK_A_SUBSTITUTE = "ask_a_substitute"


MEASURE_AND_ACTION = {
    Kind.FALLING: ("trend", Action.TOPIC_ASKED_FOR),
    Kind.BELOW: ("attendance", Action.TOPIC_ASKED_FOR),
    Kind.REGULARS: ("regulars_away", Action.MAIL_TO_DRIFTED),
    Kind.NEWCOMERS: ("first_timers_back", Action.MAIL_TO_NEWCOMERS),
    Kind.UNWELCOMED: ("unwelcomed", Action.MAIL_TO_NEWCOMERS),
    Kind.RARER: ("days_between", Action.SET_A_DATE),
    Kind.PAUSE: ("days_since_last", Action.SET_A_DATE),
    Kind.HANDS: ("hands", Action.SHARE_TASKS),
    Kind.NOBODY_ELSE: ("could_run_tonight", Action.ASK_A_SUBSTITUTE),
}


@dataclass(frozen=True)
class EarlyWarning:
    """One warning: its evidence are whole numbers by name (people, meetings, days, per cent), its people ids to write to."""

    kind: Kind
    measure: str
    evidence: Mapping[str, int]
    action: Action
    people: tuple[str, ...] = ()


FALL = -0.50  # change over the trend's meetings
BELOW_SHARE, BELOW_EVENINGS, LEAST_BEFORE = 0.20, 2, 6
BELOW_PART = 0.75  # of what was expected: in a steady network the lowest fifth begins one person below it
REGULARS_AWAY, LEAST_REGULARS = 0.60, 8
RARER_TIMES, RARER_DAYS, RARER_GAPS = 1.75, 21, 3
NEWCOMERS_BACK, LEAST_NEWCOMERS = 0.20, 10
PAUSE_TIMES, PAUSE_DAYS, PAUSE_GAPS = 2.5, 45, 8
FEW_HANDS, LEAST_TASKS = 2, 10
UNWELCOMED_AFTER, UNWELCOMED_FOR = 21, 120  # days of membership: there was time to greet them, and it is not too late


def warnings_of(
    evenings: Sequence[Evening],
    *,
    as_of: date,
    tasks_done: Mapping[str, int] | None = None,
    able: Collection[str] | None = None,
    unwelcomed: Collection[str] = (),
    known: Sequence[Evening] | None = None,
) -> tuple[EarlyWarning, ...]:
    """What to warn of on a day, from the evenings held by then; tasks and people count where they are known.

    `known`: the same evenings without those who cannot be told apart, for what is about who comes and not how many.
    """
    known = evenings if known is None else known
    found: Iterable[EarlyWarning | None] = (
        falling(evenings),
        below(evenings),
        regulars(known),
        newcomers(known, as_of=as_of),
        not_welcomed(unwelcomed),
        rarer(evenings),
        pause(evenings, as_of=as_of),
        few_hands(tasks_done or {}),
        nobody_else(able),
    )
    return tuple(warning for warning in found if warning is not None)


def warn(kind: Kind, people: Iterable[str] = (), **evidence: int) -> EarlyWarning:
    measure, action = MEASURE_AND_ACTION[kind]
    return EarlyWarning(kind, measure, evidence, action, tuple(sorted(people)))


def falling(evenings: Sequence[Evening]) -> EarlyWarning | None:
    """Attendance falls, steeply, and with its whole interval."""
    found = measures.trend([evening.count for evening in evenings])
    if found is None or not found.falls or found.change > FALL:
        return None
    return warn(
        Kind.FALLING,
        meetings=found.meetings,
        fewer=percent(-found.change),
        at_least=percent(-found.high),
        at_most=percent(-found.low),
    )


def below(evenings: Sequence[Evening]) -> EarlyWarning | None:
    """Evening after evening in the lowest fifth of what was to be expected before the first of them."""
    counts = [evening.count for evening in evenings]
    before, recent = counts[:-BELOW_EVENINGS], counts[-BELOW_EVENINGS:]
    if len(before) < LEAST_BEFORE:
        return None
    limit, expected = quantiles(before, (BELOW_SHARE, 0.5))
    if max(recent) >= min(limit, BELOW_PART * expected):
        return None
    return warn(Kind.BELOW, meetings=BELOW_EVENINGS, most=max(recent), expected=round(expected))


def regulars(evenings: Sequence[Evening]) -> EarlyWarning | None:
    """Those who used to come have stopped coming, one by one."""
    known, away = measures.regulars_away(evenings)
    if len(known) < LEAST_REGULARS or len(away) < REGULARS_AWAY * len(known):
        return None
    return warn(Kind.REGULARS, people=away, away=len(away), regulars=len(known))


def newcomers(evenings: Sequence[Evening], *, as_of: date) -> EarlyWarning | None:
    """First-timers do not come back, and that is no chance."""
    found = measures.first_timers_back(evenings, as_of=as_of)
    if found is None or found.of < LEAST_NEWCOMERS or found.high >= NEWCOMERS_BACK:
        return None
    return warn(Kind.NEWCOMERS, back=found.count, firsts=found.of, days=measures.RETURN_DAYS)


def not_welcomed(people: Collection[str]) -> EarlyWarning | None:
    """New members whom nobody has greeted: one is enough, since one is easily mended."""
    if not people:
        return None
    return warn(Kind.UNWELCOMED, people=people, new=len(people), days=UNWELCOMED_AFTER)


def rarer(evenings: Sequence[Evening]) -> EarlyWarning | None:
    """The last meetings came at far longer intervals than those before."""
    days = days_between(evenings)
    before, recent = days[-RARER_GAPS - PAUSE_GAPS : -RARER_GAPS], days[-RARER_GAPS:]
    if len(before) < RARER_GAPS:
        return None
    usual, now = median(before), median(recent)  # one summer without a meeting is not enough
    if now < max(RARER_TIMES * usual, RARER_DAYS):
        return None
    return warn(Kind.RARER, meetings=RARER_GAPS, days=round(now), usual=round(usual))


def pause(evenings: Sequence[Evening], *, as_of: date) -> EarlyWarning | None:
    """It has been quiet for far longer than between the last meetings."""
    days = days_between(evenings)[-PAUSE_GAPS:]
    if not days:
        return None
    quiet, usual = (as_of - evenings[-1].on).days, round(median(days))
    if quiet < max(PAUSE_TIMES * usual, PAUSE_DAYS):
        return None
    return warn(Kind.PAUSE, days=quiet, usual=usual)


def days_between(evenings: Sequence[Evening]) -> list[int]:
    """The days from each evening to the next."""
    return [(after.on - before.on).days for before, after in pairwise(evenings)]


def few_hands(tasks_done: Mapping[str, int]) -> EarlyWarning | None:
    """One or two did half of the work."""
    tasks, people = sum(tasks_done.values()), measures.hands(tasks_done)
    if tasks < LEAST_TASKS or people > FEW_HANDS:
        return None
    return warn(Kind.HANDS, hands=people, tasks=tasks)


def nobody_else(able: Collection[str] | None) -> EarlyWarning | None:
    """Fewer than two could run a meeting tonight."""
    if able is None or len(able) > 1:
        return None
    return warn(Kind.NOBODY_ELSE, able=len(able))


def percent(part: float) -> int:
    return round(100 * part)
