"""What the worker does with what the hall asked: it belongs to what members say."""

from datetime import datetime

from mikrovirk.live.services.hall_voice import gather_questions


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    gather_questions(now=now)
