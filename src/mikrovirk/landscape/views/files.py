"""The joint calendar for other programs: iCalendar, RSS, Atom and JSON, of any choice of the filter."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.landscape.queries import files
from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.views.asking import asked_of, number_in, title_of

FRESH_SECONDS = 900
FEEDS = {"rss": Rss201rev2Feed, "atom": Atom1Feed}
CONTENT_TYPES = {"rss": "application/rss+xml; charset=utf-8", "atom": "application/atom+xml; charset=utf-8"}
Make = Callable[..., HttpResponse]  # of the request and what is asked


def file_of(make: Make) -> Callable[..., HttpResponse]:
    """A view for everybody, on every website, that answers "nothing new" without reading the activities."""

    @login_not_required
    @require_safe
    @wraps(make)
    def view(request: HttpRequest, code: str, **more: Any) -> HttpResponse:
        asked = asked_of(request, code)
        stamp = files.stamp_of(asked, timezone.now())
        # Kept by caches for everybody, so whoever asks is told in the language of the address, not in their own.
        tongue = request.GET.get("in", "")
        tongue = tongue if tongue in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        etag = f'{stamp.etag[:-1]}.{request.GET.get("page", "")[:6]}.{tongue}"'
        answer = get_conditional_response(request, etag, int(stamp.changed_at.timestamp()))
        if not isinstance(answer, HttpResponseNotModified):
            with translation.override(tongue):
                answer = make(request, asked, **more)
        answer["ETag"] = etag
        answer["Last-Modified"] = http_date(stamp.changed_at.timestamp())
        answer["Access-Control-Allow-Origin"] = "*"
        patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
        return answer

    return view


@file_of
def calendar_file(request: HttpRequest, asked: Asked) -> HttpResponse:
    """iCalendar: what comes and what was in the last thirty days."""
    text = files.calendar_text(asked, timezone.now(), name=title_of(asked.code))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@file_of
def news_feed(request: HttpRequest, asked: Asked, kind: str) -> HttpResponse:
    """RSS or Atom: the next hundred."""
    lines, _more = files.coming_lines(asked, timezone.now())
    here = settings.SITE_URL + request.get_full_path()
    page = settings.SITE_URL + reverse("landscape:calendar_of", args=[asked.code]) + asked.as_query
    feed = FEEDS[kind](
        title=title_of(asked.code),
        link=page,
        description=_("What goes on for small businesses, from many calendars."),
        language=translation.get_language(),
        feed_url=here,
    )
    for line in lines:
        where = f"{line.when} · {line.where}" if line.where else line.when
        feed.add_item(
            title=_("Cancelled: %(title)s") % {"title": line.title} if line.is_cancelled else line.title,
            link=settings.SITE_URL + line.url,
            description="\n\n".join(part for part in (where, line.from_whom, line.description) if part),
            unique_id=f"{settings.SITE_URL}{line.url}",
            updateddate=line.changed_at,
            pubdate=line.changed_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=CONTENT_TYPES[kind])


@file_of
def as_json(request: HttpRequest, asked: Asked) -> HttpResponse:
    """JSON: a hundred at a time, with the address of the next hundred."""
    number = number_in(request)
    lines, more = files.coming_lines(asked, timezone.now(), number=number)
    onward = request.GET.copy()
    onward["page"] = str(number + 1)
    here = f"{settings.SITE_URL}{request.path}?{onward.urlencode()}"
    told = {
        "title": title_of(asked.code),
        "language": translation.get_language(),
        "page": settings.SITE_URL + reverse("landscape:calendar_of", args=[asked.code]) + asked.as_query,
        "events": [files.as_plain(line) for line in lines],
        "next": here if more else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
