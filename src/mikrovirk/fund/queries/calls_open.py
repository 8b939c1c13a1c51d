"""The calls one may apply to."""

from datetime import datetime

from django.db.models import Q, QuerySet

from mikrovirk.fund.models import Call, Fund


def taking_applications(*, at: datetime) -> QuerySet[Call]:
    """The calls of every fund that are open and whose deadline is not over, the next deadline first."""
    begun = Q(opens_at__isnull=True) | Q(opens_at__lte=at)
    return Call.objects.filter(begun, state=Call.State.OPEN, deadline_at__gte=at).order_by("deadline_at", "pk")


def calls_taking_applications(fund: Fund, *, at: datetime) -> list[Call]:
    """Those of one fund."""
    return list(taking_applications(at=at).filter(fund=fund))
