"""What the worker does with rounds: drafts the one reminder, and closes what is over."""

from datetime import datetime

from mikrovirk.networks.queries import has_part
from mikrovirk.voice.domain.rounds import reminder_of
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import rounds


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    for round in queries.open_rounds():
        if now > round.deadline_at:
            rounds.close(round, at=now)
        elif is_time_to_remind(round, now=now):
            rounds.remind(round, at=now)


def is_time_to_remind(round: InputRound, *, now: datetime) -> bool:
    """Whether the reminder is to be drafted, of a mail that has left."""
    if round.opened_at is None or round.reminded_at or now < reminder_of(round.opened_at, round.deadline_at).draft_at:
        return False
    return has_part(round.network, "voice") and queries.has_left(round)
