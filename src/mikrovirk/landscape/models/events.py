"""What others hold, as read from their calendars: plain text only, whatever stood there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.landscape.models.feeds import Feed
from mikrovirk.landscape.models.words import Audience, Language
from mikrovirk.programme.models import Meeting


class OutsideEvent(models.Model):
    """One activity of somebody else at one time. Kept under its number also when its UID or its hour changes there."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="events")
    municipality_code = models.CharField(max_length=4)
    uid = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=64)  # of UID and time in the feed: what tells it from the others there
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    title = models.CharField(_("Title"), max_length=200)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    description = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    audience = models.CharField(_("For whom"), max_length=12, choices=Audience, default=Audience.EVERYBODY)
    language = models.CharField(_("Language"), max_length=5, choices=Language, default=Language.DANISH)
    is_free = models.BooleanField(_("Free"), null=True, blank=True)
    is_cancelled = models.BooleanField(default=False)
    moved_from = models.DateTimeField(null=True, blank=True)  # when it was to begin before
    search_text = models.CharField(max_length=500, blank=True)  # title and place in small letters
    sequence = models.PositiveIntegerField(default=0)  # rises with every change that a calendar must show
    calendar_lines = models.TextField(blank=True)  # its VEVENT, made when it is saved
    first_seen_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # The same activity is shown once: under the one read first, or under our own meeting.
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="twins")
    same_meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="twins")

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["feed", "key"], name="outside_event_once_in_a_feed"),
            models.CheckConstraint(condition=Q(ends_at__gte=models.F("starts_at")), name="outside_event_ends_later"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["municipality_code", "starts_at"]),
            models.Index(fields=["starts_at"]),
        ]

    def __str__(self) -> str:
        return self.title
