"""What the worker does about the three minutes of an evening."""

from datetime import datetime

from mikrovirk.live.services.after_introductions import see_to_evenings


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    see_to_evenings(now=now)
