"""What the worker does for those who said something: the mail about what came of it is drafted once all is decided."""

from datetime import datetime

from mikrovirk.voice.services import telling


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    telling.tell_due(now=now)
