"""Decisions of the steering group: a list, a page for each with its history, and what is done about them."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.forms.decisions import DoneForm, OwnerForm, WithdrawForm
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.views.deciding import tell_owner
from mikrovirk.voice.views.steering_where import WRITE, decision_at, room_at

PAGE = 30
ANSWER_LINES = 100


@require_safe
def listing(request: MemberRequest, network_slug: str) -> HttpResponse:
    """All of them, or those that stand in one way."""
    network = room_at(request, network_slug)
    today = timezone.localdate()
    shown = request.GET.get("show", "open")
    rows = queries.decisions_in(network).filter(queries.of_standing(shown, today))
    if shown in {"open", "overdue", "adrift"}:
        rows = rows.order_by(*queries.DUE_FIRST)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "page": page,
        "shown": shown,
        "filters": filters_of(queries.counts_in(network, today), shown),
        "may_write": may(request.user, WRITE, network),
    }
    return render(request, "voice/decisions.html", context)


def filters_of(counts: queries.Counts, shown: str) -> list[dict[str, object]]:
    """The ways to see the list, each with its number; those without any are left out."""
    names = [
        ("open", _("To do"), counts.open),
        (Standing.OVERDUE.value, _("Overdue"), counts.overdue),
        ("adrift", _("Nobody sees to it"), counts.adrift),
        (Standing.DONE.value, _("Done"), counts.done),
        (Standing.LATER.value, _("Later"), counts.later),
        (Standing.NO.value, _("No"), counts.no),
        (Standing.WITHDRAWN.value, _("Withdrawn"), counts.withdrawn),
        ("all", _("All"), counts.all),
    ]
    return [
        {"label": label, "count": count, "url": f"?show={name}", "current": name == shown}
        for name, label, count in names
        if count or name in {"open", shown}
    ]


@never_cache
@require_safe
def decision(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What was decided, why, from what, who sees to it, and all that has happened since."""
    return render(request, "voice/decision.html", decision_page(request, decision_at(request, network_slug, pk)))


def decision_page(request: MemberRequest, shown: Decision, **bound: forms.Form) -> dict[str, object]:
    """What the page shows; `bound` are forms that came back with errors."""
    network = shown.network
    has_voice = has_part(network, "voice")
    inputs = list(queries.inputs_of(shown)[:ANSWER_LINES]) if has_voice else []
    return {
        "network": network,
        "decision": shown,
        "standing": queries.standing_of(shown),
        "may_write": may(request.user, WRITE, network),
        "may_show": has_voice and may(request.user, Permission.EDIT_PROGRAMME, network),
        "may_be_shown": bool(inputs),
        "has_voice": has_voice,
        "inputs": inputs,
        "conclusions": list(queries.conclusions_behind(shown)) if has_voice else [],
        "changes": shown.changes.select_related("by"),
        "owned_beside": owned_beside(shown),
        "done_form": DoneForm(auto_id="done-%s"),
        "withdraw_form": WithdrawForm(auto_id="withdraw-%s"),
        "owner_form": OwnerForm(network=network, auto_id="owner-%s"),
        **bound,
    }


def owned_beside(shown: Decision) -> int:
    """How many more the one who left still sees to: they are handed over together."""
    if not getattr(shown, "owner_left", False):
        return 0
    same = Decision.objects.filter(queries.STILL_TO_DO, network=shown.network_id, owner=shown.owner_id)
    return same.exclude(pk=shown.pk).count()


# --- what becomes of it ----------------------------------------------------------------------------------------------


@require_POST
def decision_done(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """It is done, and what was done."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    form = DoneForm(request.POST, auto_id="done-%s")
    if not form.is_valid():
        return render(request, "voice/decision.html", decision_page(request, shown, done_form=form))
    done(request, shown, form.cleaned_data["words"])
    return redirect("voice:decision", network_slug, pk)


def done(request: MemberRequest, shown: Decision, words: str) -> None:
    try:
        services.mark_done(shown, words=words, by=request.user, at=timezone.now())
        messages.success(request, _("Good. It is marked as done."))
    except services.NotForDoing:
        messages.error(request, _("It was declined or withdrawn, so it cannot be done."))


@require_POST
def decision_undone(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Not done after all."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    services.mark_not_done(shown, by=request.user, at=timezone.now())
    messages.success(request, _("It is to be done again."))
    return redirect("voice:decision", network_slug, pk)


@require_POST
def decision_withdraw(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """It no longer holds, and why."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    form = WithdrawForm(request.POST, auto_id="withdraw-%s")
    if not form.is_valid():
        return render(request, "voice/decision.html", decision_page(request, shown, withdraw_form=form))
    services.withdraw(shown, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
    messages.success(request, _("The decision is withdrawn."))
    return redirect("voice:decision", network_slug, pk)


@require_POST
def decision_put_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """It holds again."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    services.put_back(shown, by=request.user, at=timezone.now())
    messages.success(request, _("The decision holds again."))
    return redirect("voice:decision", network_slug, pk)


@require_POST
def decision_owner(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Somebody else sees to it; with "all" also to what else the one who left saw to."""
    shown = decision_at(request, network_slug, pk, needs=WRITE)
    form = OwnerForm(request.POST, network=shown.network, auto_id="owner-%s")
    if not form.is_valid():
        return render(request, "voice/decision.html", decision_page(request, shown, owner_form=form))
    owner, before, now = form.cleaned_data["who"], shown.owner, timezone.now()
    if request.POST.get("all") and owner and before:
        given = services.give_all_of(before, shown.network, to=owner, by=request.user, at=now)
        words = ngettext("One decision has changed hands.", "%(count)s decisions have changed hands.", len(given))
        messages.success(request, words % {"count": len(given)})
    else:
        services.give_to(shown, owner, by=request.user, at=now)
        given = [shown]
        messages.success(request, _("The decision has changed hands."))
    tell_owner(request, *given)
    return redirect("voice:decision", network_slug, pk)
