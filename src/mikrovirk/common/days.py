"""Where a day begins and ends, in Denmark."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def start_of(day: date) -> datetime:
    """The first moment of a day."""
    return timezone.make_aware(datetime.combine(day, time()))


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return start_of(day + timedelta(days=1))


def last_minute_of(day: date) -> datetime:
    """When something is over that can be done on a day: people are told 23.59, and nobody wonders which midnight is meant."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))
