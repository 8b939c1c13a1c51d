"""Finds the rows a page of the season planner is about; what one may not see is a 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.voice.models import SeasonDraft
from mikrovirk.voice.queries import plans


def network_with_planner(request: MemberRequest, network_slug: str, needs: Permission) -> Network:
    """The network, if it has the planner and the reader may do that."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=network_slug)
    if not has_part(network, "planner"):
        raise Http404
    return network


def to_read(request: MemberRequest, network_slug: str) -> Network:
    return network_with_planner(request, network_slug, Permission.SEE_STEERING)


def to_plan(request: MemberRequest, network_slug: str) -> Network:
    return network_with_planner(request, network_slug, Permission.EDIT_PROGRAMME)


def draft_of(network: Network, pk: int) -> SeasonDraft:
    draft = get_object_or_404(plans.drafts_of(network), pk=pk)
    draft.network = network
    return draft


def number_in(text: str, count: int, *, otherwise: int) -> int:
    """Which of a run's plans is meant, as typed in the address; `otherwise` where it says none that is there."""
    return int(text) if text.isdecimal() and int(text) < count else min(otherwise, count - 1)
