"""The three minutes of the newest members: offered, answered, told, and followed up."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part, look_up_parts
from mikrovirk.programme.domain import introductions_queue as rule
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting, MeetingTask, SlotOffer
from mikrovirk.programme.queries import slots as slot_queries
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services import room_only, sign_ups
from mikrovirk.programme.services.stage_mails import in_the_morning, words_of
from mikrovirk.programme.services.turns import whose_turn_it_is

OFFER, GIVEN = slot_queries.OFFER_KIND, slot_queries.GIVEN_KIND
PART = "introductions"
State = SlotOffer.State
TEXT_LENGTH = 300
TEXTS = ("business_text", "contribution_text", "expectation_text")


class SlotsAreFull(Exception):
    """Every place of the evening is taken."""


class MeetingIsPast(Exception):
    """The evening has begun, is cancelled or is not for everybody yet: there is nothing to answer."""


# --- words and links -------------------------------------------------------------------------------------------------


def answer_url(offer: SlotOffer) -> str:
    """Where the member says yes or no, and later changes the three texts."""
    return settings.SITE_URL + reverse("programme:slot_answer", args=[links.sign("slot", offer.pk)])


def offers_occasion(meeting: Meeting, wave: int) -> str:
    return f"{occasion_of(meeting)}:slots:{wave}"


def slots_at(meeting: Meeting) -> int:
    return slot_queries.slots_of([meeting]).get(meeting.pk, 0)


# --- offering --------------------------------------------------------------------------------------------------------


def offer_slots(*, now: datetime) -> None:
    """Draft the offers that are due, for every network; doing it twice on a day offers nobody anything twice."""
    for network in whose_turn_it_is(networks_with_slots(now), "slots"):
        for meeting in list(slot_queries.meetings_to_fill(network, now)):
            offer_slots_at(meeting, now=now)


def take_back_from_drafts(*, now: datetime) -> None:
    """A meeting that was made a draft again asks nobody; what has not left is taken back."""
    offered = SlotOffer.objects.filter(meeting=OuterRef("pk"), state=State.OFFERED)
    for meeting in Meeting.objects.filter(Exists(offered), state=Meeting.State.DRAFT, starts_at__gt=now):
        take_back_unsent(meeting, at=now)


def networks_with_slots(now: datetime) -> list[Network]:
    """Open networks with the part on and a meeting near enough."""
    soon = Meeting.objects.filter(
        state=Meeting.State.PUBLISHED,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=slot_queries.ASKED_DAYS_BEFORE),
    )
    networks = list(Network.objects.filter(pk__in=soon.values("network"), is_open=True))
    look_up_parts(networks)
    return [network for network in networks if has_part(network, PART)]


@transaction.atomic
def offer_slots_at(meeting: Meeting, *, now: datetime) -> list[SlotOffer]:
    """Make the offers of one evening that are due now, with the mail that waits for approval; return the new ones."""
    held = locked(meeting)
    slots = slots_at(held)
    if not slots:
        return []
    today = slot_queries.day_of(now)
    drop_those_who_signed_off(held, at=now)
    wave = rule.wave_on(slot_queries.day_of(held.starts_at), today)
    if was_stopped(held, wave):
        return []
    take_back_unsent(held, at=now, besides=wave)
    roster = slot_queries.roster_of(held.network, now=now, for_meetings=[held])
    due = rule.next_offers(
        roster.candidates_for(held),
        roster.offers_for(held),
        slots=slots,
        meeting_date=slot_queries.day_of(held.starts_at),
        today=today,
    )
    return make_offers(held, due.to, wave=due.wave, now=now) if due.to else []


def make_offers(meeting: Meeting, people: Iterable[int], *, wave: rule.Wave, now: datetime) -> list[SlotOffer]:
    """Store the offers and draft their mail; who cannot be written to after all is not counted as asked."""
    found = Person.objects.select_related("user").in_bulk(people)
    offers = [
        SlotOffer.objects.create(meeting=meeting, person=found[pk], wave=wave.value, offered_at=now) for pk in people
    ]
    mailing_services.draft(
        kind=OFFER,
        occasion=round_occasion(meeting, wave, [offer.person.user_id for offer in offers]),
        network=meeting.network,
        recipients=[Recipient(offer.person.user, {"url": answer_url(offer)}) for offer in offers],
        at=now,
        due_at=in_the_morning(now),
        expires_at=rule.answer_deadline(meeting.starts_at),
        context=words_of(meeting),
    )
    written_to = set(live_messages(meeting).values_list("user", flat=True))
    for offer in offers:
        if offer.person.user_id not in written_to:
            offer.delete()
    return [offer for offer in offers if offer.pk]


def round_occasion(meeting: Meeting, wave: rule.Wave, users: list[int]) -> str:
    """The wave's occasion; another one where an offer to somebody was taken back in it, as nobody gets two of one."""
    occasion = offers_occasion(meeting, wave.value)
    made = messages_of(meeting).filter(occasion__startswith=occasion)
    if not made.filter(user__in=users).exists():
        return occasion
    return f"{occasion}:{made.values('occasion').distinct().count()}"


