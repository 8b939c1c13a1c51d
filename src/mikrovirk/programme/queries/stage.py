"""Reads: what of the stage and the tasks still waits for the coordinator, and what is held about somebody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.domain.agenda import Kind
from mikrovirk.programme.domain.hot_seat import ProposalCode, proposal_date
from mikrovirk.programme.domain.introductions_queue import StandingCode
from mikrovirk.programme.models import HotSeatApplication, HotSeatAsk, Meeting, MeetingTask, SlotOffer
from mikrovirk.programme.queries import hot_seat as seats
from mikrovirk.programme.queries import slots as slot_queries
from mikrovirk.programme.queries import tasks as task_queries
from mikrovirk.programme.queries.on_stage import on_stage, on_stage_at

__all__ = ["export_of", "on_stage", "on_stage_at", "open_questions", "stage_lines"]

CHOOSE_BEFORE = timedelta(days=21)  # whoever takes the seat needs time to prepare
SEEN_TO_WITHIN = timedelta(days=60)
ANSWER_TIME = timedelta(days=5)  # who was asked in person has this long before others are proposed


@dataclass(frozen=True)
class OpenQuestion:
    """Something to settle, for the weekly page; texts are in the reader's language. `post`: pressing it does it."""

    title: str
    why: str
    action: str
    url: str
    post: bool
    fields: tuple[tuple[str, str], ...]
    due_at: datetime
    more: str = ""
    more_url: str = ""


def open_questions(network: Network, now: datetime) -> list[OpenQuestion]:
    """What of the stage of coming meetings nobody has seen to; only for parts that are on. A fixed number of queries."""
    parts = parts_of(network)
    found: list[OpenQuestion] = []
    if "introductions" in parts:
        found += free_slots(network, now)
        found += expectations_not_met(network, now)
    if "hot_seat" in parts:
        found += empty_seats(network, now)
    if "tasks" in parts:
        found += tasks_left(network, now)
    return found


# --- three minutes ---------------------------------------------------------------------------------------------------


def free_slots(network: Network, now: datetime) -> Iterator[OpenQuestion]:
    """Places free that nobody is left to be asked for by mail."""
    meetings = list(slot_queries.meetings_to_fill(network, now))
    slots = slot_queries.slots_of(meetings)
    if not slots:
        return
    roster = slot_queries.roster_of(network, now=now, for_meetings=meetings)
    for meeting in meetings:
        if meeting.pk not in slots:
            continue
        stands = roster.standing_of(meeting, slots=slots[meeting.pk], today=slot_queries.day_of(now))
        if stands.code is StandingCode.NOBODY_LEFT:
            yield free_slot_question(network, meeting, stands.free)


def free_slot_question(network: Network, meeting: Meeting, free: int) -> OpenQuestion:
    words = {"count": free, "day": dates.day(meeting.starts_at)}
    return OpenQuestion(
        title=ngettext("Three minutes are free %(day)s", "%(count)s × three minutes are free %(day)s", free) % words,
        why=_(
            "Everybody who is new has been asked. Put somebody in by hand, or let the evening have a little more air."
        ),
        action=_("Put somebody in"),
        url=reverse("programme:slots", args=[network.slug, meeting.pk]),
        post=False,
        fields=(),
        due_at=meeting.starts_at - timedelta(days=5),
    )


def expectations_not_met(network: Network, now: datetime) -> Iterator[OpenQuestion]:
    """Members who said that what they expected has not come, or in part only, until the coordinator has seen to it."""
    said = SlotOffer.objects.filter(
        meeting__network=network,
        expectation_met__in=["partly", "no"],
        expectation_answered_at__gt=now - SEEN_TO_WITHIN,
        expectation_seen_at=None,
    )
    for offer in said.select_related("person__user").order_by("expectation_answered_at", "pk"):
        words = [f"»{offer.expectation_text}«", offer.expectation_note]
        yield OpenQuestion(
            title=_("%(name)s still misses something from the network") % {"name": offer.person},
            why=" ".join(word for word in words if word),
            action=_("I have seen to it"),
            url=reverse("programme:expectation_seen", args=[network.slug, offer.pk]),
            post=True,
            fields=(),
            due_at=(offer.expectation_answered_at or now) + timedelta(days=7),
            more=_("See the member"),
            more_url=reverse("directory:member", args=[network.slug, offer.person_id]),
        )


