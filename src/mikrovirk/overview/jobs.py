"""What the worker does for the overview: tells of newcomers who wait, and forgets whom it no longer needs to know."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.overview.services import hosts, inviting, newcomers

FROM_HOUR = 8  # nobody is written to in the night


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    hosts.end_former(at=now)
    if timezone.localtime(now).hour >= FROM_HOUR:
        newcomers.tell_of_late(now=now)
    newcomers.forget_old(now=now)
    inviting.forget_old(now=now)
