"""What the worker does for the hot seat and the brag spot: keys destroyed, mails drafted."""

from datetime import datetime

from mikrovirk.live.services import seat_asking, seat_closing


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    seat_closing.close_due(now=now)
    seat_asking.draft_due(now=now)
