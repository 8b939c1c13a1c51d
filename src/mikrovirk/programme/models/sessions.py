"""A meeting with more going on at a time: its rooms, its tracks, its sessions, and who has chosen which."""

import uuid
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.programme.models.meetings import Meeting
from mikrovirk.programme.models.people import SignUp


class Room(models.Model):
    """A room of the house in which a meeting is held."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("Room"), max_length=80)
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True, validators=[MinValueValidator(1)])
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "name"], name="room_once_per_meeting")]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    """Sessions on one theme, one after the other: a column of the programme."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("Track"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "name"], name="track_once_per_meeting")]

    def __str__(self) -> str:
        return self.name


class Session(models.Model):
    """One thing that goes on at a meeting, at its hour and in its room. What is for everybody needs no choosing."""

    class Kind(models.TextChoices):
        PLENARY = "plenary", _("For everybody")
        TALK = "talk", _("Talk")
        WORKSHOP = "workshop", _("Workshop")
        TABLE = "table", _("Table discussion")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sessions")
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions", verbose_name=_("Track")
    )
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions", verbose_name=_("Room")
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind, default=Kind.TALK)
    title = models.CharField(_("Title"), max_length=160)
    summary = models.TextField(_("What it is about"), blank=True)
    starts_at = models.DateTimeField(_("Starts"))
    ends_at = models.DateTimeField(_("Ends"))
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True, validators=[MinValueValidator(1)])
    table_count = models.PositiveSmallIntegerField(_("Tables"), default=0)  # of a table discussion
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # of its iCalendar event, for ever
    sequence = models.PositiveIntegerField(default=0)  # rises with every change of hour, room or title
    changed_at = models.DateTimeField(default=timezone.now)
    taken_off_at = models.DateTimeField(null=True, blank=True)  # is not held; those who had chosen it are kept

    class Meta:
        ordering: ClassVar = ["starts_at", "track__position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.title


class SessionSpeaker(models.Model):
    """Who leads or speaks in a session; one who has an account here is known by it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("Speaker"), max_length=160)
    speaker_from = models.CharField(_("From"), max_length=160, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="session_talks")

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class SessionSignUp(models.Model):
    """Somebody who comes to the meeting has chosen this session. Whoever gives it up leaves no row."""

    class State(models.TextChoices):
        COMING = "coming", _("Coming")
        WAITING = "waiting", _("On the waiting list")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="choices")
    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="session_choices")
    state = models.CharField(max_length=7, choices=State)
    made_at = models.DateTimeField(default=timezone.now)  # decides the order of the waiting list
    came_at = models.DateTimeField(null=True, blank=True)  # ticked at the session's own door

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "sign_up"], name="session_chosen_once")]
        indexes: ClassVar = [models.Index(fields=["session", "state", "made_at"])]

    def __str__(self) -> str:
        return f"{self.sign_up} · {self.session}"


class MeetingHelper(models.Model):
    """Somebody who may lay the sessions of this one meeting and see its lists, without a role in the network."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="helpers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="helps_at")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "user"], name="helps_once_at_a_meeting")]

    def __str__(self) -> str:
        return f"{self.user} · {self.meeting}"
