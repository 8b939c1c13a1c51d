"""A network with evenings behind it: who came, a month apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
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
