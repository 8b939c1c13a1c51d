"""Finds what a page is about among what the signed-in user may see, and where to go afterwards."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for


def network_of(request: MemberRequest, slug: str) -> Network:
    """The network in which the user may send mail; else 404."""
    return get_object_or_404(networks_for(request.user, needs=Permission.SEND_MAIL), slug=slug)


def mailing_of(network: Network, pk: int) -> Mailing:
    return get_object_or_404(Mailing.objects.select_related("network__host"), network=network, pk=pk)


def back(request: HttpRequest, otherwise: str, *arguments: object) -> HttpResponse:
    """To the page that asked for it (`next`), if that is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(otherwise, *arguments)
