"""Writes: hands held out to those who tell of themselves, and the yes by which each gets the other's contact."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.directory import services as directory
from mikrovirk.directory.models import Consent, Person
from mikrovirk.live.changes import touch
from mikrovirk.live.domain.heard import KIND
from mikrovirk.live.domain.running import Turn
from mikrovirk.live.models import Evening, Hand, Phone
from mikrovirk.live.queries import hands as queries
from mikrovirk.live.queries import newcomers, newest
from mikrovirk.live.queries.hands import Contact
from mikrovirk.live.queries.turns import run_of
from mikrovirk.live.saying import Refused, Said, from_room
from mikrovirk.live.services import newest as showing
from mikrovirk.mailing import services as mailing
from mikrovirk.programme.queries.slots import day_of

CONTACT, AFTERWARDS = "live.contact", "live.hands"


class NoSuchHand(Exception):
    """Nobody held out a hand there, or it was taken back."""


# --- from the room ---------------------------------------------------------------------------------------------------


@from_room("hand")
def hold_out(said: Said) -> None:
    """ "I can help", "let us talk", "I know somebody": to whoever tells of themselves; or take it back."""
    turn, phone = turn_said(said), phone_said(said)
    if newcomers.is_turn_of(turn, phone):
        raise Refused(_("These three minutes are your own."))
    kind = said.detail.get("kind")
    if kind not in Hand.Kind.values:
        raise Refused("kind")
    own = Hand.objects.filter(evening=said.evening, turn=turn.key, phone=phone)
    if said.detail.get("take_back"):
        own.filter(kind=kind, shared_at=None).delete()
    else:
        before = own.first()
        Hand.objects.get_or_create(
            evening=said.evening,
            turn=turn.key,
            phone=phone,
            kind=kind,
            defaults={
                "at": said.at,
                "speaker": newcomers.people_here(said.evening, [turn.person or 0]).get(turn.person or 0),
                "taken_at": before.taken_at if before else None,
                "shared_at": before.shared_at if before else None,
            },
        )
    touch(said.evening, "hands")


def turn_said(said: Said) -> Turn:
    """The three minutes that something was said about; raise Refused where nobody has them."""
    if not newcomers.has_introductions(said.evening):
        raise Refused(_("Nobody tells of themselves tonight."))
    wanted = str(said.detail.get("turn", ""))
    turn = next((turn for turn in run_of(said.evening).turns if turn.key == wanted and turn.kind == KIND), None)
    if turn is None or not turn.who or said.detail.get("who", turn.who) != turn.who:
        raise Refused(_("Nobody has these three minutes any more."))
    return turn


def phone_said(said: Said) -> Phone:
    if said.phone is None:
        raise Refused(_("Come in with your name first."))
    return said.phone


@from_room("contact")
def leave_contact(said: Said) -> None:
    """An e-mail address or phone number of somebody who came in by name."""
    phone = phone_said(said)
    contact = queries.contact_typed(said.text("text", at_most=254))
    if contact is None:
        raise Refused(_("That is neither an e-mail address nor a phone number. Write it once more."))
    phone.contact = contact
    phone.save(update_fields=["contact"])
    touch(said.evening, "hands")


@from_room("hand_answer")
def answer_from_phone(said: Said) -> None:
    """The one who told of themselves says yes or no to a hand, on the phone they came in with."""
    turn, phone = turn_said(said), phone_said(said)
    if not newcomers.is_turn_of(turn, phone):
        raise Refused(_("Only the one it was held out to can answer."))
    try:
        answer(
            said.evening,
            turn.key,
            said.number("phone"),
            speaker=queries.person_of(phone),
            speaks=phone,
            yes=bool(said.detail.get("yes")),
            at=said.at,
        )
    except NoSuchHand as error:
        raise Refused(_("That hand was taken back.")) from error


@from_room("introduction")
def show_from_phone(said: Said) -> None:
    """The new member lets everybody see their three texts, or takes it back; said on the phone they came in with."""
    phone = phone_said(said)
    person = queries.person_of(phone)
    membership = newcomers.membership_heard(said.evening, person, now=said.at) if person else None
    if person is None or membership is None:
        raise Refused(_("Only those who have told of themselves tonight can say that."))
    if membership.introduced_date is None:
        directory.note_introduced(membership, on=day_of(said.evening.meeting.starts_at))
    if said.detail.get("take_back"):
        showing.take_back(person, said.evening.meeting.network, at=said.at)
    else:
        texts = newest.Texts(*(text_said(said, name) for name in ("about", "offers", "seeks")))
        if texts.are_empty:
            raise Refused(_("Write at least one of the three texts."))
        name = " ".join(str(said.detail.get("business", "")).split())[:200]
        showing.show(membership, texts, business_name=name, at=said.at, how=Consent.How.HALL)
    touch(said.evening, "hands")


def text_said(said: Said, name: str) -> str:
    return str(said.detail.get(name, "")).strip()[: showing.TEXT_LENGTH]


# --- yes or no -------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(
    evening: Evening,
    turn: str,
    phone_pk: int,
    *,
    speaker: Person | None,
    speaks: Phone | None = None,
    yes: bool,
    at: datetime,
) -> None:
    """Say yes or no to a hand. With a yes both get the other's contact at once; a no can become a yes, not the other way.

    `speaker` answers; where they are known by name only, with the phone `speaks`. Raise NoSuchHand.
    """
    held = queries.hands_in(evening).filter(turn=turn, phone=phone_pk, speaker=speaker)
    hands = list(held.select_for_update(of=("self",)))
    if not hands:
        raise NoSuchHand
    if any(hand.shared_at for hand in hands):
        return
    same = Hand.objects.filter(pk__in=[hand.pk for hand in hands])
    if yes:
        same.update(taken_at=at, declined_at=None, shared_at=at)
        share(hands, speaks, at=at)
    else:
        same.update(declined_at=at, taken_at=None)
    settle_mail(speaker, evening, at=at)
    touch(evening, "hands")


def share(hands: list[Hand], speaks: Phone | None, *, at: datetime) -> None:
    """Write to both, as far as they can be written to, with the other's contact."""
    first = hands[0]
    network, speaker, phone = first.evening.meeting.network_id, first.speaker, first.phone
    other = queries.person_of(phone)
    people = [person.pk for person in (speaker, other) if person]
    businesses = queries.businesses_of(people, network)
    of_speaker = (
        queries.contact_of_person(speaker, businesses.get(speaker.pk, ""))
        if speaker
        else queries.contact_of_phone(speaks)
        if speaks
        else None
    )
    of_other = queries.contact_of_phone(phone, businesses.get(other.pk, "") if other else "")
    if of_speaker:
        write(first, reader_of(phone, other), of_speaker, side="hand", at=at)
    reader = speaker.user if speaker else reader_of(speaks, None) if speaks else None
    write(first, reader, of_other, side="turn", at=at)


