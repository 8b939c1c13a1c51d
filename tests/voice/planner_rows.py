"""A small network with everything the season planner needs: three topics, three speakers, two venues, people in turn."""

from datetime import date, time
from typing import Any

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.rhythms import Nth
from mikrovirk.programme.models import HotSeatApplication, Topic, Venue
from mikrovirk.voice.domain.season_dates import Pace
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.models import Speaker, SpeakerAway, TopicSupport, VenueHours
from tests import factories as f


def topic(place: Network, name: str, *people: Person, **fields: Any) -> Topic:
    made = Topic.objects.create(network=place, name=name, **fields)
    TopicSupport.objects.bulk_create(TopicSupport(topic=made, person=person, at=f.NOW) for person in people)
    return made


def speaker(place: Network, name: str, *topics: Topic, **fields: Any) -> Speaker:
    made = Speaker.objects.create(network=place, name=name, **fields)
    made.topics.set(topics)
    return made


def venue(place: Network, name: str, area: str, capacity: int | None, **hours: Any) -> Venue:
    made = f.venue(place, name=name, town=area, capacity=capacity)
    VenueHours.objects.create(venue=made, area=area, **hours)
    return made


def small_network(**fields: Any) -> Network:
    """Three members who support topics, two of them not introduced; one waits for the hot seat; formats 1.0 and 2.0."""
    place = f.network("moen", name="Møn", municipality_code="0390", **fields)
    first, second = f.format_1_0(place), f.format_2_0(place)
    anna = f.member(place, "Anna Ø", joined=date(2026, 1, 5))
    bo = f.member(place, "Bo Lund", joined=date(2026, 3, 5))
    carl = f.member(place, "Carl Sø", joined=date(2025, 3, 5))
    place.memberships.filter(person=carl).update(introduced_date=date(2025, 6, 1))
    HotSeatApplication.objects.create(
        network=place, person=carl, kind="hot_seat", title="Priser", applied_at=f.NOW.replace(day=1)
    )
    moms = topic(place, "Moms", anna, bo, carl, format=first)
    salg = topic(place, "Salg", anna, bo)
    ai = topic(place, "AI", carl, format=second)
    topic(place, "Eksport", anna)
    sp = speaker(place, "Revisor Hansen", moms)
    speaker(place, "Sælger Jensen", salg, at_most=2)
    speaker(place, "Ida AI", ai)
    SpeakerAway.objects.create(speaker=sp, first_date=date(2027, 2, 1), last_date=date(2027, 2, 14))
    venue(place, "Møn Bibliotek", "Stege", 40, weekdays=[0, 2])
    venue(place, "Havnehuset", "Klintholm", 30, closed=["2027-03-22"])
    return place


def wishes(**changes: Any) -> SeasonWishes:
    """Three last Mondays of the month from February, formats in turn."""
    usual: dict[str, Any] = {
        "first_date": date(2027, 2, 1),
        "pace": Pace(months=1),
        "weekdays": (0,),
        "nth": Nth.LAST,
        "formats": ("1-0", "2-0"),
        "hour": time(17, 30),
        "count": 3,
    }
    return SeasonWishes(**{**usual, **changes})
