"""Rows for tests of the attending side: one network with one evening, and people who answer."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from tests import factories


def coming_meeting(place: Network, *, days: int = 14, **fields: Any) -> Meeting:
    """A published meeting so many days from now, at 17.30 in Denmark; negative days: it was held."""
    start = (timezone.localtime() + timedelta(days=days)).replace(hour=17, minute=30, second=0, microsecond=0)
    return factories.meeting(place, starts_at=start, **fields)


def in_full(meeting: Meeting) -> Meeting:
    """The meeting as views hand it to services: with its network, venue and format."""
    return Meeting.objects.select_related("network", "venue", "format").get(pk=meeting.pk)


def answer_link(meeting: Meeting, person: Person) -> str:
    return f"/s/{links.sign('signup', meeting.pk, person.user.pk)}/"


def states(meeting: Meeting) -> list[tuple[str, str]]:
    """Who has which state, in the order of sign-up."""
    rows = SignUp.objects.filter(meeting=meeting).select_related("person__user").order_by("made_at", "pk")
    return [(row.person.name if row.person and not row.name else row.name, row.state) for row in rows]


def taken(meeting: Meeting) -> int:
    return Meeting.objects.values_list("places_taken", flat=True).get(pk=meeting.pk)


def mails_to(person: Person) -> list[str]:
    """The kinds of mail a person has in the outbox, in the order they were made."""
    return list(Message.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


NOW: datetime = factories.NOW
