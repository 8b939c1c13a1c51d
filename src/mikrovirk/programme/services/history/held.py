"""Writes: meetings that were held before."""

from collections.abc import Sequence
from datetime import datetime

from mikrovirk.directory.services.journal import Journal
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries.history.held import MeetingToWrite, venues_of


def write(network: Network, meetings: Sequence[MeetingToWrite], *, at: datetime) -> Journal:
    """Write the meetings; must run in a transaction. Those that are over are shown, those to come are drafts."""
    journal = Journal()
    venues = venues_of(network)
    here = Meeting.objects.in_bulk([each.known for each in meetings if each.known])
    for each in meetings:
        venue = venue_at(each, network, venues, journal)
        if each.known is None:
            journal.made([add_held(network, each, venue, at=at)])
        else:
            fill(here[each.known], each, venue, journal)
    return journal


def venue_at(each: MeetingToWrite, network: Network, venues: dict[str, Venue], journal: Journal) -> Venue | None:
    """The venue of that name, added where there is none."""
    place = each.place
    if not place.name:
        return None
    found = venues.get(place.name.casefold())
    if found is None:
        found = Venue.objects.create(
            network=network, name=place.name, address=place.address, postcode=place.postcode, town=place.town
        )
        journal.made([found])
        venues[place.name.casefold()] = found
    return found


def add_held(
    network: Network, each: MeetingToWrite, venue: Venue | None, *, at: datetime, places_taken: int = 0
) -> Meeting:
    """A meeting with neither agenda nor tasks."""
    meeting = Meeting.objects.create(
        network=network,
        title=each.title,
        summary=each.about,
        starts_at=each.starts_at,
        ends_at=each.ends_at,
        venue=venue,
        state=Meeting.State.PUBLISHED if each.is_over else Meeting.State.DRAFT,
        places_taken=places_taken,
        changed_at=at,
    )
    meeting.calendar_event = feeds.event_of(meeting)
    meeting.save(update_fields=["calendar_event"])
    return meeting


def fill(meeting: Meeting, each: MeetingToWrite, venue: Venue | None, journal: Journal) -> None:
    """What the meeting does not say yet."""
    before: dict[str, object] = {}
    if each.about and not meeting.summary:
        before["summary"], meeting.summary = "", each.about
    if venue and meeting.venue_id is None:
        before["venue_id"], meeting.venue = None, venue
    meeting.save(update_fields=["summary", "venue"])
    journal.changed(meeting, before)
