"""A plan of the season planner is chosen, changed by hand, shown to the members or laid."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.domain.season_plan import Planned
from mikrovirk.voice.forms.planner import PlannedMeetingForm
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries import plans
from mikrovirk.voice.queries.plan_names import Names, names_of
from mikrovirk.voice.services import consultation_sources, planning, season_laying
from mikrovirk.voice.views.planner_rows import draft_of, number_in, to_plan

State = SeasonDraft.State


def chosen_plan(request: MemberRequest, draft: SeasonDraft) -> int:
    """Which plan the page is about."""
    found = request.POST.get("plan") or request.GET.get("plan") or ""
    return number_in(found, plans.count_of(draft), otherwise=draft.chosen or 0)


@require_POST
def choose(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    try:
        planning.choose(draft, chosen_plan(request, draft))
    except planning.NoSuchPlan:
        raise Http404 from None
    return redirect("voice:planner_plan", network_slug, pk)


def meeting(request: MemberRequest, network_slug: str, pk: int, number: int) -> HttpResponse:
    """One meeting of a plan, changed by hand and held against the demands."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    if draft.state != State.READY:
        raise Http404
    which = chosen_plan(request, draft)
    before = plans.planned_of(plans.document(draft, which))
    now = next((each for each in before if each.number == number), None)
    if now is None or draft.season_id or draft.consultation_id:
        raise Http404
    names = names_of(draft)
    form = PlannedMeetingForm(
        request.POST if request.method == "POST" else None,
        choices=choices_of(draft, names),
        initial={**planning.plain(now), "date": now.date},
    )
    broken: list[str] = []
    if request.method == "POST" and form.is_valid():
        changed = changed_by(form, now)
        after = [changed if each.number == number else each for each in before]
        broken = plans.breaks(plans.season_asked(draft), before, after, names)
        if not broken or form.cleaned_data["anyway"]:
            try:
                planning.change_meeting(draft, which, changed)
            except planning.NoSuchPlan:  # laid or shown this very moment
                raise Http404 from None
            messages.success(request, _("Meeting %(number)s is changed.") % {"number": number})
            return to_row(network, draft, which, number)
    context = {"network": network, "draft": draft, "form": form, "number": number, "which": which, "broken": broken}
    return render(request, "voice/planner_meeting.html", context)


def changed_by(form: PlannedMeetingForm, now: Planned) -> Planned:
    cleaned = form.cleaned_data
    return replace(
        now,
        date=cleaned["date"],
        topic=cleaned["topic"],
        speaker=cleaned["speaker"],
        venue=cleaned["venue"],
        hot_seat=tuple(sorted(cleaned.get("hot_seat", []))),
        newest=tuple(sorted(cleaned.get("newest", []))),
    )


def choices_of(draft: SeasonDraft, names: Names) -> dict[str, list[tuple[str, str]]]:
    """What is in the file, by name."""
    lists = {"topic": "topics", "speaker": "speakers", "venue": "venues", "hot_seat": "hot_seat", "newest": "newest"}
    return {
        what: sorted(((each["id"], names(each["id"])) for each in draft.asked[name]), key=lambda each: each[1])
        for what, name in lists.items()
    }


@require_POST
def put_back(request: MemberRequest, network_slug: str, pk: int, number: int) -> HttpResponse:
    """What the planner had laid."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    which = chosen_plan(request, draft)
    try:
        planning.put_back(draft, which, number)
    except planning.NoSuchPlan:
        raise Http404 from None
    return to_row(network, draft, which, number)


def to_row(network: Network, draft: SeasonDraft, which: int, number: int) -> HttpResponse:
    response = redirect("voice:planner_plan", network.slug, draft.pk)
    response["Location"] += f"?plan={which}#meeting-{number}"
    return response


# --- what becomes of it ----------------------------------------------------------------------------------------------


@require_POST
def show_members(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Make a draft of it that the members comment on."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    if draft.chosen is None or draft.replans_id or draft.season_id or not has_part(network, "voice"):
        raise Http404
    try:
        made = consultation_sources.from_plan(draft, chosen=draft.chosen, by=request.user, at=timezone.now())
    except consultation_sources.NoPlan:
        raise Http404 from None
    return redirect("voice:consultation_edit", network_slug, made.pk)


@require_POST
def lay(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Lay the season directly: draft meetings, seen by nobody else yet."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    try:
        season = season_laying.lay(draft, by=request.user, at=timezone.now())
    except planning.NoSuchPlan:
        raise Http404 from None
    response = redirect("programme:plan", network_slug)
    response["Location"] += f"?new={season.pk}"
    return response


@require_POST
def move(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Change the running season as the plan says."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    which = chosen_plan(request, draft)
    try:
        planning.choose(draft, which)
        moved = season_laying.move_meetings(draft, by=request.user, at=timezone.now())
    except planning.NoSuchPlan:
        raise Http404 from None
    words = ngettext("One meeting is changed.", "%(count)s meetings are changed.", len(moved)) % {"count": len(moved)}
    if any(each.was_published for each in moved):
        words += " " + _("The mails that tell those who know of it lie among the mails as drafts.")
    messages.success(request, words)
    return redirect("programme:plan", network_slug)
