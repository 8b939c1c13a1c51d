"""Finds the meetings and sessions that pages of sessions are about; what one may not touch is a 404."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting, Session
from mikrovirk.programme.permissions import helps_at, meetings_to_lay
from mikrovirk.programme.queries import joint, public


def meeting_seen(user: User | None, network_slug: str, pk: int) -> Meeting:
    """A meeting with sessions as everybody sees it; a draft, or one without sessions, only for those who lay them."""
    is_public = Q(state__in=public.SHOWN, session_count__gt=0)
    may = is_public | Q(pk__in=meetings_to_lay(user).values("pk")) if user else is_public
    return get_object_or_404(in_full().filter(may), network__slug=network_slug, pk=pk)


def meeting_to_lay(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """The meeting if the reader may lay its sessions."""
    own = meetings_to_lay(request.user).values("pk")
    return get_object_or_404(in_full().filter(pk__in=own), network__slug=network_slug, pk=pk)


def session_to_lay(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> Session:
    """One of its sessions."""
    meeting = meeting_to_lay(request, network_slug, pk)
    session = get_object_or_404(Session.objects.select_related("room", "track"), meeting=meeting, pk=session_pk)
    session.meeting = meeting
    return session


def meeting_with_lists(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """The meeting if the reader may see who has chosen what."""
    networks = networks_for(request.user, needs=Permission.CHECK_IN)
    may = joint.held_by_any(networks) | helps_at(request.user)
    return get_object_or_404(in_full().filter(may), network__slug=network_slug, pk=pk)


def in_full() -> QuerySet[Meeting]:
    return Meeting.objects.select_related("network", "venue", "format")
