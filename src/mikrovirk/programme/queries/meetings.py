"""Reads: a network's meetings, what each still lacks, and its agenda to the minute."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.common.days import start_of
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import Agenda, FilledBy, Kind, RecipeItem, timed_agenda
from mikrovirk.programme.models import (
    AgendaItem,
    Format,
    FormatItem,
    Meeting,
    MeetingTask,
    Season,
    Session,
    SignUp,
    Talk,
    Venue,
)
from mikrovirk.programme.queries import joint

State = Meeting.State
USUAL_LENGTH = timedelta(hours=2, minutes=30)  # of a meeting without an agenda


class Missing(StrEnum):
    """What a meeting still lacks. In the order in which it should be seen to."""

    VENUE = "venue"
    TALK = "talk"  # nothing is known about it
    SPEAKER = "speaker"  # a topic or a title, but nobody to give it
    ANSWER = "answer"  # the speaker was asked and has not answered
    DECLINED = "declined"  # the speaker cannot
    AGENDA = "agenda"


MISSING_WORDS = {
    Missing.VENUE: _("a venue"),
    Missing.TALK: _("a talk"),
    Missing.SPEAKER: _("a speaker"),
    Missing.ANSWER: _("the speaker's answer"),
    Missing.DECLINED: _("another speaker"),
    Missing.AGENDA: _("an agenda"),
}


@dataclass(frozen=True)
class PlannedRow:
    """A meeting in the coordinator's list."""

    meeting: Meeting
    missing: tuple[Missing, ...]

    @property
    def missing_words(self) -> list[Any]:
        return [MISSING_WORDS[code] for code in self.missing]


def meetings_of(network: Network) -> QuerySet[Meeting]:
    """All meetings of the network with what a list shows of them."""
    return (
        Meeting.objects.filter(network=network)
        .select_related("format", "venue", "season", "talk")
        .defer("calendar_event", "recap", "venue__latitude", "venue__longitude")
        .annotate(has_agenda=Exists(AgendaItem.objects.filter(meeting=OuterRef("pk"))))
    )


def coming(network: Network, *, now: datetime) -> QuerySet[Meeting]:
    """Those that have not ended, in order."""
    return meetings_of(network).filter(ends_at__gte=now).order_by("starts_at", "pk")


def past(network: Network, *, now: datetime) -> QuerySet[Meeting]:
    """Those that have ended, newest first."""
    return meetings_of(network).filter(ends_at__lt=now).order_by("-starts_at", "-pk")


def rows_of(meetings: Iterable[Meeting]) -> list[PlannedRow]:
    return [PlannedRow(meeting, missing_in(meeting)) for meeting in meetings]


def talk_of(meeting: Meeting) -> Talk | None:
    """The meeting's talk, None where there is none yet."""
    return getattr(meeting, "talk", None)


def missing_in(meeting: Meeting) -> tuple[Missing, ...]:
    """What the meeting still lacks; nothing for one that is cancelled. Wants `has_agenda` (see `meetings_of`)."""
    if meeting.state == State.CANCELLED:
        return ()
    found = [] if meeting.venue_id else [Missing.VENUE]
    if meeting.session_count:
        return tuple(found)  # what is told and when stands in its sessions
    lacking = missing_of_talk(talk_of(meeting))
    found += [lacking] if lacking else []
    if not meeting.has_agenda:  # type: ignore[attr-defined]
        found.append(Missing.AGENDA)
    return tuple(found)


def missing_of_talk(talk: Talk | None) -> Missing | None:
    if talk is None or not (talk.title or talk.topic_id or talk.speaker_name):
        return Missing.TALK
    if not talk.speaker_name:
        return Missing.SPEAKER
    return {Talk.State.ASKED: Missing.ANSWER, Talk.State.DECLINED: Missing.DECLINED}.get(Talk.State(talk.state))


# --- agenda ----------------------------------------------------------------------------------------------------------


LINE_COLUMNS = ("kind", "minutes", "title", "filled_by", "slots", "minutes_each")


def lines_of(rows: "QuerySet[AgendaItem] | QuerySet[FormatItem]") -> tuple[RecipeItem, ...]:
    """The lines of an agenda or of a format's recipe, in order, as the domain reads them."""
    return tuple(
        RecipeItem(Kind(kind), minutes, title, FilledBy(filled_by), slots, minutes_each)
        for kind, minutes, title, filled_by, slots, minutes_each in rows.order_by("position", "pk").values_list(
            *LINE_COLUMNS
        )
    )


def agenda_of(meeting: Meeting) -> Agenda:
    """The evening to the minute."""
    return timed_agenda(lines_of(meeting.agenda.all()), meeting.starts_at)


def end_of(meeting: Meeting, agenda_ends_at: datetime | None) -> datetime:
    """When the meeting ends: with its agenda or its last session, whichever is later; usually after USUAL_LENGTH."""
    ends = [agenda_ends_at] if agenda_ends_at else []
    if meeting.session_count:
        held = Session.objects.filter(meeting=meeting, taken_off_at=None)
        ends += held.order_by("-ends_at").values_list("ends_at", flat=True)[:1]
    return max([end for end in ends if end > meeting.starts_at], default=meeting.starts_at + USUAL_LENGTH)


# --- one meeting -----------------------------------------------------------------------------------------------------


def tasks_of(meeting: Meeting) -> QuerySet[MeetingTask]:
    return MeetingTask.objects.filter(meeting=meeting).select_related("taken_by")


@dataclass(frozen=True)
class Places:
    """How many come, wait and have come; `capacity` is None where there is no limit."""

    taken: int
    capacity: int | None
    waiting: int
    checked_in: int

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.taken >= self.capacity


