"""That somebody did the work round an evening is noted, so that it is known how many hands carry it."""

from datetime import datetime

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Meeting, MeetingWork


def note(meeting: Meeting, user: User, kind: MeetingWork.Kind, *, at: datetime) -> None:
    """Once for each person, meeting and kind; what is noted already stays. One statement."""
    row = MeetingWork(meeting=meeting, user=user, kind=kind, first_at=at)
    MeetingWork.objects.bulk_create([row], ignore_conflicts=True)
