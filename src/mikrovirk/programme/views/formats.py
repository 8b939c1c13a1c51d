"""Formats with their recipes, topics, the usual tasks, and the weeks without meetings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.programme import attached
from mikrovirk.programme.domain.agenda import FilledBy, Kind, RecipeItem, minutes_of
from mikrovirk.programme.domain.days_off import DaysOff
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.forms.formats import DaysOffForm, FormatForm, OwnDaysForm, TaskTemplateForm, TopicForm
from mikrovirk.programme.forms.recipe import RecipeEditor
from mikrovirk.programme.models import Format, ItemKind, Topic
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import formats as format_services
from mikrovirk.programme.views.rows import network_to_plan, network_with_tasks, tabs

TO_BEGIN_WITH = (
    (Kind.WELCOME, 10, FilledBy.HOST),
    (Kind.TALK, 45, FilledBy.SPEAKER),
    (Kind.NETWORKING, 35, FilledBy.EVERYONE),
)


# --- formats ---------------------------------------------------------------------------------------------------------


@require_safe
def formats(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    found = [(shown, sum(item.minutes for item in shown.items.all())) for shown in format_queries.formats_of(network)]
    context = {
        "network": network,
        "tabs": tabs(network, "formats"),
        "active": [row for row in found if row[0].is_active],
        "stopped": [row for row in found if not row[0].is_active],
    }
    return render(request, "programme/formats.html", context)


def format_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A format of the network's own; begins with what every meeting has."""
    network = network_to_plan(request, network_slug)
    lines = [RecipeItem(kind, minutes, str(ItemKind(kind).label), who) for kind, minutes, who in TO_BEGIN_WITH]

    def save(cleaned: dict[str, Any], recipe: tuple[RecipeItem, ...]) -> None:
        format_services.add_format(network, **cleaned, recipe=recipe)

    return edit_format(request, network, None, FormatForm(request.POST or None), lines, save)


def format_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    shown = get_object_or_404(Format, network=network, pk=pk)
    form = FormatForm(request.POST) if request.method == "POST" else FormatForm.of(shown)

    def save(cleaned: dict[str, Any], recipe: tuple[RecipeItem, ...]) -> None:
        format_services.change_format(shown, **cleaned, recipe=recipe, at=timezone.now())

    return edit_format(request, network, shown, form, meeting_queries.lines_of(shown.items.all()), save)


def edit_format(
    request: MemberRequest,
    network: Network,
    shown: Format | None,
    form: FormatForm,
    lines: Any,
    save: Callable[[dict[str, Any], tuple[RecipeItem, ...]], None],
) -> HttpResponse:
    """The page of one format: buttons in the recipe rearrange what is typed, and only the last one saves."""
    posted = request.method == "POST"
    editor = RecipeEditor(data=request.POST) if posted else RecipeEditor(lines)
    action = "look" if "look" in request.GET else request.POST.get("do", "")
    if posted and action:
        editor.rearrange(action) if action != "look" else None
        if request.htmx:  # type: ignore[attr-defined]
            template = "programme/_recipe_hours.html" if action == "look" else "programme/_recipe_editor.html"
            return render(request, template, {"editor": editor})
        form = FormatForm(initial={name: form[name].value() for name in form.fields})
    elif posted and form.is_valid() and editor.is_valid():
        recipe = editor.recipe()
        save(form.cleaned_data, recipe)
        words = {"name": form.cleaned_data["name"], "minutes": minutes_of(recipe)}
        messages.success(request, _("“%(name)s” is saved. An evening lasts %(minutes)s minutes.") % words)
        return redirect("programme:formats", network.slug)
    notes = attached.notes_about(shown)
    context = {"network": network, "shown": shown, "form": form, "editor": editor, "notes": notes}
    return render(request, "programme/format_edit.html", context)


