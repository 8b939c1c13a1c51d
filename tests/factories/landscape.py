"""Feeds with what stands in them, and entries of the register; say only what the test is about."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from mikrovirk.landscape.domain.calendars.reading import Event
from mikrovirk.landscape.models import Entry, Feed, OutsideEvent
from mikrovirk.landscape.services.entries.writing import add_entry
from mikrovirk.landscape.services.fetching import Fetched
from mikrovirk.landscape.services.storing import store
from tests.factories import NOW

VORDINGBORG = "0390"
_number = count(1)


def make_feed(name: str = "Biblioteket", **fields: Any) -> Feed:
    """A feed of Vordingborg that nobody has read yet."""
    usual = {
        "municipality_code": VORDINGBORG,
        "url": f"https://kalender{next(_number)}.example/feed.ics",
        "added_at": NOW,
    }
    return Feed.objects.create(name=name, **(usual | fields))


def event(title: str = "Åben café", start: date | datetime | None = None, **fields: Any) -> Event:
    """Something that is read from a feed: an hour in two days."""
    start = NOW + timedelta(days=2) if start is None else start
    length = timedelta(hours=1) if isinstance(start, datetime) else timedelta(days=1)
    usual: dict[str, Any] = {
        "uid": f"uid-{next(_number)}",
        "start": start,
        "end": start + length,
        "all_day": not isinstance(start, datetime),
        "summary": title,
        "location": "Stege Bibliotek, Storegade 10, 4780 Stege",
        "cancelled": False,
    }
    return Event(**(usual | fields))


def make_outside_event(
    title: str = "Åben café", *, feed: Feed | None = None, start: date | datetime | None = None, **fields: Any
) -> OutsideEvent:
    """One activity in the calendar, stored as a reading stores it."""
    feed = feed or make_feed()
    made = event(title, start, **fields)
    others = list(feed.events.values_list("pk", flat=True))
    kept = list(feed.events.all())
    store(feed, [made, *map(as_event, kept)], now=NOW, from_date=date(2020, 1, 1))
    return feed.events.exclude(pk__in=others).get()


def as_event(row: OutsideEvent) -> Event:
    return Event(row.uid, row.starts_at, row.ends_at, row.all_day, row.title, row.place, row.is_cancelled, url=row.url)


def calendar(*titles: str, start: str = "20270113T180000Z") -> bytes:
    """A file with activities of those titles, an hour each, a day apart."""
    events = [
        f"BEGIN:VEVENT\nUID:{title}\nDTSTART:{int(start[:8]) + number}{start[8:]}\nDURATION:PT1H\nSUMMARY:{title}\nEND:VEVENT"
        for number, title in enumerate(titles)
    ]
    return "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]).encode()


def answering(*bodies: bytes | None, **more: Any) -> Any:
    """Stands for fetching: gives these bodies in turn, the last one for ever; `asked` holds what was known each time."""
    left = list(bodies)

    def fetching(url: str, *, known: Any) -> Fetched:
        fetching.asked.append(known)  # type: ignore[attr-defined]
        return Fetched(url, left.pop(0) if len(left) > 1 else left[0], **more)

    fetching.asked = []  # type: ignore[attr-defined]
    return fetching


def make_entry(name: str = "Møns Erfa", *codes: str, **fields: Any) -> Entry:
    """An erfa group in Stege that its owner confirmed on the day; nobody is asked for it."""
    usual: dict[str, Any] = {
        "kind": Entry.Kind.ERFA,
        "postcode": "4780",
        "owner_name": "Bo Blad",
        "owner_email": "bo@erfa.example",
    }
    confirmed_at = fields.pop("confirmed_at", NOW)
    entry = add_entry(by=None, at=fields.pop("at", NOW), codes=codes or (VORDINGBORG,), name=name, **(usual | fields))
    Entry.objects.filter(pk=entry.pk).update(confirmed_at=confirmed_at)
    entry.refresh_from_db()
    return entry
