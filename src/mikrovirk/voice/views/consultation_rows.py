"""Finds the drafts a page is about; what one may not see is a 404, and so is everything where the part is off."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may, networks_for
from mikrovirk.voice.models import Consultation, Point
from mikrovirk.voice.queries import consultations as queries


def network_of(request: MemberRequest, network_slug: str, needs: Permission) -> Network:
    """The network, if the reader may do that in it and the members' voice is on."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=network_slug)
    if not has_part(network, "voice"):
        raise Http404
    return network


def consultation_of(request: MemberRequest, network_slug: str, pk: int, needs: Permission) -> Consultation:
    """Any draft of the network, also one that is being written."""
    network = network_of(request, network_slug, needs)
    return with_network(get_object_or_404(queries.all_in(network).select_related("season", "round"), pk=pk), network)


def shown_consultation(request: MemberRequest, network_slug: str, pk: int) -> Consultation:
    """One that members may see."""
    network = network_of(request, network_slug, Permission.SEE_NETWORK)
    return with_network(get_object_or_404(queries.shown_in(network).select_related("round"), pk=pk), network)


def with_network(consultation: Consultation, network: Network) -> Consultation:
    consultation.network = network
    return consultation


def point_of(consultation: Consultation, pk: int) -> Point:
    point = get_object_or_404(consultation.points.all(), pk=pk)
    point.consultation = consultation
    return point


@dataclass(frozen=True)
class Staff:
    """What the reader may do beside reading."""

    sees: bool = False  # what came in, with names
    steers: bool = False
    edits: bool = False

    @classmethod
    def of(cls, request: HttpRequest, network: Network) -> "Staff":
        user = request.user
        if not isinstance(user, User):
            return cls()
        return cls(
            sees=may(user, Permission.SEE_STEERING, network),
            steers=may(user, Permission.STEER, network),
            edits=may(user, Permission.EDIT_PROGRAMME, network),
        )


NOBODY = Staff()


def person_of(request: HttpRequest) -> Person | None:
    return Person.objects.filter(user=request.user.pk).select_related("user").first() if request.user.pk else None
