"""What stays of an evening: photos and stories."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.live.models.room import Evening, Phone
from mikrovirk.live.models.stage import SeatTaken


class Photo(models.Model):
    """A picture from the evening. In the recap only with the consent of those on it, which is noted here."""

    evening = models.ForeignKey(Evening, on_delete=models.CASCADE, related_name="photos")
    image = models.ImageField(_("Photo"), upload_to="evenings")
    caption = models.CharField(_("What it shows"), max_length=160, blank=True)
    who = models.CharField(_("Who is on it?"), max_length=200, blank=True)
    agreed = models.CharField(max_length=300, blank=True)  # that those on it said yes, and who took that down
    phone = models.ForeignKey(Phone, null=True, blank=True, on_delete=models.SET_NULL, related_name="photos")
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    in_recap = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True, blank=True)  # somebody on it wants it gone
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(in_recap=False) | ~models.Q(agreed=""), name="shown_only_with_consent"
            ),
            models.CheckConstraint(
                condition=models.Q(in_recap=False) | models.Q(hidden_at__isnull=True), name="hidden_is_not_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.pk)


class Story(models.Model):
    """What came of a turn in the hot seat or on the brag spot, told to everybody with the member's consent."""

    seat = models.OneToOneField(SeatTaken, on_delete=models.CASCADE, related_name="story")
    title = models.CharField(_("Headline"), max_length=120)
    text = models.TextField(_("The story"), max_length=3000)
    agreed_at = models.DateTimeField()  # the member's consent to this text
    published_at = models.DateTimeField(null=True, blank=True)  # the coordinator's yes
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-published_at", "pk"]

    def __str__(self) -> str:
        return self.title
