"""What the worker does with rounds: drafts the one reminder, and closes what is over."""

from datetime import datetime

from mikrovirk.networks.queries import has_part
from mikrovirk.voice.domain.rounds import reminder_of
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import rounds


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    for round in queries.open_rounds(now=now):
        if now > round.deadline_at:
            rounds.close(round, at=now)
        elif round.opened_at and now >= reminder_of(round.opened_at, round.deadline_at).draft_at:
            if has_part(round.network, "voice") and queries.has_left(round):
                rounds.remind(round, at=now)
