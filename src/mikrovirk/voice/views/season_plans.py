"""A run of the planner: how far it is, the plans side by side, and what is asked once more."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries import plans, season_changes
from mikrovirk.voice.queries.plan_names import Names, names_of
from mikrovirk.voice.services import planning
from mikrovirk.voice.views.planner_rows import draft_of, number_in, to_plan, to_read

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


@require_safe
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
    names = names_of(draft)
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
    names = names_of(draft)
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
    return [*found, {"label": _("Compare them"), "url": f"{url}?compare=1", "current": compare}]


@require_safe
def paper(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One plan on paper, with the reasons."""
    network = to_read(request, network_slug)
    draft = draft_of(network, pk)
    if draft.state != State.READY:
        raise Http404
    which = number_in(request.GET.get("plan", ""), plans.count_of(draft), otherwise=draft.chosen or 0)
    [shown] = plans.plans_of(draft, names_of(draft), only=[which])
    context = {"network": network, "draft": draft, "shown": shown, "printed_on": timezone.localdate()}
    return as_pdf(request, "voice/paper_season_plan.html", context, name=f"{slugify(draft.name) or 'plan'}.pdf")


@require_safe
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
    if not planning.remove(draft_of(network, pk)):
        return redirect("voice:planner_plan", network_slug, pk)
    messages.success(request, _("The run is thrown away."))
    return redirect("voice:planner", network_slug)


@require_POST
def what_if(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What if we drop one demand of the conflict (`position`), or the least there is to let go?"""
    network = to_plan(request, network_slug)
    draft = draft_of(network, pk)
    position = request.POST.get("position", "")
    which = "conflict" if position.isdecimal() else "let_go"
    told = draft.answer.get(which, [])
    dropped = told[int(position) : int(position) + 1] if position.isdecimal() else told
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
