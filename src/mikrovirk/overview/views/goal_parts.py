"""What a goal is measured by, what is counted by hand, and what is done for it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.overview.forms.goals import ActivityForm, BecauseForm, IndicatorForm, ReadingForm, activity_initial
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator
from mikrovirk.overview.queries.goals import Values
from mikrovirk.overview.services import goals as services
from mikrovirk.overview.views.goals import address_of, goal_in, goal_page, unless_closed
from mikrovirk.overview.views.inside import to_set_goals
from mikrovirk.programme.models import Meeting

State = GoalActivity.State


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Measure a goal by something."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    today = timezone.localdate()
    if request.method == "POST":
        form = IndicatorForm(request.POST, today=today)
    else:
        first = {"key": request.GET.get("key", ""), "baseline_date": today, "target_year": today.year + 4}
        form = IndicatorForm(initial=first, today=today)
    measured = measured_by(form, code)
    if measured is None:
        return render(request, "overview/goal_indicator.html", {"place": place, "goal": found, "form": form})
    unless_closed(request, lambda: services.measure_by(found, measured))
    return redirect(address_of(found, "indicators"))


def measured_by(form: IndicatorForm, code: str) -> services.Measured | None:
    """What was typed, with the beginning counted where it was left empty; None where something is wrong."""
    if not form.is_valid():
        return None
    typed = form.cleaned_data
    counted = Values(code).of(typed["key"], typed["baseline_date"]) if typed["baseline"] is None else None
    return form.measured(counted)


def indicator_in(found: Goal, pk: int) -> GoalIndicator:
    return get_object_or_404(GoalIndicator.objects.select_related("goal"), goal=found, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: MemberRequest, code: str, pk: int, indicator_pk: int) -> HttpResponse:
    """Write an indicator anew, or take it away."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    indicator = indicator_in(found, indicator_pk)
    if "remove" in request.POST:
        try:
            unless_closed(request, lambda: services.remove_indicator(indicator))
        except services.HasHistory:
            messages.error(request, _("Something was counted already, so it stays."))
        return redirect(address_of(found, "indicators"))
    today = timezone.localdate()
    form = (
        IndicatorForm(request.POST, today=today)
        if request.method == "POST"
        else IndicatorForm.of(indicator, today=today)
    )
    measured = measured_by(form, code)
    if measured is None:
        context = {"place": place, "goal": found, "form": form, "indicator": indicator}
        return render(request, "overview/goal_indicator.html", context)
    unless_closed(request, lambda: services.change_indicator(indicator, measured))
    return redirect(address_of(found, "indicators"))


@require_POST
def reading(request: MemberRequest, code: str, pk: int, indicator_pk: int) -> HttpResponse:
    """Keep what was counted by hand."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    indicator = indicator_in(found, indicator_pk)
    form = ReadingForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return goal_page(request, place, found, reading=form, reading_of=indicator.pk)
    typed = form.cleaned_data
    unless_closed(
        request,
        lambda: services.read_by_hand(indicator, value=typed["value"], on=typed["on_date"], by=request.user),
    )
    return redirect(address_of(found, "indicators"))


# --- activities ------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Plan an activity."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    form = ActivityForm(request.POST if request.method == "POST" else None, **choices_in(code))
    if not form.is_valid():
        return render(request, "overview/goal_activity.html", {"place": place, "goal": found, "form": form})
    unless_closed(request, lambda: services.plan_activity(found, form.planned(), at=timezone.now()))
    return redirect(address_of(found, "activities"))


def choices_in(code: str, activity: GoalActivity | None = None) -> dict[str, Any]:
    """The networks there and their coming meetings, with those that the activity has already."""
    networks = Network.objects.filter(
        Q(municipality_code=code, is_open=True) | Q(pk=activity.network_id if activity else None)
    )
    coming = Q(network__municipality_code=code, state=Meeting.State.PUBLISHED, starts_at__gt=timezone.now())
    meetings = Meeting.objects.filter(coming | Q(pk=activity.meeting_id if activity else None))
    return {"networks": networks, "meetings": meetings.select_related("network").order_by("starts_at")}


def activity_in(found: Goal, pk: int) -> GoalActivity:
    return get_object_or_404(GoalActivity.objects.select_related("goal"), goal=found, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: MemberRequest, code: str, pk: int, activity_pk: int) -> HttpResponse:
    """Write an activity anew."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    activity = activity_in(found, activity_pk)
    form = ActivityForm(
        request.POST if request.method == "POST" else None,
        initial=activity_initial(activity),
        **choices_in(code, activity),
    )
    if not form.is_valid():
        context = {"place": place, "goal": found, "form": form, "activity": activity}
        return render(request, "overview/goal_activity.html", context)
    unless_closed(request, lambda: services.change_activity(activity, form.planned()))
    return redirect(address_of(found, "activities"))


@require_POST
def activity_state(request: MemberRequest, code: str, pk: int, activity_pk: int) -> HttpResponse:
    """It is under way, done, planned again, or not done and why."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    activity = activity_in(found, activity_pk)
    state = request.POST.get("state", "")
    because = ""
    if state == State.DROPPED:
        form = BecauseForm(request.POST)
        if not form.is_valid():
            return goal_page(request, place, found, because_of=activity.pk, activity_because=form)
        because = form.cleaned_data["because"]
    if state in State.values:
        on = timezone.localdate()
        unless_closed(request, lambda: services.move_on(activity, state=state, on=on, because=because))
    return redirect(address_of(found, "activities"))
