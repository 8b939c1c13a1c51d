"""The steering room: its meetings, their agenda and minutes, guests, and what was decided."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.voice.models.asking import InputRound
from mikrovirk.voice.models.consultations import Consultation


class SteeringMeeting(models.Model):
    """One meeting of the steering group, with its minutes as they were written."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="steering_meetings")
    starts_at = models.DateTimeField(_("When"))
    lasts = models.PositiveSmallIntegerField(_("Minutes"), default=90)
    place = models.CharField(_("Where"), max_length=200, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, editable=False)  # of its iCalendar event, for ever
    sequence = models.PositiveIntegerField(default=0)  # rises with every change that a calendar must show
    cancelled_at = models.DateTimeField(null=True, blank=True)
    present = models.CharField(_("Who was there"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # the minutes are done
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering: ClassVar = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.network} · {self.starts_at:%Y-%m-%d}"

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.lasts)

    @property
    def is_open(self) -> bool:
        """Its agenda and minutes can be written."""
        return self.closed_at is None and self.cancelled_at is None


class MinutesClosed(models.Model):
    """The minutes as they read when they were closed, and who opened them again."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="closings")
    text = models.TextField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(_("Why they are opened again"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["closed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.closed_at:%Y-%m-%d}"


class AgendaPoint(models.Model):
    """One point of a steering meeting, and what was said about it."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Point"), max_length=160)
    about = models.TextField(_("What it is about"), blank=True)
    minutes = models.TextField(_("What was said and agreed"), blank=True)
    version = models.PositiveIntegerField(default=0)  # rises with every change of the minutes
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_from = models.CharField(max_length=32, blank=True)  # the open page that wrote last
    matter = models.CharField(max_length=60, blank=True)  # what waited and brought it here: "round:3", "overdue"
    round = models.ForeignKey(InputRound, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    consultation = models.ForeignKey(Consultation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class SteeringGuest(models.Model):
    """Somebody who may read one steering meeting by a link, until it is over."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("Name"), max_length=160)
    email = models.EmailField(_("E-mail"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What the steering group decided, why, who sees to it and by when."""

    class Answer(models.TextChoices):
        YES = "yes", _("We do it")
        LATER = "later", _("Later")
        NO = "no", _("We do not")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="decisions")
    title = models.CharField(_("Decision"), max_length=200)
    answer = models.CharField(_("What we decide"), max_length=5, choices=Answer, default=Answer.YES)
    reason = models.TextField(_("Because"), max_length=1000)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("Who sees to it")
    )
    due_date = models.DateField(_("By when"), null=True, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    steering_meeting = models.ForeignKey(
        SteeringMeeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    point = models.ForeignKey(AgendaPoint, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )  # where members see it
    season = models.ForeignKey(Season, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    done_at = models.DateTimeField(null=True, blank=True)
    done_words = models.CharField(_("What we did"), max_length=500, blank=True)
    done_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)  # since then on the public page "You said, we did"
    shown_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    quotes = models.ManyToManyField("voice.Input", blank=True, related_name="+")  # anonymous ones, shown word for word
    told_in = models.ForeignKey(
        Mailing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # the "You said, we did" mail that holds it
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_why = models.CharField(_("Why it is withdrawn"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-decided_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["network", "done_at", "due_date"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | ~Q(answer="no"), name="what_is_not_done_is_not_done"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DecisionChange(models.Model):
    """One thing that happened to a decision, by whom and when: its history."""

    class What(models.TextChoices):
        MADE = "made", _("Decided")
        CHANGED = "changed", _("Changed")
        OWNER = "owner", _("Given to somebody else")
        DONE = "done", _("Done")
        NOT_DONE = "not_done", _("Not done after all")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        PUT_BACK = "put_back", _("Taken up again")
        SHOWN = "shown", _("Shown to everybody")
        HIDDEN = "hidden", _("No longer shown to everybody")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="changes")
    what = models.CharField(max_length=9, choices=What)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.decision}: {self.what}"
