"""Reads: the steering room as it stands now, its meetings, and who is in the group."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import parts_of, staff_of
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.domain.steering import Tenure, tenure
from mikrovirk.voice.models import (
    AgendaPoint,
    Consultation,
    Decision,
    Input,
    InputRound,
    SeasonDraft,
    SteeringGuest,
    SteeringMeeting,
)
from mikrovirk.voice.queries import decisions as decision_queries

PART = decision_queries.PART
SHOWN = 5  # of each list in the room
REPORTS = 3
DONE_LATELY = timedelta(days=60)
MAIL_KINDS = (
    "voice.steering_invite",
    "voice.steering_moved",
    "voice.steering_cancelled",
    "voice.steering_minutes",
    "voice.steering_guest",
)


# --- what waits ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Waiting:
    """Inputs without an outcome: how many, and how old the oldest is."""

    count: int
    oldest_at: datetime | None


def inputs_waiting(network: Network) -> Waiting:
    """What members said and nobody has dealt with. One query."""
    rows = Input.objects.filter(network=network, outcome="", erased_at=None)
    found = rows.aggregate(count=Count("pk"), oldest=Min("at"))
    return Waiting(found["count"], found["oldest"])


def rounds_to_conclude(network: Network) -> QuerySet[InputRound]:
    """Rounds that are closed and have no conclusions yet."""
    return InputRound.objects.filter(network=network, state=InputRound.State.CLOSED).order_by("closed_at", "pk")


def rounds_open(network: Network) -> QuerySet[InputRound]:
    return InputRound.objects.filter(network=network, state=InputRound.State.OPEN).order_by("deadline_at", "pk")


def consultations_running(network: Network) -> QuerySet[Consultation]:
    """Drafts members can comment on, and those that wait to be adopted."""
    running = (Consultation.State.OPEN, Consultation.State.CLOSED)
    return Consultation.objects.filter(network=network, state__in=running).order_by("closes_at", "pk")


def season_drafts(network: Network) -> QuerySet[SeasonDraft]:
    """What the planner found and nobody has made a season or a draft for the members of."""
    ready = SeasonDraft.objects.filter(network=network, state=SeasonDraft.State.READY)
    return ready.filter(season=None, consultation=None).order_by("-created_at", "-pk")


def meetings_without_talk(network: Network, *, now: datetime, within: timedelta) -> QuerySet[Meeting]:
    """The meetings of that time for which nobody has been asked to speak."""
    soon = Meeting.objects.filter(network=network, starts_at__gt=now, starts_at__lt=now + within, talk=None)
    return soon.exclude(state=Meeting.State.CANCELLED).order_by("starts_at")


# --- the room --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in the group, and how long they have been there."""

    name: str
    role: str
    since: date
    how_long: Tenure


@dataclass(frozen=True, slots=True)
class Room:
    """Everything the room shows; None where the part it belongs to is off."""

    next_meeting: SteeringMeeting | None
    to_close: list[SteeringMeeting]  # held, and their minutes are not closed
    last_meeting: SteeringMeeting | None
    waiting: Waiting | None
    counts: decision_queries.Counts
    overdue: list[Decision]
    open: list[Decision]
    done: list[Decision]
    rounds: list[InputRound]
    consultations: list[Consultation]
    drafts: list[SeasonDraft]
    reports: list[Meeting]
    group: list[Seat]

    @property
    def is_new(self) -> bool:
        """Nothing has been done here yet."""
        return not (self.next_meeting or self.to_close or self.last_meeting or self.counts.all)


def room_of(network: Network, *, now: datetime) -> Room:
    """The room of a network, in a fixed number of queries."""
    today = timezone.localtime(now).date()
    parts = parts_of(network)
    decisions = decision_queries.decisions_in(network)
    to_do = decisions.filter(decision_queries.STILL_TO_DO).order_by(*decision_queries.DUE_FIRST)
    lately = decisions.filter(done_at__gt=now - DONE_LATELY, withdrawn_at=None).order_by("-done_at", "-pk")
    past = meetings_in(network).filter(cancelled_at=None, starts_at__lte=now)
    has_voice = "voice" in parts
    return Room(
        next_meeting=next_meeting(network, now=now),
        to_close=list(past.filter(closed_at=None)[:SHOWN]),
        last_meeting=past.filter(closed_at__isnull=False).first(),
        waiting=inputs_waiting(network) if has_voice else None,
        counts=decision_queries.counts_in(network, today),
        overdue=list(to_do.filter(due_date__lt=today)[:SHOWN]),
        open=list(to_do.exclude(due_date__lt=today)[:SHOWN]),
        done=list(lately[:SHOWN]),
        rounds=[*rounds_to_conclude(network)[:SHOWN], *rounds_open(network)[:SHOWN]] if has_voice else [],
        consultations=list(consultations_running(network)[:SHOWN]) if has_voice else [],
        drafts=list(season_drafts(network)[:SHOWN]) if "planner" in parts else [],
        reports=list(latest_reports(network, now=now)),
        group=group_of(network, today),
    )


