"""Seasons and their meetings."""

import uuid
from datetime import timedelta
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models.formats import FilledBy, Format, ItemKind


class Venue(models.Model):
    """Where meetings are held."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="venues")
    name = models.CharField(_("Venue"), max_length=120)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=10, blank=True)
    town = models.CharField(_("Town"), max_length=80, blank=True)
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True)
    parking = models.CharField(_("Parking and access"), max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Season(models.Model):
    """A run of meetings laid out together."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="seasons")
    name = models.CharField(_("Season"), max_length=80)
    rhythm = models.JSONField(default=dict)  # the answers the dates were laid out from; see domain.seasons
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class SeasonCalendar(models.Model):
    """What a network's seasons go round: its municipality's school holidays and days of its own. None: the usual ones."""

    network = models.OneToOneField(Network, on_delete=models.CASCADE, related_name="season_calendar")
    avoid = models.JSONField(default=dict, blank=True)  # domain.school_holidays.Avoid.as_plain()

    def __str__(self) -> str:
        return str(self.network)


LONGEST = timedelta(days=14)  # no meeting lasts longer: one that is not over began so lately


class Meeting(models.Model):
    """One evening. Everybody is welcome at every one: there is no field that could close it to anyone."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")  # seen by the coordinator and the steering group
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="meetings")
    season = models.ForeignKey(Season, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings")
    format = models.ForeignKey(
        Format, null=True, blank=True, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("Format")
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings", verbose_name=_("Venue")
    )
    title = models.CharField(_("Title"), max_length=160)
    summary = models.TextField(_("What it is about"), blank=True)
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True, validators=[MinValueValidator(1)])
    places_taken = models.PositiveIntegerField(
        default=0
    )  # by those who have a place; kept right by one conditional update
    session_count = models.PositiveSmallIntegerField(
        default=0
    )  # kept by services.sessions: busy pages ask nothing more
    price_line = models.CharField(_("Price"), max_length=120, blank=True)
    payment_url = models.URLField(_("Payment link"), blank=True)
    date_reason = models.JSONField(default=list, blank=True)  # why the season put it on this day, as codes
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of its iCalendar event, for ever
    sequence = models.PositiveIntegerField(default=0)  # rises with every change that a calendar must show
    calendar_event = models.TextField(blank=True, editable=False)  # its VEVENT lines, made when it is saved
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_why = models.CharField(max_length=300, blank=True)
    recap = models.TextField(blank=True)
    report_read_at = models.DateTimeField(null=True, blank=True, editable=False)  # by whoever runs the network, first
    is_joint = models.BooleanField(default=False, editable=False)  # a partner holds it too; kept by services.joint

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_ends_after_start"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["network", "state", "starts_at"]),
            models.Index(fields=["state", "starts_at"]),
            models.Index(fields=["starts_at"]),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaItem(models.Model):
    """One line of a meeting's agenda; its hour follows from the start and the lines before it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=16, choices=ItemKind)
    title = models.CharField(_("Title"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), validators=[MinValueValidator(1)])
    filled_by = models.CharField(_("Who fills it"), max_length=16, choices=FilledBy, default=FilledBy.NOBODY)
    slots = models.PositiveSmallIntegerField(_("How many turns"), default=0)
    minutes_each = models.PositiveSmallIntegerField(_("Minutes a turn"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class MeetingTask(models.Model):
    """A task for one evening that somebody can take."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    title = models.CharField(_("Task"), max_length=80)
    what = models.CharField(_("What to do"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    taken_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="tasks")
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(taken_by__isnull=True) | models.Q(taken_at__isnull=False),
                name="task_taken_has_moment",
            )
        ]

    def __str__(self) -> str:
        return self.title
