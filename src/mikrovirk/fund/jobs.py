"""What the worker does for the fund: calls close, grants lapse, and reports are asked for."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.fund.services import calls, ideas, reminding

FROM_HOUR = 8  # nobody is written to in the night


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    calls.close_due(now=now)
    ideas.forget_unconfirmed(now=now)
    if timezone.localtime(now).hour >= FROM_HOUR:
        reminding.remind(now=now)
