"""What staff saw and changed of other people's data."""

from typing import ClassVar

from django.db import models

from mikrovirk.accounts.models.users import User


class TrailEntry(models.Model):
    """Somebody who runs a network or the installation saw or changed something about others. Only added to, then deleted by age."""

    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="trail")
    what = models.CharField(max_length=40)  # a key of the upper app that knows the pages
    place = models.CharField(
        max_length=60, blank=True
    )  # a network's or fund's address, a municipality's code; stays when it is gone
    about = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, related_name="trail_about"
    )  # none: many at once
    is_change = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["-at"], name="trail_at"),
            models.Index(fields=["about", "-at"], name="trail_about"),
            models.Index(fields=["place", "-at"], name="trail_place"),
            models.Index(fields=["by", "-at"], name="trail_by"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.what}"
