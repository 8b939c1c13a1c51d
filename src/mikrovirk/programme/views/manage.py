"""Everything the coordinator does with one meeting."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.common import dates
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme import attached
from mikrovirk.programme.forms.meetings import CancelForm, FutureForm, MeetingForm, TaskForm, WhenForm
from mikrovirk.programme.forms.talks import TalkForm
from mikrovirk.programme.models import Meeting, MeetingWork
from mikrovirk.programme.queries import feedback as feedback_queries
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.queries import stage as stage_queries
from mikrovirk.programme.queries.meetings import MailLine, Missing
from mikrovirk.programme.services import invitations, work
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.views.plan import day_in_words
from mikrovirk.programme.views.rows import meeting_to_plan


@dataclass(frozen=True)
class ToDo:
    """One thing that is left to do with a meeting."""

    words: str
    url: str


MISSING_TO_DO: dict[Missing, tuple[Any, str]] = {
    Missing.VENUE: (lambda: _("Choose a venue"), "#details"),
    Missing.TALK: (lambda: _("Find a talk"), "#talk"),
    Missing.SPEAKER: (lambda: _("Find a speaker"), "#talk"),
    Missing.ANSWER: (lambda: _("Wait for the speaker's answer"), "#talk"),
    Missing.DECLINED: (lambda: _("The speaker cannot: find another"), "#talk"),
    Missing.AGENDA: (lambda: _("Make an agenda"), "agenda"),
}


# --- the page --------------------------------------------------------------------------------------------------------


def manage(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One meeting: what it is, the talk, the agenda, tasks, places, mails, and what is left to do."""
    meeting = meeting_to_plan(request, network_slug, pk)
    form = None
    if request.method == "POST":
        form = MeetingForm(request.POST, network=meeting.network)
        if form.is_valid():
            return changed(
                request, meeting, lambda at: meeting_services.change_meeting(meeting, at=at, **form.cleaned_data)
            )
    return page_of(request, meeting, form=form)


def page_of(
    request: MemberRequest,
    meeting: Meeting,
    *,
    form: MeetingForm | None = None,
    talk_form: TalkForm | None = None,
    task_form: TaskForm | None = None,
) -> HttpResponse:
    """The page, with a form that came back with errors in its place."""
    now = timezone.now()
    talk = meeting_queries.talk_of(meeting)
    mails = meeting_queries.mail_lines(meeting)
    parts = parts_of(meeting.network)
    context = {
        "network": meeting.network,
        "meeting": meeting,
        "talk": talk,
        "speaker_url": talk_services.speaker_url(talk) if talk and talk.speaker_id else "",
        "materials": list(talk.materials.all()) if talk else [],
        "form": form or MeetingForm.of(meeting),
        "talk_form": talk_form or TalkForm.of(talk, meeting.network),
        "task_form": task_form or TaskForm(),
        "agenda": meeting_queries.agenda_of(meeting),
        "tasks": list(meeting_queries.tasks_of(meeting)) if "tasks" in parts else [],
        "parts": parts,
        "stage": stage_queries.stage_lines(meeting, parts),
        "places": meeting_queries.places_of(meeting),
        "mails": mails,
        "to_do": [] if meeting.ends_at <= now else to_do(meeting, mails, now=now),
        "moved": moved_in_words(meeting),
        "is_over": meeting.ends_at <= now,
        "ratings": feedback_queries.ratings_of(meeting) if meeting.ends_at <= now else None,
        "has_begun": meeting.starts_at <= now,
        "attached": attached.links_at(attached.Place.MANAGE, attached.MeetingShown.of(meeting), now=now),
        "notes": [*attached.notes_on(meeting, now=now), *attached.notes_about(talk)],
    }
    return render(request, "programme/manage.html", context, status=200)


def to_do(meeting: Meeting, mails: list[MailLine], *, now: datetime) -> list[ToDo]:
    """What is left, the most pressing first; nothing for a cancelled meeting."""
    slug = meeting.network.slug
    left = [
        ToDo(
            _("Read and approve: %(mail)s") % {"mail": mail.label},
            reverse("mailing:mailing", args=[slug, mail.pk]),
        )
        for mail in mails
        if mail.to_approve
    ]
    for code in meeting_queries.missing_in(meeting):
        words, target = MISSING_TO_DO[code]
        url = target if target.startswith("#") else reverse(f"programme:meeting_{target}", args=[slug, meeting.pk])
        left.append(ToDo(words(), url))
    if meeting.state == Meeting.State.DRAFT and meeting.starts_at > now:
        left.append(ToDo(_("Publish the meeting, so that people can sign up"), "#publish"))
    return left


def moved_in_words(meeting: Meeting) -> str:
    """Why the season put the meeting on this day: "Flyttet fra mandag 5. april: 2. påskedag"."""
    if not meeting.date_reason:
        return ""
    language = get_language() or "da"
    names = dict.fromkeys(reason.get(language, reason.get("da", "")) for reason in meeting.date_reason)
    original = datetime.fromisoformat(meeting.date_reason[0]["original"]).date()
    return _("Moved from %(day)s: %(reasons)s") % {
        "day": dates.day(original),
        "reasons": ", ".join(filter(None, names)),
    }


