"""Reads: who wants the hot seat or the brag spot, and who could be asked where nobody does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import Kind
from mikrovirk.programme.domain.hot_seat import Proposal, Proposals, SeatCandidate, propose
from mikrovirk.programme.models import (
    AgendaItem,
    HotSeatApplication,
    HotSeatAsk,
    Meeting,
    SignUp,
    SlotOffer,
    Talk,
)
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.queries.slots import Newcomer, day_of, newcomers

CHOICE_KINDS = ("programme.hot_seat_chosen", "programme.hot_seat_later")
SEEN_AHEAD = timedelta(days=120)
State = HotSeatApplication.State


def meetings_with_seat(network: Network, now: datetime) -> QuerySet[Meeting]:
    """Coming meetings whose agenda has the seat, with whoever is chosen."""
    seat = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=Kind.HOT_SEAT.value)
    coming = Meeting.objects.filter(Exists(seat), network=network, starts_at__gt=now, starts_at__lt=now + SEEN_AHEAD)
    coming = coming.exclude(state=Meeting.State.CANCELLED).select_related("network", "venue", "hot_seat__person__user")
    return coming.order_by("starts_at", "pk")


def chosen_for(meeting: Meeting) -> HotSeatApplication | None:
    """Whoever takes the seat at the meeting; None while nobody is chosen."""
    return getattr(meeting, "hot_seat", None)


def applications_of(network: Network) -> QuerySet[HotSeatApplication]:
    """Every application to the network, with its member and their business there (`business`)."""
    memberships = Membership.objects.filter(person=OuterRef("person"), network=network, left_date=None)
    name = Subquery(memberships.values("business__name")[:1], output_field=CharField())
    return (
        HotSeatApplication.objects.filter(network=network)
        .select_related("person__user", "meeting")
        .annotate(business=name)
        .order_by("applied_at", "pk")
    )


def waiting_in(network: Network) -> QuerySet[HotSeatApplication]:
    """Those that wait, who has waited longest first."""
    return applications_of(network).filter(state=State.WAITING)


def own_applications(user: User, network: Network) -> QuerySet[HotSeatApplication]:
    """What the user has applied with and not withdrawn, newest first."""
    mine = HotSeatApplication.objects.filter(person__user=user, network=network).exclude(state=State.WITHDRAWN)
    return mine.select_related("meeting").order_by("-applied_at", "-pk")


def open_ask(user: User, network: Network, now: datetime) -> HotSeatAsk | None:
    """The latest ask to the user for a meeting that is still ahead and has nobody yet."""
    asks = HotSeatAsk.objects.filter(person__user=user, meeting__network=network, meeting__starts_at__gt=now)
    asks = asks.filter(Q(meeting__hot_seat=None)).exclude(meeting__state=Meeting.State.CANCELLED)
    return asks.select_related("meeting__network").order_by("-asked_at", "-pk").first()


def asks_for(meetings: Iterable[Meeting]) -> QuerySet[HotSeatAsk]:
    """Who has been asked for these meetings, in order."""
    return HotSeatAsk.objects.filter(meeting__in=[m.pk for m in meetings]).select_related("person__user")


@dataclass(frozen=True, slots=True)
class ChoiceMail:
    """A mail about a choice, for the coordinator's page."""

    pk: int
    kind: str
    waits: int  # for approval
    left: int  # sent, or on its way


def choice_mails(network: Network, meetings: Iterable[Meeting]) -> dict[int, list[ChoiceMail]]:
    """The mails about who takes the seat, by meeting; those that were stopped are left out. One query."""
    by_prefix = {f"{occasion_of(meeting)}:seat": meeting.pk for meeting in meetings}
    rows = Mailing.objects.filter(network=network, kind__in=CHOICE_KINDS).exclude(state=Mailing.State.STOPPED)
    counted = rows.annotate(
        waits=Count("messages", filter=Q(messages__state="draft")),
        left=Count("messages", filter=Q(messages__state__in=["queued", "sending", "held", "sent", "folded"])),
    )
    found: dict[int, list[ChoiceMail]] = {}
    for pk, kind, occasion, waits, left in counted.order_by("pk").values_list(
        "pk", "kind", "occasion", "waits", "left"
    ):
        meeting_pk = by_prefix.get(occasion.rpartition(":")[0])
        if meeting_pk and (waits or left):
            found.setdefault(meeting_pk, []).append(ChoiceMail(pk, kind, waits, left))
    return found


