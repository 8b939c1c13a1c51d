"""Asking for another e-mail address. The page that its mail leads to is in `home`, which knows what else depends on it."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mikrovirk.accounts.forms import NewAddressForm
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.services import ask_to_confirm_address


def own_address(request: MemberRequest) -> HttpResponse:
    """Take the new address and write to it; nothing changes before the link there is used."""
    form = NewAddressForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        limited: HttpResponse | None = consume_or_429(
            request, app="allauth.account", action="request_login_code", key=request.user.email
        )
        if limited:
            return limited
        ask_to_confirm_address(request.user, email)
        words = _("A mail is on its way to %(address)s. Press the button it leads to, and the address is changed.")
        messages.success(request, words % {"address": email})
        return redirect("home:me")
    return render(request, "accounts/own_address.html", {"form": form}, status=422 if form.errors else 200)
