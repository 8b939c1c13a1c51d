"""Which row of the steering room a page is about, if the reader may see it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.voice.models import AgendaPoint, Decision, SteeringGuest, SteeringMeeting
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import steering as queries

READ, WRITE = Permission.SEE_STEERING, Permission.STEER


def room_at(request: MemberRequest, slug: str, *, needs: Permission = READ) -> Network:
    """The network whose steering room it is; raise Http404."""
    network = get_object_or_404(networks_for(request.user, needs=needs), slug=slug)
    if not has_part(network, queries.PART):
        raise Http404
    return network


def meeting_at(request: MemberRequest, slug: str, pk: int, *, needs: Permission = READ) -> SteeringMeeting:
    """One of its meetings; raise Http404."""
    return get_object_or_404(queries.meetings_in(room_at(request, slug, needs=needs)), pk=pk)


def point_at(request: MemberRequest, slug: str, pk: int, point_pk: int, *, needs: Permission = WRITE) -> AgendaPoint:
    """A point of the meeting; raise Http404."""
    meeting = meeting_at(request, slug, pk, needs=needs)
    point: AgendaPoint = get_object_or_404(meeting.points.select_related("saved_by"), pk=point_pk)
    point.meeting = meeting
    return point


def guest_at_meeting(request: MemberRequest, slug: str, pk: int, guest_pk: int) -> SteeringGuest:
    """A guest of the meeting; raise Http404."""
    meeting = meeting_at(request, slug, pk, needs=WRITE)
    guest: SteeringGuest = get_object_or_404(meeting.guests, pk=guest_pk)
    guest.meeting = meeting
    return guest


def decision_at(request: MemberRequest, slug: str, pk: int, *, needs: Permission = READ) -> Decision:
    """One of its decisions; raise Http404."""
    return get_object_or_404(decision_queries.decisions_in(room_at(request, slug, needs=needs)), pk=pk)


def to_point(point: AgendaPoint) -> HttpResponse:
    """Back to the meeting, at that point."""
    answer = redirect("voice:steering_meeting", point.meeting.network.slug, point.meeting_id)
    answer["Location"] += f"#point-{point.pk}"
    return answer


def closed_words() -> str:
    """Why nothing can be changed in a meeting whose minutes are closed."""
    return _("The minutes are closed. Open them again to change them.")
