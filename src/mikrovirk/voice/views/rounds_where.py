"""Which network and which round a page is about, if the reader may see them."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import rounds as queries

PART = "voice"


def network_of(request: MemberRequest, slug: str, *, needs: Permission) -> Network:
    """The network, where its members' voice is on; raise Http404."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=slug)
    if not has_part(network, PART):
        raise Http404
    return network


def round_of(network: Network, pk: int) -> InputRound:
    """One round with its counts; raise Http404."""
    rows: QuerySet[InputRound] = queries.rounds_of(network).select_related("network", "sender")
    return get_object_or_404(rows, pk=pk)
