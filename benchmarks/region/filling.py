"""Fills the empty tables with a region, and says what may be looked at in it."""

from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from benchmarks.region.evenings import HELD, Evenings
from benchmarks.region.people import People, Place, sizes_of
from benchmarks.region.rows import all_or_nothing
from benchmarks.region.said import Said
from mikrovirk.accounts.models import User
from mikrovirk.health.queries.measuring import measure
from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.services.setup import prepare_network
from mikrovirk.voice.models import Theme


@dataclass(frozen=True)
class Region:
    """What was made: how many of each, and what the measured pages are about. `sessions` by role."""

    counts: dict[str, int]
    slug: str
    municipality: str
    meeting: int  # the next one of that network
    member: int
    mailing: int  # waits for the coordinator
    theme: int
    steering_meeting: int
    business: str
    sessions: dict[str, str] = field(default_factory=dict)


def fill(people: int, *, now: datetime, seed: int) -> Region:
    """Put a region of so many people into the empty tables; the same seed and moment give the same rows."""
    with all_or_nothing():
        Installation.objects.create(pk=1, region="Danmark")
        pattern, measures = add_pattern(now)
        everybody, evenings, said = People(now), Evenings(now, Random(seed), pattern=pattern), Said(now, measures)
        pattern.delete()
        places, meetings = [], []
        for number, size in enumerate(sizes_of(people)):
            place = everybody.add(number, size)
            made = evenings.add(place)
            said.add(place, made)
            places.append(place)
            meetings.append(made)
        tables = [*everybody.tables(), *evenings.tables(), *said.tables()]
        for table in tables:
            table.write()
    # Not before: until then the database counts from one.
    User.objects.create_user("admin@mikrovirk.example", full_name="Administrator", is_administrator=True)
    counts = {table.model._meta.label: table.made for table in tables}
    return about(places[0], meetings[0][HELD], counts)


def add_pattern(now: datetime) -> tuple[Network, dict[str, Any]]:
    """A network with the shipped formats, topics and tasks, to be copied and thrown away; and what measuring it gives."""
    pattern = Network.objects.create(slug="moenster", name="Mønster")
    prepare_network(pattern)
    return pattern, measure(pattern, as_of=now.date()).measures


def about(place: Place, meeting: int, counts: dict[str, int]) -> Region:
    """What the measured pages are about: the first network, which is as large in every region."""
    network = Network.objects.get(pk=place.pk)
    officer = User.objects.get(roles__organisation__municipality_code=place.municipality.code)
    first, second = User.objects.filter(pk__in=place.users).order_by("pk")[:2]
    last = User.objects.get(pk=place.users[-1])
    who = {
        "coordinator": User.objects.get(pk=place.coordinator),
        "steering": second,
        "member": last,
        "officer": officer,
        "administrator": User.objects.get(is_administrator=True),
    }
    businesses = first.person.memberships.all()[0].business
    return Region(
        counts=counts,
        slug=place.slug,
        municipality=place.municipality.code,
        meeting=meeting,
        member=first.person.pk,
        mailing=network.mailings.get(state="draft").pk,
        theme=Theme.objects.filter(network=network)[0].pk,
        steering_meeting=network.steering_meetings.order_by("-starts_at")[0].pk,
        business=businesses.slug if businesses else "",
        sessions={role: session_of(user) for role, user in who.items()},
    )


def session_of(user: User) -> str:
    """Sign somebody in; the key of the session."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    key: str = session.session_key
    return key
