"""Reads: what stands on the card of each who tells of themselves, and to whom an empty turn can be given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.permissions import Viewer, may_see
from mikrovirk.live.domain.card_texts import cut, size_of
from mikrovirk.live.domain.heard import KIND, heard
from mikrovirk.live.domain.running import Action, Press, Turn
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries.turns import laid_out, run_of
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import SignUp, SlotOffer
from mikrovirk.programme.queries.slots import day_of

PART = "introductions"
GIVEN_TO_AT_MOST = 24
NEW_DAYS = 365


@dataclass(frozen=True, slots=True)
class Introduction:
    """The card of one turn; without `person` only the name is known."""

    name: str
    business: str = ""
    about: str = ""
    contribution: str = ""
    expectation: str = ""
    person: int | None = None
    has_picture: bool = False

    @property
    def texts(self) -> tuple[str, str, str]:
        return self.about, self.contribution, self.expectation

    @property
    def size(self) -> str:
        return size_of(self.texts)

    @property
    def on_screen(self) -> tuple[str, str, str]:
        """The three texts as short as the screen wants them."""
        return cut(self.about), cut(self.contribution), cut(self.expectation)


def has_introductions(evening: Evening) -> bool:
    """Whether somebody can tell of themselves this evening. At most one query."""
    planned = any(plain["kind"] == KIND for plain in evening.programme)
    return planned and has_part(evening.meeting.network, PART)


def actions_of(evening: Evening) -> list[Action]:
    rows = evening.actions.values_list("kind", "at", "turn", "detail")
    return [Action(Press(kind), at, turn, detail) for kind, at, turn, detail in rows]


def heard_at(evening: Evening, *, now: datetime) -> tuple[Turn, ...]:
    """The turns of those who have told of themselves by now. One query."""
    return heard(laid_out(evening), actions_of(evening), now=now)


def membership_heard(evening: Evening, person: Person, *, now: datetime) -> Membership | None:
    """The membership of somebody who has told of themselves this evening; None for guests. Two queries."""
    if person.pk not in {turn.person for turn in heard_at(evening, now=now)}:
        return None
    rows = Membership.objects.filter(network=evening.meeting.network_id, person=person, left_date=None)
    return rows.select_related("network", "business", "person__user").first()


# --- the cards -------------------------------------------------------------------------------------------------------


def introductions_of(evening: Evening, turns: Sequence[Turn]) -> dict[str, Introduction]:
    """The card of each turn that somebody has. Three queries at most.

    What a member wrote for the evening stands on it, else what the directory knows; only of people who belong here.
    """
    wanted = {turn.person for turn in turns if turn.person is not None}
    people = people_here(evening, wanted)
    offers = {
        offer.person_id: offer
        for offer in SlotOffer.objects.filter(meeting=evening.meeting_id, person__in=people, state="accepted")
    }
    members = memberships_of(evening, people)
    return {
        turn.key: introduction(turn, people.get(turn.person or 0), offers, members.get(turn.person or 0))
        for turn in turns
        if turn.who
    }


def people_here(evening: Evening, wanted: Iterable[int]) -> dict[int, Person]:
    """Those of the wanted who come to the meeting or were offered three minutes at it. One query."""
    here = Q(sign_ups__meeting=evening.meeting_id) | Q(slot_offers__meeting=evening.meeting_id)
    found = Person.objects.filter(here, pk__in=list(wanted)).select_related("user").distinct()
    return {person.pk: person for person in found}


def memberships_of(evening: Evening, people: Iterable[int]) -> dict[int, Membership]:
    """The running membership of each in the evening's network, with the business. One query."""
    rows = Membership.objects.filter(network=evening.meeting.network_id, left_date=None, person__in=list(people))
    return {row.person_id: row for row in rows.select_related("business")}


