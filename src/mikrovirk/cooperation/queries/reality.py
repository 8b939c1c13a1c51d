"""Reads: what carried the tasks out, and what could be said to have done so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from mikrovirk.cooperation.domain.reality import Done
from mikrovirk.cooperation.models import Agreement, Carried, Conference
from mikrovirk.cooperation.queries.agreements import codes_of
from mikrovirk.fund.models import Call
from mikrovirk.programme.models import Meeting

OFFERED_AT_MOST = 200  # of each kind, the newest
LOOKED_BACK = timedelta(days=400)
SHOWN_MEETINGS = (Meeting.State.PUBLISHED,)
SHOWN_CALLS = (Call.State.OPEN, Call.State.ASSESSING, Call.State.VOTING, Call.State.DECIDED)


@dataclass(frozen=True)
class CarriedLine:
    """One thing that carried a task out: what, when, where it is told of ("": nowhere), and who did it in fact."""

    carried: Carried
    title: str
    day: date
    url: str = ""


def carried_of(tasks: Iterable[int]) -> list[CarriedLine]:
    """Everything that stands and that everybody may see, newest first. One query."""
    rows = Carried.objects.filter(task__in=tasks).select_related(
        "meeting__network", "call__fund", "conference__meeting", "party__organisation", "party__network"
    )
    lines = [line for row in rows if (line := line_of(row))]
    return sorted(lines, key=lambda line: (line.day, line.carried.pk), reverse=True)


def line_of(row: Carried) -> CarriedLine | None:
    """None for what is not held after all, or not public."""
    if row.meeting:
        if row.meeting.state not in SHOWN_MEETINGS:
            return None
        url = reverse("programme:meeting", args=[row.meeting.network.slug, row.meeting.pk])
        return CarriedLine(row, row.meeting.title, timezone.localdate(row.meeting.starts_at), url)
    if row.call:
        if row.call.state not in SHOWN_CALLS or row.call.opened_at is None:
            return None
        return CarriedLine(
            row,
            row.call.title,
            timezone.localdate(row.call.opened_at),
            reverse("fund:call", args=[row.call.fund.slug, row.call.pk]),
        )
    if row.conference:
        day = day_of_conference(row.conference)
        if day is None:
            return None
        return CarriedLine(row, row.conference.title, day, reverse("cooperation:conference", args=[row.conference.pk]))
    assert row.other_date
    return CarriedLine(row, row.other, row.other_date)


def day_of_conference(conference: Conference) -> date | None:
    """Its day; None for one that was never called, was cancelled, or has no day yet."""
    if conference.called_at is None or conference.state == Conference.State.CANCELLED:
        return None
    return timezone.localdate(conference.meeting.starts_at) if conference.meeting else conference.wanted_date


def done_in(lines: Sequence[CarriedLine]) -> list[Done]:
    return [Done(line.carried.task_id, line.day, line.carried.party_id) for line in lines]


# --- what could be named ---------------------------------------------------------------------------------------------------


def meetings_in(agreement: Agreement, now: datetime) -> QuerySet[Meeting]:
    """The published meetings of the networks there, of the last year and to come."""
    codes = codes_of(agreement)
    parties = agreement.parties.filter(network__isnull=False).values("network")
    return (
        Meeting.objects.filter(Q(network__municipality_code__in=codes) | Q(network__in=parties))
        .filter(state__in=SHOWN_MEETINGS, starts_at__gt=now - LOOKED_BACK)
        .select_related("network")
        .order_by("-starts_at")[:OFFERED_AT_MOST]
    )


def conferences_in(agreement: Agreement, now: datetime) -> QuerySet[Conference]:
    return (
        Conference.objects.filter(municipality_code__in=codes_of(agreement), called_at__isnull=False)
        .exclude(state=Conference.State.CANCELLED)
        .select_related("meeting")
        .order_by("-called_at")[:OFFERED_AT_MOST]
    )


def calls_in(agreement: Agreement, now: datetime) -> list[Call]:
    """The calls of funds that give money there; a fund without municipalities gives everywhere."""
    codes = {*codes_of(agreement)}
    calls = Call.objects.filter(state__in=SHOWN_CALLS, opened_at__gt=now - LOOKED_BACK).select_related("fund")
    found = [call for call in calls if not call.fund.municipalities or codes & {*call.fund.municipalities}]
    return found[:OFFERED_AT_MOST]
