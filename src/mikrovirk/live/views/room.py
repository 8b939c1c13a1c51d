"""Coming in with a phone, the phone's page, the screen, and the lines they hang on."""

import contextlib
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.live import guessing, regions
from mikrovirk.live.forms import CodeForm, JoinForm
from mikrovirk.live.guessing import COOKIE
from mikrovirk.live.mine import mine_of
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries import room as queries
from mikrovirk.live.regions import Audience
from mikrovirk.live.saying import Said
from mikrovirk.live.services import room as services
from mikrovirk.live.stream import hub
from mikrovirk.live.views import parts

SAID_AT_MOST = 200  # things in one posting
LONGEST_NUMBER = 15  # digits


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
def mine(request: HttpRequest, code: str) -> HttpResponse:
    """What belongs to whoever holds this phone, and what they have pressed."""
    evening = evening_at(code)
    found = phone_in(request, evening)
    if found is None:
        raise Http404
    return JsonResponse(mine_of(evening, found))


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
    address = settings.SITE_URL + reverse("live:phone", args=[evening.code])
    picture = BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", scale=8, border=2, dark="#000", light="#fff", omitsize=True
    )
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


# --- lines -----------------------------------------------------------------------------------------------------------


def audience_of(request: HttpRequest, evening: Evening) -> Audience:
    """As whom the page asks; the host's is for hosts."""
    audience = Audience(request.GET.get("as", "phone")) if request.GET.get("as") in set(Audience) else Audience.PHONE
    if audience is Audience.HOST and not is_host(request, evening, phone_in(request, evening)):
        raise Http404
    return audience


def number_in(text: str | None) -> int:
    """The number of a change as a page says it; 0, which is everything, where it is none."""
    return int(text) if text and text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


@never_cache
@login_not_required
@require_safe
def events(request: HttpRequest, code: str) -> HttpResponseBase:
    """Every change as it comes, as server-sent events; `Last-Event-ID` or ?since= says what was seen last."""
    evening = evening_at(code)
    audience = audience_of(request, evening)
    since = number_in(request.headers.get("Last-Event-ID") or request.GET.get("since"))
    stream = hub.stream(evening.pk, audience, get_language() or settings.LANGUAGE_CODE, since)
    return StreamingHttpResponse(stream, content_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@never_cache
@login_not_required
@require_safe
def now(request: HttpRequest, code: str) -> HttpResponse:
    """The server's clock; and with ?since= what changed, for pages that cannot hold a line open."""
    evening = evening_at(code)
    answer: dict[str, Any] = {"number": evening.number, "regions": []}
    if "since" in request.GET:
        audience, language = audience_of(request, evening), get_language() or settings.LANGUAGE_CODE
        since = number_in(request.GET["since"])
        answer["anew"] = since > evening.number  # the numbers began again, as after a restored backup
        answer["regions"] = [
            [name, number, regions.made(name, evening, audience, language)]
            for name, number in regions.missed_since(evening.pk, 0 if answer["anew"] else since, audience)
        ]
    return JsonResponse({**answer, "now": round(timezone.now().timestamp() * 1000)})


@login_not_required
@require_POST
def say(request: HttpRequest, code: str) -> HttpResponse:
    """Take what a page sends: a JSON list of {"id", "what", "at", …}; answer which are stored and which refused."""
    evening = evening_at(code)
    found = phone_in(request, evening)
    runs = is_host(request, evening, found)
    if found is None and not runs:
        raise Http404
    try:
        sent = json.loads(request.body)
        things = [said_in(each, evening, found, request.user) for each in sent[:SAID_AT_MOST]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"stored": [], "refused": []}, status=400)
    stored, refused = services.take_all(things, is_host=runs)
    return JsonResponse({"stored": stored, "refused": refused})


def said_in(sent: dict[str, Any], evening: Evening, phone: Phone | None, user: Any) -> Said:
    """One thing of what was sent; raise ValueError, TypeError or KeyError where it is none."""
    known = {"id", "what", "at"}
    return Said(
        evening=evening,
        client_id=UUID(sent["id"]),
        what=str(sent["what"]),
        detail={key: value for key, value in sent.items() if key not in known},
        at=moment_of(sent.get("at"), evening, timezone.now()),
        phone=phone,
        by=user if isinstance(user, User) else None,
    )


def moment_of(said: Any, evening: Evening, now: datetime) -> datetime:
    """When it was pressed: as the page says (milliseconds or a text), but in this evening and not in the future."""
    moment = None
    with contextlib.suppress(ValueError, OverflowError, OSError):
        if isinstance(said, (int, float)):
            moment = datetime.fromtimestamp(said / 1000, tz=UTC)
        elif isinstance(said, str):
            moment = parse_datetime(said)
    if moment is None or not timezone.is_aware(moment):
        return now
    return min(max(moment, evening.opened_at), now)
