"""What the worker does for the landscape: reads the calendars that are due, a few each minute; keeps the
register of networks and offers in step, and asks its owners twice a year."""

import time
from datetime import datetime

from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.entries.asking import ask_owners
from mikrovirk.landscape.services.entries.own_networks import keep_own_networks

SECONDS = 5.0  # after so many no further one is begun: mails wait meanwhile


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    keep_own_networks(now=now)
    ask_owners(now=now)
    ends_at = time.monotonic() + SECONDS
    visiting.read_due(now=now, going_on=lambda: time.monotonic() < ends_at)
