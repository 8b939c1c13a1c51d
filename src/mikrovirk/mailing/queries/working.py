"""How the outbox of the whole installation stands, and whether a worker is at it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q

from mikrovirk.mailing.models import Message, WorkerBeat

# A worker may be held up by a slow mail server for a while before it is called dead.
DEAD_AFTER = timedelta(minutes=3)
LATELY = timedelta(days=30)
MOST_COUNTED = 100_000


def alive(*, now: datetime) -> list[WorkerBeat]:
    """The workers heard of lately, newest beat first."""
    return list(WorkerBeat.objects.filter(beat_at__gt=now - DEAD_AFTER).order_by(F("beat_at").desc()))


@dataclass(frozen=True)
class OutboxStatus:
    """How the outbox of the whole installation stands."""

    waiting_count: int  # due now and not left
    oldest_due_at: datetime | None  # of those
    later_count: int  # approved, due later
    held_count: int
    failed_count: int  # in the last 30 days
    sent_count: int  # of those due in the last 30 days; no more than MOST_COUNTED are counted
    worker_count: int  # alive
    trouble: str  # why nothing leaves; empty if nothing is wrong


def outbox_status(*, now: datetime) -> OutboxStatus:
    """Count what waits and what left, and say whether a worker is at it: for `mikrovirk check` and `mikrovirk mails`."""
    lately = now - LATELY
    going = Q(state__in=(Message.State.QUEUED, Message.State.SENDING))
    held, failed = Q(state=Message.State.HELD), Q(state=Message.State.FAILED, due_at__gte=lately)
    counts = Message.objects.filter(going | held | failed).aggregate(
        waiting_count=Count("pk", filter=going & Q(due_at__lte=now)),
        oldest_due_at=Min("due_at", filter=going & Q(due_at__lte=now)),
        later_count=Count("pk", filter=going & Q(due_at__gt=now)),
        held_count=Count("pk", filter=held),
        failed_count=Count("pk", filter=failed),
    )
    sent = Message.objects.filter(state=Message.State.SENT, due_at__gte=lately)
    counts["sent_count"] = sent[:MOST_COUNTED].count()
    found = alive(now=now)
    return OutboxStatus(**counts, worker_count=len(found), trouble=found[0].trouble if found else "")
