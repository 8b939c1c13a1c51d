"""A format: what a kind of evening is for, and the recipe of its agenda. Data a coordinator can edit."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from mikrovirk.networks.models import Network


class ItemKind(models.TextChoices):
    """What happens in an agenda item; decides who fills it and how."""

    WELCOME = "welcome", _("Welcome")
    TALK = "talk", _("Talk")
    INTRODUCTIONS = "introductions", _("3 × 3 minutes")
    QUESTIONS = "questions", _("Questions")
    HOT_SEAT = "hot_seat", _("The hot seat or the brag spot")
    INPUT = "input", _("Input from the room")
    NETWORKING = "networking", _("Free networking")
    BREAK = "break", _("Break")
    OTHER = "other", _("Other")


class FilledBy(models.TextChoices):
    """Who fills an agenda item."""

    COORDINATOR = "coordinator", _("The coordinator")
    HOST = "host", _("The host")
    SPEAKER = "speaker", _("The speaker")
    NEWEST_MEMBERS = "newest_members", _("The newest members")
    MEMBER = "member", _("A member")
    EVERYONE = "everyone", _("Everyone")
    NOBODY = "nobody", _("Nobody")


class Format(models.Model):
    """A kind of meeting, such as 1.0 and 2.0. It says what to expect, never who may come."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="formats")
    key = models.SlugField(max_length=20, allow_unicode=True)  # "1-0": stable in files and links
    name = models.CharField(_("Name"), max_length=60)
    purpose = models.CharField(_("What it is for"), max_length=300)
    expect = models.TextField(_("What you can expect tonight"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "key"], name="format_key_once")]

    def __str__(self) -> str:
        return self.name


class FormatItem(models.Model):
    """One line of a format's recipe."""

    format = models.ForeignKey(Format, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=16, choices=ItemKind)
    title = models.CharField(_("Title"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("Minutes"), validators=[MinValueValidator(1), MaxValueValidator(480)])
    filled_by = models.CharField(_("Who fills it"), max_length=16, choices=FilledBy, default=FilledBy.NOBODY)
    slots = models.PositiveSmallIntegerField(_("How many turns"), default=0)
    minutes_each = models.PositiveSmallIntegerField(_("Minutes a turn"), default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Topic(models.Model):
    """A subject a talk can be about; shipped ones can be edited."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="topics")
    name = models.CharField(_("Topic"), max_length=80)
    about = models.CharField(_("In one sentence"), max_length=300, blank=True)
    format = models.ForeignKey(
        Format,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="topics",
        verbose_name=_("Fits the format"),
    )
    for_the_newly_started = models.BooleanField(_("For the newly started"), default=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["network", "name"], name="topic_once")]

    def __str__(self) -> str:
        return self.name


class TaskTemplate(models.Model):
    """A task that every new meeting of the network gets."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="task_templates")
    title = models.CharField(_("Task"), max_length=80)
    what = models.CharField(_("What to do"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title
