"""When a round of questions reminds, and until when it takes answers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMIND_BEFORE = timedelta(days=3)  # late enough that most have answered, early enough that a weekend lies between
DRAFT_BEFORE = timedelta(days=7)  # whoever approves it looks in once a week
PART_OF_A_SHORT_ROUND = 3  # a round that is short reminds when two of its three parts are over


@dataclass(frozen=True, slots=True)
class Reminder:
    """When the one reminder is drafted, and when it may leave."""

    draft_at: datetime
    due_at: datetime


def reminder_of(opened_at: datetime, deadline_at: datetime) -> Reminder:
    """Three days before the deadline, drafted a week before it; in a short round after two thirds, drafted halfway."""
    length = deadline_at - opened_at
    due_at = deadline_at - min(REMIND_BEFORE, length / PART_OF_A_SHORT_ROUND)
    draft_at = deadline_at - min(DRAFT_BEFORE, length / 2)
    return Reminder(draft_at, due_at)


def choice_meant(typed: str, choices: list[str]) -> str | None:
    """The choice that was typed from a sheet of paper: its number, or how it begins; None where that fits none or several."""
    typed = typed.strip().rstrip(".)").casefold()
    if typed.isdecimal() and 1 <= int(typed) <= len(choices):
        return choices[int(typed) - 1]
    same = [choice for choice in choices if choice.casefold() == typed]
    found = same or [choice for choice in choices if typed and choice.casefold().startswith(typed)]
    return found[0] if len(found) == 1 else None
