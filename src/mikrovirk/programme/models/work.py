"""Who did the work round an evening."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.programme.models.meetings import Meeting


class MeetingWork(models.Model):
    """Somebody stood at the door of a meeting, or saw to its plan: once each, so that it is known how many hands carry."""

    class Kind(models.TextChoices):
        DOOR = "door", _("Checked people in")
        PLAN = "plan", _("Saw to the agenda or the plan")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="work")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="meeting_work")
    kind = models.CharField(max_length=4, choices=Kind)
    first_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "user", "kind"], name="one_work_of_a_kind_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.kind} · {self.meeting}"
