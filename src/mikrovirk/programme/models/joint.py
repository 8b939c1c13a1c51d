"""Meetings that two networks hold together: one of them is the host, the other said yes."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.programme.models.meetings import Meeting


class MeetingPartner(models.Model):
    """A network that was asked to hold a meeting together with the one whose meeting it is, and what it answered."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        ACCEPTED = "accepted", _("Holds it with us")
        DECLINED = "declined", _("Said no")
        WITHDRAWN = "withdrawn", _("No longer")  # by either of the two

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="partners")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="joint_meetings")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.CharField(_("A few words to them"), max_length=500, blank=True)
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(_("A few words back"), max_length=500, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)  # when it last became what it is, once it is not asked

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "network"], name="partner_once_per_meeting"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="partner_answer_has_moment",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["network", "state"])]

    def __str__(self) -> str:
        return f"{self.network} · {self.meeting}"
