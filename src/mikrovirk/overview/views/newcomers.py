"""Newcomers: who they are, where each is on the way in, and the steps one takes with them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.domain.welcoming import Step
from mikrovirk.overview.forms.goals import BecauseForm
from mikrovirk.overview.forms.newcomers import NewcomerForm
from mikrovirk.overview.models import Newcomer
from mikrovirk.overview.queries import arrivals
from mikrovirk.overview.queries import newcomers as queries
from mikrovirk.overview.queries.inviting import networks_inviting
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.overview.services import newcomers as services
from mikrovirk.overview.views.inside import Inside, inside, to_welcome
from mikrovirk.overview.words.newcomers import step_badge, step_word, why
from mikrovirk.register.queries import copies

PER_PAGE = 30
YEAR = timedelta(days=365)


@require_safe
def newcomers(request: MemberRequest, code: str) -> HttpResponse:
    """How many moved here and began, and everybody who is being welcomed."""
    place = inside(request, code)
    today = timezone.localdate()
    context: dict[str, Any] = {
        "place": place,
        "counts": queries.counts_of(code, today=today),
        "this_year": queries.counts_of(code, today=today, since=today - YEAR),
        "register": register_counts(code),
        "arrivals": arrival_words(code),
        "inviting": networks_inviting(request.user).filter(municipality_code=code, is_open=True),
    }
    if place.may_see_names:
        rows = queries.newcomers_in(code).filter(erased_at=None)
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        shown = queries.rows_of(page.object_list, today=today)
        context |= {"page": page, "rows": [(row, step_word(row.step), step_badge(row)) for row in shown]}
    return render(request, "overview/newcomers.html", context)


def register_counts(code: str) -> dict[str, Any] | None:
    """How many began and moved here in twelve months, as the register has it."""
    copy = copies.current("DK")
    found = told_figures(Area(municipality=code), on=copy.as_of, choices=Choices()) if copy else None
    if found is None or copy is None:
        return None
    started, moved = (
        words.told(each.value, suppressed=each.suppressed) for each in (found["births"], found["moves_in"])
    )
    return {"started": started, "moved": moved, "as_of": copy.as_of}


def arrival_words(code: str) -> dict[str, str]:
    """How many of the new ones a network reaches and has invited."""
    found = arrivals.counts_of(code)
    if found is None:
        return {}
    return {
        name: words.told(getattr(found, name), suppressed=True) for name in ("began", "moved", "reached", "invited")
    }


@require_http_methods(["GET", "HEAD", "POST"])
def newcomer_new(request: MemberRequest, code: str) -> HttpResponse:
    """Write down somebody one heard of."""
    place = to_welcome(request, code)
    form = NewcomerForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "overview/newcomer_edit.html", {"place": place, "form": form})
    made = services.note_newcomer(code, **form.cleaned_data, by=request.user, at=timezone.now())
    return redirect("overview:newcomer", code, made.pk)


def newcomer_in(place: Inside, pk: int) -> Newcomer:
    return get_object_or_404(queries.newcomers_in(place.code).filter(erased_at=None), pk=pk)


@require_safe
def newcomer(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """One newcomer: what they look for, how far they are, what comes next."""
    place = to_welcome(request, code)
    return newcomer_page(request, place, newcomer_in(place, pk))


def newcomer_page(request: MemberRequest, place: Inside, found: Newcomer, **more: Any) -> HttpResponse:
    row = queries.rows_of([found], today=timezone.localdate())[0]
    suggested = queries.suggested_hosts(found) if row.step in (Step.WAITS, Step.HOSTED, Step.ANSWERED) else []
    network = found.host.network if found.host else None
    now = timezone.now()
    context = {
        "place": place,
        "newcomer": found,
        "row": row,
        "path": row.path,
        "step": step_word(row.step),
        "badge": step_badge(row),
        "is_open": row.step not in (Step.WELCOMED, Step.CLOSED),
        "hosts": [(each.host, why(each.match)) for each in suggested],
        "meetings": queries.meetings_for(place.code, now=now, network=network)[: queries.MEETINGS_SHOWN],
        "because": BecauseForm(),
    }
    return render(request, "overview/newcomer.html", context | more)


@require_POST
def newcomer_forget(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Take out who it was: they asked for it."""
    place = to_welcome(request, code)
    services.forget(newcomer_in(place, pk), at=timezone.now())
    messages.success(request, _("Name, address and words are erased. That somebody wrote is still counted."))
    return redirect("overview:newcomers", code)


@require_POST
def newcomer_step(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Take a step: a host, an answer, a meeting, welcomed, closed, or open again."""
    place = to_welcome(request, code)
    found = newcomer_in(place, pk)
    if "closed" in request.POST:
        form = BecauseForm(request.POST)
        if not form.is_valid():
            return newcomer_page(request, place, found, because=form)
        take(request, lambda: services.close(found, because=form.cleaned_data["because"], at=timezone.now()))
    else:
        take(request, lambda: step(request, place, found))
    return redirect("overview:newcomer", code, pk)


def step(request: MemberRequest, place: Inside, found: Newcomer) -> None:
    """The step that the pressed button stands for."""
    posted, now = request.POST, timezone.now()
    if "host" in posted:
        host = get_object_or_404(queries.hosts_in(place.code), pk=number(posted["host"]))
        services.give_host(found, host, at=now)
        messages.success(request, _("%(name)s gets a mail with what they wrote.") % {"name": host.person.name})
    elif "meeting" in posted:
        rows = queries.meetings_for(place.code, now=now)
        services.invite_to(found, get_object_or_404(rows, pk=number(posted["meeting"])), at=now)
        messages.success(request, _("They are signed up and get the mail that every guest gets."))
    elif "answered" in posted:
        services.note_answered(found, at=now)
    elif "welcomed" in posted:
        services.note_welcomed(found, at=now)
    elif "again" in posted:
        services.take_up_again(found)


def number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def take(request: MemberRequest, act: Callable[[], object]) -> None:
    """Take the step; say so where it cannot be taken."""
    try:
        act()
    except services.IsClosed:
        messages.info(request, _("It is over already. Take it up again first."))
    except services.NoAddress:
        messages.error(request, _("Without an e-mail address they cannot be signed up here. Call or visit them."))
    except services.SignUpClosed:
        messages.error(request, _("It is no longer possible to sign up for that meeting."))
