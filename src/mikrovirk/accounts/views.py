"""Signing in by the link in a mail."""

from allauth.account.utils import perform_login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mikrovirk.accounts import links, sign_in


@login_not_required
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom the link signs in; only the button does it (a mail scanner opens every link)."""
    try:
        user = sign_in.user_of(token)
    except links.LinkInvalid as error:
        expired = isinstance(error, links.LinkExpired)
        return render(request, "accounts/link_used.html", {"expired": expired}, status=410 if expired else 404)
    if request.method == "POST":
        # By way of allauth, so that a second factor is asked for where there is one.
        answer: HttpResponse = perform_login(request, user, email_verification="none")
        return answer
    return render(request, "accounts/sign_in_link.html", {"who": user})
