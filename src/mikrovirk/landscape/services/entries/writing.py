"""What is done with an entry of the register: added, confirmed, changed, closed, taken out; each can be undone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import search_text
from mikrovirk.landscape.models import Entry, EntryArea, EntryChange, Feed
from mikrovirk.landscape.queries.entries.asked import trade_named
from mikrovirk.networks.models import Network
from mikrovirk.register.domain.towns import town_at

What = EntryChange.What
CHANGEABLE = (
    "kind", "name", "about", "audience", "industries", "place", "postcode", "town", "latitude", "longitude", "price", "is_free",
    "how_often", "language", "contact_name", "contact_email", "contact_phone", "website", "last_activity_date",
    "owner_name", "owner_email", "feed_id",
)  # fmt: skip
ABOUT_PEOPLE = ("owner_name", "owner_email", "contact_name", "contact_email", "contact_phone")
AREAS = "areas"  # stands among the fields of a change for the municipalities


@transaction.atomic
def add_entry(
    *,
    by: User | None,
    at: datetime,
    codes: Sequence[str],
    asking_network: Network | None = None,
    network: Network | None = None,
    feed: Feed | None = None,
    **said: Any,
) -> Entry:
    """Write something into the register of these municipalities."""
    entry = Entry(
        added_by=by, added_at=at, changed_at=at, asking_network=asking_network, network=network, feed=feed, **said
    )
    make_findable(entry)
    entry.save(force_insert=True)
    EntryArea.objects.bulk_create(EntryArea(entry=entry, municipality_code=code) for code in dict.fromkeys(codes))
    EntryChange.objects.create(entry=entry, what=What.ADDED, at=at, by=by)
    return entry


@transaction.atomic
def change_entry(
    entry: Entry,
    *,
    at: datetime,
    by: User | None = None,
    by_owner: bool = False,
    codes: Sequence[str] = (),
    **said: Any,
) -> EntryChange | None:
    """Change what is said of an entry; None where nothing differs. What its owner writes counts as confirmed."""
    locked = Entry.objects.select_for_update().get(pk=entry.pk)
    before = {name: plain(getattr(locked, name)) for name in CHANGEABLE if name in said}
    before = {name: value for name, value in before.items() if plain(said[name]) != value}
    if codes and set(codes) != set(codes_of(locked)):
        before[AREAS] = codes_of(locked)
    if by_owner:
        locked.confirmed_at = at
    if before:
        lay(locked, {**said, **({AREAS: codes} if codes else {})}, before, at)
    locked.save()
    entry.refresh_from_db()
    if not before:
        return confirmed(locked, at) if by_owner else None
    return EntryChange.objects.create(entry=locked, what=What.CHANGED, at=at, by=by, by_owner=by_owner, before=before)


def lay(entry: Entry, values: Mapping[str, Any], names: Mapping[str, Any], at: datetime) -> None:
    """Put these values into the row (not saved yet), and the municipalities into theirs."""
    for name in names:
        if name == AREAS:
            entry.areas.all().delete()
            EntryArea.objects.bulk_create(EntryArea(entry=entry, municipality_code=code) for code in values[AREAS])
        else:
            setattr(entry, name, values[name])
    if "owner_email" in names:  # somebody else looks after it: the link that was sent is over
        entry.link_number += 1
        entry.confirmed_at = entry.asked_at = None
    entry.changed_at = at
    make_findable(entry)


def make_findable(entry: Entry) -> None:
    """The town of its postcode where none is said, and the words it is found by."""
    if entry.postcode and not entry.town and (town := town_at(entry.postcode)):
        entry.town = town.name
    trades = [trade_named(letter, "da") for letter in entry.industries]
    words = search_text(entry.name, entry.about, entry.place, entry.town, entry.contact_name, *trades)
    entry.search_text = words if len(words) <= 1000 else words[: words.rfind(" ", 0, 1000) + 1]


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def codes_of(entry: Entry) -> list[str]:
    return list(entry.areas.values_list("municipality_code", flat=True))


@transaction.atomic
def undo_change(change: EntryChange, *, at: datetime) -> None:
    """Put back what stood there before; nothing for a change that was undone already."""
    locked = EntryChange.objects.select_for_update().select_related("entry").get(pk=change.pk)
    if locked.undone_at or locked.what != What.CHANGED:
        return
    before = dict(locked.before)
    if day := before.get("last_activity_date"):
        before["last_activity_date"] = date.fromisoformat(day)
    lay(locked.entry, before, before, at)
    locked.entry.save()
    locked.undone_at = at
    locked.save(update_fields=["undone_at"])


def confirm(entry: Entry, *, at: datetime) -> EntryChange:
    """The owner says that it is right."""
    Entry.objects.filter(pk=entry.pk).update(confirmed_at=at)
    return confirmed(entry, at)


def confirmed(entry: Entry, at: datetime) -> EntryChange:
    return EntryChange.objects.create(entry=entry, what=What.CONFIRMED, at=at, by_owner=True)


def close_entry(entry: Entry, *, at: datetime, by: User | None = None) -> None:
    """It is no more: nobody finds it in the list, and its own page says since when. `by` None: its owner."""
    if Entry.objects.filter(pk=entry.pk, closed_at=None).update(closed_at=at, changed_at=at):
        EntryChange.objects.create(entry=entry, what=What.CLOSED, at=at, by=by, by_owner=by is None)


def reopen_entry(entry: Entry, *, at: datetime, by: User | None = None) -> None:
    """It is there after all. `by` None: its owner, who confirms it by that."""
    if Entry.objects.filter(pk=entry.pk).exclude(closed_at=None).update(closed_at=None, changed_at=at):
        if by is None:
            Entry.objects.filter(pk=entry.pk).update(confirmed_at=at)
        EntryChange.objects.create(entry=entry, what=What.REOPENED, at=at, by=by, by_owner=by is None)


def remove_entry(entry: Entry, *, at: datetime, by: User | None) -> None:
    """Take it out of the register; it can be put back."""
    if Entry.objects.filter(pk=entry.pk, removed_at=None).update(removed_at=at, changed_at=at):
        EntryChange.objects.create(entry=entry, what=What.REMOVED, at=at, by=by)


def put_entry_back(entry: Entry, *, at: datetime, by: User | None) -> None:
    if Entry.objects.filter(pk=entry.pk).exclude(removed_at=None).update(removed_at=None, changed_at=at):
        EntryChange.objects.create(entry=entry, what=What.PUT_BACK, at=at, by=by)


@transaction.atomic
def erase(user: User) -> None:
    """Forget that `user` looks after an entry or is its contact, also in what stood there before; the entry stays."""
    theirs = Entry.objects.filter(Q(owner_email__iexact=user.email) | Q(contact_email__iexact=user.email))
    for change in EntryChange.objects.filter(entry__in=theirs, what=What.CHANGED):
        change.before = {name: value for name, value in change.before.items() if name not in ABOUT_PEOPLE}
        change.save(update_fields=["before"])
    Entry.objects.filter(owner_email__iexact=user.email).update(owner_name="", owner_email="")
    theirs = Entry.objects.filter(contact_email__iexact=user.email)
    for entry in theirs:
        entry.contact_name = entry.contact_email = entry.contact_phone = ""
        make_findable(entry)
        entry.save()
