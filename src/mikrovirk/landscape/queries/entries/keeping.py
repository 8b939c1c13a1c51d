"""Reads: the register of networks and offers for those who keep it, and for an owner behind a link."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.landscape.domain.entries import STALE_AFTER
from mikrovirk.landscape.models import Entry, EntryArea, EntryChange, Feed
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import keeping_of

STATES = ("all", "unsure", "closed", "removed")


def entries_for(user: User | AnonymousUser) -> QuerySet[Entry]:
    """The entries `user` keeps, closed and removed ones too."""
    keeping = keeping_of(user)
    if keeping.everything:
        return Entry.objects.all()
    here = EntryArea.objects.filter(entry=OuterRef("pk"), municipality_code__in=keeping.codes)
    return Entry.objects.filter(Exists(here))


def kept_in(code: str, state: str, now: datetime) -> QuerySet[Entry]:
    """A municipality's entries in one of the STATES, by name."""
    rows = Entry.objects.filter(areas__municipality_code=code).order_by("name", "pk")
    if state == "removed":
        return rows.exclude(removed_at=None)
    rows = rows.filter(removed_at=None)
    if state == "closed":
        return rows.exclude(closed_at=None)
    if state == "unsure":
        return rows.filter(unsure(now), closed_at=None)
    return rows


def unsure(now: datetime) -> Q:
    """Not confirmed by their owner in seven months, or never."""
    return Q(network=None) & (Q(confirmed_at=None) | Q(confirmed_at__lt=now - STALE_AFTER))


def counts_in(code: str, now: datetime) -> dict[str, int]:
    """How many there are in each of the STATES."""
    return {state: kept_in(code, state, now).count() for state in STATES}


def log_of(entry: Entry) -> QuerySet[EntryChange]:
    """What was done with it, newest first."""
    return entry.changes.select_related("by")


def can_be_undone(entry: Entry, *, by_owner: bool = False) -> EntryChange | None:
    """The latest change, if it can be undone: an owner's only by the owner or by who keeps the register."""
    latest = entry.changes.exclude(what__in=[EntryChange.What.CONFIRMED, EntryChange.What.ASKED]).first()
    if latest is None or latest.undone_at or latest.what != EntryChange.What.CHANGED:
        return None
    return latest if latest.by_owner or not by_owner else None


def of_the_same_owner(entry: Entry) -> QuerySet[Entry]:
    """The other entries of whoever keeps this one."""
    if not entry.owner_email:
        return Entry.objects.none()
    same = Entry.objects.filter(owner_email__iexact=entry.owner_email, removed_at=None).exclude(pk=entry.pk)
    return same.order_by("name", "pk")


def feeds_to_choose(codes: Sequence[str]) -> list[tuple[str, str]]:
    """The calendars that are read there, by number."""
    feeds = Feed.objects.filter(municipality_code__in=codes, removed_at=None).order_by("name")
    return [(str(pk), name) for pk, name in feeds.values_list("pk", "name")]


def network_that_asks(code: str, own: QuerySet[Network]) -> Network | None:
    """Whose coordinator approves the mails to an owner: the reader's `own` network there, else the oldest open one there."""
    return (
        own.filter(municipality_code=code).first()
        or Network.objects.filter(municipality_code=code, is_open=True).order_by("created_at", "pk").first()
    )
