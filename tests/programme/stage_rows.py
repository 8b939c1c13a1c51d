"""Evenings with the stage set: an agenda with three minutes or the seat, and members who joined at different times."""

from datetime import datetime, timedelta

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, HotSeatApplication, ItemKind, Meeting, MeetingTask, SlotOffer
from tests import factories
from tests.factories import NOW, TODAY

EVENING = NOW + timedelta(days=20, hours=8)


def introductions(place: Network, *, slots: int = 3, starts_at: datetime = EVENING, **fields: object) -> Meeting:
    """A published meeting with introductions, 20 days after NOW."""
    made = factories.meeting(place, starts_at=starts_at, **fields)
    AgendaItem.objects.create(
        meeting=made, position=1, kind=ItemKind.INTRODUCTIONS, title="3 × 3 minutter", minutes=15, slots=slots
    )
    return made


def with_seat(place: Network, *, starts_at: datetime = EVENING, **fields: object) -> Meeting:
    """A published meeting with the hot seat, 20 days after NOW."""
    made = factories.meeting(place, starts_at=starts_at, **fields)
    AgendaItem.objects.create(meeting=made, position=1, kind=ItemKind.HOT_SEAT, title="Den varme stol", minutes=20)
    return made


def newcomers(place: Network, *names: str) -> list[Person]:
    """Members who joined one day apart, the first named last: the newest stands first."""
    return [factories.member(place, name, joined=TODAY - timedelta(days=10 + i)) for i, name in enumerate(names)]


def offer(at: Meeting, who: Person, state: str = SlotOffer.State.OFFERED, **fields: object) -> SlotOffer:
    answered = NOW if state in ("accepted", "declined", "dropped") else None
    return SlotOffer.objects.create(
        **{"meeting": at, "person": who, "state": state, "offered_at": NOW, "answered_at": answered, **fields}
    )


def application(
    place: Network, who: Person, title: str = "Flere kunder om vinteren", **fields: object
) -> HotSeatApplication:
    return HotSeatApplication.objects.create(
        **{
            "network": place,
            "person": who,
            "kind": "hot_seat",
            "title": title,
            "brief": "Jeg har prøvet alt.",
            "applied_at": NOW,
            **fields,
        }
    )


def task(at: Meeting, title: str = "Stå i døren", **fields: object) -> MeetingTask:
    return MeetingTask.objects.create(meeting=at, title=title, what="Kom kl. 17.", **fields)
