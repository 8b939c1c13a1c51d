"""What the season planner knows of wishes: support for topics, who can speak on what, when venues are open; and its drafts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Season, Topic, Venue
from mikrovirk.voice.models.consultations import Consultation


class TopicSupport(models.Model):
    """A member would come for that topic. It decides nothing by itself."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="support")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="topic_support")
    at = models.DateTimeField(default=timezone.now)
    suggested = models.BooleanField(default=False)  # it was this person's suggestion

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "person"], name="supports_a_topic_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.topic}"


class Speaker(models.Model):
    """Somebody who can give talks in this network: on what, and how often in a season."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="speakers")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(_("Name"), max_length=160)
    speaks_from = models.CharField(_("From"), max_length=160, blank=True)  # their business or post
    email = models.EmailField(_("E-mail"), blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="speakers", verbose_name=_("Can speak on"))
    at_most = models.PositiveSmallIntegerField(_("Times in a season at most"), default=1)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class SpeakerAway(models.Model):
    """Days on which a speaker cannot come, both included."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="away")
    first_date = models.DateField(_("From"))
    last_date = models.DateField(_("To"))

    class Meta:
        ordering: ClassVar = ["first_date"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_date__gte=models.F("first_date")), name="away_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.speaker} · {self.first_date}"


class VenueHours(models.Model):
    """When a venue can be had, and which part of the municipality it lies in. None: any day."""

    venue = models.OneToOneField(Venue, on_delete=models.CASCADE, related_name="hours")
    area = models.CharField(_("Part of the municipality"), max_length=80, blank=True)
    weekdays = models.JSONField(default=list, blank=True)  # 0 is Monday; empty: all
    closed = models.JSONField(default=list, blank=True)  # ISO dates
    is_active = models.BooleanField(default=True)  # False: not for the planner

    def __str__(self) -> str:
        return str(self.venue)


class SeasonDraft(models.Model):
    """One run of the season planner: what was asked, how far it is, and the plans it found."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits to be planned")
        PLANNING = "planning", _("Being planned")
        READY = "ready", _("Ready")
        IMPOSSIBLE = "impossible", _("Nothing fits")
        FAILED = "failed", _("Something went wrong")
        CANCELLED = "cancelled", _("Stopped")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="season_drafts")
    name = models.CharField(_("Season"), max_length=80)
    wishes = models.JSONField(default=dict)  # what was chosen on the page: dates, formats, demands, what is fixed
    asked = models.JSONField(default=dict)  # the file of `mikrovirk season plan` that was made of it
    answer = models.JSONField(default=dict, blank=True)  # what came back
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(max_length=300, blank=True)
    replans = models.ForeignKey(
        Season, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # what is left of a running season
    chosen = models.PositiveSmallIntegerField(null=True, blank=True)  # 0: the best plan, 1 and 2: the next best
    consultation = models.ForeignKey(
        Consultation, null=True, blank=True, on_delete=models.SET_NULL, related_name="season_drafts"
    )
    season = models.ForeignKey(Season, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    claim = models.CharField(
        max_length=32, blank=True
    )  # of the worker that plans it; another may take it when it is silent
    seen_at = models.DateTimeField(null=True, blank=True)  # that worker was at it
    stage = models.CharField(max_length=10, blank=True)  # how far it is: "plan", "others", "conflict"
    tries = models.PositiveSmallIntegerField(default=0)  # how often a worker took it

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "created_at"], name="drafts_by_state")]

    def __str__(self) -> str:
        return self.name
