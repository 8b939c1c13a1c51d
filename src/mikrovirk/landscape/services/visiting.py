"""Reads the feeds: when they are due, with what we know of them already, and writes down what came of it."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.landscape.domain.calendars.reading import Reading
from mikrovirk.landscape.models import Feed, FeedContent, FeedVisit
from mikrovirk.landscape.services import telling
from mikrovirk.landscape.services.apart import TooHard, read_apart
from mikrovirk.landscape.services.fetching import CannotFetch, Fetched, Known, Refused, fetch
from mikrovirk.landscape.services.storing import Counts, store
from mikrovirk.landscape.services.twins import find_twins

EVERY = timedelta(hours=4)
BACK = timedelta(days=31)
AHEAD = timedelta(days=400)
# After so many failures in a row it is asked again this much later.
LATER = tuple(timedelta(hours=hours) for hours in (1, 4, 12, 24, 72, 168))
EMPTY_TIMES = 3  # a feed that was full and is empty is believed the third time
LOG_KEPT = 60  # visits of one feed
PROBLEMS_KEPT = 50
# What a visit teaches of a feed; the rest is said by people, who may say something new while it is read.
LEARNT = ("etag", "last_modified", "next_at", "read_at", "failed_count", "failing_since", "told_problems")

Outcome = FeedVisit.Outcome
Fetching = Callable[..., Fetched]
ReadingWay = Callable[..., Reading]


def visit(
    feed: Feed, *, now: datetime, by: User | None = None, fetching: Fetching = fetch, reading: ReadingWay = read_apart
) -> FeedVisit:
    """Read the feed now and store what came of it. Trouble is written down, never raised."""
    try:
        octets, is_new = contents(feed, now, fetching)
        found = reading(
            octets,
            url=feed.url,
            is_page=feed.kind == Feed.Kind.PAGE,
            first_date=timezone.localdate(now - BACK),
            end_date=timezone.localdate(now + AHEAD),
        )
    except CannotFetch as error:
        return failed(feed, error, now=now, by=by)
    except TooHard:
        return failed(feed, CannotFetch("unreadable"), now=now, by=by)
    if is_suddenly_empty(feed, found, now):
        return failed(feed, CannotFetch("empty"), now=now, by=by)
    return taken(feed, found, octets, is_new=is_new, now=now, by=by)


def contents(feed: Feed, now: datetime, fetching: Fetching) -> tuple[bytes, bool]:
    """What the feed holds, and whether it is new; what was kept where the server says that nothing is."""
    kept = FeedContent.objects.filter(feed=feed).first()
    if feed.kind == Feed.Kind.FILE:
        return (bytes(kept.octets) if kept else b""), False
    found = fetching(feed.url, known=Known(feed.etag, feed.last_modified) if kept else Known())
    if found.moved_to and not Feed.objects.filter(url=found.moved_to).exclude(pk=feed.pk).exists():
        Feed.objects.filter(pk=feed.pk, url=feed.url).update(url=found.moved_to)
    if found.body is None:
        return (bytes(kept.octets) if kept else b""), False
    feed.etag, feed.last_modified = found.etag, found.last_modified
    if kept is not None and bytes(kept.octets) == found.body:
        return found.body, False
    FeedContent.objects.update_or_create(feed=feed, defaults={"octets": found.body, "kept_at": now})
    return found.body, True


def is_suddenly_empty(feed: Feed, found: Reading, now: datetime) -> bool:
    """Whether a feed that had much to come has nothing at all: more likely a fault of theirs than an empty year."""
    if found.events or feed.failed_count + 1 >= EMPTY_TIMES:
        return False
    return feed.events.filter(starts_at__gt=now).count() > 2


@transaction.atomic
def taken(feed: Feed, found: Reading, octets: bytes, *, is_new: bool, now: datetime, by: User | None) -> FeedVisit:
    """Store what was read; nothing where the feed was taken out meanwhile."""
    # Two who read it at once would both store it: the second waits, and then sees what the first stored.
    locked = Feed.objects.select_for_update().get(pk=feed.pk)
    feed.paused_at, feed.removed_at = locked.paused_at, locked.removed_at
    events = () if feed.removed_at else found.events
    counts = store(feed, events, now=now, from_date=timezone.localdate(now - BACK))
    find_twins(feed.municipality_code, since=now)
    feed.failed_count, feed.failing_since, feed.read_at = 0, None, now
    feed.next_at = None if feed.paused_at or feed.removed_at else now + EVERY
    log = FeedVisit(
        outcome=Outcome.READ if is_new or counts != Counts() else Outcome.SAME,
        octets=len(octets),
        found_count=len(found.events),
        new_count=counts.new,
        changed_count=counts.changed,
        gone_count=counts.gone,
        problems=[list(astuple(problem)) for problem in found.problems[:PROBLEMS_KEPT]],
    )
    return written_down(feed, log, now=now, by=by)


@transaction.atomic
def failed(feed: Feed, error: CannotFetch, *, now: datetime, by: User | None) -> FeedVisit:
    """Write down why it could not be read, and when it is tried again; what was read before stays."""
    feed.failed_count += 1
    feed.failing_since = feed.failing_since or now
    wait = max(LATER[min(feed.failed_count, len(LATER)) - 1], timedelta(seconds=min(error.retry_after, 604_800)))
    feed.next_at = None if feed.paused_at or feed.removed_at else now + wait
    outcome = Outcome.REFUSED if isinstance(error, Refused) else Outcome.FAILED
    log = FeedVisit(outcome=outcome, reason=error.reason, detail=error.detail[:120])
    return written_down(feed, log, now=now, by=by)


def written_down(feed: Feed, log: FeedVisit, *, now: datetime, by: User | None) -> FeedVisit:
    """Save the feed and its log; its owner's mail is drafted where something new is wrong."""
    log.feed, log.at, log.by = feed, now, by
    log.save()
    if (wrong := what_is_wrong(feed, log)) != feed.told_problems:
        feed.told_problems = wrong
        if wrong:
            telling.draft_to_owner(feed, log, at=now)
    feed.save(update_fields=LEARNT)
    old = feed.visits.values_list("pk", flat=True)[LOG_KEPT:]
    FeedVisit.objects.filter(pk__in=list(old)).delete()
    return log


def what_is_wrong(feed: Feed, log: FeedVisit) -> str:
    """Stands for the problems of a visit: the same text for the same ones. "" where nothing is to be told.

    A server may be away for a while: that is told once it has been for three visits.
    """
    if log.reason:
        if feed.failed_count < 3 and log.outcome == Outcome.FAILED:
            return feed.told_problems
        return hashlib.sha256(log.reason.encode()).hexdigest()
    said = sorted({(code, about, what) for code, _line, about, what in log.problems if code != "mended"})
    return hashlib.sha256(json.dumps(said).encode()).hexdigest() if said else ""


def read_due(*, now: datetime, going_on: Callable[[], bool]) -> int:
    """Read the feeds that are due, as long as `going_on` says so; how many were read."""
    count = 0
    while going_on():
        feed = claimed(now)
        if feed is None:
            break
        visit(feed, now=now)
        count += 1
    return count


def claimed(now: datetime) -> Feed | None:
    """A feed that is due, put off for an hour so that no second worker, and no crash, begins it again at once."""
    due = Feed.objects.filter(next_at__lte=now, paused_at=None, removed_at=None).order_by("next_at", "pk")
    for feed in due[:5]:
        if Feed.objects.filter(pk=feed.pk, next_at=feed.next_at).update(next_at=now + LATER[0]):
            return feed
    return None
