"""The signed-in request, for views that only signed-in people reach."""

from django.http import HttpRequest

from mikrovirk.accounts.models import User


class MemberRequest(HttpRequest):
    """A request whose user is signed in (LoginRequiredMiddleware saw to it)."""

    user: User
