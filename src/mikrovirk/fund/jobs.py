"""What the worker does for the fund: grants lapse, and reports are asked for."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.fund.services import reminding

FROM_HOUR = 8  # nobody is written to in the night


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    if timezone.localtime(now).hour >= FROM_HOUR:
        reminding.remind(now=now)
