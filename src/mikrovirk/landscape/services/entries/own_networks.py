"""Keeps our own networks in the register by themselves: those that are open stand there, those that close are taken out."""

from contextlib import suppress
from datetime import datetime

from django.db import IntegrityError

from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.services.entries.writing import (
    add_entry,
    change_entry,
    put_entry_back,
    remove_entry,
)
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting


def keep_own_networks(*, now: datetime) -> None:
    """Write in what is missing, take out what is closed, follow a new name or municipality. Doing it twice changes nothing."""
    known = {entry.network_id: entry for entry in Entry.objects.exclude(network=None).prefetch_related("areas")}
    for network in Network.objects.exclude(municipality_code=""):
        entry = known.get(network.pk)
        if entry is None:
            if network.is_open:
                with suppress(IntegrityError):  # another worker was first
                    write_in(network, now=now)
        else:
            follow(entry, network, now=now)


def write_in(network: Network, *, now: datetime) -> Entry:
    """A network's entry: where it usually meets, and what it says of itself."""
    latest = Meeting.objects.filter(network=network, venue__isnull=False).select_related("venue").order_by("-starts_at")
    venue = next((meeting.venue for meeting in latest[:1]), None)
    return add_entry(
        by=None,
        at=now,
        codes=[network.municipality_code],
        network=network,
        kind=Entry.Kind.NETWORK,
        name=network.name,
        place=f"{venue.name}, {venue.address}".strip(", ") if venue else network.place,
        postcode=venue.postcode if venue else "",
        town=venue.town if venue else "",
    )


def follow(entry: Entry, network: Network, *, now: datetime) -> None:
    if network.is_open and entry.removed_at and entry.closed_at:
        put_entry_back(entry, at=now, by=None)
        Entry.objects.filter(pk=entry.pk).update(closed_at=None)
    elif not network.is_open and not entry.removed_at:
        remove_entry(entry, at=now, by=None)
        Entry.objects.filter(pk=entry.pk).update(closed_at=now)
    here = [area.municipality_code for area in entry.areas.all()]
    if entry.name != network.name or network.municipality_code not in here:
        codes = list(dict.fromkeys([network.municipality_code, *here]))
        change_entry(entry, at=now, codes=codes, name=network.name)
