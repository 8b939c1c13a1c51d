"""Which language a request is answered in, and that somebody is still there."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from mikrovirk.accounts.services import note_use

LANGUAGES = {code for code, _ in settings.LANGUAGES}


class LanguageMiddleware:
    """Danish unless the reader chose otherwise: the language cookie, then the signed-in user's own language.

    The browser's Accept-Language is left out on purpose: many Danish computers ask for English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in LANGUAGES:
            chosen = own_language(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response


def own_language(request: HttpRequest) -> str:
    """The signed-in reader's language, else Danish. Without a session cookie nobody is signed in: that costs no look-up."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return request.user.language
    return settings.LANGUAGE_CODE


class SeenMiddleware:
    """Notes that a session is in use. What did not look at the session costs nothing.

    An answer that a cache on the way may keep must carry nobody's cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "public" not in response.headers.get("Cache-Control", ""):
            note_use(request.session, at=timezone.now())
        return response
