"""Whom an early warning was about is known for a time only."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from mikrovirk.health.models import RaisedWarning

Named = RaisedWarning.people.through


def named_in_warnings(before: datetime) -> QuerySet[Any]:
    """Each person in a warning that was last found to hold before that moment."""
    return Named.objects.filter(raisedwarning__seen_at__lt=before)


def forget_named(before: datetime) -> int:
    return named_in_warnings(before).delete()[0]
