"""A run of the planner: how far it is, the plans side by side, and what becomes of the one that is chosen."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.programme.domain.season_plan import Planned
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.forms.planner import PlannedMeetingForm
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries import plans, season_changes
from mikrovirk.voice.queries.plans import Names
from mikrovirk.voice.services import consultations, planning, season_laying
from mikrovirk.voice.views.planner_rows import draft_of, to_plan, to_read

State = SeasonDraft.State
RUNNING = planning.RUNNING
# Where each demand can be eased: a page of the planner, or the form the season was wished with.
EASED_AT = {
    "speaker": "voice:planner_speakers",
    "speaker_away": "voice:planner_speakers",
    "at_most": "voice:planner_speakers",
    "weekdays": "voice:planner_venues",
    "closed": "voice:planner_venues",
    "capacity": "voice:planner_venues",
    "topic_once": "programme:topics",
    "formats": "programme:topics",
    "introductions": "directory:members",
    "newest_away": "directory:members",
    "hot_seat": "programme:hot_seat",
    "hot_seat_away": "programme:hot_seat",
}


@require_GET
def plan(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """How far it is, or what came out. Asked again every two seconds while it is being planned."""
    network = to_read(request, network_slug)
    draft = draft_of(network, pk)
    edits = may(request.user, Permission.EDIT_PROGRAMME, network)
    context: dict[str, Any] = {"network": network, "draft": draft, "edits": edits, "running": draft.state in RUNNING}
    if draft.state in RUNNING:
        context["stage"] = stage_in_words(draft)
        if request.htmx:  # type: ignore[attr-defined]
            return render(request, "voice/_planner_running.html", context)
        return render(request, "voice/planner_running.html", context)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Redirect": request.path})
    if draft.state == State.IMPOSSIBLE:
        return impossible(request, draft, context)
    if draft.state == State.READY:
        return ready(request, draft, context)
    return render(request, "voice/planner_ended.html", {**context, "why": why_in_words(draft)})


def stage_in_words(draft: SeasonDraft) -> str:
    if draft.state == State.WAITING:
        return _("It waits for its turn.")
    return {
        "plan": _("The best plan is being found and proven."),
        "others": _("The best plan is found. Two others that really differ are being found."),
        "conflict": _("Nothing fits. The demands that cannot hold together are being found."),
    }.get(draft.stage, _("It has begun."))


def why_in_words(draft: SeasonDraft) -> str:
    if draft.state == State.CANCELLED:
        return _("You stopped it.")
    return {
        "undecided": _(
            "Neither a plan was found nor that there is none. Fewer meetings, topics or days make it easier."
        ),
        "too_long": _("It took too long. Fewer meetings, topics or days make it easier."),
        "worker": _("The program that plans ended before it was done. Try again, and tell whoever runs the site."),
    }.get(draft.why, draft.why)


def impossible(request: MemberRequest, draft: SeasonDraft, context: dict[str, Any]) -> HttpResponse:
    names = plans.names_of(draft)
    slug = draft.network.slug
    form_url = f"{reverse('voice:planner_new', args=[slug])}?from={draft.pk}"
    if draft.replans_id:
        form_url = reverse("voice:planner_rest", args=[slug, draft.replans_id])
    told = [
        (each, reverse(EASED_AT[each.demand], args=[slug]) if each.demand in EASED_AT else form_url)
        for each in plans.hindrances(draft, names)
    ]
    least = plans.hindrances(draft, names, "let_go")
    context |= {"told": told, "least": least, "can_let_go": all(each.can_be_eased for each in least)}
    return render(request, "voice/planner_impossible.html", {**context, "form_url": form_url})


def ready(request: MemberRequest, draft: SeasonDraft, context: dict[str, Any]) -> HttpResponse:
    names = plans.names_of(draft)
    count = plans.count_of(draft)
    which = number_in(request.GET.get("plan", ""), count, otherwise=draft.chosen or 0)
    compare = "compare" in request.GET and count > 1
    shown = plans.plans_of(draft, names, only=None if compare else [which])
    context |= {
        "plans": shown,
        "shown": shown[0],
        "which": which,
        "compare": compare,
        "side_by_side": list(zip(*(each.rows for each in shown), strict=True)) if compare else [],
        "tabs": tabs_of(draft, count, which, compare=compare),
        "moves": season_changes.moves_of(draft, names, which) if draft.replans_id else [],
        "why_not": why_not_in_words(draft, names),
        "eased": draft.wishes.get("eased", []),
        "may_choose": context["edits"] and not draft.season_id and not draft.consultation_id,
        "with_voice": has_part(draft.network, "voice"),
    }
    return render(request, "voice/planner_ready.html", context)


@dataclass(frozen=True)
class WhyNot:
    """The answer to "why not this topic?": the plan that has it stands beside the best, or these demands stand against it."""

    topic: str
    has_plan: bool
    against: list[plans.Hindrance]


def why_not_in_words(draft: SeasonDraft, names: Names) -> WhyNot | None:
    found = draft.answer.get("why_not")
    if not found:
        return None
    against = plans.in_words(found.get("conflict", []), names)
    return WhyNot(names(found["topic"]), found["plan"] is not None, against)


def number_in(text: str, count: int, *, otherwise: int) -> int:
    return int(text) if text.isdigit() and int(text) < count else min(otherwise, count - 1)


def tabs_of(draft: SeasonDraft, count: int, which: int, *, compare: bool) -> list[dict[str, Any]]:
    """The plans beside each other, and the page that compares them."""
    labels = [_("Plan A, the best"), _("Plan B"), _("Plan C")]
    if count == 1:
        return []
    url = reverse("voice:planner_plan", args=[draft.network.slug, draft.pk])
    found = [
        {"label": labels[number], "url": f"{url}?plan={number}", "current": number == which and not compare}
        for number in range(count)
    ]
    if count > 1:
        found.append({"label": _("Compare them"), "url": f"{url}?compare=1", "current": compare})
    return found


@require_GET
def paper(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One plan on paper, with the reasons."""
    network = to_read(request, network_slug)
    draft = draft_of(network, pk)
    if draft.state != State.READY:
        raise Http404
    which = number_in(request.GET.get("plan", ""), plans.count_of(draft), otherwise=draft.chosen or 0)
    [shown] = plans.plans_of(draft, plans.names_of(draft), only=[which])
    context = {"network": network, "draft": draft, "shown": shown, "printed_on": timezone.localdate()}
    return as_pdf(request, "voice/paper_season_plan.html", context, name=f"{slugify(draft.name) or 'plan'}.pdf")


