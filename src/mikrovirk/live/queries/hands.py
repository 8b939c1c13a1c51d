"""Reads: who held out a hand to whom, and what each gets of the other when both have agreed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.emails import normalised_email
from mikrovirk.directory.domain.phones import displayed_phone, e164
from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.permissions import Viewer, may_see
from mikrovirk.live.models import Evening, Hand, Phone


@dataclass(frozen=True, slots=True)
class Contact:
    """What somebody gets of another when both have agreed; "" where there is nothing."""

    name: str
    business: str = ""
    email: str = ""
    phone: str = ""  # E.164 where it is a number

    @property
    def phone_shown(self) -> str:
        return displayed_phone(self.phone) if self.phone.startswith("+") else self.phone


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One hand: what it offers, and what the one it was held out to said. The contact only after a yes."""

    evening: int
    turn: str
    phone: int
    name: str
    business: str
    kinds: tuple[str, ...]  # Hand.Kind, in words
    answer: str  # "", "yes" or "no"
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An evening on which somebody told of themselves, with the hands held out to them."""

    title: str
    starts_at: datetime
    hands: tuple[HeldOut, ...]


def hands_in(evening: Evening) -> QuerySet[Hand]:
    return joined(Hand.objects.filter(evening=evening))


def joined(hands: QuerySet[Hand]) -> QuerySet[Hand]:
    return hands.select_related("phone__sign_up__person__user", "speaker__user", "evening__meeting__network").order_by(
        "at", "pk"
    )


def person_of(phone: Phone) -> Person | None:
    return phone.sign_up.person if phone.sign_up else None


def name_of(phone: Phone) -> str:
    """What whoever holds the phone is called."""
    person = person_of(phone)
    if person:
        return person.name
    return (phone.sign_up.name if phone.sign_up else "") or phone.name


def businesses_of(people: Iterable[int], network_pk: int) -> dict[int, str]:
    """The name of each person's business in a network. One query."""
    rows = Membership.objects.filter(person__in=list(people), network=network_pk, left_date=None)
    return {person: name or "" for person, name in rows.values_list("person", "business__name")}


def contact_of_person(person: Person, business: str = "") -> Contact:
    """As each allows: what fellow members see of e-mail and phone; the e-mail where that is nothing."""
    phone = person.phone if may_see(person.phone_for, Viewer.MEMBER) else ""
    email = person.email if may_see(person.email_for, Viewer.MEMBER) or not phone else ""
    return Contact(person.name, business, email, phone)


def contact_of_phone(phone: Phone, business: str = "") -> Contact:
    """The contact of whoever holds the phone: of the person they are, else what they left."""
    person = person_of(phone)
    if person:
        return contact_of_person(person, business)
    is_email = "@" in phone.contact
    return Contact(name_of(phone), email=phone.contact if is_email else "", phone="" if is_email else phone.contact)


def contact_typed(text: str) -> str | None:
    """The e-mail address or phone number that was typed, as it is kept; None if it is neither."""
    return normalised_email(text) if "@" in text else e164(text)


def held_out(hands: Iterable[Hand], businesses: dict[int, str]) -> tuple[HeldOut, ...]:
    """The hands as those they were held out to see them: one line for each person and turn."""
    rows: dict[tuple[int, str, int], list[Hand]] = {}
    for hand in hands:
        rows.setdefault((hand.evening_id, hand.turn, hand.phone_id), []).append(hand)
    return tuple(one_hand(same, businesses) for same in rows.values())


def one_hand(same: list[Hand], businesses: dict[int, str]) -> HeldOut:
    first, phone = same[0], same[0].phone
    person = person_of(phone)
    business = businesses.get(person.pk, "") if person else ""
    answer = answer_in(same)
    return HeldOut(
        first.evening_id,
        first.turn,
        first.phone_id,
        name_of(phone),
        business,
        tuple(str(Hand.Kind(hand.kind).label) for hand in same),
        answer,
        contact_of_phone(phone, business) if answer == "yes" else None,
    )


def answer_in(same: Iterable[Hand]) -> str:
    if any(hand.taken_at for hand in same):
        return "yes"
    return "no" if any(hand.declined_at for hand in same) else ""


