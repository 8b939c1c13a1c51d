"""The season planner's first page, and the page on which a season is wished."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, parts_of
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.forms.planner import FixedForm, SeasonPlanForm, answers_of
from mikrovirk.voice.forms.planner_inputs import with_support
from mikrovirk.voice.queries import planner_inputs, plans, season_file, season_missing, season_rest
from mikrovirk.voice.queries.season_file import Known
from mikrovirk.voice.queries.season_missing import Lack
from mikrovirk.voice.queries.season_usual import usual_wishes
from mikrovirk.voice.services import planning
from mikrovirk.voice.views.planner_rows import to_plan, to_read

PER_PAGE = 20


@require_safe
def planner(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What the planner knows, the running seasons, and its runs, newest first."""
    network = to_read(request, network_slug)
    now = timezone.now()
    page = Paginator(plans.drafts_of(network).defer("asked", "answer", "wishes"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "network": network,
        "page": page,
        "edits": may(request.user, Permission.EDIT_PROGRAMME, network),
        "told": planner_inputs.counts_of(network),
        "running": list(season_rest.running_seasons(network, now=now)[:3]),
        "has_topics": "topics" in parts_of(network),
    }
    return render(request, "voice/planner.html", context)


# --- what is wished --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """One meeting of the preview: roughly when, in which format, and what is agreed of it."""

    number: int
    format: str
    when: str
    form: FixedForm

    @property
    def is_fixed(self) -> bool:
        return any(self.form[name].value() for name in self.form.fields)


@dataclass(frozen=True)
class Preview:
    """What the planner would be asked, as far as the answers go."""

    slots: list[Slot]
    lacks: list[Lack]
    wishes: SeasonWishes | None = None
    asked: dict[str, Any] | None = None

    @property
    def is_stopped(self) -> bool:
        return any(lack.stops for lack in self.lacks)


def season_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """One page: the wishes, what is missing, what is agreed already, and one button."""
    network = to_plan(request, network_slug)
    known = season_file.known(network, now=timezone.now())
    form, data = season_form(request, network, known)
    preview = preview_of(form, known, data)
    if request.method == "POST" and preview.wishes and preview.asked:
        draft = planning.ask(
            network,
            name=form.cleaned_data["name"] or season_name(preview.asked),
            wishes=preview.wishes.as_plain(),
            asked=preview.asked,
            by=request.user,
            at=timezone.now(),
        )
        return redirect("voice:planner_plan", network_slug, draft.pk)
    if request.method == "POST" and form.is_valid():
        messages.error(request, _("There is no day for a meeting in that time. Change the dates or the weekdays."))
    context = {"network": network, "form": form, "preview": preview}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "voice/_planner_preview.html", context)
    return render(request, "voice/planner_new.html", context)


def season_form(request: MemberRequest, network: Network, known: Known) -> tuple[SeasonPlanForm, Any]:
    """The answers as typed; those of an earlier run (`from`); else a whole season as a proposal."""
    data: Any = request.POST if request.method == "POST" else request.GET
    if request.method == "GET" and "first_date" not in request.GET:
        data = earlier_answers(network, known, request.GET.get("from", "")) or answers_of(
            usual_wishes(known, now=timezone.now()), known.formats, name=""
        )
    return SeasonPlanForm(data, formats=known.formats, parts=parts_of(network)), data


def earlier_answers(network: Network, known: Known, pk: str) -> dict[str, Any] | None:
    """The form as it was for an earlier run."""
    draft = plans.drafts_of(network).filter(pk=pk, replans=None).first() if pk.isdecimal() else None
    if draft is None:
        return None
    return answers_of(SeasonWishes.from_plain(draft.wishes), known.formats, name=draft.name)


def preview_of(form: SeasonPlanForm, known: Known, data: Any) -> Preview:
    """What the answers come to; empty where they make no season yet."""
    if not form.is_valid():
        return Preview([], [])
    bare = form.wishes({})
    kept = season_file.days_kept(known, bare)
    meetings = season_file.asked(known, bare, kept)["meetings"]
    slots = slots_of(meetings, known, data)
    fixed = {slot.number: slot.form.agreed() for slot in slots if slot.form.is_valid()}
    wishes = form.wishes({number: agreed for number, agreed in fixed.items() if agreed})
    asked = season_file.asked(known, wishes, kept)
    complete = bool(meetings) and all(slot.form.is_valid() for slot in slots)
    lacks = season_missing.lacks(known, wishes, asked)
    return Preview(slots, lacks, wishes if complete else None, asked if complete else None)


def slots_of(meetings: list[dict[str, Any]], known: Known, data: Any) -> list[Slot]:
    choices = {
        "topic": [(str(topic.pk), with_support(topic)) for topic in known.topics],
        "speaker": [(str(speaker.pk), speaker.name) for speaker in known.speakers],
        "venue": [(str(place.venue.pk), place.venue.name) for place in known.places],
    }
    names = {found.key: found.name for found in known.formats}
    return [
        Slot(
            number=each["number"],
            format=names[each["format"]],
            when=when_in_words([date.fromisoformat(day) for day in each["candidates"]]),
            form=FixedForm(data, choices=choices, prefix=f"fixed-{each['number']}"),
        )
        for each in meetings
    ]


def when_in_words(days: list[date]) -> str:
    """ "mandag 22. februar", or "en af 8 dage fra mandag 1. marts til …"."""
    if len(days) == 1:
        return dates.day(days[0])
    words = {"count": len(days), "first": dates.day(days[0]), "last": dates.day(days[-1])}
    return _("one of %(count)s days from %(first)s to %(last)s") % words


def season_name(asked: dict[str, Any]) -> str:
    """ "Foråret 2027", "Efteråret 2027", or both years where it runs over New Year."""
    first = date.fromisoformat(asked["meetings"][0]["candidates"][0])
    last = date.fromisoformat(asked["meetings"][-1]["candidates"][-1])
    if first.year != last.year:
        return _("Season %(first)s/%(last)s") % {"first": first.year, "last": last.year}
    words = _("Spring %(year)s") if last.month <= 7 else _("Autumn %(year)s") if first.month >= 7 else "%(year)s"
    return words % {"year": first.year}
