"""Where meetings are held."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.services import invitations
from mikrovirk.programme.services import meetings as meeting_services


class VenueInUse(Exception):
    """A coming meeting is to be held there."""


FIELDS = ("name", "address", "postcode", "town", "capacity", "parking", "latitude", "longitude")


def add_venue(network: Network, *, name: str, **details: Any) -> Venue:
    """Add a venue of the network."""
    return Venue.objects.create(network=network, name=name, **details)


def venue_named(network: Network, name: str) -> Venue:
    """The network's venue of that name, added where there is none."""
    return Venue.objects.filter(network=network, name__iexact=name).first() or add_venue(network, name=name)


@transaction.atomic
def change_venue(venue: Venue, *, at: datetime, **details: Any) -> None:
    """Change a venue; calendars of coming meetings there follow, and who knows of an old address is told (a draft)."""
    meetings = list(
        Meeting.objects.filter(venue=venue, ends_at__gt=at)
        .exclude(state=Meeting.State.CANCELLED)
        .select_related("network", "venue", "format")
    )
    known = {meeting.pk: invitations.facts_of(meeting) for meeting in meetings}
    for name in FIELDS:
        if name in details:
            setattr(venue, name, details[name])
    venue.save(update_fields=[name for name in FIELDS if name in details])
    for meeting in meetings:
        fresh = meeting_services.locked(meeting)
        meeting_services.settle(fresh, at=at)
        invitations.tell_of_change(fresh, known[meeting.pk], at=at)


def remove_venue(venue: Venue, *, at: datetime) -> None:
    """Remove a venue that no coming meeting needs; raise VenueInUse for any other."""
    if Meeting.objects.filter(venue=venue, ends_at__gt=at).exclude(state=Meeting.State.CANCELLED).exists():
        raise VenueInUse
    venue.delete()
