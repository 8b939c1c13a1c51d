"""Those who work with other people's data are signed in for shorter than members: whoever finds their computer would see other people's data."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext

from mikrovirk.networks.staff import is_staff

STAFF_AWAY = timedelta(days=30)  # whoever does something for a meeting each month stays signed in


class StaffAwayMiddleware:
    """Signs staff out where a browser was not used for STAFF_AWAY.

    Whose browser was used lately costs nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and was_away(request) and is_staff(request.user):
            logout(request)
            count = STAFF_AWAY.days
            words = ngettext(
                "This browser was not used for %(count)d day, so you are signed out in it. Sign in again.",
                "This browser was not used for %(count)d days, so you are signed out in it. Sign in again.",
                count,
            )
            messages.info(request, words % {"count": count})
        return self.get_response(request)


def was_away(request: HttpRequest) -> bool:
    """Asked after whoever is signed in: that reads the session, and with it when it was last used."""
    seen_at = getattr(request.session, "seen_at", None) if request.user.is_authenticated else None
    return seen_at is not None and timezone.now() - seen_at > STAFF_AWAY
