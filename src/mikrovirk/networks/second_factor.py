"""Where the installation wants it, those who work with other people's data have a passkey or a second factor before they go on."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from mikrovirk.accounts.queries import came_by_provider, has_second_factor
from mikrovirk.networks.staff import is_staff

SEEN = "second_factor_seen"


class StaffSecondFactorMiddleware:
    """Leads staff without a second factor to the page that sets one up (STAFF_SECOND_FACTOR)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.STAFF_SECOND_FACTOR:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # Signing out, changing the language or the look and setting the thing up must stay possible.
        account = reverse("account_login").removesuffix("login/")
        self.open = (account, reverse("set_language"), reverse("ui:look"), settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.open) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        user = request.user
        if not user.is_authenticated or request.session.get(SEEN) == user.pk:
            return self.get_response(request)
        if is_staff(user) and not has_second_factor(user) and not came_by_provider(request, user):
            return redirect(f"{reverse('account_offer')}?{urlencode({'next': request.get_full_path()})}")
        request.session[SEEN] = user.pk
        return self.get_response(request)
