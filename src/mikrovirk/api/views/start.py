"""What the API is, for people: every address with what it answers, and how one asks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mikrovirk.api.limits import EVERYBODY, WITH_KEY
from mikrovirk.api.words import SCOPE_WORDS


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The page about the API. It loads what answers there, as whoever reads it is about to ask."""
    from mikrovirk.api.v1.asking import PER_PAGE_AT_MOST
    from mikrovirk.api.v1.listing import addresses

    context = {
        "groups": addresses(),
        "scopes": [(str(scope), words) for scope, words in SCOPE_WORDS.items()],
        "per_page": PER_PAGE_AT_MOST,
        "in_a_minute": EVERYBODY.at_most,
        "in_a_minute_with_key": WITH_KEY.at_most,
    }
    return render(request, "api/start.html", context)
