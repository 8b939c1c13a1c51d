"""Reads: what a steering meeting could take up, from what waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.voice.models import SteeringMeeting
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import steering as queries

LOOK_AHEAD = timedelta(days=70)
OVERDUE_NAMED = 5
TITLE_LENGTH = 160
# Where what waits is dealt with; "rest" leads nowhere.
PAGES = {
    "inputs": "voice:stream",
    "decisions": "voice:decisions",
    "round": "voice:conclusions",
    "consultation": "voice:consultation",
    "draft": "voice:planner_plan",
    "talks": "programme:meetings",
    "minutes": "voice:steering_meeting",
}
PART_OF = {"inputs": "voice", "round": "voice", "consultation": "voice", "draft": "planner"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A point that could stand on the agenda. `matter` says what waits, so that it is proposed once."""

    matter: str
    title: str
    about: str = ""


def proposals_for(meeting: SteeringMeeting, *, now: datetime) -> list[Proposal]:
    """What waits and is not on the meeting's agenda yet, in the order in which a meeting would take it."""
    there = set(meeting.points.exclude(matter="").values_list("matter", flat=True))
    return [proposal for proposal in _all(meeting, now) if proposal.matter not in there]


def _all(meeting: SteeringMeeting, now: datetime) -> Iterator[Proposal]:
    network, parts = meeting.network, parts_of(meeting.network)
    yield from _minutes_before(meeting, now)
    yield from _decisions(network, now)
    if "voice" in parts:
        yield from _said(network, now)
    if "planner" in parts:
        for draft in queries.season_drafts(network)[: queries.SHOWN]:
            title = _("Plan for %(season)s: which one do we show the members?") % {"season": draft.name}
            yield Proposal(f"draft:{draft.pk}", title[:TITLE_LENGTH])
    yield from _talks(network, now)
    yield Proposal("rest", _("Anything else, and our next meeting"))


def _minutes_before(meeting: SteeringMeeting, now: datetime) -> Iterator[Proposal]:
    unclosed = queries.minutes_to_close(meeting.network, now=now, after=timedelta(0)).exclude(pk=meeting.pk)
    for before in unclosed[: queries.SHOWN]:
        title = _("The minutes of %(day)s") % {"day": dates.day(before.starts_at)}
        yield Proposal(f"minutes:{before.pk}", title, _("They are not closed yet."))


def _decisions(network: Network, now: datetime) -> Iterator[Proposal]:
    today = timezone.localtime(now).date()
    counts = decision_queries.counts_in(network, today)
    if counts.overdue:
        late = decision_queries.decisions_in(network).filter(decision_queries.of_standing("overdue", today))
        named = "\n".join(f"- {decision.title}" for decision in late.order_by("due_date", "pk")[:OVERDUE_NAMED])
        title = ngettext(
            "One decision is overdue", "%(count)s decisions are overdue", counts.overdue
        ) % {"count": counts.overdue}  # fmt: skip
        yield Proposal("decisions:overdue", title, named)
    if counts.adrift:
        title = ngettext(
            "Who sees to one decision?", "Who sees to %(count)s decisions?", counts.adrift
        ) % {"count": counts.adrift}  # fmt: skip
        yield Proposal("decisions:adrift", title, _("Nobody is named for it, or the one who was has left."))
    if counts.open and not counts.overdue:
        yield Proposal("decisions:open", _("How far are we with what we decided?"))


def _said(network: Network, now: datetime) -> Iterator[Proposal]:
    waiting = queries.inputs_waiting(network)
    if waiting.count and waiting.oldest_at:
        title = ngettext(
            "One input from the members has had no answer", "%(count)s inputs from the members have had no answer", waiting.count
        ) % {"count": waiting.count}  # fmt: skip
        about = _("The oldest is from %(day)s.") % {"day": dates.day(waiting.oldest_at)}
        yield Proposal("inputs", title, about)
    for closed in queries.rounds_to_conclude(network)[: queries.SHOWN]:
        title = _("What did “%(round)s” come to?") % {"round": closed.title}
        yield Proposal(f"round:{closed.pk}", title[:TITLE_LENGTH], _("At most five conclusions."))
    running = queries.consultations_running(network).exclude(closes_at__gt=now)
    for consultation in running[: queries.SHOWN]:
        title = _("Adopt “%(draft)s”?") % {"draft": consultation.title}
        yield Proposal(f"consultation:{consultation.pk}", title[:TITLE_LENGTH], _("The time for comments is over."))


def _talks(network: Network, now: datetime) -> Iterator[Proposal]:
    without = list(queries.meetings_without_talk(network, now=now, within=LOOK_AHEAD)[: queries.SHOWN])
    if without:
        title = ngettext("One meeting lacks a talk", "%(count)s meetings lack a talk", len(without))
        named = "\n".join(f"- {dates.day(meeting.starts_at)}: {meeting.title}" for meeting in without)
        yield Proposal("talks", title % {"count": len(without)}, named)


def page_of(matter: str, network: Network, parts: frozenset[str]) -> str:
    """Where what waits is dealt with; "" where that page is not to be had."""
    kind, _colon, key = matter.partition(":")
    if kind not in PAGES or (PART_OF.get(kind, queries.PART) not in parts and kind != "talks"):
        return ""
    if kind == "decisions":
        return f"{reverse(PAGES[kind], args=[network.slug])}?show={key}"
    return reverse(PAGES[kind], args=[network.slug, int(key)] if key else [network.slug])
