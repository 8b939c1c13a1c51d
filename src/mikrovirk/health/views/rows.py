"""The rows a page is about, found among those the reader may see."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.health.models import RaisedWarning
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for

PART = "health"


def network_with_health(request: MemberRequest, slug: str, needs: Permission) -> Network:
    """The network, if the reader may do that there and the part is on; else a 404."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=slug)
    if not has_part(network, PART):
        raise Http404
    return network


def warning_in(network: Network, pk: int) -> RaisedWarning:
    return get_object_or_404(RaisedWarning.objects.select_related("network"), network=network, pk=pk)
