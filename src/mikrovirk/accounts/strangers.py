"""What somebody who is not signed in may do in a short time: press buttons, and try links that are not theirs."""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import ResolverMatch

from mikrovirk.accounts.limits import Limit, place_of

# For each form, in ten minutes. A hall of two hundred stands behind one address, and everybody presses more than once.
FORMS = Limit("form", 600)
WRONG_LINKS = Limit("wrong-link", 300)  # a mail to a whole hall, a day too late
# Forms that count for themselves, beside what was typed; and those whose every press carries the key of one evening.
COUNTED_THERE = {"programme:sign_up", "programme:follow", "overview:move_here", "cooperation:conference", "api:v1"}
NOT_COUNTED = {"set_language", "ui:look", "live:say", "live:join"}
# Forms that write to an address somebody typed, or store what nobody asked for: fewer are plenty.
FEWER = {
    **dict.fromkeys(["directory:join", "fund:idea_new", "landscape:entry_yours"], 60),
    **dict.fromkeys(["account_login", "account_confirm_login_code", "mfa_authenticate"], 200),
}
NOT_FOUND, GONE, TOO_MANY_REQUESTS = 404, 410, 429
SECONDS = int(FORMS.time.total_seconds())


class StrangersMiddleware:
    """Counts what strangers press and the wrong links they try; whoever is past the limit reads in plain words to wait.

    A page that is only read costs nothing, a press one statement at most. Each process remembers whom it has held up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        found = request.resolver_match
        is_wrong = response.status_code in (NOT_FOUND, GONE)
        if is_wrong and found and is_link(found) and is_stranger(request) and not WRONG_LINKS.count(request):
            caches["local"].set(f"held-up:{place_of(request)}", "yes", SECONDS)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        found = request.resolver_match
        if found is None or getattr(view, "login_required", True):
            return None
        if is_link(found) and caches["local"].get(f"held-up:{place_of(request)}") and is_stranger(request):
            return wait(request)
        if request.method == "POST" and is_stranger(request) and not within(request, found.view_name):
            return wait(request)
        return None


def is_link(found: ResolverMatch) -> bool:
    """Whether the address is a signed link: whoever holds it may open it."""
    return not found.kwargs.keys().isdisjoint(("token", "receipt"))


def is_stranger(request: HttpRequest) -> bool:
    return not request.user.is_authenticated


def within(request: HttpRequest, name: str) -> bool:
    """Whether this press is within what is usual; counted here unless the form does it."""
    if name in COUNTED_THERE or name in NOT_COUNTED:
        return True
    return Limit(f"form:{name}", FEWER.get(name, FORMS.at_most)).count(request)


def wait(request: HttpRequest) -> HttpResponse:
    answer = render(request, "429.html", status=TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(SECONDS)
    return answer
