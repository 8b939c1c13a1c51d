"""The way to the machine-readable side. What answers there is loaded when it is first asked for, as few installations need it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@login_not_required
@csrf_exempt  # it only reads, and answers a form that was sent as it answers every program
def version_1(request: HttpRequest, rest: str) -> HttpResponse:
    """Every address below /api/v1/."""
    from mikrovirk.api.v1 import door

    return door.answer(request)