def reader_of(phone: Phone, person: Person | None) -> User | None:
    """Whom to write to: the person, or whoever left an e-mail address; they become known to us only now."""
    if person:
        return person.user
    contact = queries.contact_of_phone(phone)
    return directory.add_guest(name=contact.name, email=contact.email).user if contact.email else None


def write(hand: Hand, reader: User | None, contact: Contact, *, side: str, at: datetime) -> None:
    if reader is None:
        return
    meeting = hand.evening.meeting
    mailing.send_service(
        kind=CONTACT,
        occasion=f"hand:{hand.evening_id}:{hand.turn}:{hand.phone_id}:{side}",
        user=reader,
        network=meeting.network,
        at=at,
        context={"other": contact.name, "title": meeting.title, "facts": facts_of(contact)},
    )


def facts_of(contact: Contact) -> str:
    """The contact in lines."""
    return "\n".join(filter(None, (contact.name, contact.business, contact.email, contact.phone_shown)))


# --- the mail afterwards ---------------------------------------------------------------------------------------------


def occasion_of(evening: Evening) -> str:
    return f"evening:{evening.pk}:hands"


def settle_mail(speaker: Person | None, evening: Evening, *, at: datetime) -> None:
    """The mail afterwards is not needed any more when everything in it is answered."""
    if speaker and not queries.open_count(speaker, evening):
        network = evening.meeting.network_id
        waits = newest.memberships_to_show(speaker).filter(network=network).exists()
        if newest.has_decided(speaker.pk, network) or not waits:
            mailing.withdraw(
                kind=AFTERWARDS, occasion=occasion_of(evening), users=[speaker.user], at=at, why="answered"
            )


@transaction.atomic
def erase(user: User) -> None:
    """Remove the hands that the user held out and those held out to them, and the name on their phones."""
    Hand.objects.filter(speaker__user=user).delete()
    phones = Phone.objects.filter(sign_up__person__user=user)
    Hand.objects.filter(phone__in=phones).delete()
    phones.update(name="", contact="")
