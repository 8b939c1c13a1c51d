"""Finds the rows a coordinator's page is about; what one may not touch is a 404."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for, parts_of
from mikrovirk.programme import attached
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import meetings as meeting_queries

OF_PART = {"usual_tasks": "tasks", "toolbox": "toolbox"}  # pages of the plan that go with a part


def network_to_plan(request: MemberRequest, network_slug: str) -> Network:
    """The network, if the reader may edit its programme."""
    return get_object_or_404(networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=network_slug)


def meeting_to_plan(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """The meeting with what a page about it shows, if the reader may edit the network's programme."""
    network = network_to_plan(request, network_slug)
    meetings = meeting_queries.meetings_of(network).select_related("talk__speaker", "talk__topic")
    meeting = get_object_or_404(meetings, pk=pk)
    meeting.network = network
    return meeting


def network_with_tasks(request: MemberRequest, network_slug: str) -> Network:
    """The same, where tasks are on."""
    network = network_to_plan(request, network_slug)
    if not has_part(network, "tasks"):
        raise Http404
    return network


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool = False


def tabs(network: Network, current: str) -> list[Tab]:
    """The pages of the plan, beside each other."""
    pages = [
        ("plan", _("Meetings")),
        ("formats", _("Formats")),
        ("topics", _("Topics")),
        ("venues", _("Venues")),
        ("usual_tasks", _("Tasks")),
        ("days_off", _("Weeks without meetings")),
        ("toolbox", _("The toolbox")),
    ]
    on = parts_of(network)
    pages = [page for page in pages if OF_PART.get(page[0]) in {None, *on}]
    own = [Tab(label, reverse(f"programme:{name}", args=[network.slug]), name == current) for name, label in pages]
    return [*own, *(Tab(page.label, page.url) for page in attached.pages_beside_the_plan(network))]
