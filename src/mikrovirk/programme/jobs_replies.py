"""What the worker does with answers from calendars."""

from datetime import datetime

from mikrovirk.programme.services import calendar_replies


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    calendar_replies.take_answers(at=now)
