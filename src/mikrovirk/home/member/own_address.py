"""The page behind the mail to somebody's new e-mail address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mikrovirk.accounts import links, services
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.directory.services.people import write_name_and_phone


@login_not_required
@never_cache
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Show the old and the new address; only the button changes anything (a mail scanner opens every link)."""
    try:
        user, email = services.address_of(token)
        if request.method == "POST":
            change(user, email, keep=request.session.session_key if request.user == user else None)
    except links.LinkInvalid as error:
        expired = isinstance(error, links.LinkExpired)
        return render(request, "home/address_link_used.html", {"expired": expired}, status=410 if expired else 404)
    except services.AddressTaken:
        return render(request, "home/address_link_used.html", {"expired": True}, status=410)
    if request.method != "POST":
        return render(request, "home/confirm_address.html", {"who": user, "address": email})
    messages.success(request, _("Your address is now %(address)s.") % {"address": email})
    return redirect("home:me" if request.user == user else "account_login")


@transaction.atomic
def change(user: User, email: str, *, keep: str | None) -> None:
    """Change the address, and what its owner is found by."""
    services.change_address(user, email, keep=keep)
    person = Person.objects.select_related("user").filter(user=user).first()
    if person:
        write_name_and_phone(person, name=person.user.full_name, phone=person.phone)
