"""What the outbox does by the clock."""

from datetime import datetime, timedelta

from mikrovirk.mailing import services
from mikrovirk.mailing.models import Letter, WorkerBeat
from mikrovirk.mailing.services import forwarding, incoming

KEEP_LETTERS = timedelta(days=7)


def run(*, now: datetime) -> None:
    """Drop what is no longer worth sending, let go what was held back last month, and tidy up."""
    services.drop_expired(at=now)
    services.let_held_go(at=now)
    forwarding.send_on(at=now)
    incoming.forget_words(at=now)
    Letter.objects.filter(due_at__lt=now - KEEP_LETTERS).delete()
    WorkerBeat.objects.filter(beat_at__lt=now - KEEP_LETTERS).delete()
