"""Every request to version 1 comes in here: who asks too often, in which language, which address, and what is remembered."""

import hashlib

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RoutePattern
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from mikrovirk.api import services
from mikrovirk.api.limits import EVERYBODY
from mikrovirk.api.models import Token
from mikrovirk.api.v1.description import description
from mikrovirk.api.v1.errors import Refused, not_found, only_reading, too_often
from mikrovirk.api.v1.main import PREFIX, api

FRESH_SECONDS = 300
DESCRIPTION = "openapi.json"
RESOLVER = URLResolver(RoutePattern(PREFIX.lstrip("/")), api.urls[0])
READING = ("GET", "HEAD")
OK, BAD = 200, 400


def answer(request: HttpRequest) -> HttpResponse:
    """Answer, or say why not: always JSON."""
    with translation.override(language_of(request)):
        try:
            made = found(request)
        except Refused as refused:
            made = refused.answer()
        except Http404:
            made = not_found().answer()
        made["Content-Language"] = translation.get_language()
    token: Token | None = getattr(request, "api_token", None)
    if token:
        services.note_use(token, path=request.path, refused=made.status_code >= BAD, at=timezone.now())
    return sealed(request, made, is_private=token is not None or "Authorization" in request.headers)


def language_of(request: HttpRequest) -> str:
    """Answers are kept by caches for everybody, so the language stands in the address."""
    wanted = request.GET.get("in", "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def found(request: HttpRequest) -> HttpResponse:
    """What the address answers; raise Refused or Http404."""
    if request.method not in READING:
        raise only_reading()
    if not EVERYBODY.count(request.META.get("REMOTE_ADDR", "")):
        raise too_often()
    if request.path_info == PREFIX + DESCRIPTION:
        return JsonResponse(description(), json_dumps_params={"ensure_ascii": False})
    if "\x00" in request.path_info:  # no database takes it
        raise not_found()
    try:
        match = RESOLVER.resolve(request.path_info.lstrip("/"))
    except Resolver404:
        raise not_found() from None
    asked, request.method = request.method, "GET"  # the server leaves the body out where only the head was asked for
    made: HttpResponse = match.func(request, *match.args, **match.kwargs)
    request.method = asked
    return made


def sealed(request: HttpRequest, made: HttpResponse, *, is_private: bool) -> HttpResponse:
    """The answer with what caches and browsers need to know; 304 where whoever asks has it already."""
    if made.status_code == OK:
        etag = f'"{hashlib.sha256(made.content).hexdigest()[:24]}"'
        conditional = get_conditional_response(request, etag)
        if isinstance(conditional, HttpResponseNotModified):
            made = conditional
        made["ETag"] = etag
    if is_private or made.status_code >= BAD:
        patch_cache_control(made, private=True, no_store=True)
    else:
        patch_cache_control(made, public=True, max_age=FRESH_SECONDS)
        made["Access-Control-Allow-Origin"] = "*"  # open to other sites' scripts as well
    patch_vary_headers(made, ["Authorization"])
    made["X-Content-Type-Options"] = "nosniff"
    return made
