"""A list is brought into the register: new entries are written in, those of the same name filled in; undone in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.landscape.domain.entry_lists import Found
from mikrovirk.landscape.models import Entry, EntryChange
from mikrovirk.landscape.services.entries.writing import add_entry, change_entry, remove_entry, undo_change
from mikrovirk.networks.models import Network
from mikrovirk.register.domain.towns import town_at

ALWAYS_THERE = ("kind", "audience")  # a list that does not say them says the usual: nothing is changed by that


@dataclass(frozen=True)
class Planned:
    """What comes of a row: `entry` is the one it fills in, None for a new one; `is_same`: it says nothing new."""

    found: Found
    entry: Entry | None
    is_same: bool

    @property
    def is_own(self) -> bool:
        return self.entry is not None and self.entry.network_id is not None


def plan(rows: Iterable[Found], code: str) -> list[Planned]:
    """What would come of each row that is not set aside."""
    here = Entry.objects.filter(areas__municipality_code=code, removed_at=None)
    known = {entry.name.casefold(): entry for entry in here}
    planned = []
    for found in rows:
        entry = known.get(found.name.casefold())
        if not found.trouble:
            planned.append(Planned(found, entry, entry is not None and not new_in(found.values, entry)))
    return planned


def new_in(values: Mapping[str, str], entry: Entry) -> dict[str, Any]:
    """What the row says that the entry does not; nothing of one of our own networks."""
    if entry.network_id:
        return {}
    said = typed(values)
    return {
        name: value
        for name, value in said.items()
        if name not in (*ALWAYS_THERE, "name", "owner_email") and getattr(entry, name) != value
    }


def typed(values: Mapping[str, str]) -> dict[str, Any]:
    """The values as the columns take them."""
    said: dict[str, Any] = dict(values)
    if day := said.get("last_activity_date"):
        said["last_activity_date"] = date.fromisoformat(day)
    if town := town_at(said.get("postcode", "")):
        said["town"] = town.name
    return said


@transaction.atomic
def bring_in(rows: Iterable[Found], *, code: str, by: User, at: datetime, asking_network: Network | None) -> int:
    """Carry the plan out; how many entries were written in or filled in."""
    count = 0
    for planned in plan(rows, code):
        if planned.entry is None:
            add_entry(by=by, at=at, codes=[code], asking_network=asking_network, **typed(planned.found.values))
            count += 1
        elif not planned.is_same:
            change_entry(planned.entry, at=at, by=by, **new_in(planned.found.values, planned.entry))
            count += 1
    return count


@transaction.atomic
def undo_import(*, code: str, by: User, brought_at: datetime, at: datetime) -> int:
    """Take out what was written in at that moment and undo what was filled in; how many entries that was."""
    changes = EntryChange.objects.filter(at=brought_at, by=by, undone_at=None, entry__areas__municipality_code=code)
    done = 0
    for change in changes.select_related("entry"):
        if change.what == EntryChange.What.ADDED and change.entry.removed_at is None:
            remove_entry(change.entry, at=at, by=by)
            done += 1
        elif change.what == EntryChange.What.CHANGED:
            undo_change(change, at=at)
            done += 1
    return done
