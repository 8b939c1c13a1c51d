"""The way out of a mail: which mails one wants, without signing in. Opening it changes nothing; only a press does.

Mail programs post here by themselves when the reader presses their own "unsubscribe" (RFC 8058): that stops this kind.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mikrovirk.accounts import links
from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import kinds, queries, services
from mikrovirk.mailing.rendering import UNSUBSCRIBE
from mikrovirk.networks.models import Network


@dataclass(frozen=True)
class WayOut:
    """What a link stands for: one reader, one kind, one network (or none)."""

    user: User
    network: Network | None
    key: str
    label: str | Promise


def read(token: str) -> WayOut | None:
    """What the token stands for; None if it is not ours or its reader is gone."""
    try:
        user_pk, network_pk, key = links.read(UNSUBSCRIBE, token)
    except (links.LinkInvalid, ValueError):
        return None
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is None:
        return None
    try:
        label = kinds.get(str(key)).label
    except KeyError:
        label = _("Mails")
    return WayOut(user, Network.objects.filter(pk=network_pk).first(), str(key), label)


@never_cache
@csrf_exempt  # the token is the key; a mail program has no cookie
@login_not_required
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """What one gets now and the choices there are; or do what was pressed."""
    way_out = read(token)
    if way_out is None:
        return render(request, "mailing/link_broken.html", status=404)
    if request.method == "POST":
        return act(request, token, way_out)
    with translation.override(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or way_out.user.language):
        return show(request, way_out)


def show(request: HttpRequest, way_out: WayOut) -> HttpResponse:
    user = way_out.user
    page = {
        "network": way_out.network,
        "label": way_out.label,
        "email": user.email,
        "refused": queries.has_unsubscribed(user, kind=way_out.key, network=way_out.network),
        "choice": user.mail_choice,
        "before": request.GET.get("before", ""),
        "choices": MailChoice,
        "limit": settings.MAIL_MONTHLY_LIMIT,
    }
    return render(request, "mailing/unsubscribe.html", page)


def act(request: HttpRequest, token: str, way_out: WayOut) -> HttpResponse:
    """Do what was pressed, by the reader or by their mail program."""
    user, wanted = way_out.user, request.POST.get("do", "")
    before = user.mail_choice
    if request.POST.get("List-Unsubscribe") == "One-Click":
        services.unsubscribe(user, kind=way_out.key, network=way_out.network, at=timezone.now())
        return HttpResponse("OK", content_type="text/plain")
    if wanted == "stop":
        services.unsubscribe(user, kind=way_out.key, network=way_out.network, at=timezone.now())
    elif wanted == "start":
        services.subscribe(user, kind=way_out.key, network=way_out.network)
    elif wanted in MailChoice.values:
        services.choose_mails(user, wanted)
    changed = f"?before={before}" if wanted in MailChoice.values and before != wanted else ""
    return redirect(request.path + changed)
