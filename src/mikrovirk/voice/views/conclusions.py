"""What a round came to: at most five conclusions, approved by two sides, then read by the members."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.forms.conclusions import ConclusionForm
from mikrovirk.voice.models import Conclusion, InputRound
from mikrovirk.voice.queries import conclusions as queries
from mikrovirk.voice.services import conclusions as services
from mikrovirk.voice.views.rounds_where import network_of, round_of

STANDS = gettext_lazy("The round is concluded, so its conclusions stand. Open them again to change something.")


def readable(request: MemberRequest, network_slug: str, pk: int) -> InputRound:
    """The round whose conclusions the reader may see; raise Http404."""
    network = network_of(request, network_slug, needs=Permission.SEE_NETWORK)
    round = get_object_or_404(queries.readable_rounds(request.user), network=network, pk=pk)
    round.network = network
    return round


def steered(request: MemberRequest, network_slug: str, pk: int) -> InputRound:
    """The round, for who may write its conclusions; raise Http404."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    return drafted_or_404(round_of(network, pk))


def drafted_or_404(round: InputRound) -> InputRound:
    if round.state == InputRound.State.DRAFT:
        raise Http404
    return round


@require_safe
def conclusions(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """For the steering group to write and approve; for members to read once the round is concluded."""
    return conclusions_page(request, readable(request, network_slug, pk))


def conclusions_page(request: MemberRequest, round: InputRound, *, form: ConclusionForm | None = None) -> HttpResponse:
    """The page; a `form` that came back with errors takes the place of a fresh one."""
    context = page_of(request, round) | {"form": form or ConclusionForm(round=round, auto_id="new-%s")}
    return render(request, "voice/conclusions.html", context, status=422 if form else 200)


def page_of(request: MemberRequest, round: InputRound) -> dict[str, Any]:
    steers = may(request.user, Permission.STEER, round.network)
    sees = steers or may(request.user, Permission.SEE_STEERING, round.network)
    is_concluded = round.state == InputRound.State.CONCLUDED
    rows = queries.conclusions_of(round)
    return {
        "network": round.network,
        "round": round,
        "conclusions": rows,
        "at_most": Conclusion.AT_MOST,
        "lacking": queries.lacking(round) if sees else None,
        "sides": queries.sides_of(request.user, round.network) if sees and not is_concluded else set(),
        "sees_steering": sees,
        "may_write": steers and not is_concluded,
        "may_add": steers and not is_concluded and len(rows) < Conclusion.AT_MOST,
        "may_open_again": steers and is_concluded,
        "is_concluded": is_concluded,
    }


@require_safe
def pdf(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The conclusions on one sheet."""
    round = readable(request, network_slug, pk)
    return as_pdf(request, "voice/paper_conclusions.html", page_of(request, round), name=f"konklusioner-{round.pk}.pdf")


@require_POST
def add(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    round = steered(request, network_slug, pk)
    form = ConclusionForm(request.POST, round=round, auto_id="new-%s")
    if not form.is_valid():
        return conclusions_page(request, round, form=form)
    try:
        services.add(round, **form.cleaned_data)
    except services.EnoughConclusions:
        messages.warning(request, _("Five are enough to be remembered. Put two of them together first."))
    except services.Concluded:
        messages.warning(request, STANDS)
    return redirect("voice:conclusions", network_slug, round.pk)


def conclusion_of(round: InputRound, number: int) -> Conclusion:
    row = get_object_or_404(round.conclusions.all(), position=number)
    row.round = round
    return row


def change(request: MemberRequest, network_slug: str, pk: int, number: int) -> HttpResponse:
    """Other words or other themes; what was approved must be approved again."""
    round = steered(request, network_slug, pk)
    row = conclusion_of(round, number)
    form = ConclusionForm(request.POST, round=round) if request.method == "POST" else ConclusionForm.of(row)
    if request.method == "POST" and form.is_valid():
        try:
            if services.change(row, **form.cleaned_data):
                messages.info(request, _("The text is another now, so both sides must approve it again."))
        except services.Concluded:
            messages.warning(request, STANDS)
        return redirect("voice:conclusions", network_slug, round.pk)
    context = {"network": round.network, "round": round, "conclusion": row, "form": form}
    return render(request, "voice/conclusion.html", context, status=422 if form.errors else 200)


@require_POST
def act(request: MemberRequest, network_slug: str, pk: int, number: int, what: str) -> HttpResponse:
    """Up, down, or away."""
    round = steered(request, network_slug, pk)
    row = conclusion_of(round, number)
    try:
        if what == "remove":
            services.remove(row)
        else:
            services.shift(row, up=what == "up")
    except services.Concluded:
        messages.warning(request, STANDS)
    return redirect("voice:conclusions", network_slug, round.pk)


@require_POST
def approve(request: MemberRequest, network_slug: str, pk: int, number: int, side: str) -> HttpResponse:
    """For the office or for the steering group; or take one's approval back."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    round = drafted_or_404(round_of(network, pk))
    row = conclusion_of(round, number)
    try:
        if "back" in request.POST:
            services.take_approval_back(row, side=side, by=request.user)
            messages.success(request, _("Your approval is taken back."))
        else:
            services.approve(row, side=side, by=request.user, at=timezone.now())
            messages.success(request, _("Approved."))
    except services.SameHand:
        messages.warning(
            request, _("You have approved it for the other side. Office and steering group are two people.")
        )
    except services.NotTheirs:
        messages.warning(request, _("Only somebody of that side approves for it."))
    except services.Concluded:
        messages.warning(request, STANDS)
    return redirect("voice:conclusions", network_slug, round.pk)


@require_POST
def conclude(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The round is over: members read its conclusions, and authors are told."""
    round = steered(request, network_slug, pk)
    try:
        services.conclude(round, at=timezone.now())
    except services.NotReady:
        messages.warning(request, _("Something still lacks. It stands at the foot of the page."))
    except services.Concluded:
        messages.info(request, _("The round is concluded already."))
    else:
        messages.success(request, _("The round is concluded, and members can read what it came to."))
    return redirect("voice:conclusions", network_slug, round.pk)


@require_POST
def open_again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    round = steered(request, network_slug, pk)
    services.open_again(round)
    messages.success(request, _("The conclusions can be changed again. Members do not see them until then."))
    return redirect("voice:conclusions", network_slug, round.pk)
