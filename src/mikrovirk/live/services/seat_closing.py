"""What was said in the room only, made unreadable for good 24 hours after the evening.

Nobody waits for this to be done: whoever reads asks for the time first. Here the keys are destroyed, and what they locked is
taken out of the database; copies of the database hold only locked words, without a key.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mikrovirk.common import sealing
from mikrovirk.live.domain.running import STAYS_OPEN
from mikrovirk.live.models import Evening, SeatTaken
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.services import seat as seat_services
from mikrovirk.programme.models import HotSeatApplication
from mikrovirk.programme.services import room_only

KEY_WITHOUT_ROW = timedelta(days=7)  # a key that no application names is destroyed when it is so old


def close_due(*, now: datetime) -> int:
    """Seal what is not yet, destroy the keys whose time is over; return how many. Doing it twice changes nothing."""
    room_only.seal_what_is_plain()
    for taken in SeatTaken.objects.filter(application__openness="room", key_destroyed_at=None):
        seat_services.seal_what_is_plain(taken)
    closed = [application for application in with_key(now) if is_due(application, now)]
    for application in closed:
        close(application, now=now)
    destroy_keys_without_row(now=now)
    if closed:
        empty_the_log()
    return len(closed)


def with_key(now: datetime) -> list[HotSeatApplication]:
    """Applications that something is locked for, and whose evening was a day ago by the plan."""
    rows = HotSeatApplication.objects.exclude(room_key="").filter(meeting__ends_at__lte=now - STAYS_OPEN)
    return list(rows.select_related("meeting"))


def is_due(application: HotSeatApplication, now: datetime) -> bool:
    evening = Evening.objects.filter(meeting=application.meeting_id).select_related("meeting").first()
    return evening is None or queries.is_closed(evening, now)


def close(application: HotSeatApplication, *, now: datetime) -> None:
    """The key first: whatever happens after, nobody reads on. Raise OSError where it cannot be destroyed."""
    sealing.destroy_key(application.room_key)
    with transaction.atomic():
        taken = SeatTaken.objects.filter(application=application).first()
        if taken:
            taken.inputs.exclude(sealed=None).delete()
            taken.groups.exclude(sealed=None).delete()
            taken.key_destroyed_at = now
            taken.save(update_fields=["key_destroyed_at"])
        room_only.make_unreadable(application)


def destroy_keys_without_row(*, now: datetime) -> None:
    """The keys of what was taken away together with its network or its member."""
    known = set(HotSeatApplication.objects.exclude(room_key="").values_list("room_key", flat=True))
    for name in sealing.names_of_keys() - known:
        made_at = (Path(settings.KEYS) / f"{name}.key").stat().st_mtime
        if made_at < (now - KEY_WITHOUT_ROW).timestamp():
            sealing.destroy_key(name)


def empty_the_log() -> None:
    """SQLite's write-ahead log still holds pages as they were; what is locked in them is locked, but it goes too."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
