"""Delivery: takes what is due out of the outbox."""

from datetime import datetime


def deliver_due(*, now: datetime, worker: str, limit: int = 200) -> int:
    """Deliver up to `limit` messages that are due; return how many left."""
    return 0