@require_POST
def format_stop(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Offer a format no more."""
    network = network_to_plan(request, network_slug)
    shown = get_object_or_404(Format, network=network, pk=pk)
    try:
        format_services.stop_using(shown)
    except format_services.LastFormat:
        messages.error(request, _("This is your only format, and a season needs one. Add another first."))
    else:
        messages.success(
            request, _("“%(name)s” is no longer offered. Meetings that have it keep it.") % {"name": shown.name}
        )
    return redirect("programme:formats", network_slug)


@require_POST
def format_use(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    shown = get_object_or_404(Format, network=network, pk=pk)
    format_services.use_again(shown)
    messages.success(request, _("“%(name)s” can be used again.") % {"name": shown.name})
    return redirect("programme:formats", network_slug)


# --- topics ----------------------------------------------------------------------------------------------------------


def topics(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The topics for talks, and a form for one more."""
    network = network_to_plan(request, network_slug)
    form = TopicForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid() and topic_saved(request, network, form):
        return redirect("programme:topics", network_slug)
    found = format_queries.topics_of(network)
    context = {"network": network, "tabs": tabs(network, "topics"), "topics": found, "form": form}
    return render(request, "programme/topics.html", context)


def topic_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    topic = get_object_or_404(Topic, network=network, pk=pk)
    form = TopicForm(request.POST, network=network) if request.method == "POST" else TopicForm.of(topic)
    if request.method == "POST" and form.is_valid() and topic_saved(request, network, form, topic):
        return redirect("programme:topics", network_slug)
    return render(request, "programme/topic_edit.html", {"network": network, "topic": topic, "form": form})


def topic_saved(request: MemberRequest, network: Network, form: TopicForm, topic: Topic | None = None) -> bool:
    try:
        format_services.save_topic(network, **form.cleaned_data, topic=topic)
    except format_services.TopicExists:
        form.add_error("name", _("You have that topic already."))
        return False
    messages.success(request, _("The topic “%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
    return True


@require_POST
def topic_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    topic = get_object_or_404(Topic, network=network, pk=pk)
    gone = format_services.remove_topic(topic)
    words = _("The topic is removed.") if gone else _("The topic is put away. Talks about it keep it.")
    messages.success(request, words)
    return redirect("programme:topics", network_slug)


# --- usual tasks -----------------------------------------------------------------------------------------------------


def usual_tasks(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The tasks that every new meeting gets."""
    network = network_with_tasks(request, network_slug)
    form = TaskTemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        format_services.add_task_template(network, **form.cleaned_data)
        messages.success(request, _("New meetings get the task. Those in the plan stay as they are."))
        return redirect("programme:usual_tasks", network_slug)
    tasks = format_queries.task_templates_of(network)
    context = {"network": network, "tabs": tabs(network, "usual_tasks"), "tasks": tasks, "form": form}
    return render(request, "programme/usual_tasks.html", context)


@require_POST
def usual_task_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_with_tasks(request, network_slug)
    format_services.remove_task_template(network, pk)
    return redirect("programme:usual_tasks", network_slug)


# --- weeks without meetings ------------------------------------------------------------------------------------------


def days_off(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What new seasons go round: public and school holidays, and days of the network's own."""
    network = network_to_plan(request, network_slug)
    avoid = format_queries.own_avoid(network)
    form, own_form = DaysOffForm.of(avoid), OwnDaysForm()
    if request.method == "POST":
        if "add" in request.POST:
            own_form = OwnDaysForm(request.POST)
            if own_form.is_valid():
                return days_kept(request, network, with_own(avoid, (*avoid.own, own_form.days())))
        else:
            form = DaysOffForm(request.POST)
            if form.is_valid():
                return days_kept(request, network, form.avoid(avoid.own))
    context = {
        "network": network,
        "tabs": tabs(network, "days_off"),
        "form": form,
        "own_form": own_form,
        "own": [(number, days.name.da, period(days)) for number, days in enumerate(avoid.own)],
        "everybodys": [(days.name.da, period(days)) for days in format_queries.days_of_installation()],
    }
    return render(request, "programme/days_off.html", context)


def with_own(avoid: Avoid, own: tuple[DaysOff, ...]) -> Avoid:
    in_order = tuple(sorted(own, key=lambda days: days.first_date))
    return Avoid(avoid.public_holidays, avoid.notable_days, avoid.school, in_order)


def period(days: DaysOff) -> str:
    """ "mandag 3. maj", or from one day to another."""
    if days.first_date == days.last_date:
        return dates.day(days.first_date)
    return f"{dates.day(days.first_date)} – {dates.day(days.last_date)}"


def days_kept(request: MemberRequest, network: Network, avoid: Avoid) -> HttpResponse:
    format_services.keep_free(network, avoid)
    messages.success(request, _("Saved. New seasons go round these days; meetings in the plan stay where they are."))
    return redirect("programme:days_off", network.slug)


@require_POST
def days_off_remove(request: MemberRequest, network_slug: str, number: int) -> HttpResponse:
    """Take one of the network's own days out again."""
    network = network_to_plan(request, network_slug)
    avoid = format_queries.own_avoid(network)
    own = tuple(days for place, days in enumerate(avoid.own) if place != number)
    return days_kept(request, network, with_own(avoid, own))


def installation_days_off(request: MemberRequest) -> HttpResponse:
    """The weeks without meetings of every network here, for whoever looks after the installation."""
    if not request.user.is_administrator:
        raise Http404
    days = format_queries.days_of_installation()
    form = OwnDaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        in_order = sorted((*days, form.days()), key=lambda run: run.first_date)
        return everybodys_days_kept(request, tuple(in_order))
    own = [(number, run.name.da, period(run)) for number, run in enumerate(days)]
    return render(request, "programme/installation_days_off.html", {"own": own, "form": form})


@require_POST
def installation_days_off_remove(request: MemberRequest, number: int) -> HttpResponse:
    if not request.user.is_administrator:
        raise Http404
    days = format_queries.days_of_installation()
    return everybodys_days_kept(request, tuple(run for place, run in enumerate(days) if place != number))


def everybodys_days_kept(request: MemberRequest, days: tuple[DaysOff, ...]) -> HttpResponse:
    format_services.keep_free_everywhere(days)
    messages.success(request, _("Saved. New seasons go round these days; meetings in the plan stay where they are."))
    return redirect("programme:installation_days_off")
