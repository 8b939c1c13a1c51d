"""What the planner knows of speakers and venues, as the coordinator keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Topic, Venue
from mikrovirk.programme.services import venues as venue_services
from mikrovirk.voice.models import Speaker, SpeakerAway, VenueHours
from mikrovirk.voice.queries.earlier_speakers import Earlier

DETAILS = ("name", "speaks_from", "email", "at_most", "note")


@transaction.atomic
def save_speaker(
    network: Network, *, topics: Iterable[Topic], speaker: Speaker | None = None, **details: Any
) -> Speaker:
    """Add a speaker, or change `speaker`. With the address of somebody who has an account it is theirs."""
    saved = speaker or Speaker(network=network)
    for name in DETAILS:
        setattr(saved, name, details[name])
    saved.user = User.objects.filter(email=saved.email.strip().lower()).first() if saved.email else None
    saved.save()
    saved.topics.set(topics)
    return saved


def put_away(speaker: Speaker) -> None:
    """Ask the planner for them no more; what they could speak on is kept."""
    speaker.is_active = False
    speaker.save(update_fields=["is_active"])


def bring_back(speaker: Speaker) -> None:
    speaker.is_active = True
    speaker.save(update_fields=["is_active"])


def add_away(speaker: Speaker, first_date: date, last_date: date) -> SpeakerAway:
    """They cannot come on these days."""
    made, _is_new = SpeakerAway.objects.get_or_create(speaker=speaker, first_date=first_date, last_date=last_date)
    return made


@transaction.atomic
def take_over(network: Network, earlier: Sequence[Earlier]) -> list[Speaker]:
    """Add the speakers of earlier talks, each with what they spoke on."""
    made = []
    for each in earlier:
        speaker = Speaker.objects.create(
            network=network, user_id=each.user, name=each.name, speaks_from=each.whence, email=each.email
        )
        speaker.topics.set(Topic.objects.filter(network=network, pk__in=each.topics))
        made.append(speaker)
    return made


@transaction.atomic
def save_hours(
    venue: Venue, *, area: str, weekdays: Sequence[int], is_active: bool, capacity: int | None, at: datetime
) -> VenueHours:
    """Say when a venue can be had, how many it holds, and which part of the municipality it lies in."""
    if capacity != venue.capacity:
        venue_services.change_venue(venue, at=at, capacity=capacity)
    hours, _is_new = VenueHours.objects.update_or_create(
        venue=venue, defaults={"area": area.strip(), "weekdays": sorted(weekdays), "is_active": is_active}
    )
    return hours


@transaction.atomic
def close(venue: Venue, first_date: date, last_date: date) -> None:
    """The house is closed on these days."""
    hours, _is_new = VenueHours.objects.get_or_create(venue=venue)
    hours.closed = sorted({*hours.closed, *days(first_date, last_date)})
    hours.save(update_fields=["closed"])


@transaction.atomic
def open_again(venue: Venue, first_date: date, last_date: date) -> None:
    """It is not closed on these days after all."""
    hours = VenueHours.objects.filter(venue=venue).first()
    if hours:
        hours.closed = sorted({*hours.closed} - {*days(first_date, last_date)})
        hours.save(update_fields=["closed"])


def days(first_date: date, last_date: date) -> list[str]:
    return [(first_date + timedelta(n)).isoformat() for n in range((last_date - first_date).days + 1)]


@dataclass(frozen=True)
class Period:
    """Days on end."""

    first_date: date
    last_date: date


def periods(closed: Iterable[date]) -> list[Period]:
    """Single days as runs of days."""
    found: list[Period] = []
    for day in sorted(closed):
        if found and (day - found[-1].last_date).days == 1:
            found[-1] = Period(found[-1].first_date, day)
        else:
            found.append(Period(day, day))
    return found
