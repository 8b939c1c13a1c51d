"""Which language a request is answered in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

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
            # Only a request with a session cookie can belong to somebody: the others cost no look-up.
            signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
            chosen = request.user.language if signed_in else settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response
