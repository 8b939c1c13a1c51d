"""Holding a conference: the call, the network that carries it, the steps from planned to followed up."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.conferences import AskForm, CancelForm, ConferenceForm
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import commitments
from mikrovirk.cooperation.queries import conferences as queries
from mikrovirk.cooperation.services import conferences as services
from mikrovirk.cooperation.views.conference_rows import Area, area, held_here
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.programme.permissions import meetings_to_lay


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: MemberRequest, code: str) -> HttpResponse:
    """Write the call."""
    place = area(request, code)
    form = ConferenceForm(request.POST if request.method == "POST" else None, code=code)
    if form.is_valid():
        made = services.call_conference(code=code, by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The call is a draft: only you who keep the municipality's common matters see it."))
        return redirect("cooperation:conference_keep", code, made.pk)
    return render(request, "cooperation/conferences/edit.html", {"place": place, "form": form, "conference": None})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Change the call; the meeting follows with title and text."""
    place, shown = held_here(request, code, pk)
    form = ConferenceForm(request.POST if request.method == "POST" else None, code=code, conference=shown)
    if form.is_valid():
        try:
            services.change(shown, at=timezone.now(), **form.cleaned_data)
        except services.NotNow:
            messages.warning(request, _("The conference is over or cancelled, so the call stays as it was."))
        else:
            messages.success(request, _("Changed."))
        return redirect("cooperation:conference_keep", code, pk)
    return render(request, "cooperation/conferences/edit.html", {"place": place, "form": form, "conference": shown})


@require_safe
def keep(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Where it stands, what comes next, and the ways to wishes, tables and what came of it."""
    place, shown = held_here(request, code, pk)
    return render(request, "cooperation/conferences/keep.html", page_of(request, place, shown, AskForm(code=code)))


def page_of(request: MemberRequest, place: Area, shown: Conference, ask: AskForm) -> dict[str, Any]:
    now = timezone.now()
    waits = Q(shown_at=None, set_aside_at=None)
    return {
        "place": place,
        "conference": shown,
        "meeting": shown.meeting,
        "ask": ask,
        "wishes": shown.wishes.aggregate(all=Count("pk"), waiting=Count("pk", filter=waits)),
        "table_count": shown.tables.filter(removed_at=None).count(),
        "counts": commitments.counted(commitments.rows_of(shown.commitments.all(), today=timezone.localdate(now))),
        "coming": queries.coming_count(shown),
        "may_plan": shown.meeting is not None and may(request.user, Permission.EDIT_PROGRAMME, shown.meeting.network),
        "may_lay": meetings_to_lay(request.user).filter(pk=shown.meeting_id).exists() if shown.meeting_id else False,
        "has_begun": shown.meeting is not None and shown.meeting.starts_at <= now,
    }


@require_POST
def ask(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Ask a network to hold it as one of its meetings."""
    place, shown = held_here(request, code, pk)
    form = AskForm(request.POST, code=code)
    if not form.is_valid():
        return render(request, "cooperation/conferences/keep.html", page_of(request, place, shown, form))
    network = form.cleaned_data["network"]
    try:
        services.ask_network(shown, network, by=request.user, at=timezone.now())
    except services.NotNow:
        messages.warning(request, _("That cannot be done any more: see where the conference stands."))
        return redirect("cooperation:conference_keep", code, pk)
    shown.refresh_from_db()
    if queries.may_answer(request.user, shown):
        return redirect("cooperation:conference_carry", pk)
    messages.success(request, _("The coordinator of %(network)s is asked.") % {"network": network.name})
    return redirect("cooperation:conference_keep", code, pk)


Step = Callable[[Conference], object]


def steps_at() -> dict[str, tuple[Step, str]]:
    """What one press does, and what is said afterwards."""
    now = timezone.now()
    return {
        "call": (
            lambda each: services.publish_call(each, at=now),
            _("The conference is called: everybody can read it and send wishes."),
        ),
        "draft": (services.take_back_call, _("The call is a draft again.")),
        "stop-asking": (services.stop_asking, _("You can ask another network.")),
        "held": (lambda each: services.hold(each, at=now), _("Write down what you agreed on while it is fresh.")),
        "followed": (lambda each: services.follow(each, at=now), _("All that was promised is settled.")),
        "again": (services.open_again, _("You go on following up.")),
        "put-back": (services.put_back, _("The conference is held after all.")),
    }


@require_POST
def step(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """One step on, or back."""
    _place, shown = held_here(request, code, pk)
    found = steps_at().get(request.POST.get("step", ""))
    if found:
        act, said = found
        try:
            act(shown)
        except services.StillOpen:
            messages.warning(request, _("Something that was promised is not settled yet. See what came of it."))
        except services.NotNow:
            messages.warning(request, _("That cannot be done any more: see where the conference stands."))
        else:
            messages.success(request, said)
    return redirect("cooperation:conference_keep", code, pk)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Say that it is not held, and why."""
    place, shown = held_here(request, code, pk)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.cancel(shown, why=form.cleaned_data["why"], at=timezone.now())
        except services.NotNow:
            messages.warning(request, _("That cannot be done any more: see where the conference stands."))
        else:
            messages.success(request, _("The conference is cancelled. You can put it back here."))
        return redirect("cooperation:conference_keep", code, pk)
    return render(request, "cooperation/conferences/cancel.html", {"place": place, "form": form, "conference": shown})
