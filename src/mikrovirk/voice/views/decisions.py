"""Decisions of the steering group: a list, a page for each with its history, and what is done about them."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.forms.decisions import DecisionForm, DoneForm, HandBackForm, OwnerForm, WithdrawForm
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries import agenda
from mikrovirk.voice.queries import decisions as queries
from mikrovirk.voice.services import decisions as services
from mikrovirk.voice.services import steering_mails as mails
from mikrovirk.voice.views.minutes import to_point
from mikrovirk.voice.views.steering_where import WRITE, decision_at, point_at, room_at

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
        rows = rows.order_by("due_date", "pk")
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
        "board_url": agenda.page_of("inputs", network, frozenset({"voice"})) if has_voice else "",
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


# --- made and changed ------------------------------------------------------------------------------------------------


def decision_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A decision outside a meeting."""
    network = room_at(request, network_slug, needs=WRITE)
    bound = request.POST if request.method == "POST" else None
    form = DecisionForm(bound, network=network, has_voice=has_part(network, "voice"))
    if bound is not None and form.is_valid():
        made = services.decide(
            network,
            form.words(),
            themes=form.chosen_themes(),
            gives_outcome=form.outcome_is_given(),
            by=request.user,
            at=timezone.now(),
        )
        tell(request, made)
        return redirect("voice:decision", network_slug, made.pk)
    return render(request, "voice/decision_edit.html", {"network": network, "form": form})


@never_cache
def point_decide(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """A decision right there in the point; a piece of the page where the script asks, else a page."""
    point = point_at(request, network_slug, pk, point_pk)
    network = point.meeting.network
    piece = request.htmx  # type: ignore[attr-defined]
    bound = request.POST if request.method == "POST" else None
    form: DecisionForm | None = DecisionForm(
        bound, network=network, has_voice=has_part(network, "voice"), auto_id=f"p{point.pk}-%s"
    )
    if not point.meeting.is_open:
        messages.error(request, _("The minutes are closed. Open them again to change them."))
        return to_point(point)
    if bound is not None and form is not None and form.is_valid():
        made = services.decide(
            network,
            form.words(),
            themes=form.chosen_themes(),
            gives_outcome=form.outcome_is_given(),
            by=request.user,
            at=timezone.now(),
            point=point,
        )
        tell(request, made, quietly=bool(piece))
        if not piece:
            return to_point(point)
        form = None
    if "close" in request.GET:
        form = None
    context = {"network": network, "meeting": point.meeting, "point": point, "form": form, "may_write": True}
    if piece:
        made_here = queries.decisions_in(network).filter(point=point).order_by("decided_at", "pk")
        return render(request, "voice/_point_decisions.html", {**context, "decisions": made_here})
    return render(request, "voice/decision_edit.html", context)


def tell(request: MemberRequest, made: Decision, *, quietly: bool = False) -> None:
    """Draft the mail to an owner who does not see the room."""
    mailed = mails.tell_owner(made, by=request.user, at=timezone.now())
    if not quietly:
        messages.success(request, _("The decision is kept."))
        if mailed:
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
                mails.tell_owner(shown, by=request.user, at=timezone.now())
            return redirect("voice:decision", network_slug, pk)
    else:
        form = DecisionForm.of(shown, has_voice=has_voice)
    context = {"network": shown.network, "decision": shown, "form": form}
    return render(request, "voice/decision_edit.html", context)


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
        count = services.give_all_of(before, shown.network, to=owner, by=request.user, at=now)
        words = ngettext("One decision has changed hands.", "%(count)s decisions have changed hands.", count)
        messages.success(request, words % {"count": count})
    else:
        services.give_to(shown, owner, by=request.user, at=now)
        messages.success(request, _("The decision has changed hands."))
        mails.tell_owner(shown, by=request.user, at=now)
    return redirect("voice:decision", network_slug, pk)


# --- the owner's own page --------------------------------------------------------------------------------------------


def own_decision(request: MemberRequest, slug: str, pk: int) -> Decision:
    """What the reader sees to; raise Http404."""
    networks = queries.rooms_for(request.user, needs=Permission.TAKE_PART)
    network = get_object_or_404(networks, slug=slug)
    if not has_part(network, queries.PART):
        raise Http404
    owned = queries.owned_by(request.user, [network])
    return get_object_or_404(owned, pk=pk)


@never_cache
def decision_mine(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """For whoever sees to it, also outside the group: what it is, and that it is done."""
    shown = own_decision(request, network_slug, pk)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done(request, shown, form.cleaned_data["words"])
        return redirect("home:me")
    return render(request, "voice/decision_mine.html", mine_page(shown, form))


def mine_page(shown: Decision, form: forms.Form) -> dict[str, object]:
    network: Network = shown.network
    return {
        "network": network,
        "decision": shown,
        "standing": queries.standing_of(shown),
        "form": form,
        "hand_back_form": HandBackForm(auto_id="back-%s"),
    }


@require_POST
def decision_hand_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The owner cannot after all: it is nobody's again, and the group sees it."""
    shown = own_decision(request, network_slug, pk)
    form = HandBackForm(request.POST)
    services.give_to(
        shown,
        None,
        by=request.user,
        at=timezone.now(),
        words=form.cleaned_data["why"] if form.is_valid() else "",
    )
    messages.success(request, _("Thank you for saying so. The steering group finds somebody else."))
    return redirect("home:me")
