"""Puts what was read from a feed beside what was read before: new, changed, moved, cancelled, gone."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mikrovirk.landscape.domain.calendars.reading import Event, beginning_of
from mikrovirk.landscape.domain.calendars.writing import lines_of
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.domain.sameness import Entry, continued
from mikrovirk.landscape.models import Feed, Language, OutsideEvent
from mikrovirk.landscape.services import cleaning

KNOWN_LANGUAGES = {"da": Language.DANISH, "en": Language.ENGLISH}
TIMES = ("starts_at", "ends_at", "all_day")
SHOWN = ("title", "place", "description", "url", "is_cancelled", *TIMES)  # what a calendar shows of an activity
CHANGING = (*SHOWN, "uid", "key", "town", "audience", "language", "is_free", "search_text")
STORED = (*CHANGING, "moved_from", "sequence", "calendar_lines", "changed_at", "municipality_code")
BATCH = 500


@dataclass(frozen=True)
class Counts:
    """What a reading changed."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def store(feed: Feed, events: Iterable[Event], *, now: datetime, from_date: date) -> Counts:
    """Make the feed's activities from `from_date` on those that were read. What is over stays, what is gone goes.

    An activity keeps its row, and so its address and its place in people's calendars, when its hour or its UID changed.
    """
    found = rows_of(feed, events)
    kept = {row.key: row for row in feed.events.filter(ends_at__gte=beginning_of(from_date))}
    again = {key: kept.pop(key) for key in found if key in kept}
    left = list(kept.values())
    fresh = [key for key in found if key not in again]
    pairs = continued(
        [entry_of(number, row.title, row.starts_at) for number, row in enumerate(left)],
        [entry_of(number, found[key]["title"], found[key]["starts_at"]) for number, key in enumerate(fresh)],
    )
    again |= {fresh[new]: left[old] for new, old in pairs.items()}
    changed = [row for key, row in again.items() if take_over(row, feed, found[key], now=now)]
    OutsideEvent.objects.bulk_create(  # as one statement for many rows: an update of so many columns takes ten times as long
        changed, update_conflicts=True, unique_fields=["id"], update_fields=STORED, batch_size=BATCH
    )
    new = [new_row(feed, found[key], now=now) for key in fresh if key not in again]
    OutsideEvent.objects.bulk_create(new, batch_size=BATCH)
    continued_rows = set(pairs.values())
    gone = [row.pk for number, row in enumerate(left) if number not in continued_rows and row.ends_at > now]
    for place in range(0, len(gone), BATCH):
        OutsideEvent.objects.filter(pk__in=gone[place : place + BATCH]).delete()
    return Counts(len(new), len(changed), len(gone))


def entry_of(number: int, title: str, starts_at: datetime) -> Entry:
    return Entry(number, 0, title, starts_at)


def rows_of(feed: Feed, events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """What is stored of each event, by its key in the feed."""
    found: dict[str, dict[str, Any]] = {}
    for event in events:
        columns = columns_of(feed, event)
        if columns["title"]:
            identity = f"{event.uid}|{event.occurrence}" if event.uid else f"|{columns['title']}|{event.start}"
            key, number = key_of(identity), 1
            while key in found:  # two of one UID
                number += 1
                key = key_of(f"{identity}|{number}")
            found[key] = columns | {"key": key}
    return found


def key_of(identity: str) -> str:
    return hashlib.sha256(identity.encode()).hexdigest()


def columns_of(feed: Feed, event: Event) -> dict[str, Any]:
    """The event as plain text, with what its feed says of all."""
    title, place = cleaning.one_line(event.summary, 200), cleaning.one_line(event.location, 200)
    return {
        "uid": cleaning.one_line(event.uid, 300),
        "starts_at": as_moment(event.start),
        "ends_at": as_moment(event.end),
        "all_day": event.all_day,
        "title": title,
        "place": place,
        "town": cleaning.town_in(place)[:80] or feed.town,
        "description": cleaning.plain(event.description, 4000),
        "url": cleaning.web_address(event.url),
        "audience": feed.audience,
        "language": KNOWN_LANGUAGES.get(event.language, Language.OTHER) if event.language else feed.language,
        "is_free": feed.is_free if event.is_free is None else event.is_free,
        "is_cancelled": event.cancelled,
        "search_text": f"{title} {place}".casefold()[:500],
    }


def as_moment(value: date | datetime) -> datetime:
    return value if isinstance(value, datetime) else beginning_of(value)


def take_over(row: OutsideEvent, feed: Feed, found: Mapping[str, Any], *, now: datetime) -> bool:
    """Put what was read into the row, which is not saved; False where it is as it was."""
    differing = [name for name in CHANGING if getattr(row, name) != found[name]]
    if not differing and row.municipality_code == feed.municipality_code:
        return False
    if "starts_at" in differing:
        row.moved_from = row.starts_at if row.starts_at > now else None
    for name in differing:
        setattr(row, name, found[name])
    row.municipality_code = feed.municipality_code
    if set(differing) & set(SHOWN):
        row.changed_at = now
        row.sequence += 1
    row.calendar_lines = calendar_lines_of(row)
    return True


def new_row(feed: Feed, found: Mapping[str, Any], *, now: datetime) -> OutsideEvent:
    row = OutsideEvent(feed=feed, municipality_code=feed.municipality_code, first_seen_at=now, changed_at=now, **found)
    row.calendar_lines = calendar_lines_of(row)
    return row


def calendar_lines_of(row: OutsideEvent) -> str:
    days = tuple(moment.astimezone(COPENHAGEN).date() for moment in (row.starts_at, row.ends_at))
    return lines_of(
        title=row.title,
        place=row.place,
        description=row.description,
        url=row.url,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        days=(days[0], days[1]) if row.all_day else None,
        changed_at=row.changed_at,
        sequence=row.sequence,
        cancelled=row.is_cancelled,
    )
