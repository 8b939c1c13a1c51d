"""Reads: the joint calendar as files for other programs."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, QuerySet

from mikrovirk.landscape.domain.calendars.writing import numbered
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.models import OutsideEvent
from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.queries.calendar import Line, Listing, coming, named_by, outside_events, own_meetings
from mikrovirk.programme.domain import calendar_lines
from mikrovirk.programme.queries.feeds import event_of

BACK = timedelta(days=30)  # so far back a calendar program gets what is over
AT_MOST = 10_000
PER_PAGE = 100


@dataclass(frozen=True)
class Stamp:
    """What tells a program whether something changed."""

    etag: str
    changed_at: datetime


def rows_in_feed(asked: Asked, now: datetime) -> tuple[QuerySet[OutsideEvent], QuerySet[Any]]:
    """What a subscriber sees."""
    return (
        outside_events(asked).filter(ends_at__gte=now - BACK),
        own_meetings(asked).filter(ends_at__gte=now - BACK),
    )


def stamp_of(asked: Asked, now: datetime) -> Stamp:
    """The stamp of what is asked, in two small queries. It changes with the day, as what is over falls out."""
    counted = [rows.order_by().aggregate(n=Count("pk"), at=Max("changed_at")) for rows in rows_in_feed(asked, now)]
    latest = max((each["at"] for each in counted if each["at"]), default=datetime(2000, 1, 1, tzinfo=UTC))
    words = f"{asked}{[each['n'] for each in counted]}{latest.timestamp()}{now.date()}{calendar_lines.HEADER}"
    return Stamp(f'"{hashlib.sha256(words.encode()).hexdigest()[:24]}"', latest)


def calendar_text(asked: Asked, now: datetime, *, name: str) -> str:
    """The whole calendar; three queries, as every activity keeps its lines."""
    theirs, ours = rows_in_feed(asked, now)
    rows = list(theirs.order_by("starts_at", "pk").values_list("pk", "calendar_lines", "feed__name")[:AT_MOST])
    twins = named_by(OutsideEvent.objects.filter(same_as__isnull=False, ends_at__gte=now - BACK), "same_as")
    events = [numbered(lines, pk, sources=" · ".join([source, *twins.get(pk, [])])) for pk, lines, source in rows]
    meetings = ours.select_related("network", "venue", "format").order_by("starts_at", "pk")[:AT_MOST]
    events += [meeting.calendar_event or event_of(meeting) for meeting in meetings]
    return calendar_lines.feed(name, events)


def one_event(row: OutsideEvent, *, name: str) -> str:
    """A calendar with this one activity."""
    return calendar_lines.feed(name, [numbered(row.calendar_lines, row.pk, sources=row.feed.name)])


def coming_lines(asked: Asked, now: datetime, *, number: int = 1, most: int = PER_PAGE) -> tuple[list[Line], bool]:
    """Page `number` of what comes, with what it is about, and whether there is more."""
    first = (number - 1) * most
    lines = Listing(coming(asked, now), now=now, whole=True)[first : first + most + 1]
    return lines[:most], len(lines) > most


def as_plain(line: Line) -> dict[str, Any]:
    """An activity as JSON; docs/using/calendar.md says what each word means."""
    return {
        "id": f"{'meeting' if line.kind else 'activity'}-{line.pk}",
        "title": line.title,
        "start": in_danish_time(line.first_day if line.all_day else line.starts_at),
        "end": in_danish_time(line.last_day if line.all_day else line.ends_at),
        "all_day": line.all_day,
        "when": line.when,
        "place": line.place,
        "town": line.town,
        "url": settings.SITE_URL + line.url,
        "link": line.link,
        "organisers": list(line.sources),
        "cancelled": line.is_cancelled,
        "moved_from": in_danish_time(line.moved_from) if line.moved_from else None,
        "audience": line.audience,
        "language": line.language,
        "free": line.is_free,
        "description": line.description,
    }


def in_danish_time(value: date | datetime) -> str:
    """A day as it is, a moment with the offset that holds in Denmark."""
    return value.astimezone(COPENHAGEN).isoformat() if isinstance(value, datetime) else value.isoformat()
