"""The draft of the division of roles: tasks, who has which part in them, what is said about them, what carried them out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models.agreements import Agreement, Party
from mikrovirk.cooperation.models.conferences import Conference
from mikrovirk.fund.models import Call
from mikrovirk.programme.models import Meeting


class Task(models.Model):
    """Something that must be done for the area's small businesses. Stays the same row from version to version."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="tasks")
    group = models.CharField(_("Belongs under"), max_length=80, blank=True)
    title = models.CharField(_("The task"), max_length=160)
    about = models.CharField(_("What it takes"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)  # can be put back

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """What one party does in one task, in the draft."""

    class Kind(models.TextChoices):
        RESPONSIBLE = "responsible", _("Responsible")
        CONTRIBUTES = "contributes", _("Contributes")
        CONSULTED = "consulted", _("Is consulted")
        INFORMED = "informed", _("Is informed")

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=11, choices=Kind)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "party"], name="part_once")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Comment(models.Model):
    """What somebody said about a task, or (no task) about the whole draft."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="comments")
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField(_("Comment"), max_length=1000)
    name = models.CharField(_("Your name"), max_length=120)
    party = models.ForeignKey(  # on whose behalf
        Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="comments"
    )
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)  # dealt with; can be opened again

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text


class Carried(models.Model):
    """Something that carried a task out: a meeting, a call, a conference, or something else with its day."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="carried")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="carries")
    call = models.ForeignKey(Call, null=True, blank=True, on_delete=models.CASCADE, related_name="carries")
    conference = models.ForeignKey(Conference, null=True, blank=True, on_delete=models.CASCADE, related_name="carries")
    other = models.CharField(_("What somebody did"), max_length=160, blank=True)
    other_date = models.DateField(_("Day"), null=True, blank=True)
    party = models.ForeignKey(  # who did it in fact
        Party, null=True, blank=True, on_delete=models.SET_NULL, related_name="carried"
    )
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, call__isnull=True, conference__isnull=True, other="")
                | Q(meeting__isnull=True, call__isnull=False, conference__isnull=True, other="")
                | Q(meeting__isnull=True, call__isnull=True, conference__isnull=False, other="")
                | (
                    Q(meeting__isnull=True, call__isnull=True, conference__isnull=True, other_date__isnull=False)
                    & ~Q(other="")
                ),
                name="carried_by_one_thing",
            ),
            models.UniqueConstraint(fields=["task", "meeting"], name="carried_by_a_meeting_once"),
            models.UniqueConstraint(fields=["task", "call"], name="carried_by_a_call_once"),
            models.UniqueConstraint(fields=["task", "conference"], name="carried_by_a_conference_once"),
        ]

    def __str__(self) -> str:
        return str(self.meeting or self.call or self.conference or self.other)
