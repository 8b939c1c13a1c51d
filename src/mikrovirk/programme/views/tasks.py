"""The tasks of an evening: taken and given back with one tap, handed out by the coordinator."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest, back, speak_to
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.programme.forms.stage import AssignForm, TaskWordsForm
from mikrovirk.programme.models import Meeting, MeetingTask
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.queries import tasks as queries
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import tasks as services
from mikrovirk.programme.views.attend import broken_link
from mikrovirk.programme.views.stage_rows import meeting_with_part, network_to_take_part_in, user_of_link

PART = "tasks"


@dataclass(frozen=True)
class Helping:
    """Who lends a hand at which meeting, the address of their page, and whether they hand the tasks out."""

    meeting: Meeting
    user: User
    url: str
    may_edit: bool


@require_http_methods(["GET", "HEAD", "POST"])
def tasks(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The tasks of a meeting, for members and the coordinator."""
    may_edit, meeting = meeting_to_help_at(request.user, network_slug, pk)
    url = reverse("programme:tasks", args=[network_slug, pk])
    return helping(request, Helping(meeting, request.user, url, may_edit))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The same page from a mail, without signing in; handing tasks out wants a sign-in."""
    found = user_of_link("tasks", token)
    slug = Meeting.objects.filter(pk=found[0]).values_list("network__slug", flat=True).first() if found else None
    if found is None or slug is None:
        return broken_link(request)
    pk, user = found
    speak_to(request, user)
    try:
        _may_edit, meeting = meeting_to_help_at(user, slug, pk)
    except Http404:
        return broken_link(request)
    return helping(request, Helping(meeting, user, reverse("programme:tasks_link", args=[token]), may_edit=False))


def meeting_to_help_at(user: User, network_slug: str, pk: int) -> tuple[bool, Meeting]:
    """Whether the user hands tasks out, and the meeting; drafts for those who do only. Raise Http404."""
    network = network_to_take_part_in(user, network_slug, part=PART)
    may_edit = may(user, Permission.EDIT_PROGRAMME, network)
    meetings = Meeting.objects.filter(network=network).select_related("venue")
    shown = meetings if may_edit else meetings.exclude(state=Meeting.State.DRAFT)
    meeting = get_object_or_404(shown, pk=pk)
    meeting.network = network
    return may_edit, meeting


def helping(request: HttpRequest, who: Helping) -> HttpResponse:
    if request.method != "POST":
        return tasks_page(request, who)
    if "title" in request.POST and who.may_edit:
        form = TaskWordsForm(request.POST)
        if not form.is_valid():
            return tasks_page(request, who, form=form)
        meeting_services.add_task(who.meeting, title=form.cleaned_data["title"], what=form.cleaned_data["what"])
        messages.success(request, _("The task is added."))
    else:
        carry_out(request, who)
    return back(request, who.url)


def carry_out(request: HttpRequest, who: Helping) -> None:
    """One tap on one task."""
    wanted = request.POST.get("task", "")
    task = get_object_or_404(queries.tasks_at(who.meeting), pk=wanted if wanted.isdecimal() else 0)
    do = request.POST.get("do", "")
    if who.may_edit and do in ("assign", "remove"):
        hand_out(request, who, task, do)
    elif not is_open(who.meeting):
        messages.info(request, _("The meeting has been held or is cancelled."))
    elif do == "take":
        take(request, who, task)
    elif do == "give_back" and services.give_back(task, who.user):
        messages.success(request, _("The task is free again. Thank you for saying so."))


def take(request: HttpRequest, who: Helping, task: MeetingTask) -> None:
    try:
        services.take(task, who.user, at=timezone.now())
    except services.TaskTaken as error:
        if error.by:
            messages.info(
                request, _("%(name)s was faster. Perhaps you can take another one?") % {"name": error.by.full_name}
            )
        else:
            messages.info(request, _("The task is not there any more."))
    else:
        messages.success(request, _("Thank you. “%(task)s” is yours.") % {"task": task.title})


def hand_out(request: HttpRequest, who: Helping, task: MeetingTask, do: str) -> None:
    if do == "remove":
        meeting_services.remove_task(who.meeting, task.pk)
        messages.success(request, _("“%(task)s” is removed.") % {"task": task.title})
        return
    form = AssignForm(request.POST, members=queries.people_to_give_to(who.meeting, every_member=True))
    if form.is_valid():
        services.assign(task, form.cleaned_data["to"], at=timezone.now())
        messages.success(request, _("It is changed."))


def is_open(meeting: Meeting) -> bool:
    return meeting.state != Meeting.State.CANCELLED and timezone.now() < meeting.ends_at


def tasks_page(request: HttpRequest, who: Helping, *, form: TaskWordsForm | None = None) -> HttpResponse:
    rows = list(queries.tasks_at(who.meeting))
    shows_all = "all" in request.GET
    people = queries.people_to_give_to(who.meeting, every_member=shows_all)
    context = {
        "meeting": who.meeting,
        "network": who.meeting.network,
        "who": who.user,
        "url": who.url,
        "tasks": rows,
        "taken_count": sum(1 for task in rows if task.taken_by_id),
        "may_edit": who.may_edit,
        "members": list(people.only("full_name", "email")) if who.may_edit else [],
        "shows_all": shows_all,
        "form": form or TaskWordsForm(),
        "is_open": is_open(who.meeting),
        "when": dates.span(who.meeting.starts_at, who.meeting.ends_at),
        "place": feeds.place_of(who.meeting.venue),
    }
    return render(request, "programme/tasks.html", context)


@require_POST
def ask(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the mail to those who come and have no task."""
    meeting = meeting_with_part(request, network_slug, pk, part=PART)
    if meeting.state != Meeting.State.PUBLISHED or meeting.starts_at <= timezone.now():
        raise Http404
    try:
        services.ask_for_hands(meeting, at=timezone.now())
    except services.NobodyToAsk:
        messages.info(request, _("Nobody is left to ask: hand the tasks out yourself, or do without."))
    else:
        messages.success(request, _("The mail is drafted. It waits for your approval."))
    return back(request, "programme:tasks", network_slug, pk)
