"""What the worker does for the health of networks: measures them once a week and after each meeting."""

from datetime import datetime

from mikrovirk.health.services import snapshots


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    snapshots.take_due(now=now)
