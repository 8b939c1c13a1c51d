"""What the worker does for the division of roles: drafts the reminder before it is to be looked at again."""

from datetime import datetime

from mikrovirk.cooperation.services import asking


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    asking.remind_due(now=now)
