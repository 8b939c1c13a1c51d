"""What a coordinator does with meetings: add, change, move, publish, cancel, copy."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import RecipeItem
from mikrovirk.programme.models import AgendaItem, Format, Meeting, MeetingTask, Season, TaskTemplate, Venue
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import calendar, invitations, session_rows, sign_ups

State = Meeting.State
DETAILS = frozenset({"title", "summary", "venue", "capacity", "price_line", "payment_url", "format", "starts_at"})
SETTLED = ("ends_at", "sequence", "calendar_event", "changed_at")  # what follows from the rest


class MeetingIsCancelled(Exception):
    """A cancelled meeting stands as it is; copy it to hold it after all."""


class MeetingIsOver(Exception):
    """The meeting has begun or is over, so there is nobody left to invite or to put off."""


class CannotUnpublish(Exception):
    """People have been invited or have signed up already: cancel the meeting, so that they are told."""


# --- adding ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_meeting(
    network: Network,
    *,
    starts_at: datetime,
    at: datetime,
    format: Format | None = None,
    venue: Venue | None = None,
    title: str = "",
    season: Season | None = None,
    date_reason: Sequence[dict[str, Any]] = (),
) -> Meeting:
    """Add a draft of a meeting, with the agenda of its format's recipe and the network's usual tasks."""
    meeting = Meeting.objects.create(
        network=network,
        season=season,
        format=format,
        venue=venue,
        title=title or usual_title(network, format),
        starts_at=starts_at,
        ends_at=starts_at + meeting_queries.USUAL_LENGTH,
        date_reason=list(date_reason),
        changed_at=at,
    )
    write_agenda(meeting, meeting_queries.lines_of(format.items.all()) if format else ())
    write_tasks(meeting, TaskTemplate.objects.filter(network=network))
    settle(meeting, at=at)
    return meeting


def usual_title(network: Network, format: Format | None) -> str:
    """What a meeting is called until it has a title of its own: "MikroVirk 1.0"."""
    return f"{network.name} {format.name}" if format else network.name


def has_usual_title(meeting: Meeting) -> bool:
    return meeting.title == usual_title(meeting.network, meeting.format)


def copy_meeting(meeting: Meeting, *, starts_at: datetime, at: datetime) -> Meeting:
    """Add a draft like this one on another day: same format, venue, texts, agenda and tasks; no talk, nobody signed up."""
    with transaction.atomic():
        copied = Meeting.objects.create(
            network=meeting.network,
            season=meeting.season,
            format=meeting.format,
            venue=meeting.venue,
            title=meeting.title,
            summary=meeting.summary,
            starts_at=starts_at,
            ends_at=starts_at + (meeting.ends_at - meeting.starts_at),
            capacity=meeting.capacity,
            price_line=meeting.price_line,
            payment_url=meeting.payment_url,
            changed_at=at,
        )
        write_agenda(copied, meeting_queries.lines_of(meeting.agenda.all()))
        write_tasks(copied, meeting.tasks.all())
        if meeting.session_count:
            copied.session_count = meeting.session_count
            session_rows.copy_all(meeting, copied, at=at)
        settle(copied, at=at, changed=["session_count"])
    return copied


# --- changing --------------------------------------------------------------------------------------------------------


@transaction.atomic
def change_meeting(meeting: Meeting, *, at: datetime, **details: Any) -> Meeting:
    """Change what a meeting is (any of DETAILS) and return it afresh.

    A published meeting's calendar event follows with a higher sequence. Where day, hour or venue changed and people know
    of the old one, the mail that tells them is drafted. Raise MeetingIsCancelled.
    """
    if unknown := set(details) - DETAILS:
        raise TypeError(f"no such details of a meeting: {', '.join(sorted(unknown))}")
    fresh = locked(meeting)
    known = invitations.facts_of(fresh)
    if "starts_at" in details:
        session_rows.shift(fresh, by=details["starts_at"] - fresh.starts_at, at=at)
    for name, value in details.items():
        setattr(fresh, name, value)
    settle(fresh, at=at, changed=details)
    invitations.tell_of_change(fresh, known, at=at)
    if {"capacity", "venue"} & set(details) and fresh.state == State.PUBLISHED:
        sign_ups.move_up(fresh, at=at)
    return fresh


def move_meeting(meeting: Meeting, *, starts_at: datetime, at: datetime) -> Meeting:
    """Hold the meeting at another time; see `change_meeting`."""
    return change_meeting(meeting, at=at, starts_at=starts_at)


@transaction.atomic
def change_agenda(meeting: Meeting, lines: Sequence[RecipeItem], *, at: datetime) -> Meeting:
    """Give the meeting another agenda; its end follows."""
    fresh = locked(meeting)
    write_agenda(fresh, lines)
    settle(fresh, at=at)
    invitations.tell_of_change(fresh, invitations.facts_of(fresh), at=at)
    return fresh


@transaction.atomic
def change_format(meeting: Meeting, format: Format, *, at: datetime) -> Meeting:
    """Hold the meeting in another format: its agenda becomes the new recipe, and a usual title follows."""
    fresh = locked(meeting)
    title = usual_title(fresh.network, format) if has_usual_title(fresh) else fresh.title
    change_agenda(fresh, meeting_queries.lines_of(format.items.all()), at=at)
    return change_meeting(fresh, at=at, format=format, title=title)


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends; raise MeetingIsCancelled."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("network", "format", "venue", "talk")
        .get(pk=meeting.pk)
    )
    if found.state == State.CANCELLED:
        raise MeetingIsCancelled
    return found


def settle(meeting: Meeting, *, at: datetime, changed: Iterable[str] = ()) -> None:
    """Save what was `changed` and what follows: the end, the calendar event, and its sequence once it is published."""
    agenda = meeting_queries.agenda_of(meeting)
    meeting.ends_at = meeting_queries.end_of(meeting, agenda.ends_at if agenda.items else None)
    shown = calendar.shown_in_calendars
    if shown(feeds.event_of(meeting)) != shown(meeting.calendar_event):
        meeting.changed_at = at
        meeting.sequence += 0 if meeting.state == State.DRAFT else 1
    meeting.calendar_event = feeds.event_of(meeting)
    meeting.save(update_fields=[*changed, *SETTLED])


def refresh_meetings(meetings: Iterable[Meeting], *, at: datetime) -> None:
    """Settle meetings anew after what they refer to was changed (a venue's address, a format's words)."""
    for meeting in meetings:
        with transaction.atomic():
            settle(locked(meeting), at=at)


def write_agenda(meeting: Meeting, lines: Sequence[RecipeItem]) -> None:
    AgendaItem.objects.filter(meeting=meeting).delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            kind=line.kind.value,
            title=line.title,
            minutes=line.minutes,
            filled_by=line.filled_by.value,
            slots=line.slots,
            minutes_each=line.minutes_each,
        )
        for position, line in enumerate(lines, start=1)
    )


# --- tasks -----------------------------------------------------------------------------------------------------------


def write_tasks(meeting: Meeting, tasks: Iterable[TaskTemplate | MeetingTask]) -> None:
    MeetingTask.objects.bulk_create(
        MeetingTask(meeting=meeting, title=task.title, what=task.what, position=position)
        for position, task in enumerate(tasks, start=1)
    )


def add_task(meeting: Meeting, *, title: str, what: str = "") -> MeetingTask:
    """Add a task for the evening."""
    last = MeetingTask.objects.filter(meeting=meeting).order_by("-position").first()
    return MeetingTask.objects.create(
        meeting=meeting, title=title, what=what, position=last.position + 1 if last else 1
    )


def remove_task(meeting: Meeting, pk: int) -> None:
    MeetingTask.objects.filter(meeting=meeting, pk=pk).delete()


# --- publishing and cancelling ---------------------------------------------------------------------------------------


@transaction.atomic
def publish_meeting(meeting: Meeting, *, at: datetime) -> Meeting:
    """Show the meeting to everybody and draft its invitation; doing it twice changes nothing.

    Raise MeetingIsCancelled, or MeetingIsOver for one that has begun.
    """
    fresh = locked(meeting)
    if fresh.state == State.PUBLISHED:
        return fresh
    if fresh.starts_at <= at:
        raise MeetingIsOver
    fresh.state = State.PUBLISHED
    fresh.changed_at = at
    settle(fresh, at=at, changed=["state"])
    invitations.draft_invitations(fresh, at=at)
    return fresh


def publish_meetings(meetings: Iterable[Meeting], *, at: datetime) -> int:
    """Publish all drafts among them that are still to come; return how many that were."""
    drafts = [meeting for meeting in meetings if meeting.state == State.DRAFT and meeting.starts_at > at]
    for meeting in drafts:
        publish_meeting(meeting, at=at)
    return len(drafts)


@transaction.atomic
def unpublish_meeting(meeting: Meeting, *, at: datetime) -> Meeting:
    """Take a meeting back that was published by mistake; raise CannotUnpublish once people know of it."""
    fresh = locked(meeting)
    if fresh.sign_ups.exists() or invitations.was_sent(fresh):
        raise CannotUnpublish
    fresh.state = State.DRAFT
    fresh.save(update_fields=["state"])
    invitations.forget_invitation(fresh)
    return fresh


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, why: str, at: datetime) -> Meeting:
    """Cancel the meeting; those who were invited or signed up are told in a mail that is drafted.

    Raise MeetingIsCancelled the second time, MeetingIsOver for one that has ended. A draft is cancelled without mail.
    """
    fresh = locked(meeting)
    if fresh.ends_at <= at:
        raise MeetingIsOver
    was_published = fresh.state == State.PUBLISHED
    fresh.state, fresh.cancelled_why = State.CANCELLED, why
    settle(fresh, at=at, changed=["state", "cancelled_why"])
    if was_published:
        invitations.tell_of_cancellation(fresh, at=at)
    return fresh


@transaction.atomic
def remove_draft(meeting: Meeting) -> None:
    """Remove a meeting that nobody outside has seen; raise CannotUnpublish for any other."""
    fresh = locked(meeting)
    if fresh.state != State.DRAFT or fresh.sign_ups.exists():
        raise CannotUnpublish
    fresh.delete()
