"""A decision is written down: outside a meeting, right in a point of the minutes, or in other words than before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.forms.decisions import DecisionForm
from mikrovirk.voice.models import AgendaPoint, Decision
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services import decision_mails as mails
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.views.steering_where import WRITE, closed_words, decision_at, point_at, room_at, to_point


def decision_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A decision outside a meeting."""
    network = room_at(request, network_slug, needs=WRITE)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, network=network, has_voice=has_part(network, "voice")
    )
    if form.is_valid():
        made = decide(request, network, form)
        messages.success(request, _("The decision is kept."))
        tell_owner(request, made)
        return redirect("voice:decision", network_slug, made.pk)
    return render(request, "voice/decision_edit.html", {"network": network, "form": form})


def decide(
    request: MemberRequest, network: Network, form: DecisionForm, *, point: AgendaPoint | None = None
) -> Decision:
    """Keep what was typed."""
    return services.decide(
        network,
        form.words(),
        themes=form.chosen_themes(),
        gives_outcome=form.outcome_is_given(),
        by=request.user,
        at=timezone.now(),
        point=point,
    )


@never_cache
def point_decide(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """A decision right there in the point; a piece of the page where the script asks, else a page."""
    point = point_at(request, network_slug, pk, point_pk)
    network = point.meeting.network
    piece = request.htmx  # type: ignore[attr-defined]
    if not point.meeting.is_open:
        messages.error(request, closed_words())
        return to_point(point)
    bound = request.POST if request.method == "POST" else None
    form: DecisionForm | None = DecisionForm(
        bound, network=network, has_voice=has_part(network, "voice"), auto_id=f"p{point.pk}-%s"
    )
    if form is not None and form.is_valid():
        made = decide(request, network, form, point=point)
        if not piece:
            messages.success(request, _("The decision is kept."))
            tell_owner(request, made)
            return to_point(point)
        mails.tell_owner(made, by=request.user, at=timezone.now())
        form = None
    if "close" in request.GET:
        form = None
    context = {"network": network, "meeting": point.meeting, "point": point, "form": form, "may_write": True}
    if piece:
        made_here = queries.decisions_in(network).filter(point=point).order_by("decided_at", "pk")
        return render(request, "voice/_point_decisions.html", {**context, "decisions": made_here})
    return render(request, "voice/decision_edit.html", context)


def tell_owner(request: MemberRequest, *decisions: Decision) -> None:
    """Draft the mail of each to an owner who does not see the room, and say so."""
    drafted = [mails.tell_owner(each, by=request.user, at=timezone.now()) for each in decisions]
    if any(drafted):
        messages.info(request, _("A mail to the one who sees to it waits for approval."))


def decision_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Other words, another owner or day; how it read before stays in its history."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    has_voice = has_part(shown.network, "voice")
    if request.method == "POST":
        form = DecisionForm(request.POST, network=shown.network, decision=shown, has_voice=has_voice)
        if form.is_valid():
            owner = shown.owner
            services.change_decision(
                shown,
                form.words(),
                themes=form.chosen_themes(),
                gives_outcome=form.outcome_is_given(),
                by=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("The decision is changed."))
            if shown.owner != owner:
                tell_owner(request, shown)
            return redirect("voice:decision", network_slug, pk)
    else:
        form = DecisionForm.of(shown, has_voice=has_voice)
    context = {"network": shown.network, "decision": shown, "form": form}
    return render(request, "voice/decision_edit.html", context)
