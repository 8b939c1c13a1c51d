"""Ideas: what somebody would like to happen, in three sentences."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
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
    hidden_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    waits_for = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )  # somebody who has not yet opened the link in the mail; until then nobody sees the idea
    waits_as = models.CharField(max_length=160, blank=True)  # the name they gave
    word = models.CharField(max_length=600, blank=True)  # what the fund's people say to its author; public
    word_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    merged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["fund", "made_at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(merged_at__isnull=False),
                name="idea_merged_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="idea_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IdeaSupport(models.Model):
    """Somebody who finds an idea good, or wants to join in."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="support")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    joins = models.BooleanField(default=False)  # "I'll join in"
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["idea", "person"], name="idea_support_once")]

    def __str__(self) -> str:
        return f"{self.person} · {self.idea}"


class IdeaPicture(models.Model):
    """A picture of an idea, written anew (common.pictures)."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="pictures")
    image = models.ImageField(_("Picture"), upload_to="ideas")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.image.name or ""
