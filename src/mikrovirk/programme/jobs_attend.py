"""What the worker does round a meeting: places that became free, reminders, "How was it?", wishes nobody confirmed."""

from datetime import datetime

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import feedback as feedback_queries
from mikrovirk.programme.services import feedback, followers, reminders, sign_ups


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    give_free_places(now=now)
    for meeting in reminders.meetings_to_remind_of(now=now):
        reminders.plan_reminders(meeting, at=now)
    for meeting in feedback_queries.meetings_to_ask_about(now=now):
        feedback.draft_asks(meeting, at=now)
    followers.forget_unconfirmed(now=now)


def give_free_places(*, now: datetime) -> None:
    """Let the waiting lists move up where the coordinator gave a meeting more places, or another venue."""
    waits = Q(sign_ups__state=SignUp.State.WAITING)
    limited = Meeting.objects.annotate(limit=Coalesce("capacity", "venue__capacity"))
    has_room = Q(limit__isnull=True) | Q(limit__gt=F("places_taken"))
    free = limited.filter(waits, has_room, state=Meeting.State.PUBLISHED, starts_at__gt=now).distinct()
    for meeting in free:
        sign_ups.move_up(meeting, at=now)
