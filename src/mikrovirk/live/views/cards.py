"""Pages of whom to meet: making the cards, printing them, and what came of them."""

import time

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mikrovirk.live.card_forms import MakeForm
from mikrovirk.live.models import Evening, TablePlan
from mikrovirk.live.queries import cards as queries
from mikrovirk.live.services import card_tables
from mikrovirk.live.services import cards as services
from mikrovirk.live.views.host import run_by
from mikrovirk.ui.paper_page import as_pdf


def evening_with_cards(request: HttpRequest, code: str) -> Evening:
    """The evening, if whoever asks may run it and the network has whom to meet; raise Http404."""
    evening = run_by(request, code)
    if not queries.is_on(evening):
        raise Http404
    return evening


@login_not_required
@require_POST
def make(request: HttpRequest, code: str) -> HttpResponse:
    """Make the cards, the timed rounds or the tables; a script is answered with what it can say, a form with the page."""
    evening = evening_with_cards(request, code)
    form = MakeForm(request.POST)
    try:
        told = made(evening, form) if form.is_valid() else _("Choose how many sit at a table and for how many rounds.")
    except services.NobodyToMeet:
        told = _("At least two must be checked in, and not have asked to be left out.")
    except services.AlreadyWorking:
        told = _("It is being made just now. Look again in a moment.")
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"told": told})
    return redirect(reverse("live:host", args=[evening.code]) + "#cards")


def made(evening: Evening, form: MakeForm) -> str:
    """Make what was asked for, and say in a sentence what came of it."""
    wanted, now = form.cleaned_data, timezone.now()
    if wanted["make"] in ("tables", "tables_anew"):
        plan = card_tables.lay_tables(
            evening,
            tables_of=wanted["tables_of"] or card_tables.USUAL_TABLE,
            rounds=wanted["table_rounds"] or card_tables.USUAL_ROUNDS,
            anew=wanted["make"] == "tables_anew",
            at=now,
            clock=time.monotonic,
        )
        return _("The tables are laid for everybody who is here.") if not plan.repeats else repeats_told(plan.repeats)
    rounds = {"cards": False, "rounds": True}.get(wanted["make"])
    services.make(evening, rounds=rounds, round_minutes=wanted["round_minutes"] or 0, at=now, clock=time.monotonic)
    return _("The cards are ready.")


def repeats_told(repeats: int) -> str:
    return ngettext(
        "The tables are laid. Two people come to sit together twice; it could not be avoided.",
        "The tables are laid. %(count)s times somebody sits with the same person again; smaller tables or fewer rounds help.",
        repeats,
    ) % {"count": repeats}


@login_not_required
@require_POST
def print_cards(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody's card on paper, eight to a sheet. What is printed is handed out, so it is a posting."""
    evening = evening_with_cards(request, code)
    if services.hand_out(evening, at=timezone.now()):
        services.told_everybody(evening)
    context = {"meeting": evening.meeting, "network": evening.meeting.network, "cards": queries.paper_cards(evening)}
    return as_pdf(request, "live/paper_cards.html", context, name=f"kort-{evening.meeting_id}.pdf")


@login_not_required
@require_POST
def print_tables(request: HttpRequest, code: str) -> HttpResponse:
    """The tables of each round, and a list of everybody with theirs."""
    evening = evening_with_cards(request, code)
    plan = get_object_or_404(TablePlan, evening=evening)
    context = {
        "meeting": evening.meeting,
        "network": evening.meeting.network,
        "rounds": queries.rounds_of(plan, evening),
        "everybody": queries.everybody_at_tables(plan, evening),
        "numbers": range(1, len(plan.rounds) + 1),
    }
    return as_pdf(request, "live/paper_tables.html", context, name=f"borde-{evening.meeting_id}.pdf")
