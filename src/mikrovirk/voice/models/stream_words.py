"""What is said after an input: further words from its author or to them, and suggested themes nobody wanted."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models.stream import Input, Outcome


class InputWord(models.Model):
    """A word more about an input: from its author by the receipt, or to an author who was told before."""

    input = models.ForeignKey(Input, on_delete=models.CASCADE, related_name="words")
    is_from_author = models.BooleanField(default=False)
    text = models.CharField(max_length=1000)
    at = models.DateTimeField(default=timezone.now)  # of an anonymous author: the day only
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    seen_at = models.DateTimeField(null=True, blank=True)  # the steering group has read the author's word
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)  # what came of it now
    told_in = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_from_author=False) | Q(outcome="", told_at__isnull=True, told_in__isnull=True),
                name="an_author_tells_and_is_not_told",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


class DismissedTheme(models.Model):
    """Inputs that were suggested as a theme and are none: the like is not suggested again."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="dismissed_themes")
    inputs = models.ManyToManyField(Input, related_name="+")
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.network} · {self.at:%Y-%m-%d}"