def was_stopped(meeting: Meeting, wave: rule.Wave) -> bool:
    """Whether the coordinator stopped this wave's mail: then nobody else is asked in it either."""
    stopped = Mailing.objects.filter(network=meeting.network_id, kind=OFFER, state=Mailing.State.STOPPED, why="stopped")
    return stopped.filter(occasion__startswith=offers_occasion(meeting, wave.value)).exists()


def messages_of(meeting: Meeting) -> QuerySet[Message]:
    """The offers of an evening by mail, by way of the network's mailings: that is short, and the databases see no other."""
    about = f"{occasion_of(meeting)}:slots:"
    mailings = Mailing.objects.filter(network=meeting.network_id, kind=OFFER, occasion__startswith=about)
    return Message.objects.filter(mailing__in=list(mailings.values_list("pk", flat=True)))


def live_messages(meeting: Meeting) -> QuerySet[Message]:
    """Those of them that left or still may."""
    return messages_of(meeting).exclude(state=Message.State.STOPPED)


def take_back_unsent(meeting: Meeting, *, at: datetime, besides: rule.Wave | None = None) -> None:
    """Take back offers whose mail has not left: who was never asked can be asked later. `besides`: not that wave's."""
    unsent = live_messages(meeting).filter(state__in=mailing_services.NOT_SENT)
    if besides is not None:
        unsent = unsent.exclude(occasion__startswith=offers_occasion(meeting, besides.value))
    rows = list(unsent.select_related("user"))
    for occasion in {message.occasion for message in rows}:
        users = [message.user for message in rows if message.occasion == occasion]
        mailing_services.withdraw(kind=OFFER, occasion=occasion, at=at, why="superseded", users=users)
    waiting = SlotOffer.objects.filter(meeting=meeting, state=State.OFFERED)
    waiting.filter(person__user__in=[message.user_id for message in rows]).delete()


def drop_those_who_signed_off(meeting: Meeting, *, at: datetime) -> None:
    """Who cancels the sign-up does not have three minutes either: their place goes to the next."""
    gone = SlotOffer.objects.filter(
        meeting=meeting, person__sign_ups__meeting=meeting, person__sign_ups__state="cancelled"
    )
    for offer in gone.filter(state=State.ACCEPTED):
        offer.state, offer.answered_at = State.DROPPED, at
        offer.save(update_fields=["state", "answered_at"])


def locked(meeting: Meeting) -> Meeting:
    """The meeting with its network and venue, held until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("network", "venue", "format").get(pk=meeting.pk)
    )


# --- answering -------------------------------------------------------------------------------------------------------


@transaction.atomic
def answer(offer: SlotOffer, *, yes: bool, at: datetime) -> rule.AnswerCode:
    """The member says yes or no; either can be said again. Where two want the last place, the first has it.

    A yes signs the member up for the meeting as well. Raise MeetingIsPast.
    """
    meeting = locked(offer.meeting)
    raise_if_past(meeting, at=at)
    fresh = SlotOffer.objects.select_related("person__user").get(pk=offer.pk)
    found = rule.answer(
        domain_offers(meeting),
        fresh.person_id,
        yes=yes,
        slots=slots_at(meeting),
        at=at,
        deadline=rule.answer_deadline(meeting.starts_at),
    )
    if found.state is not None:
        fresh.state, fresh.answered_at, fresh.ask_again = found.state.value, at, False
        fresh.save(update_fields=["state", "answered_at", "ask_again"])
        withdraw_offer_mail(fresh, at=at)  # they may have answered on their own page before it left
    if found.code is rule.AnswerCode.ACCEPTED:
        settle_yes(fresh, meeting, at=at)
    offer.refresh_from_db()
    return found.code


def domain_offers(meeting: Meeting) -> list[rule.Offer]:
    rows = SlotOffer.objects.filter(meeting=meeting).order_by("offered_at", "pk")
    return [
        rule.Offer(person, slot_queries.day_of(offered_at), rule.OfferState(state))
        for person, offered_at, state in rows.values_list("person_id", "offered_at", "state")
    ]


def raise_if_past(meeting: Meeting, *, at: datetime) -> None:
    if meeting.state != Meeting.State.PUBLISHED or meeting.starts_at <= at:
        raise MeetingIsPast


def settle_yes(offer: SlotOffer, meeting: Meeting, *, at: datetime) -> None:
    """What follows from a yes: texts to begin with, a sign-up, and no mail to those whose offer has not left."""
    begin_texts(offer, meeting.network)
    with suppress(sign_ups.SignUpClosed):  # they hold a place on stage all the same, and the coordinator sees them
        sign_ups.sign_up(meeting, offer.person, at=at, via="slot")
    taken = SlotOffer.objects.filter(meeting=meeting, state=State.ACCEPTED).count()
    if taken >= slots_at(meeting):
        take_back_unsent(meeting, at=at)


def begin_texts(offer: SlotOffer, network: Network) -> None:
    """Begin the three texts from what the directory knows; texts that stand are kept."""
    if any(getattr(offer, name) for name in TEXTS):
        return
    for name, text in texts_from_directory(offer.person, network).items():
        setattr(offer, name, text)
    offer.save(update_fields=list(TEXTS))


def texts_from_directory(person: Person, network: Network) -> dict[str, str]:
    """What the member's business does, offers and seeks, each cut to the length of a card."""
    here = Membership.objects.filter(person=person, network=network, left_date=None).select_related("business").first()
    business = here.business if here else None
    known = (business.about, business.offers, business.seeks) if business else ("", "", "")
    return {name: shortened(text) for name, text in zip(TEXTS, known, strict=True)}