# --- the seat --------------------------------------------------------------------------------------------------------


def empty_seats(network: Network, now: datetime) -> Iterator[OpenQuestion]:
    """Coming evenings whose seat nobody has: the best application to choose with one press, or members to ask.

    The applications go to the evenings in order, so two evenings never propose the same one.
    """
    near = now + CHOOSE_BEFORE + timedelta(days=7)
    meetings = [
        m for m in seats.meetings_with_seat(network, now).filter(starts_at__lt=near) if seats.chosen_for(m) is None
    ]
    if not meetings:
        return
    waiting = list(seats.waiting_in(network))
    for meeting, application in zip(meetings, waiting, strict=False):
        yield choose_question(network, meeting, application, len(waiting))
    unfilled = meetings[len(waiting) :]
    if unfilled:
        yield from ask_questions(network, unfilled, now)


def choose_question(network: Network, meeting: Meeting, application: HotSeatApplication, count: int) -> OpenQuestion:
    who = str(application.person)
    others = count - 1
    return OpenQuestion(
        title=_("Who takes the hot seat or the brag spot %(day)s?") % {"day": dates.day(meeting.starts_at)},
        why=_("%(name)s has waited longest: “%(title)s” (%(seat)s).")
        % {"name": who, "title": application.told.title or "…", "seat": application.get_kind_display()},
        action=_("Choose %(name)s") % {"name": application.person.user.first_name or who},
        url=reverse("programme:hot_seat_choose", args=[network.slug, application.pk]),
        post=True,
        fields=(("meeting", str(meeting.pk)),),
        due_at=meeting.starts_at - CHOOSE_BEFORE,
        more=ngettext("See it and one more", "See it and %(count)s more", others) % {"count": others}
        if others
        else _("See it first"),
        more_url=reverse("programme:hot_seat", args=[network.slug]),
    )


def ask_questions(network: Network, meetings: list[Meeting], now: datetime) -> Iterator[OpenQuestion]:
    """Evenings within 21 days that nobody has applied for, unless somebody was asked and still thinks about it."""
    today = slot_queries.day_of(now)
    near = [m for m in meetings if today >= proposal_date(slot_queries.day_of(m.starts_at))]
    if not near:
        return
    roster = seats.seat_roster(network, now=now, meetings=near)
    thinking = {
        ask.meeting_id for ask in seats.asks_for(near) if ask.declined_at is None and ask.asked_at > now - ANSWER_TIME
    }
    for meeting in near:
        found = roster.proposals_for(meeting, application_count=0, today=today)
        if meeting.pk in thinking or found.code is not ProposalCode.PROPOSED:
            continue
        names = [roster.named(proposal).name for proposal in found.proposals]
        yield OpenQuestion(
            title=_("Nobody has applied for the hot seat %(day)s") % {"day": dates.day(meeting.starts_at)},
            why=_("You could ask %(names)s. The personal mail is drafted.") % {"names": in_a_row(names)},
            action=_("See and ask"),
            url=f"{reverse('programme:hot_seat', args=[network.slug])}#ask-{meeting.pk}",
            post=False,
            fields=(),
            due_at=meeting.starts_at - CHOOSE_BEFORE,
        )


