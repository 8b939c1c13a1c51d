"""Calendars of others that we read, and a log of every time we did."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models.words import Audience, Language
from mikrovirk.networks.models import Network


class Feed(models.Model):
    """Where somebody else's activities are read: an iCalendar feed, a web page with schema.org, or a file."""

    class Kind(models.TextChoices):
        CALENDAR = "calendar", _("A calendar's address (iCalendar)")
        PAGE = "page", _("A web page with activities (schema.org)")
        FILE = "file", _("A file (.ics)")

    kind = models.CharField(_("What is it?"), max_length=8, choices=Kind, default=Kind.CALENDAR)
    name = models.CharField(_("Whose calendar is it?"), max_length=120)
    municipality_code = models.CharField(_("Municipality"), max_length=4)
    url = models.CharField(_("Address"), max_length=2000, blank=True)
    website = models.URLField(_("Their website"), max_length=500, blank=True)
    owner_name = models.CharField(_("Who looks after it"), max_length=160, blank=True)
    owner_email = models.EmailField(_("Their e-mail"), blank=True)
    # Said of every activity that does not say otherwise itself.
    town = models.CharField(_("Town"), max_length=80, blank=True)
    audience = models.CharField(_("For whom"), max_length=12, choices=Audience, default=Audience.EVERYBODY)
    language = models.CharField(_("Language"), max_length=5, choices=Language, default=Language.DANISH)
    is_free = models.BooleanField(_("Free"), null=True, blank=True)

    network = models.ForeignKey(  # whose coordinator added it, and approves the mails to its owner
        Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="feeds"
    )
    added_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)  # when it is read again; None: never by itself
    read_at = models.DateTimeField(null=True, blank=True)  # the last time it could be read
    failed_count = models.PositiveSmallIntegerField(default=0)  # times in a row
    failing_since = models.DateTimeField(null=True, blank=True)
    told_problems = models.CharField(max_length=64, blank=True)  # which problems its owner's mail was drafted about

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["next_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["municipality_code", "url"],
                condition=Q(removed_at__isnull=True) & ~Q(url=""),
                name="feed_once_in_a_municipality",
            ),
            models.CheckConstraint(condition=Q(kind="file") | ~Q(url=""), name="feed_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name


class FeedContent(models.Model):
    """What a feed held when it was last read: laid out again as the months go by, also when nothing is new."""

    feed = models.OneToOneField(Feed, on_delete=models.CASCADE, related_name="content")
    octets = models.BinaryField()
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.feed)


class FeedVisit(models.Model):
    """One time a feed was read, and what came of it."""

    class Outcome(models.TextChoices):
        READ = "read", _("Read")
        SAME = "same", _("Nothing new")
        FAILED = "failed", _("Could not be read")
        REFUSED = "refused", _("Not asked")

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="visits")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=20, blank=True)  # a code of fetch_words
    detail = models.CharField(max_length=120, blank=True)
    octets = models.PositiveIntegerField(default=0)
    found_count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)
    gone_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)  # [code, line, about, what] each
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # None: the clock

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["feed", "-at"])]

    def __str__(self) -> str:
        return f"{self.feed} · {self.get_outcome_display()}"
