"""What the worker does for those who brought somebody: one thank-you each, as a draft."""

from datetime import datetime

from mikrovirk.programme.services import friends


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    friends.thank_inviters(now=now)