# --- whom to ask -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SeatRoster:
    """What proposals are made from in one network: read once, asked for any meeting."""

    members: tuple[Newcomer, ...]
    on_stage: dict[int, date]  # person: the last day
    expectations: dict[int, tuple[date, str]]  # person: since when, and their words
    asks: dict[int, list[tuple[datetime, datetime | None, bool]]]  # person: asked, declined, wishes to be asked
    busy: frozenset[tuple[int, int]]  # (meeting, person): cannot come, or is on stage there already
    languages: dict[int, str]  # person: the language their mails are in

    def candidates_for(self, meeting: Meeting) -> list[SeatCandidate]:
        return [self.candidate(member, meeting) for member in self.members]

    def candidate(self, member: Newcomer, meeting: Meeting) -> SeatCandidate:
        asks = sorted(self.asks.get(member.person_pk, []))
        declined = [ask for ask in asks if ask[1]]
        stage = [day for day in (self.on_stage.get(member.person_pk), member.introduced_date) if day]
        expectation = self.expectations.get(member.person_pk)
        return SeatCandidate(
            person_id=member.person_pk,
            joined_date=member.joined_date,
            last_on_stage_date=max(stage) if stage else None,
            expectation_date=expectation[0] if expectation else None,
            away=(meeting.pk, member.person_pk) in self.busy or not member.gets_mail,
            declined_count=len(declined),
            wishes=bool(declined) and declined[-1][2],
            asked_date=day_of(asks[-1][0]) if asks else None,
        )

    def proposals_for(self, meeting: Meeting, *, application_count: int, today: date) -> Proposals:
        """Three members to ask, or why nobody."""
        return propose(
            self.candidates_for(meeting),
            application_count=application_count,
            meeting_date=day_of(meeting.starts_at),
            today=today,
        )

    def named(self, proposal: Proposal) -> Newcomer:
        return next(member for member in self.members if member.person_pk == proposal.person_id)


def seat_roster(network: Network, *, now: datetime, meetings: Iterable[Meeting]) -> SeatRoster:
    """Read the roster: ten queries, however many members and meetings there are."""
    pks = [meeting.pk for meeting in meetings]
    return SeatRoster(
        members=tuple(newcomers(network)),
        on_stage=days_on_stage(network, now),
        expectations=open_expectations(network, now),
        asks=asks_of(network),
        busy=frozenset(busy_at(pks)),
        languages=languages_of(network),
    )


def days_on_stage(network: Network, now: datetime) -> dict[int, date]:
    """When each person last had the seat or gave a talk here. Two queries."""
    held = Q(meeting__starts_at__lt=now, meeting__state=Meeting.State.PUBLISHED, network=network)
    seats = HotSeatApplication.objects.filter(held, state=State.CHOSEN).values_list("person")
    talks = Talk.objects.filter(held, state=Talk.State.ACCEPTED).values_list("speaker__person")
    found: dict[int, date] = {}
    for person, last in [*seats.annotate(Max("meeting__starts_at")), *talks.annotate(Max("meeting__starts_at"))]:
        if person is not None:
            found[person] = max(day_of(last), found.get(person, date.min))
    return found


def open_expectations(network: Network, now: datetime) -> dict[int, tuple[date, str]]:
    """What people expected of the network and have not said is met. One query."""
    said = SlotOffer.objects.filter(
        meeting__network=network, meeting__starts_at__lt=now, state=SlotOffer.State.ACCEPTED
    ).exclude(Q(expectation_text="") | Q(expectation_met="yes"))
    rows = said.order_by("meeting__starts_at").values_list("person", "meeting__starts_at", "expectation_text")
    return {person: (day_of(at), text) for person, at, text in rows}


def languages_of(network: Network) -> dict[int, str]:
    members = Membership.objects.filter(network=network, left_date=None)
    return dict(members.values_list("person", "person__user__language"))


def asks_of(network: Network) -> dict[int, list[tuple[datetime, datetime | None, bool]]]:
    found: dict[int, list[tuple[datetime, datetime | None, bool]]] = {}
    rows = HotSeatAsk.objects.filter(meeting__network=network)
    for person, asked, declined, again in rows.values_list("person", "asked_at", "declined_at", "ask_again"):
        found.setdefault(person, []).append((asked, declined, again))
    return found


def busy_at(meeting_pks: list[int]) -> set[tuple[int, int]]:
    """Who cannot take the seat at which meeting: cannot come, speaks there, or has three minutes there. Three queries."""
    gone = SignUp.objects.filter(meeting__in=meeting_pks, state=SignUp.State.CANCELLED, person__isnull=False)
    speaking = Talk.objects.filter(meeting__in=meeting_pks, speaker__person__isnull=False)
    slots = SlotOffer.objects.filter(
        meeting__in=meeting_pks, state__in=[SlotOffer.State.OFFERED, SlotOffer.State.ACCEPTED]
    )
    return {
        *gone.values_list("meeting_id", "person_id"),
        *speaking.values_list("meeting_id", "speaker__person"),
        *slots.values_list("meeting_id", "person_id"),
    }
