"""What happens to waiting mails as time goes."""

from datetime import datetime

from django.utils import timezone

from mikrovirk.mailing import queries
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.services.drafting import NOT_SENT, State

HELD_UNTIL_DAY = 3  # of the next month


def drop_expired(*, at: datetime) -> int:
    """Stop what waits and is no longer worth sending; return how many."""
    late = Message.objects.filter(state__in=NOT_SENT, mailing__expires_at__lt=at)
    return late.update(state=State.STOPPED, why="expired")


def let_held_go(*, at: datetime) -> int:
    """Queue, for each person, the oldest mail held back in an earlier month; return how many.

    It waits for the third day, so that the month's own mails may carry it along. The others go along with it.
    """
    local = timezone.localtime(at)
    if local.day < HELD_UNTIL_DAY:
        return 0
    first, _ = queries.month_bounds(local.date())
    oldest: dict[int, int] = {}
    held = Message.objects.filter(state=State.HELD, held_at__lt=first).order_by("held_at", "pk")
    for pk, user in held.values_list("pk", "user_id"):
        oldest.setdefault(user, pk)
    return Message.objects.filter(pk__in=oldest.values()).update(state=State.QUEUED, due_at=at, why="")
