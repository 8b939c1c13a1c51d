"""Finds who and what a page of the stage is about; what one may not see is a 404."""

from collections.abc import Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.views.rows import network_to_plan


def network_to_take_part_in(user: User, network_slug: str, *, part: str) -> Network:
    """The open network in which the user may take part, with the part on; else 404."""
    network = get_object_or_404(networks_for(user, needs=Permission.TAKE_PART).filter(is_open=True), slug=network_slug)
    return with_part(network, part)


def network_with_part(request: MemberRequest, network_slug: str, *, part: str) -> Network:
    """The network whose programme the reader may edit, with the part on; else 404."""
    return with_part(network_to_plan(request, network_slug), part)


def with_part(network: Network, part: str) -> Network:
    if not has_part(network, part):
        raise Http404
    return network


def meeting_with_part(request: MemberRequest, network_slug: str, pk: int, *, part: str) -> Meeting:
    """The meeting whose programme the reader may edit, with the part on; else 404."""
    network = network_with_part(request, network_slug, part=part)
    meeting = get_object_or_404(Meeting.objects.select_related("venue", "format"), network=network, pk=pk)
    meeting.network = network
    return meeting


def user_of_link(purpose: str, token: str) -> tuple[int, User] | None:
    """What a link with (row, user) stands for: the row's key and the user; None for a broken one."""
    values = values_of_link(purpose, token)
    if values is None or len(values) != 2:
        return None
    user = User.objects.filter(pk=values[1], is_active=True).first()
    return (values[0], user) if user else None


def values_of_link(purpose: str, token: str) -> Sequence[int] | None:
    """The keys in a link; None for a broken one."""
    try:
        values = links.read(purpose, token)
    except links.LinkInvalid:
        return None
    return [value for value in values if isinstance(value, int)]
