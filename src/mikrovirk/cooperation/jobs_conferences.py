"""What the worker does for conferences: those that are over have been held; who promised something is reminded."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.cooperation.services import commitments, conferences

FROM_HOUR = 8  # nobody is written to in the night


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    conferences.hold_past(now=now)
    local = timezone.localtime(now)
    if local.hour >= FROM_HOUR:
        commitments.remind(now=now, today=local.date())
