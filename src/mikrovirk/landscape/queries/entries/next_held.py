"""Reads: what comes next at an entry, from its own network's meetings or from its calendar."""

from datetime import datetime

from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.queries.calendar import MEETING, Line, Listing, coming, lines_of
from mikrovirk.programme.queries import public

SHOWN = 3


def coming_of(entry: Entry, *, now: datetime) -> list[Line]:
    """The next three; none where we know neither its meetings nor its calendar."""
    if entry.network_id:
        meetings = public.coming(entry.network_id, now=now)[:SHOWN]
        return lines_of([(meeting.starts_at, MEETING, meeting.pk) for meeting in meetings], now=now)
    if entry.feed_id is None:
        return []
    return Listing(coming(Asked(source=str(entry.feed_id)), now), now=now)[0:SHOWN]
