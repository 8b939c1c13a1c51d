"""Evenings on which new members tell of themselves: turns that were on, phones that hold out hands."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mikrovirk.directory.models import Membership, Person
from mikrovirk.live import saying
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.saying import Said
from mikrovirk.live.services import room
from mikrovirk.programme.models import SlotOffer
from tests import factories
from tests.live import evenings

TEXTS = ("Jeg syr brudekjoler i Stege.", "Jeg lapper jakker.", "At dele en messestand.")


def evening_with(*names: str, **fields: Any) -> Evening:
    """An evening that began two hours ago, with three turns, of which these newcomers have the first."""
    fields.setdefault("starts_at", timezone.now() - timedelta(hours=2))
    evening = evenings.open_now(evenings.meeting(newcomers=names, **fields))
    for offer in SlotOffer.objects.filter(meeting=evening.meeting):
        factories.sign_up(evening.meeting, offer.person, checked_in_at=evening.meeting.starts_at)
    return evening


def turn_keys(evening: Evening) -> list[str]:
    return [turn.key for turn in run_of(evening).turns if turn.kind == "introductions"]


def speaker(evening: Evening, number: int = 0) -> Person:
    turn = run_of(evening).turns[2 + number]
    return Person.objects.select_related("user").get(pk=turn.person or 0)


def membership(person: Person, evening: Evening) -> Membership:
    return Membership.objects.get(person=person, network=evening.meeting.network)


def write_texts(evening: Evening, texts: tuple[str, str, str] = TEXTS) -> None:
    about, contribution, expectation = texts
    SlotOffer.objects.filter(meeting=evening.meeting).update(
        business_text=about, contribution_text=contribution, expectation_text=expectation
    )


def have_told(evening: Evening, *numbers: int, since: timedelta = timedelta(minutes=90)) -> None:
    """These turns (all three places are numbered from 0) were on for three minutes each."""
    at = timezone.now() - since
    for number in numbers:
        room.press(evening, Press.GO, turn=turn_keys(evening)[number], at=at)
        at += timedelta(minutes=3)
    room.press(evening, Press.GO, turn=evening.programme[-1]["key"], at=at)


def give(evening: Evening, number: int, who: str, *, at: datetime | None = None, **keys: int) -> None:
    room.press(
        evening,
        Press.NAME,
        turn=turn_keys(evening)[number],
        detail={"who": who, **keys},
        at=at or timezone.now() - timedelta(hours=2),
    )


def phone_of(evening: Evening, person: Person) -> Phone:
    """The phone of somebody on the list."""
    found = evening.meeting.sign_ups.filter(person=person).first() or factories.sign_up(evening.meeting, person)
    return evenings.phone(evening, sign_up=found)


def say(phone: Phone, what: str, /, **detail: Any) -> None:
    """What the phone sends is taken; raise Refused."""
    said = Said(phone.evening, uuid4(), what, detail, timezone.now(), phone)
    saying.take(said, is_host=False)


def hold_out(phone: Phone, number: int = 0, kind: str = "help") -> None:
    say(phone, "hand", turn=turn_keys(phone.evening)[number], kind=kind)
