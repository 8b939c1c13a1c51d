"""Conferences: who calls one, and what people want taken up there."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Question
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.programme.models import Meeting
from mikrovirk.voice.models import Theme


class Conference(models.Model):
    """A day on which an area talks over what it does for its small businesses. Held as a meeting of one of its networks."""

    class State(models.TextChoices):
        CALL = "call", _("Called")
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        FOLLOWED = "followed", _("Followed up")
        CANCELLED = "cancelled", _("Cancelled")

    class Carrying(models.TextChoices):
        """What the coordinator of the network says to holding it as one of its meetings."""

        NOBODY = "", _("Nobody has been asked")
        ASKED = "asked", _("Asked")
        YES = "yes", _("Yes")
        NO = "no", _("No")

    municipality_code = models.CharField(_("Municipality"), max_length=4)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="conferences",
        verbose_name=_("Who holds it"),
    )
    network = models.ForeignKey(
        Network,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="conferences",
        verbose_name=_("The network that holds the meeting"),
    )
    carrying = models.CharField(max_length=5, choices=Carrying, blank=True, default=Carrying.NOBODY)
    carrying_at = models.DateTimeField(null=True, blank=True)  # the latest word on it
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="conference")
    title = models.CharField(_("Title"), max_length=160)
    question = models.CharField(_("The question of the day"), max_length=300)
    call = models.TextField(_("Why, and who should come"), max_length=4000, blank=True)
    wanted_date = models.DateField(_("The day"), null=True, blank=True)  # until the meeting stands
    wishes_until = models.DateField(_("Wishes until"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.CALL)
    called_at = models.DateTimeField(null=True, blank=True)  # None: a draft only its organisers see
    fact_sheet_at = models.DateTimeField(null=True, blank=True)  # since then everybody may read its fact sheet
    held_at = models.DateTimeField(null=True, blank=True)
    followed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["municipality_code", "state"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_at__isnull=True)),
                name="conference_cancelled_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(carrying__in=["asked", "yes", "no"]) | Q(carrying_at__isnull=False),
                name="conference_carrying_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Wish(models.Model):
    """What somebody wants taken up, or asks. Others see it once an organiser has let it through."""

    class Origin(models.TextChoices):
        PAGE = "page", _("Written on the conference's page")
        VOICE = "voice", _("What members of a network said")
        LIVE = "live", _("Asked at a meeting")
        OFFICE = "office", _("Written down by an organiser")

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="wishes")
    text = models.CharField(_("Your question or wish"), max_length=500)
    name = models.CharField(_("Your name"), max_length=120, blank=True)
    origin = models.CharField(max_length=6, choices=Origin)
    network = models.ForeignKey(Network, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    theme = models.ForeignKey(Theme, null=True, blank=True, on_delete=models.SET_NULL, related_name="wishes")
    live_question = models.ForeignKey(Question, null=True, blank=True, on_delete=models.SET_NULL, related_name="wishes")
    behind_count = models.PositiveIntegerField(default=1)  # how many people are behind it
    made_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)  # not for this conference; can be taken back
    answer = models.CharField(_("What became of it"), max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-behind_count", "made_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conference", "theme"], name="theme_once_in_a_conference"),
            models.UniqueConstraint(fields=["conference", "live_question"], name="question_once_in_a_conference"),
            models.CheckConstraint(
                condition=Q(shown_at__isnull=True) | Q(set_aside_at__isnull=True), name="wish_shown_or_set_aside"
            ),
        ]

    def __str__(self) -> str:
        return self.text
