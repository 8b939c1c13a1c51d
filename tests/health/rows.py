"""A network with evenings behind it: who came, a month apart; and a network with a whole year of everything."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting, MeetingTask, SignUp, SlotOffer, Topic
from mikrovirk.voice.models import Ask, InputRound, TopicSupport
from tests import factories


def held(
    place: Network,
    came: Sequence[Sequence[Person]],
    *,
    last: datetime,
    days: int = 28,
    title: str = "Salg uden at sælge",
) -> list[Meeting]:
    """One meeting for each list of people, the last one at that moment; all of them checked in."""
    meetings = []
    for number, people in enumerate(came):
        starts_at = last - timedelta(days * (len(came) - 1 - number))
        meeting = factories.meeting(place, starts_at=starts_at, title=f"{title} {number + 1}")
        SignUp.objects.bulk_create(
            SignUp(meeting=meeting, person=person, state="coming", checked_in_at=starts_at) for person in people
        )
        meetings.append(meeting)
    return meetings


def members(place: Network, count: int) -> list[Person]:
    return [factories.member(place) for _number in range(count)]


def coordinator(place: Network, *, now: datetime) -> User:
    """One who has been it for two years."""
    user = factories.user("Mette Marie Kragh-Thorvaldsen")
    Role.objects.create(
        user=user, name=Role.Name.COORDINATOR, network=place, since_date=now.date() - timedelta(days=730)
    )
    return user


def drifting(place: Network, *, now: datetime) -> list[Meeting]:
    """Twelve evenings; ten of the twelve regulars have stayed away from the last three."""
    people = members(place, 14)
    return held(place, [people[:12]] * 9 + [people[10:14]] * 3, last=now - timedelta(days=9))


def a_year(place: Network, *, now: datetime) -> User:
    """A network in which everything has been measured; its coordinator."""
    user = coordinator(place, now=now)
    meetings = drifting(place, now=now)
    for number, meeting in enumerate(meetings[-6:]):
        MeetingTask.objects.create(meeting=meeting, title="Kaffe", taken_by=user, taken_at=now)
        MeetingTask.objects.create(meeting=meeting, title=f"Stole {number}", taken_by=user, taken_at=now)
    for number, name in enumerate(("Frisør", "Frisør", "Tømrer", "Revision", "Grafisk design", "Frisør og skønhed")):
        row = place.memberships.order_by("pk")[number]
        assert row.business
        row.business.industry, row.business.town = name, "Stege" if number < 4 else "Vordingborg"
        row.business.save()
    asked = InputRound.objects.create(
        network=place, title="Før foråret", subject="?", body="?", deadline_at=now, state="open", opened_at=now
    )
    people = [row.person for row in place.memberships.select_related("person").order_by("pk")]
    Ask.objects.bulk_create(
        Ask(round=asked, person=person, asked_at=now - timedelta(days=40), answered_at=now if at % 3 else None)
        for at, person in enumerate(people)
    )
    for person in people[:6]:
        SlotOffer.objects.create(
            meeting=meetings[-1],
            person=person,
            state="accepted",
            answered_at=now,
            expectation_met="partly",
            expectation_answered_at=now - timedelta(days=3),
        )
    topic = Topic.objects.create(network=place, name="Moms og skat for den helt lille virksomhed")
    TopicSupport.objects.bulk_create(TopicSupport(topic=topic, person=person) for person in people[:5])
    factories.meeting(place, title="Bliv valgt", starts_at=now + timedelta(days=12), venue=factories.venue(place))
    factories.meeting(place, title="Forårsmøde", starts_at=now + timedelta(days=40), capacity=15)
    return user
