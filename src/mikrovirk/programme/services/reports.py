"""Writes: a steering report has been read."""

from datetime import datetime

from mikrovirk.programme.models import Meeting


def note_read(meeting: Meeting, *, at: datetime) -> None:
    """Whoever runs the network has read what came of the evening; the first time stays."""
    if meeting.ends_at < at:
        Meeting.objects.filter(pk=meeting.pk, report_read_at=None).update(report_read_at=at)