def shortened(text: str) -> str:
    """At most TEXT_LENGTH characters, ending at a word."""
    text = " ".join(text.split())
    if len(text) <= TEXT_LENGTH:
        return text
    return text[: TEXT_LENGTH - 1].rpartition(" ")[0] + "…"


def write_texts(offer: SlotOffer, *, business: str, contribution: str, expectation: str, at: datetime) -> None:
    """The member's own words, for the card and for those who come."""
    offer.business_text, offer.contribution_text, offer.expectation_text = business, contribution, expectation
    offer.texts_at = at
    offer.save(update_fields=[*TEXTS, "texts_at"])


def wish_to_be_asked(offer: SlotOffer, *, wish: bool, at: datetime) -> None:
    """Ask me again another time, or not; counts for who has said no or not answered, from whichever of their mails."""
    silent = slot_queries.unanswered_by(offer, now=at).values_list("pk", flat=True)
    SlotOffer.objects.filter(pk__in=[offer.pk, *silent]).update(ask_again=wish)
    offer.ask_again = wish


# --- by the coordinator's hand ---------------------------------------------------------------------------------------


@transaction.atomic
def put_in(meeting: Meeting, person: Person, *, at: datetime) -> SlotOffer:
    """Give somebody three minutes, as agreed with them, and draft the mail with their link.

    Raise SlotsAreFull, or MeetingIsPast.
    """
    held = locked(meeting)
    raise_if_past(held, at=at)
    offer, _made = SlotOffer.objects.get_or_create(
        meeting=held, person=person, defaults={"offered_at": at, "wave": rule.Wave.FIRST.value}
    )
    if offer.state == State.ACCEPTED:
        return offer
    if SlotOffer.objects.filter(meeting=held, state=State.ACCEPTED).count() >= slots_at(held):
        raise SlotsAreFull
    offer.state, offer.answered_at = State.ACCEPTED, at
    offer.save(update_fields=["state", "answered_at"])
    withdraw_offer_mail(offer, at=at)
    settle_yes(offer, held, at=at)
    mailing_services.draft(
        kind=GIVEN,
        occasion=f"{occasion_of(held)}:slot-given:{offer.pk}:{int(at.timestamp())}",
        network=held.network,
        recipients=[Recipient(person.user, {"url": answer_url(offer)})],
        at=at,
        due_at=at,
        expires_at=held.starts_at,
        context=words_of(held),
    )
    return offer


@transaction.atomic
def take_out(offer: SlotOffer, *, at: datetime) -> None:
    """Take somebody out who cannot after all, or take an offer back; their mails that have not left are stopped."""
    withdraw_offer_mail(offer, at=at)
    about = f"{occasion_of(offer.meeting)}:slot-given:{offer.pk}:"
    given = Mailing.objects.filter(network=offer.meeting.network_id, kind=GIVEN, occasion__startswith=about)
    for occasion in given.values_list("occasion", flat=True):
        mailing_services.withdraw(kind=GIVEN, occasion=occasion, at=at, why="withdrawn")
    if offer.state == State.ACCEPTED:
        offer.state, offer.answered_at = State.DROPPED, at
    else:
        offer.state, offer.answered_at = State.CLOSED, None
    offer.save(update_fields=["state", "answered_at"])


def withdraw_offer_mail(offer: SlotOffer, *, at: datetime) -> None:
    user = offer.person.user
    for occasion in live_messages(offer.meeting).filter(user=user).values_list("occasion", flat=True):
        mailing_services.withdraw(kind=OFFER, occasion=occasion, at=at, why="answered", users=[user])


# --- leaving ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def erase(user: User, *, at: datetime) -> None:
    """Take a person off the stage: offers, texts, applications and asks are removed, and their tasks become free."""
    for offer in SlotOffer.objects.filter(person__user=user, meeting__starts_at__gt=at).select_related("meeting"):
        withdraw_offer_mail(offer, at=at)
    SlotOffer.objects.filter(person__user=user).delete()
    for application in HotSeatApplication.objects.filter(person__user=user).exclude(room_key=""):
        room_only.make_unreadable(application)
    HotSeatApplication.objects.filter(person__user=user).delete()
    HotSeatAsk.objects.filter(person__user=user).delete()
    MeetingTask.objects.filter(taken_by=user).update(taken_by=None, taken_at=None)