@require_GET
def file(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What the planner was asked, for handing on: the file of `mikrovirk season plan`."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    name = slugify(draft.name) or "season"
    return JsonResponse(
        draft.asked,
        headers={"Content-Disposition": f'attachment; filename="{name}.json"'},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )


# --- while it runs, and where nothing came out -----------------------------------------------------------------------


@require_POST
def cancel(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    if not planning.cancel(draft_of(network, pk), at=timezone.now()):
        messages.info(request, _("It was done already."))
    return redirect("voice:planner_plan", network_slug, pk)


@require_POST
def again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    planning.ask_again(draft_of(network, pk), at=timezone.now())
    return redirect("voice:planner_plan", network_slug, pk)


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    planning.remove(draft_of(network, pk))
    messages.success(request, _("The run is thrown away."))
    return redirect("voice:planner", network_slug)


@require_POST
def what_if(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What if we drop one demand of the conflict (`position`), or the least there is to let go?"""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    position = request.POST.get("position", "")
    which = "conflict" if position.isdigit() else "let_go"
    told = draft.answer.get(which, [])
    dropped = told[int(position) : int(position) + 1] if position.isdigit() else told
    easings = [{"demand": each["demand"], "concerns": each["concerns"]} for each in dropped]
    try:
        made = planning.ask_without(draft, easings, by=request.user, at=timezone.now())
    except (KeyError, planning.CannotAsk):
        raise Http404 from None
    return redirect("voice:planner_plan", network_slug, made.pk)


@require_POST
def why_not(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Why has this topic (`topic`, its id in the file) no meeting?"""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    topic = request.POST.get("topic", "")
    if topic not in {each["id"] for each in draft.asked["topics"]}:
        messages.info(request, _("That topic is not in the plan's file any more."))
        return redirect("voice:planner_plan", network_slug, pk)
    made = planning.ask_why_not(draft, topic, by=request.user, at=timezone.now())
    return redirect("voice:planner_plan", network_slug, made.pk)


# --- choosing and changing -------------------------------------------------------------------------------------------


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
    names = plans.names_of(draft)
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
            planning.change_meeting(draft, which, changed)
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
        made = consultations.from_plan(draft, chosen=draft.chosen, by=request.user, at=timezone.now())
    except consultations.NoPlan:
        raise Http404 from None
    return redirect("voice:consultation_edit", network_slug, made.pk)


@require_POST
def lay(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Lay the season directly: draft meetings, seen by nobody else yet."""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    if draft.consultation_id:
        raise Http404
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
