"""Coming in with a phone, the phone's page, and the screen."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.directory.models import Person
from mikrovirk.live import guessing, regions
from mikrovirk.live.forms import CodeForm, JoinForm
from mikrovirk.live.guessing import COOKIE
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries import room as queries
from mikrovirk.live.regions import Audience
from mikrovirk.live.services import room as services
from mikrovirk.live.views import parts
from mikrovirk.ui.qr import as_picture


def evening_at(code: str) -> Evening:
    """The evening with that code; raise Http404, also when it has been over for a day."""
    evening = queries.evenings().filter(code=code.upper()).first()
    if evening is None or queries.is_over(evening, timezone.now()):
        raise Http404
    return evening


def phone_in(request: HttpRequest, evening: Evening) -> Phone | None:
    """The phone that asks, if it has come in."""
    try:
        key, _code = links.read("room", request.COOKIES.get(COOKIE, ""), max_age=timedelta(days=3))
    except (links.LinkInvalid, ValueError):
        return None
    return queries.phone_of(evening, str(key))


def is_host(request: HttpRequest, evening: Evening, phone: Phone | None) -> bool:
    """Whether whoever asks may run the evening: by their role, or because it was handed to this phone."""
    return bool(phone and phone.is_host) or queries.may_run(request.user, evening)  # type: ignore[arg-type]


def remembered(response: HttpResponse, phone: Phone) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        links.sign("room", str(phone.key), phone.evening.code),
        max_age=timedelta(days=2),
        path=reverse("live:phone", args=[phone.evening.code]),
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )
    return response


# --- coming in -------------------------------------------------------------------------------------------------------


@never_cache
@login_not_required
def enter(request: HttpRequest) -> HttpResponse:
    """Type the code that stands on the screen."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("live:phone", form.cleaned_data["code"])
    if form.errors:
        guessing.count(request)
    return render(request, "live/enter.html", {"form": form})


@never_cache
@login_not_required
@require_safe
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """What is on, and all one can do with it; whoever has not come in yet says who they are."""
    evening = evening_at(code)
    if code != evening.code:  # typed in small letters; the phone is known under the code as it is written
        return redirect("live:phone", evening.code)
    found = phone_in(request, evening)
    if found is None:
        return join_page(request, evening, JoinForm(evening=evening))
    return render(request, "live/phone.html", page(request, evening, Audience.PHONE, phone=found))


@never_cache
@login_not_required
@require_POST
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Come in as somebody on the list, or with a name."""
    evening = evening_at(code)
    form = JoinForm(request.POST, evening=evening)
    if not form.is_valid():
        return join_page(request, evening, form)
    myself = person_of(request) if form.cleaned_data["as_me"] else None
    if form.cleaned_data["as_me"] and myself is None:  # signed out meanwhile
        return join_page(request, evening, form)
    try:
        found = services.join(
            evening,
            person=myself,
            sign_up=form.cleaned_data["sign_up"],
            name=form.cleaned_data["name"],
            phone=phone_in(request, evening),
            at=timezone.now(),
        )
    except services.PlaceTaken:
        form.add_error("sign_up", _("Another phone has come in with that name. Is it not yours, then tell the host."))
        return join_page(request, evening, form)
    return remembered(redirect("live:phone", evening.code), found)


def join_page(request: HttpRequest, evening: Evening, form: JoinForm) -> HttpResponse:
    facts = {"form": form, "myself": person_of(request), "places": queries.places(evening)}
    return render(request, "live/join.html", {"evening": evening, "meeting": evening.meeting, **facts})


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if they are somebody the networks know."""
    return Person.objects.filter(user=request.user.pk).select_related("user").first() if request.user.pk else None


# --- pages that follow the evening -----------------------------------------------------------------------------------


def page(request: HttpRequest, evening: Evening, audience: Audience, **more: Any) -> dict[str, Any]:
    """What a page begins with: the regions, and the number of the change they show.

    ?empty: the page as browsers keep it for when there is no net, with the hours and nothing that anybody said.
    """
    if "empty" in request.GET:
        evening.number = 0  # so everything is sent as soon as there is net
        found = {name: {"html": ""} for name in regions.names_for(audience)} | regions.page(evening, audience, ["run"])
    else:
        found = regions.page(evening, audience)
    return {
        "evening": evening,
        "meeting": evening.meeting,
        "network": evening.meeting.network,
        "audience": audience,
        "site_address": parts.site_address(),
        "regions": found,
        **more,
    }


@never_cache
@login_not_required
@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """For the projector; nothing on it that the room does not know, so the code is enough."""
    evening = evening_at(code)
    return render(request, "live/screen.html", page(request, evening, Audience.SCREEN))


@never_cache
@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the pages of an evening for when there is no net; it stands where its pages do."""
    path = finders.find("live/worker.js")
    return HttpResponse(Path(str(path)).read_bytes(), content_type="text/javascript")


@login_not_required
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The way in as a picture."""
    evening = evening_at(code)
    return as_picture(settings.SITE_URL + reverse("live:phone", args=[evening.code]))