def group_of(network: Network, today: date) -> list[Seat]:
    """The group and the coordinators, longest there first. One query."""
    roles = staff_of(network).filter(user__is_active=True).order_by("since_date", "user__full_name", "pk")
    return [Seat(str(r.user), r.get_name_display(), r.since_date, tenure(r.since_date, today)) for r in roles]


def latest_reports(network: Network, *, now: datetime) -> QuerySet[Meeting]:
    """The last meetings that were held, with how many came (`came`)."""
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now)
    came = Count("sign_ups", filter=Q(sign_ups__checked_in_at__isnull=False))
    return held.annotate(came=came).order_by("-starts_at")[:REPORTS]


# --- meetings --------------------------------------------------------------------------------------------------------


def meetings_in(network: Network) -> QuerySet[SteeringMeeting]:
    """The steering meetings of a network, newest first."""
    return SteeringMeeting.objects.filter(network=network).select_related("network")


def meetings_listed(network: Network) -> QuerySet[SteeringMeeting]:
    """The same with how many points (`point_count`) and decisions (`decision_count`) each has."""
    counts = {"point_count": Count("points", distinct=True), "decision_count": Count("decisions", distinct=True)}
    return meetings_in(network).annotate(**counts).order_by("-starts_at", "-pk")


def next_meeting(network: Network, *, now: datetime) -> SteeringMeeting | None:
    """The next one, or the one that is on just now, with its agenda."""
    coming = meetings_in(network).filter(cancelled_at=None, closed_at=None, starts_at__gt=now)
    return coming.order_by("starts_at", "pk").prefetch_related("points").first()


def points_of(meeting: SteeringMeeting) -> list[AgendaPoint]:
    """The agenda with its minutes, and under each point its decisions. Two queries."""
    decisions = decision_queries.decisions_in(meeting.network).order_by("decided_at", "pk")
    rows = AgendaPoint.objects.filter(meeting=meeting).select_related("meeting__network", "saved_by")
    return list(rows.prefetch_related(Prefetch("decisions", queryset=decisions)))


def decisions_without_point(meeting: SteeringMeeting) -> list[Decision]:
    """Decisions of the meeting that stand under no point (theirs was taken out)."""
    rows = decision_queries.decisions_in(meeting.network).filter(steering_meeting=meeting, point=None)
    return list(rows.order_by("decided_at", "pk"))


def guests_of(meeting: SteeringMeeting) -> QuerySet[SteeringGuest]:
    return meeting.guests.order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class MailTold:
    """A mail about a steering meeting, and how far it is."""

    pk: int
    label: str | Promise
    waiting_count: int  # for approval
    left_count: int
    is_stopped: bool


def mails_about(meeting: SteeringMeeting) -> list[MailTold]:
    """The mails drafted or sent about a steering meeting, oldest first. One query."""
    occasion = occasion_of(meeting)
    about = Q(occasion=occasion) | Q(occasion__startswith=f"{occasion}:")
    rows = Mailing.objects.filter(about, network=meeting.network_id, kind__in=MAIL_KINDS).order_by("created_at", "pk")
    rows = rows.annotate(
        waiting=Count("messages", filter=Q(messages__state=Message.State.DRAFT)),
        left=Count("messages", filter=Q(messages__state__in=[Message.State.SENT, Message.State.FOLDED])),
    )
    told = rows.values_list("pk", "kind", "waiting", "left", "state")
    return [
        MailTold(pk, kinds.find(kind).label, waiting, left, state == Mailing.State.STOPPED)
        for pk, kind, waiting, left, state in told
    ]


def occasion_of(meeting: SteeringMeeting) -> str:
    """What mails about the meeting are filed under."""
    return f"steering:{meeting.pk}"


def has_role(network: Network, user_pks: Collection[int]) -> set[int]:
    """Which of the users are in the group or coordinate."""
    there = Role.objects.filter(network=network, user__in=user_pks, name__in=decision_queries.STAFF)
    return set(there.values_list("user_id", flat=True))


def minutes_to_close(network: Network, *, now: datetime, after: timedelta) -> QuerySet[SteeringMeeting]:
    """Meetings held that long ago whose minutes nobody has closed, and in which something was written."""
    written = AgendaPoint.objects.filter(meeting=OuterRef("pk")).exclude(minutes="")
    held = meetings_in(network).filter(Exists(written), cancelled_at=None, closed_at=None)
    return held.filter(starts_at__lt=now - after).order_by("starts_at")
