"""Writes: somebody from outside may read one steering meeting by a link of their own."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import SteeringGuest, SteeringMeeting
from mikrovirk.voice.queries.decisions import PART
from mikrovirk.voice.services.steering import GUESTS_AFTER

PURPOSE = "steering_guest"


class NoLongerAGuest(Exception):
    """The link was ours, but its time is over, it was taken back, or the meeting is called off."""


def let_in(meeting: SteeringMeeting, *, name: str, email: str, at: datetime) -> SteeringGuest:
    """Make a link for a guest. It works until a day after the meeting."""
    return SteeringGuest.objects.create(
        meeting=meeting, name=name, email=email, created_at=at, expires_at=meeting.ends_at + GUESTS_AFTER
    )


def revoke(guest: SteeringGuest, *, at: datetime) -> None:
    guest.revoked_at = at
    guest.save(update_fields=["revoked_at"])


def link_of(guest: SteeringGuest) -> str:
    """The address of the guest's page; bound to this guest and this meeting."""
    token = links.sign(PURPOSE, guest.pk, guest.meeting_id)
    return settings.SITE_URL + reverse("voice:steering_guest", args=[token])


def guest_at(token: str, *, now: datetime) -> SteeringGuest:
    """Whose link it is; raise links.LinkInvalid, or NoLongerAGuest."""
    values = links.read(PURPOSE, token)
    if len(values) != 2:
        raise links.LinkInvalid
    found = (
        SteeringGuest.objects.filter(pk=int(values[0]), meeting_id=int(values[1]))
        .select_related("meeting__network")
        .first()
    )
    if found is None:
        raise links.LinkInvalid
    meeting = found.meeting
    if found.revoked_at or meeting.cancelled_at or now >= found.expires_at or not has_part(meeting.network, PART):
        raise NoLongerAGuest
    return found
