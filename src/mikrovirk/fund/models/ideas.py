"""Ideas: what somebody would like to happen, in three sentences."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.models import Person
from mikrovirk.fund.models.funds import Fund
from mikrovirk.networks.models import Network


class Idea(models.Model):
    """An idea from the idea box. One that was merged into another keeps its author and points to it."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="ideas")
    author = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="ideas")
    title = models.CharField(_("The idea in a few words"), max_length=120)
    what = models.CharField(_("What should happen?"), max_length=300)
    who_for = models.CharField(_("Who gets something out of it?"), max_length=300, blank=True)
    needs = models.CharField(_("What does it take?"), max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)  # taken off the public list by its author or a caseworker
    hidden_because = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["fund", "made_at"])]

    def __str__(self) -> str:
        return self.title
