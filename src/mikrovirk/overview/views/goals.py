"""A municipality's goals: where they stand, and writing them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.forms.goals import BecauseForm, GoalForm, ReadingForm
from mikrovirk.overview.models import Goal
from mikrovirk.overview.queries import goals as queries
from mikrovirk.overview.services import goals as services
from mikrovirk.overview.views.goal_rows import shown_goal, shown_line
from mikrovirk.overview.views.inside import Inside, inside, to_set_goals

State = Goal.State


def goal_in(place: Inside, pk: int) -> Goal:
    return get_object_or_404(queries.goals_in(place.code), pk=pk)


@require_safe
def goals(request: MemberRequest, code: str) -> HttpResponse:
    """All goals of the municipality and where each stands."""
    place = inside(request, code)
    today, values = timezone.localdate(), queries.Values(code)
    rows = queries.rows_of(queries.goals_in(code), today=today, values=values)
    open_rows = [shown_line(row) for row in rows if row.goal.state == State.OPEN]
    closed = [shown_line(row) for row in rows if row.goal.state != State.OPEN]
    context = {"place": place, "rows": open_rows, "closed": closed, "copy": values.copy}
    return render(request, "overview/goals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: MemberRequest, code: str) -> HttpResponse:
    """Set a goal."""
    place = to_set_goals(request, code)
    form = GoalForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "overview/goal_edit.html", {"place": place, "form": form})
    made = services.set_goal(code, **form.cleaned_data, by=request.user, at=timezone.now())
    messages.success(request, _("The goal is set. Now choose what it is measured by."))
    return redirect("overview:goal_indicator_new", code, made.pk)


@require_safe
def goal(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """One goal: how far it is, indicator by indicator, and what is done."""
    place = inside(request, code)
    return goal_page(request, place, goal_in(place, pk))


def goal_page(request: MemberRequest, place: Inside, found: Goal, **more: Any) -> HttpResponse:
    today = timezone.localdate()
    values = queries.Values(place.code)
    row = queries.row_of(found, today=today, values=values, with_series=True)
    context = {
        "place": place,
        "goal": found,
        "row": shown_goal(row),
        "copy": values.copy,
        "is_open": found.state == State.OPEN,
        "because": BecauseForm(),
        "reading": ReadingForm(today=today, initial={"on_date": today}),
    }
    return render(request, "overview/goal.html", context | more)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Write a goal anew."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    form = GoalForm(
        request.POST if request.method == "POST" else None, initial={"title": found.title, "why": found.reason}
    )
    if not form.is_valid():
        return render(request, "overview/goal_edit.html", {"place": place, "form": form, "goal": found})
    unless_closed(request, lambda: services.describe_goal(found, **form.cleaned_data))
    return redirect("overview:goal", code, pk)


def unless_closed(request: MemberRequest, act: Callable[[], object]) -> bool:
    """Do it; where the goal was closed meanwhile say so, and give False."""
    try:
        act()
    except services.GoalIsClosed:
        messages.info(request, _("The goal is closed. Open it again to change it."))
        return False
    return True


@require_POST
def goal_close(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Say that it is reached, or given up and why; or open it again."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    if "open" in request.POST:
        services.open_again(found)
        return redirect("overview:goal", code, pk)
    form = BecauseForm(request.POST)
    if "reached" in request.POST:
        close(request, found, State.REACHED, "")
    elif form.is_valid():
        close(request, found, State.GIVEN_UP, form.cleaned_data["because"])
    else:
        return goal_page(request, place, found, because=form)
    return redirect("overview:goal", code, pk)


def close(request: MemberRequest, found: Goal, state: str, because: str) -> None:
    unless_closed(request, lambda: services.close_goal(found, state=state, because=because, at=timezone.now()))


@require_POST
def goal_remove(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Throw away a goal that nothing was done for."""
    place = to_set_goals(request, code)
    found = goal_in(place, pk)
    title = found.title
    try:
        services.remove_goal(found)
    except (services.HasHistory, services.GoalIsClosed):
        messages.error(request, _("Something was done for it already, so it stays. You can give it up and say why."))
        return redirect("overview:goal", code, pk)
    messages.success(request, _("“%(title)s” was thrown away.") % {"title": title})
    return redirect("overview:goals", code)


def address_of(found: Goal, part: str) -> str:
    return f"{reverse('overview:goal', args=[found.municipality, found.pk])}#{part}"