def places_of(meeting: Meeting) -> Places:
    coming_now = Q(state=SignUp.State.COMING)
    counts = SignUp.objects.filter(meeting=meeting).aggregate(
        taken=Count("pk", filter=coming_now),
        waiting=Count("pk", filter=Q(state=SignUp.State.WAITING)),
        checked_in=Count("pk", filter=coming_now & Q(checked_in_at__isnull=False)),
    )
    return Places(counts["taken"], capacity_of(meeting), counts["waiting"], counts["checked_in"])


def capacity_of(meeting: Meeting) -> int | None:
    """The places of the meeting: its own number, else its venue's, else no limit."""
    return meeting.capacity if meeting.capacity is not None or meeting.venue is None else meeting.venue.capacity


def occasion_of(meeting: Meeting) -> str:
    """What mails about the meeting as a whole are about. A later one about the same begins with this and ":"."""
    return f"meeting:{meeting.pk}"


def meeting_in(occasion: str) -> int:
    """The key of the meeting that an occasion such as "meeting:12:slots:0" is about."""
    return int(occasion.split(":")[1])


@dataclass(frozen=True)
class MailLine:
    """A mailing about a meeting, in a list: how many of it wait for approval, wait to leave, and have left."""

    pk: int
    label: Any
    state: str
    due_at: datetime
    created_at: datetime
    draft_count: int
    waiting_count: int
    sent_count: int

    @property
    def to_approve(self) -> bool:
        return self.draft_count > 0 and self.state != Mailing.State.STOPPED


def mail_lines(meeting: Meeting, *, network: Network | None = None) -> list[MailLine]:
    """The mailings about this meeting and to its speaker, latest first; those that reach nobody are left out.

    `network`: a partner, whose own mails these are; the host's without.
    """
    occasion = occasion_of(meeting)
    about = Q(occasion=occasion) | Q(occasion__startswith=f"{occasion}:")
    talk = talk_of(meeting)
    if talk:
        about |= Q(occasion__startswith=f"talk:{talk.pk}:")
    rows = (
        Mailing.objects.filter(about, network_id=network.pk if network else meeting.network_id)
        .exclude(kind__startswith="programme.joint_")  # between the coordinators, who have sent them
        .annotate(
            draft_count=Count("messages", filter=Q(messages__state="draft")),
            waiting_count=Count("messages", filter=Q(messages__state__in=["queued", "sending", "held"])),
            sent_count=Count("messages", filter=Q(messages__state__in=["sent", "folded"])),
        )
        .filter(Q(draft_count__gt=0) | Q(waiting_count__gt=0) | Q(sent_count__gt=0))
        .order_by("-due_at", "-pk")
        .values_list("pk", "kind", "state", "due_at", "created_at", "draft_count", "waiting_count", "sent_count")
    )
    return [MailLine(pk, kinds.get(kind).label, *rest) for pk, kind, *rest in rows]


# --- seasons ---------------------------------------------------------------------------------------------------------


def active_formats(network: Network) -> QuerySet[Format]:
    return Format.objects.filter(network=network, is_active=True)


def venues_of(network: Network) -> QuerySet[Venue]:
    return Venue.objects.filter(network=network)


def venues_with_counts(network: Network) -> QuerySet[Venue]:
    """The venues, each with how many meetings it has."""
    return venues_of(network).annotate(meeting_count=Count("meetings"))


def usual_venue(network: Network) -> Venue | None:
    """Where the network met last, to propose for the next season."""
    last = (
        Meeting.objects.filter(network=network, venue__isnull=False)
        .order_by("-starts_at")
        .select_related("venue")
        .first()
    )
    return last.venue if last else venues_of(network).first()


def last_season(network: Network) -> Season | None:
    return Season.objects.filter(network=network).first()


def last_meeting(network: Network) -> Meeting | None:
    """The network's latest meeting, held or planned."""
    held = Meeting.objects.filter(network=network).exclude(state=State.CANCELLED)
    return held.order_by("-starts_at", "-pk").first()


def undoable_seasons(pks: Collection[int]) -> set[int]:
    """Of these seasons the ones that may be taken back whole: none of their meetings is published, nobody was asked."""
    if not pks:
        return set()
    touched = Meeting.objects.filter(
        ~Q(state=State.DRAFT) | Q(sign_ups__isnull=False) | Q(talk__asked_at__isnull=False), season=OuterRef("pk")
    )
    having = Meeting.objects.filter(season=OuterRef("pk"))
    return set(Season.objects.filter(~Exists(touched), Exists(having), pk__in=pks).values_list("pk", flat=True))


def can_be_undone(season: Season) -> bool:
    return season.pk in undoable_seasons([season.pk])


def days_with_meetings(network: Network, days: Collection[date], *, besides: int | None = None) -> set[date]:
    """Of these days the ones on which the network has a meeting already (cancelled ones and `besides` do not count)."""
    if not days:
        return set()
    until = start_of(max(days) + timedelta(days=1))
    found = Meeting.objects.filter(joint.held_by(network), starts_at__gte=start_of(min(days)), starts_at__lt=until)
    starts = found.exclude(state=State.CANCELLED).exclude(pk=besides or 0).values_list("starts_at", flat=True)
    return {timezone.localtime(start).date() for start in starts} & set(days)


def next_published(rows: Iterable[PlannedRow]) -> Meeting | None:
    """The first of them that everybody can see."""
    return next((row.meeting for row in rows if row.meeting.state == State.PUBLISHED), None)
