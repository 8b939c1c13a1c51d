"""The lines that the pages of an evening hang on: what changed comes by them, and what is typed and pressed goes back."""

import contextlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.models import User
from mikrovirk.live import regions
from mikrovirk.live.mine import mine_of
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.regions import Audience
from mikrovirk.live.saying import Said
from mikrovirk.live.services import room as services
from mikrovirk.live.stream import hub
from mikrovirk.live.views.room import evening_at, is_host, phone_in

SAID_AT_MOST = 200  # things in one posting
LONGEST_NUMBER = 15  # digits
NO_CONTENT = 204


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
    if not isinstance(request, ASGIRequest):  # a server that holds no line open: the page asks instead
        return HttpResponse(status=NO_CONTENT)
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
