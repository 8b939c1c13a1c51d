"""Shows the same activity once: under the entry that was read first, or under our own meeting; the others are named with it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from mikrovirk.landscape.domain.sameness import Entry, grouped, is_same, leaders
from mikrovirk.landscape.models import OutsideEvent
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.feeds import uid_of
from mikrovirk.programme.queries.public import SHOWN

BATCH = 500
A_DAY = timedelta(days=1)


def find_twins(municipality_code: str, *, since: datetime) -> None:
    """Look anew which activities from `since` on are the same. A fixed number of queries, and one for each batch of changes."""
    rows = list(
        OutsideEvent.objects.filter(municipality_code=municipality_code, starts_at__gte=since - A_DAY)
        .defer("description", "calendar_lines")
        .order_by("first_seen_at", "pk")
    )
    led = leaders([entry_of(row) for row in rows])
    meetings = grouped(meetings_near(municipality_code, since))
    changed = []
    for row in rows:
        same_as = led.get(row.pk)
        entry = entry_of(row)
        near = meetings.get(entry.starts_at.date(), [])
        same_meeting = next((meeting.key for meeting in near if is_same(meeting, entry)), None)
        if (row.same_as_id, row.same_meeting_id) != (same_as, same_meeting):
            row.same_as_id, row.same_meeting_id = same_as, same_meeting
            changed.append(row)
    OutsideEvent.objects.bulk_update(changed, ["same_as", "same_meeting"], batch_size=BATCH)


def entry_of(row: OutsideEvent) -> Entry:
    return Entry(row.pk, row.feed_id, row.title, row.starts_at, row.place, row.uid, row.all_day)


def meetings_near(municipality_code: str, since: datetime) -> Sequence[Entry]:
    """Our own meetings of those days; source 0 is no feed."""
    shown = Meeting.objects.filter(state__in=SHOWN, starts_at__gte=since - A_DAY)
    shown = shown.filter(Q(network__municipality_code=municipality_code))
    return [
        Entry(
            meeting.pk,
            0,
            f"{meeting.network.name} {meeting.title}",
            meeting.starts_at,
            f"{meeting.venue.name} {meeting.venue.town}" if meeting.venue else "",
            uid_of(meeting),
        )
        for meeting in shown.select_related("network", "venue")
    ]
