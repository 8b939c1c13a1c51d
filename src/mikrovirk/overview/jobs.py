"""What the worker does for the overview: forgets whom it no longer needs to know."""

from datetime import datetime

from mikrovirk.overview.services import inviting, newcomers


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    newcomers.forget_old(now=now)
    inviting.forget_old(now=now)
