"""Reads: the photos of an evening, and who may see each."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Evening, Phone, Photo
from mikrovirk.live.queries.room import meetings_run_by
from mikrovirk.programme.models import Meeting

PUBLISHED = Q(
    in_recap=True,
    hidden_at__isnull=True,
    evening__meeting__told__published_at__isnull=False,
    evening__meeting__state=Meeting.State.PUBLISHED,
)


def photos_of(meeting: Meeting) -> QuerySet[Photo]:
    """Every photo of the evening, also hidden ones; for those who run it."""
    return Photo.objects.filter(evening__meeting=meeting).select_related("by", "phone__sign_up__person__user")


def shown_photos(meeting: Meeting) -> QuerySet[Photo]:
    """Those that stand in the recap, for everybody."""
    return Photo.objects.filter(evening__meeting=meeting, in_recap=True, hidden_at=None)


def photos_seen_by(user: User | AnonymousUser) -> QuerySet[Photo]:
    """What stands in a published recap; and all there are, for those who run the evening."""
    seen = PUBLISHED
    if user.is_authenticated:
        seen = seen | Q(evening__meeting__in=meetings_run_by(user))
    return Photo.objects.filter(seen)


def photos_by(phone: Phone) -> QuerySet[Photo]:
    """What was sent in from this phone."""
    return Photo.objects.filter(phone=phone)


def counts_of(evening: Evening) -> tuple[int, int]:
    """How many photos there are, and how many of them stand in the recap. One query."""
    flags = list(evening.photos.filter(hidden_at=None).values_list("in_recap", flat=True))
    return len(flags), sum(flags)


def export_of(user: User) -> list[dict[str, Any]]:
    """The photos somebody sent in, as plain values."""
    own = Photo.objects.filter(Q(by=user) | Q(phone__sign_up__person__user=user)).select_related("evening__meeting")
    return [
        {
            "meeting": photo.evening.meeting.title,
            "caption": photo.caption,
            "who": photo.who,
            "agreed": photo.agreed,
            "sent_in_at": photo.at.isoformat(),
        }
        for photo in own.order_by("pk")
    ]
