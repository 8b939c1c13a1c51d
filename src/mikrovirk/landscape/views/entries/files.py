"""The register of networks and offers for other programs: CSV and JSON, of any choice of the filter."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from mikrovirk.directory.services import spreadsheets
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.queries.entries.asked import EntriesAsked
from mikrovirk.landscape.queries.entries.files import as_plain, in_words
from mikrovirk.landscape.views.asking import number_in
from mikrovirk.landscape.views.entries.asking import entries_asked, title_of

FRESH_SECONDS = 900
PER_PAGE = 100
AT_MOST = 10_000
Make = Callable[[HttpRequest, EntriesAsked], HttpResponse]


def file_of(make: Make) -> Callable[..., HttpResponse]:
    """A file for everybody, on every website, in the language the address says."""

    @login_not_required
    @require_safe
    @wraps(make)
    def view(request: HttpRequest, code: str) -> HttpResponse:
        tongue = request.GET.get("in", "")
        tongue = tongue if tongue in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(tongue):
            made = make(request, entries_asked(request, code))
        etag = f'"{hashlib.sha256(made.content).hexdigest()[:24]}"'
        answer = get_conditional_response(request, etag, response=made)
        assert answer is not None
        answer["ETag"] = etag
        answer["Access-Control-Allow-Origin"] = "*"
        patch_cache_control(answer, public=True, max_age=FRESH_SECONDS)
        if not isinstance(answer, HttpResponseNotModified):
            answer["Content-Language"] = tongue
        return answer

    return view


@file_of
def as_json(request: HttpRequest, asked: EntriesAsked) -> HttpResponse:
    """JSON: a hundred at a time, with the address of the next hundred."""
    number, now = number_in(request), timezone.now()
    first = (number - 1) * PER_PAGE
    rows = list(listing.with_activity(listing.entries_in(asked), now)[first : first + PER_PAGE + 1])
    onward = request.GET.copy()
    onward["page"] = str(number + 1)
    told: dict[str, Any] = {
        "title": title_of(asked.code),
        "language": translation.get_language(),
        "page": settings.SITE_URL + reverse("landscape:entries", args=[asked.code]) + asked.as_query,
        "entries": [as_plain(each) for each in listing.shown_of(rows[:PER_PAGE], now)],
        "next": f"{settings.SITE_URL}{request.path}?{onward.urlencode()}" if len(rows) > PER_PAGE else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@file_of
def as_csv(request: HttpRequest, asked: EntriesAsked) -> HttpResponse:
    """CSV for a spreadsheet, in words: semicolons, UTF-8 with its mark."""
    now = timezone.now()
    rows = listing.with_activity(listing.entries_in(asked), now)[:AT_MOST]
    told = [in_words(each) for each in listing.shown_of(rows, now)]
    made = spreadsheets.as_csv(list(told[0]) if told else (), [list(words.values()) for words in told])
    answer = HttpResponse(made, content_type=spreadsheets.CSV)
    answer["Content-Disposition"] = f'attachment; filename="networks-{asked.code}.csv"'
    return answer
