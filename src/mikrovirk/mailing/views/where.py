"""Finds what a page is about among what the signed-in user may see."""

from django.shortcuts import get_object_or_404

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
