"""Reads for the page of an evening: its hours, and how far it has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mikrovirk.live.domain.running import Turn
from mikrovirk.live.models import Evening
from mikrovirk.live.queries.room import is_over
from mikrovirk.live.queries.turns import laid_out, turns_of
from mikrovirk.programme.models import Meeting


class Stage(StrEnum):
    """How far an evening has come."""

    BEFORE = "before"
    OPEN = "open"  # the phones can come in
    AFTER = "after"


@dataclass(frozen=True)
class Hour:
    """One turn with its hours as planned."""

    starts_at: datetime
    ends_at: datetime
    minutes: int
    turn: Turn


def hours_of(meeting: Meeting, evening: Evening | None) -> list[Hour]:
    """The evening to the minute: as it was opened, else as the agenda says now."""
    return timed(laid_out(evening) if evening and evening.programme else turns_of(meeting), meeting.starts_at)


def timed(turns: Iterable[Turn], at: datetime) -> list[Hour]:
    """The turns one after the other from `at`."""
    hours = []
    for turn in turns:
        ends_at = at + timedelta(seconds=turn.seconds)
        hours.append(Hour(at, ends_at, round(turn.seconds / 60), turn))
        at = ends_at
    return hours


def stage_of(meeting: Meeting, evening: Evening | None, *, now: datetime) -> Stage:
    """Before, open or over. The host's last press ends an evening, else its end does."""
    if (evening and evening.ended_at) or now >= meeting.ends_at:
        return Stage.AFTER
    return Stage.OPEN if evening else Stage.BEFORE


def can_be_run(evening: Evening | None, *, now: datetime) -> bool:
    """Whether the host's page and the phones' pages answer still."""
    return evening is not None and not is_over(evening, now)
