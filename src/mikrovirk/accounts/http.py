"""The signed-in request, in whose language it is answered, and where to go when something is done."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from mikrovirk.accounts.models import User


class MemberRequest(HttpRequest):
    """A request whose user is signed in (LoginRequiredMiddleware saw to it)."""

    user: User


def speak_to(request: HttpRequest, user: User) -> None:
    """Answer in the language of who a mail was for, unless they chose one in this browser."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language


def back(request: HttpRequest, otherwise: str, *arguments: object) -> HttpResponse:
    """To the page that asked for it (`next`), if that is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(otherwise, *arguments)