def introduction(
    turn: Turn, person: Person | None, offers: dict[int, SlotOffer], member: Membership | None
) -> Introduction:
    if person is None:
        return Introduction(turn.who)
    business = member.business if member else None
    about, gives, hopes = (business.about, business.offers, business.seeks) if business else ("", "", "")
    offer = offers.get(person.pk)
    return Introduction(
        name=person.name,
        business=business.name if business else "",
        about=(offer.business_text if offer else "") or about,
        contribution=(offer.contribution_text if offer else "") or gives,
        expectation=(offer.expectation_text if offer else "") or hopes,
        person=person.pk,
        has_picture=is_shown_in_the_room(person),
    )


def is_shown_in_the_room(person: Person) -> bool:
    """Whether the picture of somebody who stands before the room may be shown there: if fellow members see it."""
    return bool(person.photo) and may_see(person.photo_for, Viewer.MEMBER)


def pictured(evening: Evening, person_pk: int) -> Person | None:
    """Whoever has a turn this evening and lets the room see their picture. Two queries."""
    if person_pk not in {turn.person for turn in run_of(evening).turns if turn.kind == KIND}:
        return None
    person = people_here(evening, [person_pk]).get(person_pk)
    return person if person and is_shown_in_the_room(person) else None


# --- who is new in the room ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody in the room who could have an empty turn."""

    who: str
    business: str = ""
    is_guest: bool = True
    sign_up: int | None = None
    person: int | None = None
    phone: int | None = None


def newcomers_in(evening: Evening) -> list[Newcomer]:
    """Those in the room who have not told of themselves: newest members, then guests, then older members. Four queries."""
    turns = run_of(evening).turns
    taken = {key for turn in turns for key in (("p", turn.person), ("s", turn.sign_up), ("f", turn.phone)) if key[1]}
    phones = list(evening.phones.values_list("pk", "sign_up", "name"))
    with_phone = {sign_up for _pk, sign_up, _name in phones if sign_up}
    here = SignUp.objects.filter(meeting=evening.meeting_id).exclude(state=SignUp.State.CANCELLED)
    rows = list(
        here.filter(Q(checked_in_at__isnull=False) | Q(pk__in=with_phone)).select_related("person__user").order_by("pk")
    )
    members = memberships_of(evening, [row.person_id for row in rows if row.person_id])
    found = [
        (rank(members.get(row.person_id or 0), evening), newcomer(row, members.get(row.person_id or 0)))
        for row in rows
        if ("s", row.pk) not in taken and ("p", row.person_id) not in taken and not was_heard(row, members)
    ]
    found += [
        ((1, 0), Newcomer(name, phone=pk))
        for pk, sign_up, name in phones
        if sign_up is None and name and ("f", pk) not in taken
    ]
    return [each for _rank, each in sorted(found, key=lambda pair: pair[0])][:GIVEN_TO_AT_MOST]


def was_heard(row: SignUp, members: dict[int, Membership]) -> bool:
    member = members.get(row.person_id or 0)
    return bool(member and member.introduced_date)


def rank(member: Membership | None, evening: Evening) -> tuple[int, int]:
    """New members first, newest first of all; then guests; then those who have been members for long."""
    if member is None:
        return 1, 0
    days = days_between(member.joined_date, day_of(evening.meeting.starts_at))
    return (0 if days <= NEW_DAYS else 2), days


def days_between(first: date, last: date) -> int:
    return (last - first).days


def newcomer(row: SignUp, member: Membership | None) -> Newcomer:
    business = member.business.name if member and member.business else ""
    name = row.person.name if row.person else row.name
    return Newcomer(name, business, member is None, row.pk, row.person_id)


# --- whose turn it is ------------------------------------------------------------------------------------------------


def is_turn_of(turn: Turn, phone: Phone) -> bool:
    """Whether whoever holds the phone has that turn."""
    person = phone.sign_up.person_id if phone.sign_up else None
    return bool(
        (turn.phone and turn.phone == phone.pk)
        or (turn.sign_up and turn.sign_up == phone.sign_up_id)
        or (turn.person and turn.person == person)
    )
