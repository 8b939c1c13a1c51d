"""The board: what came in, sorted under themes by drag and drop, by the keyboard, or by plain buttons."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest, back
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.voice.forms.stream import BoardFilter
from mikrovirk.voice.models import Theme
from mikrovirk.voice.queries import stream as queries
from mikrovirk.voice.services import outcomes, receipts
from mikrovirk.voice.services import sorting as services
from mikrovirk.voice.services.sorting import Step
from mikrovirk.voice.views.rounds_where import network_of

STEPS_KEPT = 10  # that can be undone, for one reader
UNSORTED = 0  # the key of "no theme" in what is posted


@require_safe
def stream(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What is not sorted yet (or whatever is wanted), and the themes beside it."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    form = BoardFilter(request.GET, network=network)
    wanted = form.wanted()
    context = {
        "network": network,
        "filter": form,
        "wanted": wanted,
        "board": queries.board(network, wanted, page=request.GET.get("page"), now=timezone.now()),
        "may_sort": may(request.user, Permission.STEER, network),
        "step": last_step(request, network),
    }
    return render(request, "voice/board.html", context)


# --- sorting ----------------------------------------------------------------------------------------------------------


@require_POST
def sort(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Move what is ticked, or one input up or down, or make a theme of what is ticked."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    if pressed := request.POST.get("up") or request.POST.get("down"):
        row = get_object_or_404(queries.inputs_in(network), pk=whole(pressed))
        keep_step(request, network, services.shift(row, up="up" in request.POST))
        return back_to_board(request, network, f"input-{row.pk}")
    keys = [key for key in map(whole, request.POST.getlist("inputs")) if key]
    name = request.POST.get("name", "").strip()[:120]
    if name and "make" in request.POST:
        theme, step = services.make_theme(network, name=name, by=request.user, at=timezone.now(), keys=keys)
        keep_step(request, network, step)
        return back_to_board(request, network, f"theme-{theme.pk}")
    to = theme_to(network, request.POST.get("to", ""))
    if to == "nothing" or not keys:
        messages.warning(request, _("Tick the inputs, and choose a theme or write the name of a new one."))
        return back_to_board(request, network)
    before = whole(request.POST.get("before")) or None
    step = services.move(network, keys, to=to if isinstance(to, Theme) else None, before=before)
    keep_step(request, network, step)
    return back_to_board(request, network, f"input-{keys[0]}")


def theme_to(network: Network, posted: str) -> Theme | str | None:
    """The theme that was chosen; None for "not sorted"; "nothing" where none was."""
    if posted == str(UNSORTED):
        return None
    found: Theme | None = Theme.objects.filter(network=network, pk=whole(posted)).first()
    return found or "nothing"


def whole(posted: object) -> int:
    """A key as it was posted; 0 for what is none."""
    text = str(posted or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def back_to_board(request: MemberRequest, network: Network, anchor: str = "") -> HttpResponse:
    """To the page it was pressed on, at the same place."""
    response = back(request, "voice:stream", network.slug)
    if anchor and not request.htmx:  # type: ignore[attr-defined]
        parts = urlsplit(response["Location"])
        return HttpResponseRedirect(parts._replace(fragment=anchor).geturl())
    return response


# --- undo -------------------------------------------------------------------------------------------------------------


def steps_key(network: Network) -> str:
    return f"voice_steps_{network.pk}"


def keep_step(request: MemberRequest, network: Network, step: Step) -> None:
    """Remember the step, so that whoever made it can undo it."""
    steps = [*request.session.get(steps_key(network), []), step.plain()]
    request.session[steps_key(network)] = steps[-STEPS_KEPT:]


def last_step(request: MemberRequest, network: Network) -> dict[str, Any] | None:
    """The step that would be undone, and what it was in words."""
    steps = request.session.get(steps_key(network), [])
    return {"words": in_words(Step.of(steps[-1]))} if steps else None


def in_words(step: Step) -> str:
    name = step.name
    if step.what == "made":
        return _("The theme “%(name)s” was made.") % {"name": name}
    if step.what == "merged":
        return _("A theme became part of “%(name)s”.") % {"name": name}
    if step.what == "removed":
        return _("The theme “%(name)s” was taken away; its inputs are not sorted again.") % {"name": name}
    if not name:
        words = ngettext("One input is not sorted again.", "%(count)s inputs are not sorted again.", step.count)
        return words % {"count": step.count}
    if {theme for _pk, theme, _position in step.before} == {theme for _pk, theme, _position in step.after}:
        return _("The order in “%(name)s” was changed.") % {"name": name}
    words = ngettext("One input lies under “%(name)s”.", "%(count)s inputs lie under “%(name)s”.", step.count)
    return words % {"count": step.count, "name": name}


@require_POST
def undo(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Take the last step back; what somebody else has moved since stays where it is."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    steps = request.session.get(steps_key(network), [])
    if steps:
        request.session[steps_key(network)] = steps[:-1]
        services.undo(network, Step.of(steps[-1]))
        messages.success(request, _("It is as it was before."))
    else:
        messages.info(request, _("There is nothing to undo."))
    return back_to_board(request, network)


# --- what has no outcome ----------------------------------------------------------------------------------------------


@require_safe
def waiting(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What has no outcome, oldest first, with how long it has waited; and words that authors added."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    now = timezone.now()
    context = {
        "network": network,
        "page": queries.page_of(queries.with_origin(queries.waiting_in(network)), request.GET.get("page")),
        "overdue_before": now - queries.OVERDUE,
        "overdue_days": queries.OVERDUE.days,
        "counted_count": queries.counted_only(queries.waiting_in(network)).count(),
        "words": queries.unseen_words(network)[:50],
        "may_sort": may(request.user, Permission.STEER, network),
        "now": now,
    }
    return render(request, "voice/waiting.html", context)


@require_POST
def thank_counted(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Note all answers that are a choice or a number, with thanks."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    count = outcomes.thank_for_counted(network, by=request.user, at=timezone.now())
    words = ngettext("One answer is noted with thanks.", "%(count)s answers are noted with thanks.", count)
    messages.success(request, words % {"count": count})
    return back(request, "voice:stream", network.slug)


@require_POST
def word_seen(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug, needs=Permission.STEER)
    word = get_object_or_404(queries.unseen_words(network), pk=pk)
    receipts.mark_seen(word, at=timezone.now())
    messages.success(request, _("Marked as read."))
    return back(request, "voice:waiting", network.slug)
