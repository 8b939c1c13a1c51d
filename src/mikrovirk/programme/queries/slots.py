"""Reads: the three minutes of a network's evenings, who has been asked, and who comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from mikrovirk.accounts.models import MailChoice
from mikrovirk.directory.models import Membership
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.queries import unsubscribed_users
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import Kind, RecipeItem, slots_in
from mikrovirk.programme.domain.introductions_queue import (
    DECLINES_ENOUGH,
    Candidate,
    Offer,
    OfferState,
    Standing,
    is_left_in_peace,
    standing,
)
from mikrovirk.programme.models import AgendaItem, Meeting, SignUp, SlotOffer
from mikrovirk.programme.queries.meetings import occasion_of

OFFER_KIND, GIVEN_KIND = "programme.slot_offer", "programme.slot_given"
ASKED_DAYS_BEFORE = 28  # nobody is asked for an evening that is further away
OPEN = (OfferState.OFFERED, OfferState.ACCEPTED)
LEFT = (Message.State.SENDING, Message.State.SENT, Message.State.FOLDED)


def day_of(moment: datetime) -> date:
    """The Danish day a moment lies in."""
    return timezone.localtime(moment).date()


def slots_of(meetings: Iterable[Meeting]) -> dict[int, int]:
    """How many can have three minutes at each meeting whose agenda has introductions. One query."""
    rows = AgendaItem.objects.filter(meeting__in=[m.pk for m in meetings], kind=Kind.INTRODUCTIONS.value)
    found: dict[int, int] = {}
    for meeting_pk, minutes, slots in rows.values_list("meeting_id", "minutes", "slots"):
        found[meeting_pk] = found.get(meeting_pk, 0) + slots_in(RecipeItem(Kind.INTRODUCTIONS, minutes, slots=slots))
    return found


def meetings_to_fill(network: Network, now: datetime) -> QuerySet[Meeting]:
    """Published meetings that are near enough for people to be asked."""
    return Meeting.objects.filter(
        network=network,
        state=Meeting.State.PUBLISHED,
        starts_at__gt=now,
        starts_at__lte=now + timedelta(days=ASKED_DAYS_BEFORE),
    ).order_by("starts_at", "pk")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A member who could have three minutes, with what a list shows."""

    person_pk: int
    user_pk: int
    name: str
    business: str
    joined_date: date
    introduced_date: date | None
    gets_mail: bool


@dataclass(frozen=True, slots=True)
class PastOffer:
    """One offer as the queue sees it."""

    pk: int
    meeting_pk: int
    person_pk: int
    state: OfferState
    offered_at: datetime
    answered_at: datetime | None
    ask_again: bool
    is_coming: bool  # its meeting is ahead and stands
    is_unanswered: bool  # its mail left and its meeting was held


