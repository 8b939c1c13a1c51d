"""Codes of evenings cannot be guessed at leisure: whoever has tried too many wrong ones waits a minute.

A code is short, since it is typed from the screen. Only wrong codes count, so a full hall behind one internet address comes
in at once; and whoever has come in, or is signed in, is not held up by somebody else's guesses.
"""

import re
from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from mikrovirk.accounts import links
from mikrovirk.live.models import Evening

AT_MOST = 30  # wrong codes from one internet address in a minute
SECONDS = 60
COOKIE = "room"
PREFIX = "/l/"
CODE = re.compile(r"/l/([\w-]+)/")
NOT_FOUND, TOO_MANY_REQUESTS = 404, 429


class GuessingMiddleware:
    """Stands before every page of an evening."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        found = CODE.match(request.path_info)
        code = found[1].upper() if found else ""
        if not has_come_in(request, code) and not request.user.is_authenticated and has_guessed_enough(request):
            return too_many(request)
        response = self.get_response(request)
        if code and response.status_code == NOT_FOUND and not Evening.objects.filter(code=code).exists():
            count(request)
        return response


def has_come_in(request: HttpRequest, code: str) -> bool:
    """Whether the phone's cookie says that it is in that evening; nothing is asked of the database for it."""
    try:
        return code in links.read("room", request.COOKIES.get(COOKIE, ""))
    except links.LinkInvalid:
        return False


def count(request: HttpRequest) -> None:
    """One more wrong code from this internet address."""
    cache = caches["default"]
    if not cache.add(key_of(request), 1, SECONDS):
        try:
            cache.incr(key_of(request))
        except ValueError:  # the minute ended between the two
            return


def has_guessed_enough(request: HttpRequest) -> bool:
    return bool(caches["default"].get(key_of(request), 0) >= AT_MOST)


def key_of(request: HttpRequest) -> str:
    return f"evening-codes:{request.META.get('REMOTE_ADDR', '')}"


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "live/too_many.html", status=TOO_MANY_REQUESTS)