def held_out_to(evening: Evening, turns: Iterable[str], person: Person | None) -> tuple[HeldOut, ...]:
    """The hands held out to that person (None: somebody known by name) at these turns of an evening. Two queries."""
    hands = list(hands_in(evening).filter(turn__in=list(turns), speaker=person))
    people = {hand.phone.sign_up.person_id for hand in hands if hand.phone.sign_up and hand.phone.sign_up.person_id}
    return held_out(hands, businesses_of(people, evening.meeting.network_id) if people else {})


def told_by(person: Person) -> list[Told]:
    """Every evening on which hands were held out to the person, newest first. Two queries, and one for each network."""
    hands = list(joined(Hand.objects.filter(speaker=person)))
    businesses: dict[int, dict[int, str]] = {}
    for network in {hand.evening.meeting.network_id for hand in hands}:
        there = [hand for hand in hands if hand.evening.meeting.network_id == network]
        people = {hand.phone.sign_up.person_id for hand in there if hand.phone.sign_up and hand.phone.sign_up.person_id}
        businesses[network] = businesses_of(people, network)
    evenings = {hand.evening_id: hand.evening for hand in hands}
    found = [
        Told(
            evening.meeting.title,
            evening.meeting.starts_at,
            held_out((hand for hand in hands if hand.evening_id == pk), businesses[evening.meeting.network_id]),
        )
        for pk, evening in evenings.items()
    ]
    return sorted(found, key=lambda told: told.starts_at, reverse=True)


@dataclass(frozen=True, slots=True)
class OwnHand:
    """A hand one held out; `contact` once the other has said yes, and nothing else is told."""

    name: str
    title: str
    kinds: tuple[str, ...]
    contact: Contact | None


def own_hands(person: Person) -> list[OwnHand]:
    """The hands the person held out, newest first. Two queries."""
    hands = list(joined(Hand.objects.filter(phone__sign_up__person=person, speaker__isnull=False)))
    networks = {hand.evening.meeting.network_id for hand in hands}
    speakers = {hand.speaker_id for hand in hands if hand.taken_at and hand.speaker_id}
    rows = Membership.objects.filter(network__in=networks, person__in=speakers, left_date=None)
    businesses = {(p, n): name or "" for p, n, name in rows.values_list("person", "network", "business__name")}
    same: dict[tuple[int, str], list[Hand]] = {}
    for hand in hands:
        same.setdefault((hand.evening_id, hand.turn), []).append(hand)
    return [own_hand(each, businesses) for each in reversed(same.values())]


def own_hand(same: list[Hand], businesses: dict[tuple[int, int], str]) -> OwnHand:
    speaker, meeting = same[0].speaker, same[0].evening.meeting
    assert speaker is not None  # asked for in own_hands
    business = businesses.get((speaker.pk, meeting.network_id), "")
    contact = contact_of_person(speaker, business) if answer_in(same) == "yes" else None
    return OwnHand(speaker.name, meeting.title, tuple(str(Hand.Kind(h.kind).label) for h in same), contact)


def open_count(person: Person, evening: Evening) -> int:
    """To how many hands of an evening the person has not answered. One query."""
    waiting = Hand.objects.filter(evening=evening, speaker=person, taken_at=None, declined_at=None)
    return waiting.values("turn", "phone").distinct().count()


def export_of(user: User) -> dict[str, Any]:
    """What is held about the user: hands held out by them and to them, in plain values."""
    hands = joined(Hand.objects.filter(Q(phone__sign_up__person__user=user) | Q(speaker__user=user)))
    return {
        "hands": [
            {
                "by": name_of(hand.phone),
                "to": hand.speaker.name if hand.speaker else "",
                "kind": hand.kind,
                "meeting": hand.evening.meeting.title,
                "at": hand.at.isoformat(),
                "yes_at": hand.taken_at.isoformat() if hand.taken_at else None,
                # What the other answered with silence or a no is theirs.
                **(no_of(hand) if hand.speaker and hand.speaker.user_id == user.pk else {}),
            }
            for hand in hands
        ]
    }


def no_of(hand: Hand) -> dict[str, Any]:
    return {"no_at": hand.declined_at.isoformat() if hand.declined_at else None}