def changed(
    request: MemberRequest, meeting: Meeting, change: Callable[[datetime], Any], *, words: str = "", anchor: str = ""
) -> HttpResponse:
    """Make a change, say what came of it, and go back to the meeting."""
    now = timezone.now()
    try:
        change(now)
    except meeting_services.MeetingIsCancelled:
        messages.error(request, _("The meeting is cancelled and stays as it is. Copy it to hold it after all."))
    else:
        work.note(meeting, request.user, MeetingWork.Kind.PLAN, at=now)
        messages.success(request, words or _("Saved."))
        tell_of_drafts(request, meeting, since=now)
    response = redirect("programme:manage", meeting.network.slug, meeting.pk)
    response["Location"] += anchor
    return response


def tell_of_drafts(request: MemberRequest, meeting: Meeting, *, since: datetime) -> None:
    """Say that a mail now waits for approval."""
    for mail in meeting_queries.mail_lines(meeting):
        if not mail.to_approve or mail.created_at < since:
            continue
        messages.info(request, _("A mail lies ready for you to read and approve: %(mail)s") % {"mail": mail.label})


# --- publish, take back, cancel, move, copy, remove ------------------------------------------------------------------


@require_POST
def publish(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    try:
        meeting_services.publish_meeting(meeting, at=timezone.now())
    except meeting_services.MeetingIsOver:
        messages.error(request, _("The meeting has begun or is over, so it is too late to publish it."))
    except meeting_services.MeetingIsCancelled:
        messages.error(request, _("The meeting is cancelled. Copy it to hold it after all."))
    else:
        messages.success(
            request,
            _("“%(title)s” is published. The invitation lies ready among its mails.") % {"title": meeting.title},
        )
    return back(request, "programme:manage", network_slug, pk)


@require_POST
def unpublish(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    try:
        meeting_services.unpublish_meeting(meeting, at=timezone.now())
    except (meeting_services.CannotUnpublish, meeting_services.MeetingIsCancelled):
        messages.error(request, _("People know of the meeting already. Cancel it instead, so that they are told."))
    else:
        messages.success(request, _("The meeting is a draft again, and its invitation is gone."))
    return redirect("programme:manage", network_slug, pk)


def cancel(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Ask for the reason, say what will happen, then do it."""
    meeting = meeting_to_plan(request, network_slug, pk)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return changed(
                request,
                meeting,
                lambda at: meeting_services.cancel_meeting(meeting, why=form.cleaned_data["why"], at=at),
                words=_("The meeting is cancelled."),
            )
        except meeting_services.MeetingIsOver:
            messages.error(request, _("The meeting is over, so it cannot be cancelled."))
            return redirect("programme:manage", network_slug, pk)
    knowing = invitations.those_who_know(meeting).count()
    context = {"network": meeting.network, "meeting": meeting, "form": form, "knowing": knowing}
    return render(request, "programme/meeting_cancel.html", context)


def move(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Another day or hour, with a word where that day is a poor choice."""
    meeting = meeting_to_plan(request, network_slug, pk)
    if request.method == "POST":
        form: WhenForm = FutureForm(request.POST, now=timezone.now())
        if form.is_valid():
            starts_at = form.starts_at()
            words = _("Moved to %(when)s.") % {"when": dates.moment(starts_at)}
            return changed(
                request,
                meeting,
                lambda at: meeting_services.move_meeting(meeting, starts_at=starts_at, at=at),
                words=words,
            )
    else:
        form = WhenForm.at(meeting.starts_at)
    day = form.chosen_day()
    context = {
        "network": meeting.network,
        "meeting": meeting,
        "form": form,
        "knowing": invitations.those_who_know(meeting).count(),
        "warning": day_in_words(meeting.network, day, besides=meeting.pk) if day else "",
        "notes": attached.notes_on_a_day(meeting.network, day, besides=meeting.pk) if day else [],
    }
    return render(request, "programme/meeting_move.html", context)


def copy(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The same again on another day."""
    meeting = meeting_to_plan(request, network_slug, pk)
    now = timezone.now()
    form = FutureForm(request.POST or None, now=now, initial={"hour": timezone.localtime(meeting.starts_at).time()})
    if request.method == "POST" and form.is_valid():
        copied = meeting_services.copy_meeting(meeting, starts_at=form.starts_at(), at=now)
        messages.success(request, _("Copied. The copy is a draft."))
        return redirect("programme:manage", network_slug, copied.pk)
    return render(
        request, "programme/meeting_copy.html", {"network": meeting.network, "meeting": meeting, "form": form}
    )


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    try:
        meeting_services.remove_draft(meeting)
    except (meeting_services.CannotUnpublish, meeting_services.MeetingIsCancelled):
        messages.error(request, _("Only a draft can be removed. Cancel the meeting instead."))
        return redirect("programme:manage", network_slug, pk)
    messages.success(request, _("The draft is removed."))
    return redirect("programme:plan", network_slug)


# --- tasks -----------------------------------------------------------------------------------------------------------


@require_POST
def add_task(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    form = TaskForm(request.POST)
    if not form.is_valid():
        return page_of(request, meeting, task_form=form)
    meeting_services.add_task(meeting, title=form.cleaned_data["title"], what=form.cleaned_data["what"])
    return back_to(meeting, "#tasks")


@require_POST
def remove_task(request: MemberRequest, network_slug: str, pk: int, task_pk: int) -> HttpResponse:
    meeting = meeting_to_plan(request, network_slug, pk)
    meeting_services.remove_task(meeting, task_pk)
    return back_to(meeting, "#tasks")


def back_to(meeting: Meeting, anchor: str) -> HttpResponse:
    response = redirect("programme:manage", meeting.network.slug, meeting.pk)
    response["Location"] += anchor
    return response
