"""What somebody can do with a feed: add it, change it, pause it, remove it and put it back."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Feed, FeedContent
from mikrovirk.landscape.services.twins import find_twins
from mikrovirk.networks.models import Network

CHANGEABLE = (
    "kind", "name", "municipality_code", "url", "website", "owner_name", "owner_email",
    "town", "audience", "language", "is_free",
)  # fmt: skip


class AlreadyThere(Exception):
    """The calendar of that address is in the municipality's calendar already."""


def add_feed(
    *, by: User, at: datetime, network: Network | None = None, octets: bytes | None = None, **said: Any
) -> Feed:
    """Add a feed; it is read within a minute. `octets`: the file, of one that is a file. Raise AlreadyThere."""
    try:
        with transaction.atomic():
            feed = Feed.objects.create(network=network, added_by=by, added_at=at, next_at=at, **said)
            if octets is not None:
                FeedContent.objects.create(feed=feed, octets=octets, kept_at=at)
    except IntegrityError:
        raise AlreadyThere from None
    return feed


def change_feed(feed: Feed, *, at: datetime, octets: bytes | None = None, **said: Any) -> None:
    """Change what is said of a feed; it is read anew at once. Raise AlreadyThere."""
    for name in CHANGEABLE:
        if name in said:
            setattr(feed, name, said[name])
    feed.etag = feed.last_modified = ""
    feed.next_at = None if feed.paused_at or feed.removed_at else at
    try:
        with transaction.atomic():
            feed.save()
            if octets is not None:
                FeedContent.objects.update_or_create(feed=feed, defaults={"octets": octets, "kept_at": at})
    except IntegrityError:
        raise AlreadyThere from None


def pause_feed(feed: Feed, *, at: datetime) -> None:
    """Read it no more for now; what was read stays."""
    Feed.objects.filter(pk=feed.pk, paused_at=None).update(paused_at=at, next_at=None)


def resume_feed(feed: Feed, *, at: datetime) -> None:
    Feed.objects.filter(pk=feed.pk, removed_at=None).update(paused_at=None, next_at=at, failed_count=0)


@transaction.atomic
def remove_feed(feed: Feed, *, at: datetime) -> None:
    """Take it out of the calendar with its activities; the feed can be put back."""
    Feed.objects.filter(pk=feed.pk).update(removed_at=at, next_at=None)
    feed.events.all().delete()
    find_twins(feed.municipality_code, since=at)


def put_back(feed: Feed, *, at: datetime) -> None:
    """Undo a removal: it is read again within a minute. Raise AlreadyThere where somebody added it meanwhile."""
    try:
        with transaction.atomic():
            Feed.objects.filter(pk=feed.pk).update(
                removed_at=None, paused_at=None, next_at=at, etag="", last_modified=""
            )
    except IntegrityError:
        raise AlreadyThere from None


def erase(user: User) -> None:
    """Forget that `user` looks after a calendar; the calendar stays, and who added it goes with the account."""
    Feed.objects.filter(owner_email__iexact=user.email).update(owner_name="", owner_email="")
