"""What is told of an evening to those who came and those who did not, and what was agreed there."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.live.models.room import Evening
from mikrovirk.programme.models import Meeting


class Recap(models.Model):
    """The recap of a meeting while it is written, and after. Once it is published the meeting's page shows `text` too."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="told")
    text = models.TextField(_("What everybody may read"), max_length=8000)
    for_members = models.TextField(_("What members read besides"), max_length=4000, blank=True)
    kept_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | Q(published_at__isnull=False),
                name="recap_published_has_moment",
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class Agreed(models.Model):
    """One thing that was agreed in the room, as the host wrote it down."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="agreed")
    client_id = models.UUIDField(default=uuid.uuid4)
    text = models.CharField(_("What did you agree?"), max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evening", "client_id"], name="one_agreed_line_per_sending")
        ]

    def __str__(self) -> str:
        return self.text
