"""A draft of the season or of a plan, shown in the hall point by point."""

from django.db import models

from mikrovirk.live.models.room import Evening
from mikrovirk.voice.models import Consultation, Point


class DraftShown(models.Model):
    """The draft that the host shows this evening, and the point it has come to."""

    evening = models.OneToOneField(Evening, on_delete=models.CASCADE, related_name="draft")
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="+")
    point = models.ForeignKey(Point, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_counted = models.BooleanField(default=False)  # how many are for and against stands on the screen
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)  # the host is done with it

    def __str__(self) -> str:
        return str(self.consultation)