@dataclass(frozen=True)
class Roster:
    """What the queue of the three minutes is decided from in one network: read once, asked for any evening."""

    members: tuple[Newcomer, ...]
    offers: tuple[PastOffer, ...]
    signed_off: frozenset[tuple[int, int]]  # (meeting, person) who cannot come

    @cached_property
    def by_person(self) -> dict[int, list[PastOffer]]:
        found: dict[int, list[PastOffer]] = {}
        for offer in self.offers:
            found.setdefault(offer.person_pk, []).append(offer)
        return found

    def offers_for(self, meeting: Meeting) -> list[Offer]:
        """The offers of one evening for the domain, in the order they were made."""
        rows = (offer for offer in self.offers if offer.meeting_pk == meeting.pk)
        return [Offer(row.person_pk, day_of(row.offered_at), row.state) for row in rows]

    def candidates_for(self, meeting: Meeting) -> list[Candidate]:
        """Everybody who has not introduced themselves, as the queue of that evening sees them.

        Away counts: who cannot come, who is asked for another evening already, and whom our mail does not reach.
        """
        return [self.candidate(member, meeting) for member in self.members if member.introduced_date is None]

    def candidate(self, member: Newcomer, meeting: Meeting) -> Candidate:
        own = self.by_person.get(member.person_pk, [])
        elsewhere = any(row.is_coming and row.state in OPEN and row.meeting_pk != meeting.pk for row in own)
        away = elsewhere or not member.gets_mail or (meeting.pk, member.person_pk) in self.signed_off
        return Candidate(
            person_id=member.person_pk,
            joined_date=member.joined_date,
            declined_count=declined_count(own),
            unanswered_count=unanswered_count(own),
            wishes=wishes_to_be_asked(own),
            away=away,
            promised_date=promised_date(own),
        )

    def standing_of(self, meeting: Meeting, *, slots: int, today: date) -> Standing:
        """Where the three minutes of an evening stand."""
        return standing(
            self.candidates_for(meeting),
            self.offers_for(meeting),
            slots=slots,
            meeting_date=day_of(meeting.starts_at),
            today=today,
        )

    def could_be_put_in(self, meeting: Meeting) -> list[Newcomer]:
        """Whom else the coordinator may put in by hand: who has not introduced themselves and was not asked for it."""
        asked = {offer.person_pk for offer in self.offers if offer.meeting_pk == meeting.pk}
        free = [m for m in self.members if m.introduced_date is None and m.person_pk not in asked]
        return sorted(free, key=lambda member: (-member.joined_date.toordinal(), member.name))

    def left_in_peace(self, member: Newcomer) -> str:
        """Why only they themselves, or the coordinator by hand, can open it again: "declined", "silent", or nothing."""
        own = self.by_person.get(member.person_pk, [])
        declined, silent = declined_count(own), unanswered_count(own)
        candidate = Candidate(
            member.person_pk,
            member.joined_date,
            declined_count=declined,
            unanswered_count=silent,
            wishes=wishes_to_be_asked(own),
        )
        if not is_left_in_peace(candidate):
            return ""
        return "declined" if declined >= DECLINES_ENOUGH else "silent"


def declined_count(offers: Iterable[PastOffer]) -> int:
    return sum(offer.state is OfferState.DECLINED for offer in offers)


def unanswered_count(offers: Iterable[PastOffer]) -> int:
    """How many offers were left unanswered since the last that was answered, whatever the answer."""
    rows = sorted(offers, key=lambda offer: offer.offered_at)
    answered = [number for number, offer in enumerate(rows) if offer.answered_at]
    return sum(offer.is_unanswered for offer in rows[answered[-1] + 1 if answered else 0 :])


def wishes_to_be_asked(offers: Iterable[PastOffer]) -> bool:
    """Whether they asked to be asked again after their latest no, or the latest offer they left unanswered."""
    refused = [offer for offer in offers if offer.is_unanswered or offer.state is OfferState.DECLINED]
    return bool(refused) and max(refused, key=lambda offer: offer.answered_at or offer.offered_at).ask_again


def promised_date(offers: Iterable[PastOffer]) -> date | None:
    """The first day they were promised to be first next time; they said yes when every place was taken."""
    promises = [offer.answered_at for offer in offers if offer.state is OfferState.CLOSED and offer.answered_at]
    return day_of(min(promises)) if promises else None


def roster_of(network: Network, *, now: datetime, for_meetings: Iterable[Meeting] = ()) -> Roster:
    """Read the roster. Four queries, however many members and meetings there are."""
    offers = (
        SlotOffer.objects.filter(meeting__network=network).annotate(was_asked=was_asked()).order_by("offered_at", "pk")
    )
    columns = (
        "pk",
        "meeting_id",
        "person_id",
        "state",
        "offered_at",
        "answered_at",
        "ask_again",
        "meeting__starts_at",
        "meeting__state",
        "was_asked",
    )
    signed_off = SignUp.objects.filter(
        meeting__in=[meeting.pk for meeting in for_meetings], state=SignUp.State.CANCELLED, person__isnull=False
    )
    return Roster(
        members=tuple(newcomers(network)),
        offers=tuple(
            PastOffer(
                pk,
                meeting,
                person,
                OfferState(state),
                offered,
                answered,
                again,
                starts > now and stands != Meeting.State.CANCELLED,
                state == OfferState.OFFERED and asked and starts <= now and stands == Meeting.State.PUBLISHED,
            )
            for pk, meeting, person, state, offered, answered, again, starts, stands, asked in offers.values_list(
                *columns
            )
        ),
        signed_off=frozenset(signed_off.values_list("meeting_id", "person_id")),
    )


