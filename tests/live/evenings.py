"""Rows for tests of the evening: a meeting with its agenda, people on the list, and phones that came in."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.services import room
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import AgendaItem, ItemKind, Meeting, SignUp, SlotOffer
from tests import factories

AGENDA_1_0 = (
    (ItemKind.WELCOME, "Velkomst", 10),
    (ItemKind.TALK, "Fagligt oplæg", 40),
    (ItemKind.INTRODUCTIONS, "3 × 3 minutter", 9),
    (ItemKind.QUESTIONS, "Spørgsmål", 15),
    (ItemKind.NETWORKING, "Netværke frit", 60),
)
AGENDA_2_0 = (
    (ItemKind.WELCOME, "Velkomst", 10),
    (ItemKind.TALK, "Fagligt oplæg", 40),
    (ItemKind.HOT_SEAT, "Den varme stol", 15),
    (ItemKind.INPUT, "Input", 20),
    (ItemKind.NETWORKING, "Netværke frit", 60),
)
Agenda = Sequence[tuple[ItemKind, str, int]]


def meeting(
    place: Network | None = None,
    *,
    agenda: Agenda = AGENDA_1_0,
    starts_at: datetime | None = None,
    newcomers: Sequence[str] = (),
) -> Meeting:
    """A published meeting that starts now (by the clock of the wall), with those newcomers on stage."""
    place = place or factories.network()
    starts_at = starts_at or timezone.now()
    length = timedelta(minutes=sum(minutes for _kind, _title, minutes in agenda))
    made = factories.meeting(place, starts_at=starts_at, ends_at=starts_at + length)
    for position, (kind, title, minutes) in enumerate(agenda, 1):
        slots = {"slots": 3, "minutes_each": 3} if kind == ItemKind.INTRODUCTIONS else {}
        AgendaItem.objects.create(meeting=made, position=position, kind=kind, title=title, minutes=minutes, **slots)
    for name in newcomers:
        SlotOffer.objects.create(
            meeting=made,
            person=factories.member(place, name),
            state=SlotOffer.State.ACCEPTED,
            offered_at=starts_at,
            answered_at=starts_at,
        )
    return made


def open_now(at: Meeting | None = None, **fields: object) -> Evening:
    """The evening of a meeting that starts now."""
    at = at or meeting(**fields)  # type: ignore[arg-type]
    return room.open_evening(at, at=timezone.now())


def coming(evening: Evening, *names: str) -> list[SignUp]:
    """Members who are on the list."""
    place = evening.meeting.network
    return [factories.sign_up(evening.meeting, factories.member(place, name)) for name in names]


def phone(evening: Evening, name: str = "Mie Krogh", *, sign_up: SignUp | None = None) -> Phone:
    """A phone that came in, by name or with a place on the list."""
    return room.join(evening, sign_up=sign_up, name="" if sign_up else name, at=timezone.now())


def host(evening: Evening) -> User:
    """The coordinator, who may run the evening."""
    return factories.coordinator(evening.meeting.network)