def in_a_row(names: list[str]) -> str:
    """ "Lise, Karen or Ole"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s or %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


# --- tasks -----------------------------------------------------------------------------------------------------------


def tasks_left(network: Network, now: datetime) -> Iterator[OpenQuestion]:
    """Tasks nobody took a week before: ask those who come with one press, and after that hand them out."""
    meetings = task_queries.free_tasks(network, now)
    if not meetings:
        return
    occasions = [f"meeting:{meeting.meeting_pk}:tasks" for meeting in meetings]
    asked = set(Mailing.objects.filter(network=network, occasion__in=occasions).values_list("occasion", flat=True))
    for meeting, occasion in zip(meetings, occasions, strict=True):
        yield tasks_question(network, meeting, is_asked=occasion in asked)


def tasks_question(network: Network, meeting: task_queries.FreeTasks, *, is_asked: bool) -> OpenQuestion:
    page = reverse("programme:tasks", args=[network.slug, meeting.meeting_pk])
    ask = reverse("programme:tasks_ask", args=[network.slug, meeting.meeting_pk])
    count = len(meeting.titles)
    words = {"count": count, "day": dates.day(meeting.starts_at)}
    return OpenQuestion(
        title=ngettext("Nobody has taken one task %(day)s", "Nobody has taken %(count)s tasks %(day)s", count) % words,
        why=_("Still free: %(tasks)s.") % {"tasks": ", ".join(meeting.titles)},
        action=_("Hand them out") if is_asked else _("Ask those who come"),
        url=page if is_asked else ask,
        post=not is_asked,
        fields=(),
        due_at=meeting.starts_at - task_queries.ASKED_BEFORE,
        more="" if is_asked else _("Hand them out yourself"),
        more_url="" if is_asked else page,
    )


# --- one meeting, for the coordinator --------------------------------------------------------------------------------


@dataclass(frozen=True)
class StageLines:
    """How the stage of one meeting stands, in a few numbers. Zero slots, no seat, no tasks: nothing to show."""

    slots: int = 0
    slots_taken: int = 0
    has_seat: bool = False
    seat_name: str = ""
    tasks: int = 0
    tasks_taken: int = 0

    def __bool__(self) -> bool:
        return bool(self.slots or self.has_seat or self.tasks)


def stage_lines(meeting: Meeting, parts: frozenset[str]) -> StageLines:
    """How the stage stands, for the parts that are on. At most five queries."""
    slots = slot_queries.slots_of([meeting]).get(meeting.pk, 0) if "introductions" in parts else 0
    accepted = SlotOffer.objects.filter(meeting=meeting, state=SlotOffer.State.ACCEPTED)
    has_seat = "hot_seat" in parts and meeting.agenda.filter(kind=Kind.HOT_SEAT.value).exists()
    chosen = HotSeatApplication.objects.filter(meeting=meeting, state=HotSeatApplication.State.CHOSEN)
    taken, whole = task_queries.task_counts([meeting]).get(meeting.pk, (0, 0)) if "tasks" in parts else (0, 0)
    return StageLines(
        slots=slots,
        slots_taken=accepted.count() if slots else 0,
        has_seat=has_seat,
        seat_name=(chosen.values_list("person__user__full_name", flat=True).first() or "") if has_seat else "",
        tasks=whole,
        tasks_taken=taken,
    )


# --- taking one's data along -----------------------------------------------------------------------------------------


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What the stage holds about somebody, as plain values; moments as ISO 8601."""
    offers = SlotOffer.objects.filter(person__user=user)
    applications = HotSeatApplication.objects.filter(person__user=user)
    asks = HotSeatAsk.objects.filter(person__user=user)
    tasks = MeetingTask.objects.filter(taken_by=user)
    at_meeting = {"at_meeting": F("meeting__title")}
    return {
        "introductions": plain_rows(offers.values(*OFFER_COLUMNS, **at_meeting)),
        "hot_seat": plain_rows(applications.values(*APPLICATION_COLUMNS, **at_meeting)),
        "hot_seat_asks": plain_rows(asks.values("asked_at", "declined_at", "ask_again", **at_meeting)),
        "tasks": plain_rows(tasks.values("title", "taken_at", **at_meeting)),
    }


OFFER_COLUMNS = (
    "state", "offered_at", "answered_at", "ask_again", "business_text", "contribution_text", "expectation_text", "texts_at",
    "expectation_met", "expectation_note", "expectation_asked_at", "expectation_answered_at",
)  # fmt: skip
APPLICATION_COLUMNS = ("kind", "title", "brief", "openness", "state", "applied_at", "chosen_at", "told_later_at")


def plain_rows(rows: Iterable[Mapping[str, object]]) -> list[dict[str, Any]]:
    return [
        {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}
        for row in rows
    ]
