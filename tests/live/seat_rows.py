"""An evening in which somebody has the seat."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, Phone, SeatInput
from mikrovirk.live.saying import Said, take
from mikrovirk.live.services import room
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication, Meeting
from mikrovirk.programme.services import hot_seat
from tests import factories
from tests.live import evenings

TITLE, BRIEF = "Flere kunder om vinteren", "Om vinteren står systuen stille. Hvad gør I?"


def evening(
    place: Network | None = None,
    *,
    openness: str = "members",
    kind: str = "hot_seat",
    title: str = TITLE,
    brief: str = BRIEF,
    starts_at: datetime | None = None,
) -> tuple[Evening, HotSeatApplication]:
    """The evening of a 2.0 meeting that starts now, and the application that was chosen for it."""
    place = place or factories.network("mikrovirk", name="MikroVirk")
    meeting = evenings.meeting(place, agenda=evenings.AGENDA_2_0, starts_at=starts_at)
    owner = factories.member(place, "Lise Holm", firm=factories.business("Systuen"))
    application = chosen(place, meeting, owner, openness=openness, kind=kind, title=title, brief=brief)
    return evenings.open_now(meeting), application


def chosen(place: Network, meeting: Meeting, owner: Any, **words: str) -> HotSeatApplication:
    """An application for the seat of the meeting, as a member writes it; chosen without the mails that go with it."""
    at = meeting.starts_at
    application = hot_seat.apply(place, owner, at=at, **words)
    HotSeatApplication.objects.filter(pk=application.pk).update(state="chosen", meeting=meeting, chosen_at=at)
    return HotSeatApplication.objects.select_related("person__user", "meeting").get(pk=application.pk)


def key_of_turn(evening: Evening, kind: str) -> str:
    return next(turn["key"] for turn in evening.programme if turn["kind"] == kind)


def go(evening: Evening, kind: str = "hot_seat", *, at: datetime | None = None) -> None:
    """The host goes on to that turn."""
    room.press(evening, Press.GO, turn=key_of_turn(evening, kind), at=at or timezone.now())


def said(evening: Evening, what: str, phone: Phone | None = None, **detail: Any) -> Said:
    at = detail.pop("at", None) or timezone.now()
    return Said(evening, detail.pop("client_id", uuid4()), what, detail, at, phone)


def give(evening: Evening, phone: Phone, text: str, kind: str = "advice", **detail: Any) -> SeatInput:
    """Something the room gives, sent from a phone."""
    thing = said(evening, "seat_input", phone, text=text, kind=kind, **detail)
    take(thing, is_host=False)
    return SeatInput.objects.get(client_id=thing.client_id)


def order(evening: Evening, what: str, **detail: Any) -> None:
    """Something the host does."""
    take(said(evening, what, **detail), is_host=True)
