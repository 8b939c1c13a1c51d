"""Themes: the list, one with its inputs, what is done with it, and what is suggested."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.voice.forms.stream import MergeForm, ThemeForm, ThemeOutcomeForm
from mikrovirk.voice.models import Theme
from mikrovirk.voice.queries import stream as queries
from mikrovirk.voice.queries import suggested as suggested_queries
from mikrovirk.voice.services import outcomes
from mikrovirk.voice.services import sorting as services
from mikrovirk.voice.services.outcomes import Given
from mikrovirk.voice.views.board import keep_step, whole
from mikrovirk.voice.views.rounds_where import network_of


@require_safe
def themes(request: MemberRequest, network_slug: str) -> HttpResponse:
    """All themes, those on the board first."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    rows = queries.themes_of(network).order_by("closed_at", "position", "pk")
    context = {
        "network": network,
        "open": [theme for theme in rows if theme.closed_at is None],
        "closed": [theme for theme in rows if theme.closed_at is not None],
        "may_sort": may(request.user, Permission.STEER, network),
    }
    return render(request, "voice/themes.html", context)


def theme_of(network: Network, pk: int) -> Theme:
    rows: QuerySet[Theme] = queries.themes_of(network).select_related("network", "round")
    return get_object_or_404(rows, pk=pk)


@require_safe
def theme(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One theme with all its inputs."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    return theme_page(request, network, theme_of(network, pk))


def theme_page(
    request: MemberRequest,
    network: Network,
    theme: Theme,
    *,
    change: ThemeForm | None = None,
    merge: MergeForm | None = None,
    outcome: ThemeOutcomeForm | None = None,
) -> HttpResponse:
    """The page; a form that came back with errors takes the place of a fresh one."""
    named = {"name": theme.name, "about": theme.about, "round": theme.round_id}
    context = {
        "network": network,
        "theme": theme,
        "page": queries.page_of(queries.inputs_of_theme(theme), request.GET.get("page")),
        "themes": Theme.objects.filter(network=network, closed_at=None).order_by("position", "pk"),
        "change": change or ThemeForm(initial=named, network=network),
        "merge": merge or MergeForm(theme=theme, auto_id="merge-%s"),
        "outcome": outcome or ThemeOutcomeForm(theme=theme, auto_id="outcome-%s"),
        "may_sort": may(request.user, Permission.STEER, network),
    }
    wrong = any(form is not None for form in (change, merge, outcome))
    return render(request, "voice/theme.html", context, status=422 if wrong else 200)


@require_POST
def change(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Another name, another round."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = theme_of(network, pk)
    form = ThemeForm(request.POST, network=network)
    if not form.is_valid():
        return theme_page(request, network, row, change=form)
    services.change_theme(row, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("voice:theme", network.slug, row.pk)


@require_POST
def merge(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """All of it becomes part of another theme."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = theme_of(network, pk)
    form = MergeForm(request.POST, theme=row, auto_id="merge-%s")
    if not form.is_valid():
        return theme_page(request, network, row, merge=form)
    into = form.cleaned_data["into"]
    keep_step(request, network, services.merge_themes(row, into=into))
    return redirect(f"{redirect('voice:stream', network.slug)['Location']}#theme-{into.pk}")


@require_POST
def remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take it away; its inputs are not sorted again."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    keep_step(request, network, services.remove_theme(theme_of(network, pk)))
    return redirect("voice:stream", network.slug)


@require_POST
def outcome(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One outcome for all of it."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = theme_of(network, pk)
    form = ThemeOutcomeForm(request.POST, theme=row, auto_id="outcome-%s")
    if not form.is_valid():
        return theme_page(request, network, row, outcome=form)
    values = form.cleaned_data
    given = outcomes.give_theme(
        row,
        Given(values["outcome"], values["words"], values["decision"]),
        by=request.user,
        at=timezone.now(),
        also_decided=values["also_decided"],
        closes=not values["stays"],
    )
    words = ngettext("One input has its outcome.", "%(count)s inputs have their outcome.", given.count)
    messages.success(request, words % {"count": given.count})
    if given.kept_count:
        words = ngettext(
            "One kept the outcome it had, or its author has been told already.",
            "%(count)s kept the outcome they had, or their authors have been told already.",
            given.kept_count,
        )
        messages.info(request, words % {"count": given.kept_count})
    return redirect("voice:theme", network.slug, row.pk)


@require_POST
def open_again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Onto the board again, or off it."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    row = theme_of(network, pk)
    services.close_theme(row, at=None if row.closed_at else timezone.now())
    on = _("The theme is on the wall again.")
    messages.success(request, on if row.closed_at is None else _("The theme is off the wall."))
    return redirect("voice:theme", network.slug, row.pk)


# --- suggestions ------------------------------------------------------------------------------------------------------


@require_safe
def suggested(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What the unsorted inputs suggest. Nothing happens before somebody says so."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    context = {
        "network": network,
        "found": suggested_queries.suggestions_for(network),
        "may_sort": may(request.user, Permission.STEER, network),
    }
    return render(request, "voice/suggested.html", context)


@require_POST
def suggested_answer(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Yes to a suggestion, changed or as it is, or no."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    everything = [whole(key) for key in [*request.POST.getlist("all"), *request.POST.get("rest", "").split(",")]]
    if "dismiss" in request.POST:
        services.dismiss(network, [key for key in everything if key], by=request.user, at=timezone.now())
        messages.success(request, _("It is not suggested again."))
        return redirect("voice:suggested", network.slug)
    rest = request.POST.get("rest", "").split(",") if "with_rest" in request.POST else []
    keys = [key for key in map(whole, [*request.POST.getlist("inputs"), *rest]) if key]
    name = request.POST.get("name", "").strip()[:120]
    theme = Theme.objects.filter(network=network, pk=whole(request.POST.get("theme"))).first()
    if not keys or not (theme or name):
        messages.warning(request, _("Leave at least one input ticked, and give the theme a name."))
        return redirect("voice:suggested", network.slug)
    if theme:
        step = services.move(network, keys, to=theme)
    else:
        theme, step = services.make_theme(network, name=name, by=request.user, at=timezone.now(), keys=keys)
    keep_step(request, network, step)
    words = ngettext("One input lies under “%(name)s”.", "%(count)s inputs lie under “%(name)s”.", len(step.after))
    messages.success(request, words % {"count": len(step.after), "name": theme.name})
    return redirect("voice:suggested", network.slug)