def was_asked() -> Exists:
    """Of an offer: the mail that offers it has left."""
    occasion = Concat(Value("meeting:"), Cast(OuterRef("meeting"), CharField()), Value(":slots:"))
    mails = Message.objects.filter(kind=OFFER_KIND, user=OuterRef("person__user"), state__in=LEFT)
    return Exists(mails.filter(occasion__startswith=occasion))


def newcomers(network: Network) -> list[Newcomer]:
    """The network's members, newest first, and whether an offer would reach them. Two queries."""
    refused = unsubscribed_users(OFFER_KIND, network)
    members = Membership.objects.filter(network=network, left_date=None).order_by("-joined_date", "-pk")
    columns = (
        "person_id", "person__user_id", "person__user__full_name", "person__user__email", "business__name", "joined_date",
        "introduced_date", "person__user__is_active", "person__user__bounced_at", "person__user__mail_choice",
    )  # fmt: skip
    return [
        Newcomer(
            person_pk=person,
            user_pk=user,
            name=name or email,
            business=business or "",
            joined_date=joined,
            introduced_date=introduced,
            gets_mail=active and bounced is None and choice == MailChoice.ALL and user not in refused,
        )
        for person, user, name, email, business, joined, introduced, active, bounced, choice in members.values_list(
            *columns
        )
    ]


def offers_for_link(pk: int) -> QuerySet[SlotOffer]:
    """The offer behind a link in a mail, with its evening and its member."""
    return SlotOffer.objects.filter(pk=pk).select_related(
        "meeting__network", "meeting__venue", "meeting__format", "person__user"
    )


def offers_at(meeting: Meeting) -> QuerySet[SlotOffer]:
    """All offers of an evening with their members, in the order they were made."""
    return SlotOffer.objects.filter(meeting=meeting).select_related("person__user").order_by("offered_at", "pk")


@dataclass(frozen=True, slots=True)
class DraftMail:
    """A mail that waits for the coordinator: to how many, and for whom if it is one."""

    pk: int
    kind: str
    waits: int


def draft_mails(meeting: Meeting) -> list[DraftMail]:
    """The mails about the three minutes of an evening that wait for approval. One query."""
    rows = Mailing.objects.filter(
        network=meeting.network_id,
        kind__in=[OFFER_KIND, GIVEN_KIND],
        occasion__startswith=f"{occasion_of(meeting)}:slot",
    )
    counted = rows.exclude(state=Mailing.State.STOPPED).annotate(
        waits=Count("messages", filter=Q(messages__state="draft"))
    )
    return [DraftMail(*row) for row in counted.filter(waits__gt=0).order_by("pk").values_list("pk", "kind", "waits")]


def waiting_for_a_seat(meeting: Meeting) -> set[int]:
    """The people with three minutes who are on the meeting's waiting list: somebody must find them a place."""
    accepted = SlotOffer.objects.filter(meeting=meeting, state=SlotOffer.State.ACCEPTED).values("person")
    waiting = SignUp.objects.filter(meeting=meeting, state=SignUp.State.WAITING, person__in=accepted)
    return {pk for pk in waiting.values_list("person", flat=True) if pk is not None}


def unanswered_by(offer: SlotOffer, *, now: datetime) -> QuerySet[SlotOffer]:
    """The offers this member has left unanswered in this network since they last answered one."""
    theirs = SlotOffer.objects.filter(person=offer.person_id, meeting__network=offer.meeting.network_id)
    last = theirs.filter(answered_at__isnull=False).order_by("-offered_at").values_list("offered_at", flat=True).first()
    held = theirs.filter(state=OfferState.OFFERED, meeting__state=Meeting.State.PUBLISHED, meeting__starts_at__lte=now)
    held = held.filter(offered_at__gt=last) if last else held
    return held.filter(was_asked())


def was_left_unanswered(offer: SlotOffer, *, now: datetime) -> bool:
    """Whether this offer's evening went by without an answer, and they have not introduced themselves since."""
    here = Membership.objects.filter(person=offer.person_id, network=offer.meeting.network_id, left_date=None)
    silent = offer.state == OfferState.OFFERED and offer.meeting.starts_at <= now
    return silent and here.filter(introduced_date=None).exists()


def no_count_of(offer: SlotOffer) -> int:
    """How often the member has said no in this network."""
    declined = SlotOffer.objects.filter(person=offer.person_id, state=SlotOffer.State.DECLINED)
    return declined.filter(meeting__network=offer.meeting.network_id).count()
