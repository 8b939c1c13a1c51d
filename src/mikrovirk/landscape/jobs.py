"""What the worker does for the landscape: reads the calendars that are due, a few each minute."""

import time
from datetime import datetime

from mikrovirk.landscape.services import visiting

SECONDS = 5.0  # after so many no further one is begun: mails wait meanwhile


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    ends_at = time.monotonic() + SECONDS
    visiting.read_due(now=now, going_on=lambda: time.monotonic() < ends_at)
