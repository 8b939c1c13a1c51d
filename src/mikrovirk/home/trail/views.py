"""The trail: for the administrator, and for whom it is about."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.services import TRAIL_KEPT
from mikrovirk.home.trail import reading
from mikrovirk.home.trail.wording import WORDS

PAGE = 30


class TrailFilter(forms.Form):
    """Words, what was done, and changes only; what does not exist is taken as no choice."""

    hide_optional = True
    q = forms.CharField(
        label=_("Name, e-mail or network"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    what = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("Everything")), *WORDS.items()])
    changes = forms.BooleanField(label=_("Only what was changed"), required=False)


@require_safe
def trail(request: MemberRequest) -> HttpResponse:
    """Who of the staff saw and changed what, the newest first. `?before=`: the row the page ends with."""
    if not request.user.is_administrator:
        raise Http404
    form = TrailFilter(request.GET)
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name) or "" for name in ("q", "what")}
    changes = bool(form.cleaned_data.get("changes"))
    rows = reading.entries(words=chosen["q"], what=chosen["what"], changes=changes)
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: PAGE + 1])
    query = request.GET.copy()
    query["before"] = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    context = {
        "form": form,
        "lines": reading.lines(found[:PAGE]),
        "older": query.urlencode() if len(found) > PAGE else "",
        "is_older": bool(before),
        "narrowed": any(chosen.values()) or changes,
        "days": TRAIL_KEPT.days,
    }
    return render(request, "home/trail.html", context)


@require_safe
def seen_by(request: MemberRequest) -> HttpResponse:
    """Who of the staff saw or changed what stands about the reader."""
    page = Paginator(reading.looks_at(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "looks": reading.looks(page.object_list), "days": TRAIL_KEPT.days}
    return render(request, "home/seen_by.html", context)
